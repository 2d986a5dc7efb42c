// Files coming in: attendance files and class lists, chosen or dropped.
import type { Locator, Page } from "@playwright/test";
import { drop, EVERY_FILE, expect, hold, openClassList, test } from "./page";

const file = (page: Page, name: string) =>
  page.getByTestId("import-file").filter({ has: page.getByRole("heading", { name, exact: true }) });

test("a file is dropped, matched to its class and imported, and the class opens", async ({ open, page }) => {
  await open("");
  await hold(page);
  await expect(page.getByTestId("drop-overlay")).toContainText("Drop attendance files or a class list");
  await drop(page, ["Seminar 7 - Attendance report.csv"]);
  await expect(page.getByTestId("drop-overlay")).toHaveCount(0);
  await expect(page.getByTestId("import-reason")).toHaveText("Matched: the same time, the same title.");
  await expect(page.getByTestId("import-class")).toHaveValue("m-dist-7");
  await page.getByTestId("import-start").click();
  await expect(page.getByText("1 file imported").first()).toBeVisible();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Seminar 7: Replication");
  await expect(page.getByTestId("source")).toHaveText("File");
  await expect(page.getByTestId("participant-row").first()).toBeVisible();
});

test("many files: each is held back by its own question, and no class is guessed", async ({ open, page }) => {
  await open("");
  await drop(page, EVERY_FILE);
  const [, twice = "", lecture = "", list = "", columns = "", known = "", grades = ""] = EVERY_FILE;
  await expect(file(page, twice)).toHaveAttribute("data-standing", "twice");
  await expect(file(page, known)).toHaveAttribute("data-standing", "known");
  await expect(file(page, grades)).toHaveAttribute("data-standing", "refused");
  await expect(file(page, grades)).toContainText("It has no times of joining or leaving.");
  const start = page.getByTestId("import-start");
  await expect(start).toBeDisabled();
  await expect(page.getByTestId("import-left")).toContainText("3 files still need an answer");

  await file(page, lecture).getByTestId("import-class").selectOption("m-stat-12");
  const dates = file(page, list).getByRole("radio");
  await expect(dates).toHaveCount(2);
  for (const date of await dates.all()) await expect(date).not.toBeChecked();
  await file(page, list).getByText("2 March 2025").click();
  await expect(file(page, list)).toContainText("2 Mar 2025");
  // An answer can be changed.
  await file(page, list).getByText("3 February 2025").click();
  await expect(file(page, list)).toContainText("3 Feb 2025");
  await expect(file(page, list).getByRole("radio", { name: "3 February 2025" })).toBeFocused();
  await expect(file(page, list)).toHaveAttribute("data-standing", "class");
  await expect(file(page, list)).toContainText("not for how long");
  await file(page, list).getByTestId("import-class").selectOption({ label: "New class from this file…" });
  await expect(file(page, list).getByLabel("Date")).toHaveValue("2025-02-03");
  await file(page, list).getByLabel("Title").fill("");
  await expect(page.getByTestId("import-left")).toContainText("meetingAttendanceList.csv");
  await file(page, list).getByLabel("Title").fill("Kick-off");

  const roles = file(page, columns).getByTestId("column-role");
  await expect(roles).toHaveCount(5);
  await roles.nth(2).selectOption({ label: "Joined at" });
  await roles.nth(3).selectOption({ label: "Left at" });
  await file(page, columns).getByTestId("import-columns").click();
  await expect(page.getByTestId("import-left")).toHaveText("3 files are left out.");
  await expect(start).toHaveText("Import 4 files into 4 classes");
  await start.click();
  await expect(page.getByTestId("import-outcome").getByRole("listitem")).toHaveCount(4);
  await expect(page.getByTestId("import-close")).toBeFocused();
  // What is dropped now begins a new list.
  await drop(page, ["Seminar 7 - Attendance report.csv"]);
  await expect(page.getByTestId("import-file")).toHaveCount(1);
  await expect(page.getByTestId("import-add")).toBeFocused();
  await page.keyboard.press("Escape");
  await page.getByTestId("rail-classes").click();
  await page.getByRole("link", { name: "Kick-off" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Kick-off");
  await expect(page.getByTestId("import")).toHaveCount(0);
});

test("from inside a class that class is meant, and what speaks against it is said", async ({
  open,
  page,
}) => {
  await open("choose=Lecture report.csv|Seminar 7 - Attendance report.csv#/class/m-stat-12/participants");
  await page.getByTestId("import-here").click();
  const choices = page.getByTestId("import-class");
  await expect(choices.nth(0)).toHaveValue("m-stat-12");
  await expect(choices.nth(1)).toHaveValue("m-stat-12");
  await expect(file(page, "Seminar 7 - Attendance report.csv")).toContainText(
    "It looks like \u2068Seminar 7: Replication\u2069: the same time, the same title.",
  );
  await file(page, "Seminar 7 - Attendance report.csv").getByTestId("import-remove").click();
  await expect(page.getByTestId("import-add")).toBeFocused();
  await expect(page.getByTestId("import-start")).toHaveText("Import 1 file into 1 class");
});

test("a list in a language that is not known: what its words mean is said once", async ({ open, page }) => {
  await open("choose=jelenléti lista.csv");
  await page.getByTestId("import-files").click();
  await expect(page.getByTestId("import-columns")).toBeDisabled();
  const meanings = page.getByTestId("action-meaning");
  await expect(meanings.first()).toHaveValue("join");
  await meanings.last().selectOption({ label: "Left" });
  await page.getByTestId("import-columns").click();
  await expect(page.getByTestId("import-start")).toHaveText("Import 1 file into 1 class");
  await expect(page.getByTestId("import-start")).toBeEnabled();
});

test("one file dropped on an open class is meant for that class", async ({ open, page }) => {
  await open("#/class/m-dist-5/participants");
  await drop(page, ["Lecture report.csv"]);
  await expect(page.getByTestId("import-class")).toHaveValue("m-dist-5");
  await expect(page.getByTestId("import-file")).toContainText("This class was not at that time");
});

test("another time zone is read anew; notes come warnings first", async ({ open, page }) => {
  await open("");
  await page.getByTestId("import-files").click();
  await page.getByTestId("import-read-as").locator("summary").click();
  const notes = page.getByTestId("import-read-as").getByRole("listitem");
  await expect(notes.first()).toContainText("Line 18");
  await expect(notes.first()).toContainText("Please note");
  await page.getByLabel("Time zone of the file").selectOption("Asia/Tokyo");
  await expect(page.getByTestId("import-read-as")).toContainText("Times in Asia/Tokyo");
});

test("nothing is imported where the program refuses, and the dialog stays", async ({ open, page }) => {
  await open("fail=disk-full");
  await page.getByTestId("import-files").click();
  await page.getByTestId("import-start").click();
  await expect(page.getByTestId("error")).toHaveAttribute("data-code", "disk-full");
  await expect(page.getByTestId("import-file")).toHaveCount(1);
  await page.getByRole("button", { name: "Cancel" }).click();
  await expect(page.locator('[data-testid="class-row"][data-id="m-dist-7"]')).toHaveAttribute(
    "data-state",
    "not-fetched",
  );
});

test("a failed fetch names the way that is left", async ({ open, page }) => {
  await open("slow=100&fail=not-organizer#/class/m-dist-7/participants");
  await page.getByTestId("sync").click();
  await expect(page.getByText("The attendance file from Teams is the way that is left.")).toBeVisible();
  await expect(page.getByTestId("import-here")).toBeVisible();
});

test("a class list: compared with the course, then its students", async ({ open, page }) => {
  await open("");
  await openClassList(page);
  await expect(page.getByTestId("roster-recognised")).toHaveText("Moodle participants");
  await expect(page.getByTestId("roster-start")).toBeDisabled();
  await page.getByTestId("roster-course").selectOption("course-1");
  await expect(page.getByTestId("roster-facts")).toHaveText("24 students · 2 new · 1 changed · 21 known");
  await page.getByTestId("roster-hidden").locator("summary").click();
  await expect(page.getByTestId("roster-hidden")).toContainText("history is kept");
  await expect(page.getByTestId("roster-hidden").getByText("Zoltán Szabó")).toBeVisible();
  await page.getByTestId("roster-skipped").locator("summary").click();
  await expect(page.getByTestId("roster-skipped")).toContainText(
    "Line 27 The same student stands on line 3.",
  );
  await expect(page.getByTestId("roster-start")).toHaveText("Replace the class list (24 students)");
  await page.getByTestId("roster-start").click();
  await expect(page.getByText("24 students imported").first()).toBeVisible();
});

test("a class list without headings for a new course: the columns are named", async ({ open, page }) => {
  await open("choose=list without headings.csv");
  await openClassList(page);
  await expect(page.getByTestId("roster-problem")).toContainText("No column holds names.");
  await page.getByTestId("column-role").first().focus();
  await page.getByTestId("column-role").first().selectOption({ label: "Full name" });
  await expect(page.getByTestId("roster-facts")).toHaveText("24 students");
  await expect(page.getByTestId("column-role").first()).toBeFocused();
  await expect(page.getByTestId("roster-student").first()).toBeVisible();
  await page.getByTestId("roster-course").selectOption({ label: "New course…" });
  await expect(page.getByTestId("roster-start")).toBeDisabled();
  await page.getByTestId("roster-title").fill("Algebra");
  await page.getByTestId("roster-start").click();
  await expect(page.getByTestId("roster-import")).toHaveCount(0);
  await page.getByTestId("add-class").click();
  await expect(page.getByRole("dialog").getByRole("combobox").last()).toContainText("Algebra");
});

test("a file that is a class list is taken as one", async ({ open, page }) => {
  await open("noroster#/class/m-dist-6/reconcile");
  await drop(page, ["grades.xlsx"]);
  await page.getByTestId("import-as-list").click();
  await expect(page.getByTestId("roster-file")).toHaveText("grades.xlsx");
  await page.getByTestId("roster-course").selectOption("course-1");
  await page.getByTestId("roster-start").click();
  await expect(page.getByTestId("student-row")).toHaveCount(24);
});

test("ten thousand students of a class list: few rows drawn", async ({ open, page }) => {
  await open("choose=big list.csv");
  await openClassList(page);
  await expect(page.getByTestId("roster-facts")).toHaveText("10000 students");
  expect(await page.getByTestId("roster-student").count()).toBeLessThan(40);
  await page
    .getByTestId("roster-scroller")
    .evaluate((scroller) => scroller.scrollTo(0, scroller.scrollHeight));
  await expect(page.locator('tr[aria-rowindex="10001"]')).toBeVisible();
});

test("import with the keyboard alone; the focus goes back to where it was", async ({ open, page }) => {
  await open("");
  const { keyboard } = page;
  await tabTo(page, page.getByTestId("import-files"));
  await keyboard.press("Enter");
  await expect(page.getByTestId("import-class")).toBeVisible();
  await keyboard.press("Escape");
  await expect(page.getByTestId("import-files")).toBeFocused();

  await tabTo(page, page.getByTestId("import-files-more"));
  await keyboard.press("Enter");
  await expect(page.getByTestId("import-roster")).toBeFocused();
  await keyboard.press("Enter");
  await tabTo(page, page.getByTestId("roster-another"));
  await keyboard.press("Enter");
  await expect(page.getByTestId("roster-another")).toBeFocused();
  await keyboard.press("Escape");
  await expect(page.getByTestId("import-files-more")).toBeFocused();

  await tabTo(page, page.getByTestId("import-files"), "Shift+Tab");
  await keyboard.press("Enter");
  await expect(page.getByTestId("import-class")).toBeVisible();
  await tabTo(page, page.getByTestId("import-start"));
  await keyboard.press("Enter");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Seminar 7: Replication");
  await expect(page.getByTestId("main")).toBeFocused();
});

async function tabTo(page: Page, target: Locator, key = "Tab") {
  for (let presses = 0; presses < 60; presses++) {
    if (await target.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press(key);
  }
  throw new Error("not reached by keyboard");
}

for (const [width, height] of [
  [900, 600],
  [640, 400],
] as const) {
  test(`the dialogs fit a window of ${width} × ${height}`, async ({ open, page }) => {
    await page.setViewportSize({ width, height });
    const fits = async (content: Locator, action: Locator) => {
      await expect(action).toBeInViewport({ ratio: 1 });
      const over = await content.evaluate((dialog) =>
        [dialog, ...dialog.querySelectorAll(".fui-DialogContent")].map(
          (box) => box.scrollWidth - box.clientWidth,
        ),
      );
      expect(Math.max(...over)).toBeLessThanOrEqual(0);
    };
    await open("");
    await drop(page, EVERY_FILE);
    await expect(page.getByTestId("column-role").first()).toBeVisible();
    await fits(page.getByTestId("import"), page.getByTestId("import-start"));
    await page.keyboard.press("Escape");
    await page.getByTestId("import-files-more").click();
    await page.getByTestId("import-roster").click();
    await page.getByTestId("roster-course").selectOption("course-1");
    await expect(page.getByTestId("roster-hidden")).toBeVisible();
    await fits(page.getByTestId("roster-import"), page.getByTestId("roster-start"));
    await page.keyboard.press("Escape");
    await page.getByRole("link", { name: "Seminar 6: Clocks and order" }).click();
    await page.getByTestId("export").click();
    await page.getByText("Canvas gradebook").click();
    await expect(page.getByTestId("export-left-out")).toBeVisible();
    await fits(page.getByTestId("export-dialog"), page.getByTestId("export-save"));
  });
}
