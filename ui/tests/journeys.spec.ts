// What an instructor does, from the first start to the upload.
import { expect, test } from "./page";

test("first start: sign in with a code, connect the LMS, pick courses", async ({ open, page }) => {
  await open("start&real");
  await page.getByTestId("connect").click();
  await page.getByRole("button", { name: "Sign in on another device" }).click();
  await expect(page.getByTestId("user-code")).toHaveText("F7QX2M9KD");
  await page.getByRole("button", { name: "Copy code" }).click();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe("F7QX2M9KD");
  await expect(page.getByTestId("signed-in")).toContainText("Dr. Ada Teacher");
  await page.getByTestId("start-next").click();
  await page.getByTestId("lms-url").fill("https://lms.example.edu");
  await page.getByTestId("lms-token").fill("wrong");
  await page.getByTestId("lms-test").click();
  await expect(page.getByTestId("error")).toHaveAttribute("data-code", "bad-input");
  await page.getByTestId("lms-token").fill("right");
  await page.getByTestId("lms-test").click();
  await expect(page.getByTestId("lms-works")).toContainText("2 courses");
  await expect(page.getByTestId("lms-token")).toHaveValue("");
  await page.getByTestId("start-next").click();
  await expect(page.getByRole("checkbox")).toHaveCount(2);
  await page.getByTestId("start-finish").click();
  await expect(page.getByTestId("class-row")).toHaveCount(8);
});

test("a blocked code leads to the browser", async ({ open, page }) => {
  await open("start&real&signin=device-code-blocked");
  await page.getByTestId("connect").click();
  await page.getByRole("button", { name: "Sign in on another device" }).click();
  await expect(page.getByTestId("error")).toHaveAttribute("data-code", "device-code-blocked");
  await page.getByRole("button", { name: "Sign in with the browser" }).click();
  await expect(page.getByTestId("signed-in")).toContainText("Dr. Ada Teacher");
});

test("an instant meeting: sync, the table, its sessions", async ({ open, page }) => {
  await open("#/class/m-instant/participants");
  await page.getByTestId("sync").click();
  await expect(page.getByTestId("sync-progress")).toContainText("Call records: 128 read, 10 on 26 Nov");
  await expect(page.getByTestId("source")).toHaveText("Call records, provisional until Fri 14:00");
  const hari = page.locator('[data-testid="participant-row"][data-id="hari"]');
  await expect(hari.locator('[data-col="total"]')).toHaveText("6.81");
  await expect(page.locator('[data-id="adm"] [data-col="total"]')).toHaveText("4.64");
  await expect(hari.locator('[data-col="sessions"]')).toContainText("Session 1: 10:02 – 10:03 (2 min)");
  await expect(hari.locator('[data-col="sessions"]')).toContainText("+2");
  await hari.locator('[data-col="email"]').click();
  await expect(page.getByTestId("session")).toHaveCount(3);
  await expect(page.getByTestId("session").first()).toContainText("10:02:20 – 10:03:52");
});

test("cancel leaves everything as it was, and is no error", async ({ open, page }) => {
  await open("slow=60000#/class/m-dist-7/participants");
  await page.getByTestId("sync").click();
  await page.getByRole("button", { name: "Cancel" }).click();
  await expect(page.getByTestId("sync")).toBeVisible();
  await expect(page.getByTestId("error")).toHaveCount(0);
  await expect(page.getByTestId("source")).toHaveAttribute("data-source", "none");
});

test("a sync goes on while other screens are looked at", async ({ open, page }) => {
  await open("slow=1500#/class/m-dist-7/participants");
  await page.getByTestId("sync").click();
  await page.getByTestId("rail-settings").click();
  await page.getByTestId("rail-classes").click();
  await expect(page.locator('[data-id="m-dist-7"]')).toHaveAttribute("data-state", "ready");
});

test("mark, undo, redo; match a person", async ({ open, page }) => {
  await open("#/class/m-dist-6/reconcile");
  const student = page.locator('[data-testid="student-row"][data-id="stu-4"]');
  const before = (await student.getAttribute("data-status")) ?? "";
  await student.getByTestId("mark").click();
  await page.getByTestId("mark-excused").click();
  await expect(student).toHaveAttribute("data-status", "excused");
  await expect(student).toContainText("Your mark");
  await page.keyboard.press("Control+z");
  await expect(student).toHaveAttribute("data-status", before);
  await expect(page.getByText("Undone: Daniel Kowalski: excused").first()).toBeVisible();
  await page.keyboard.press("Control+Shift+z");
  await expect(student).toHaveAttribute("data-status", "excused");
  await expect(page.getByTestId("unmatched")).toHaveCount(3);
  await page.getByRole("button", { name: "This is \u2068Bob Maier\u2069" }).click();
  await expect(page.getByTestId("unmatched")).toHaveCount(2);
  await expect(page.locator('[data-testid="student-row"][data-id="stu-30"]')).toContainText("Matched by you");
});

