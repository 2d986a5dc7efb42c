// The whole way without a mouse.
import { expect, test } from "./page";

test("fetch, look, mark and send with the keyboard alone", async ({ open, page }) => {
  await open("");
  const { keyboard } = page;
  await expect(page.getByTestId("main")).toBeFocused();
  // To the class by Tab, as far as it is.
  const link = page.getByRole("link", { name: "Seminar 7: Replication" });
  await tabTo(page, link);
  await keyboard.press("Enter");
  await expect(page.getByTestId("main")).toBeFocused();
  await tabTo(page, page.getByTestId("sync"));
  await keyboard.press("Enter");
  const rows = page.getByTestId("participant-row");
  await expect(rows.first()).toBeVisible();

  await tabTo(page, rows.first());
  await keyboard.press("ArrowDown");
  await expect(rows.nth(1)).toBeFocused();
  await keyboard.press("Enter");
  await expect(page.getByTestId("session").first()).toBeVisible();
  await keyboard.press("Shift+ArrowDown");
  await expect(page.locator('tr[aria-selected="true"]')).toHaveCount(2);
  await keyboard.press("Control+c");
  await expect(page.getByTestId("live-region")).toHaveText("2 rows copied");
  const copied = (await page.evaluate(() => navigator.clipboard.readText())).split("\n");
  expect(copied).toHaveLength(3);
  expect(copied[0]?.split("\t")[0]).toBe("Name / ID");
  // Typing goes into the search.
  await keyboard.press("b");
  await keyboard.type("en");
  await expect(page.getByTestId("participant-search")).toHaveValue("ben");

  await tabTo(page, page.getByTestId("tab-participants"), "Shift+Tab");
  await keyboard.press("ArrowRight");
  await keyboard.press("ArrowRight");
  await keyboard.press("Enter");
  await tabTo(page, page.getByTestId("mark").first());
  await keyboard.press("Enter");
  await keyboard.press("ArrowDown");
  await keyboard.press("Enter");
  await expect(page.getByTestId("student-row").first()).toHaveAttribute("data-status", "late");
  await expect(page.getByTestId("mark").first()).toBeFocused();

  await tabTo(page, page.getByTestId("tab-reconcile"), "Shift+Tab");
  await keyboard.press("ArrowRight");
  await keyboard.press("Enter");
  await tabTo(page, page.getByTestId("send"));
  await keyboard.press("Enter");
  await expect(page.getByTestId("upload-results")).toHaveAttribute("data-state", "done");
});

test("a dialog gives the focus back, and search survives leaving the class", async ({ open, page }) => {
  await open("");
  await page.getByTestId("add-class").focus();
  await page.keyboard.press("Enter");
  await expect(page.getByTestId("add-title")).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(page.getByTestId("add-class")).toBeFocused();
  await page.getByRole("link", { name: "Seminar 6: Clocks and order" }).press("Enter");
  await page.getByTestId("participant-search").fill("chen");
  await page.getByTestId("rail-classes").press("Enter");
  await page.getByRole("link", { name: "Seminar 6: Clocks and order" }).press("Enter");
  await expect(page.getByTestId("participant-search")).toHaveValue("chen");
  await expect(page.getByTestId("participants")).toHaveAttribute("data-count", "1");
});

async function tabTo(
  page: import("@playwright/test").Page,
  target: import("@playwright/test").Locator,
  key = "Tab",
) {
  for (let presses = 0; presses < 80; presses++) {
    if (await target.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press(key);
  }
  throw new Error("not reached by keyboard");
}
