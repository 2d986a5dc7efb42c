// What an instructor does, from the first start to the upload.
import type { Page } from "@playwright/test";
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
  await open("slow=8000#/class/m-instant/participants");
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
  await page.getByRole("button", { name: "Try the rest again" }).click();
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

for (const reason of ["passphrase-needed", "wrong-passphrase"]) {
  test(`a passphrase opens the data: ${reason}`, async ({ open, page }) => {
    await open(`blocked=${reason}`);
    const field = page.getByLabel("Passphrase");
    await expect(field).toBeFocused();
    await expect(field).toHaveAttribute("type", "password");
    await expect(field).toHaveAttribute("autocomplete", "off");
    await expect(page.getByRole("button", { name: "Try again" })).toHaveCount(0);
    await field.fill("wrong");
    await page.getByRole("button", { name: "Unlock" }).click();
    await expect(field).toHaveAccessibleDescription(/The passphrase is wrong\. Try again; upper and lower/);
    await expect(field).toHaveValue("");
    await expect(field).toBeFocused();
    await page.keyboard.type("open sesame");
    await page.keyboard.press("Enter");
    await expect(page.getByTestId("class-row").first()).toBeVisible();
  });
}

test("a silent keystore is tried again, with no passphrase to type", async ({ open, page }) => {
  await open("blocked=locked");
  await expect(page.getByText("The keystore of this computer did not answer.")).toBeVisible();
  await expect(page.getByText("Unlock it, then try again.", { exact: true })).toBeVisible();
  await expect(page.getByRole("button", { name: "Try again" })).toBeVisible();
  await expect(page.getByTestId("passphrase")).toHaveCount(0);
});

for (const locale of ["en-GB", "en-US"]) {
  test.describe(`the table in ${locale}`, () => {
    test.use({ locale, viewport: { width: 1240, height: 800 } });
    test("has rows of one line, headings of two at most", async ({ open, page }) => {
      await open("#/class/m-dist-6/participants");
      const looks = await tableLooks(page);
      expect(new Set(looks.rows)).toEqual(new Set([looks.reckoned]));
      expect(Math.max(...looks.heads)).toBeLessThanOrEqual(32);
      // The e-mail alone may be cut: the opened row has it whole.
      expect(looks.cut.filter((words) => !words.includes("@"))).toEqual([]);
    });

    test("is as high as the rows that it draws would make it", async ({ open, page }) => {
      await open("people=10000#/class/m-dist-6/participants");
      const { reckoned, rows, between } = await tableLooks(page);
      const count = Number(await page.getByTestId("participants").getAttribute("data-count"));
      expect(between / count).toBe(reckoned);
      expect(new Set(rows)).toEqual(new Set([reckoned]));
    });

    test("keeps room for every column in windows of any width", async ({ open, page }) => {
      await open("#/class/m-dist-6/participants");
      for (const width of [900, 1000, 1001, 1100, 1219, 1220, 1600]) {
        await page.setViewportSize({ width, height: 800 });
        const { rows, heads, cut, sideways } = await tableLooks(page);
        expect(Math.max(...rows), `rows at ${width}`).toBeLessThanOrEqual(4 * 22 + 22);
        expect(Math.max(...heads), `headings at ${width}`).toBeLessThanOrEqual(32);
        const allowed = width > 1219 ? "@" : "nothing";
        expect(
          cut.filter((words) => !words.includes(allowed)),
          `cut at ${width}`,
        ).toEqual([]);
        expect(sideways, `sideways at ${width}`).toBe(0);
      }
    });
  });
}

test("an e-mail that is cut in the row is whole when the row is open", async ({ open, page }) => {
  await open("#/class/m-dist-6/participants");
  await page.getByTestId("participant-row").filter({ hasText: "Ben Okafor" }).getByRole("button").click();
  const whole = page
    .getByTestId("participant-sessions")
    .getByText("ben.okafor@students.example.edu", { exact: true });
  await expect(whole).toBeVisible();
  await expect(whole).toHaveCSS("text-overflow", "clip");
});

/** What a look at the table would tell: heights, words that do not fit, in pixels and words. */
async function tableLooks(page: Page) {
  await page.getByTestId("participant-row").first().waitFor();
  return page.getByTestId("participants").evaluate((table) => {
    const all = (selector: string) => [...table.querySelectorAll<HTMLElement>(selector)];
    const high = (selector: string) => all(selector)[0]?.offsetHeight ?? 0;
    const scroller = table.parentElement ?? table;
    return {
      reckoned: Number.parseInt(getComputedStyle(table).getPropertyValue("--row-height"), 10),
      rows: all('[data-testid="participant-row"]').map((row) => row.getBoundingClientRect().height),
      heads: all("th span:first-child").map((words) => words.offsetHeight),
      between: (table as HTMLElement).offsetHeight - high("thead") - high("tfoot"),
      cut: all("th, td, td bdi, td span")
        .filter(({ clientWidth }) => clientWidth > 0)
        .filter(
          (words) => words.scrollWidth > words.clientWidth || words.scrollHeight > words.clientHeight + 1,
        )
        .map((words) => words.innerText),
      sideways: scroller.scrollWidth - scroller.clientWidth,
    };
  });
}

test("the time of a person is explained, and what rules would change is said before", async ({
  open,
  page,
}) => {
  await open("#/class/m-dist-6/participants");
  const row = page.getByTestId("participant-row").filter({ hasText: "Dr. Ada Teacher" });
  await row.getByRole("button").click();
  const why = page.getByTestId("why");
  await expect(why).toContainText(/All sessions: 103\.00 min − 8\.00 min before the start − 5\.00 min after/);
  await expect(why).toContainText("= 90.00 min in class");

  await open("#/settings");
  await page.getByLabel("Absent below").fill("97");
  const preview = page.getByTestId("rules-preview");
  await expect(preview).toContainText(/\d+ students would change\./);
  await preview.getByRole("group").first().locator("summary").click();
  await expect(preview.getByRole("listitem").first()).toContainText(/→ Absent/);
  await page.getByLabel("Absent below").fill("50");
  await expect(preview).toHaveCount(0);
});

test("everybody whom nobody could mistake is matched in one step, and that is taken back", async ({
  open,
  page,
}) => {
  await open("#/class/m-dist-6/reconcile");
  await expect(page.getByTestId("unmatched")).toHaveCount(3);
  await page.getByTestId("accept-unambiguous").click();
  await expect(page.getByTestId("unmatched")).toHaveCount(2);
  await expect(page.getByTestId("accept-unambiguous")).toHaveCount(0);
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(page.getByTestId("unmatched")).toHaveCount(3);
});