test("upload: the difference, then each student's result", async ({ open, page }) => {
  await open("partial#/class/m-stat-11/upload");
  await expect(page.getByTestId("send")).toHaveText("Send 30 changes to the LMS");
  await page.getByTestId("send").click();
  await expect(page.getByTestId("upload-results")).toHaveAttribute("data-state", "partial");
  await expect(page.getByTestId("result").first()).toHaveAttribute("data-state", "failed");
  await expect(page.getByText("29 of 30 confirmed by the LMS.")).toBeVisible();
  await page.getByRole("button", { name: "Compare again" }).click();
  await expect(page.getByTestId("send")).toHaveText("Send 1 change to the LMS");
});

test("a class typed in by hand", async ({ open, page }) => {
  await open("");
  await page.getByTestId("add-class").click();
  await page.getByTestId("add-save").click();
  await expect(page.getByText("Give it a title.")).toBeVisible();
  await page.getByTestId("add-title").fill("Questions");
  await page.getByTestId("add-date").fill("2025-11-26");
  await page.getByTestId("add-save").click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Questions");
  await expect(page.getByTestId("class-page")).toContainText("times not given");
});

test("errors act on their code", async ({ open, page }) => {
  await open("fail=sign-in-needed#/class/m-dist-6/participants");
  await expect(page.getByTestId("participant-row").first()).toBeVisible();
  await page.getByTestId("sync").click();
  await page.getByTestId("error").getByRole("button", { name: "Sign in" }).click();
  await expect(page.getByRole("dialog")).toBeVisible();
  await page.keyboard.press("Escape");
  // What was fetched before is still there.
  await expect(page.getByTestId("participant-row").first()).toBeVisible();
});

test("ten thousand people: few rows drawn, the last one reached", async ({ open, page }) => {
  await open("people=10000#/class/m-dist-6/participants");
  const grid = page.getByTestId("participants");
  await expect(grid).toHaveAttribute("data-count", /^[89]\d{3}$/);
  expect(await page.getByTestId("participant-row").count()).toBeLessThan(60);
  await page.getByTestId("participant-row").first().focus();
  await page.keyboard.press("End");
  const last = String(Number(await grid.getAttribute("aria-rowcount")) - 1);
  await expect(page.locator(`tr[aria-rowindex="${last}"]`)).toBeFocused();
  await page.getByTestId("participant-search").fill("ursula 333");
  await expect(grid).toHaveAttribute("data-count", "1");
});

for (const [name, width, height, zoom] of [
  ["900 × 600", 900, 600, 1],
  ["1280 × 800 at 200 %", 640, 400, 2],
] as const) {
  test(`no sideways scrolling of the page: ${name}`, async ({ open, page }) => {
    await page.setViewportSize({ width, height });
    for (const place of [
      "",
      "#/class/m-dist-6/participants",
      "#/class/m-dist-6/reconcile",
      "#/class/m-stat-10/upload",
      "#/settings",
    ]) {
      await open(place);
      await page.reload();
      await page.locator("html[data-ready]").waitFor();
      await page.waitForTimeout(200);
      const over = await page.getByTestId("main").evaluate((main) => main.scrollWidth - main.clientWidth);
      expect(over, `${place} at zoom ${zoom}`).toBeLessThanOrEqual(0);
    }
  });
}

test("a passphrase opens the data, a wrong one says so beside the field", async ({ open, page }) => {
  await open("blocked=passphrase-needed");
  await page.getByTestId("passphrase").fill("wrong");
  await page.keyboard.press("Enter");
  await expect(page.getByText("The passphrase is wrong.")).toBeVisible();
  await expect(page.getByTestId("passphrase")).toHaveValue("");
  await page.getByTestId("passphrase").fill("open sesame");
  await page.getByTestId("unlock").click();
  await expect(page.getByTestId("class-row").first()).toBeVisible();
});
