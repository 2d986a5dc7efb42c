// The course as students × classes.
import { expect, test, toPlace } from "./page";

test("shares, the limit, and who is below it", async ({ open, page }) => {
  await open("");
  await page.getByTestId("rail-course").click();
  const rows = page.getByTestId("matrix-row");
  await expect(rows.first()).toBeVisible();
  const matrix = page.getByTestId("matrix");
  const all = Number(await matrix.getAttribute("data-count"));
  await page.getByTestId("limit").fill("100");
  await expect(page.locator('[data-testid="matrix-row"][data-below="true"]').first()).toBeVisible();
  await page.getByTestId("below").check();
  await expect.poll(async () => Number(await matrix.getAttribute("data-count"))).toBeLessThan(all);
  await page.getByTestId("limit").fill("101");
  await expect(page.getByText("A number from 0 to 100")).toBeVisible();
});

test("keys move through the grid and Enter opens the class", async ({ open, page }) => {
  await open("");
  await toPlace(page, "course");
  await page.getByTestId("matrix-row").first().waitFor();
  await page.locator('[data-at="0:0"]').focus();
  await page.keyboard.press("ArrowDown");
  await expect(page.locator('[data-at="1:0"]')).toBeFocused();
  await page.keyboard.press("End");
  await page.keyboard.press("Control+Home");
  await expect(page.locator('[data-at="0:0"]')).toBeFocused();
  for (let step = 0; step < 3; step++) await page.keyboard.press("ArrowRight");
  await expect(page.locator('[data-at="0:3"]')).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/#\/class\/.+\/reconcile/);
});

test("search, order and export are of this course", async ({ open, page }) => {
  await open("");
  await toPlace(page, "course");
  await page.getByTestId("matrix-row").first().waitFor();
  await page.getByTestId("course-sort").selectOption("absent");
  await page.getByTestId("course-search").fill("zzzz");
  await expect(page.getByText("Nobody fits")).toBeVisible();
  await page.getByTestId("course-search").fill("");
  await page.getByTestId("course-export").click();
  await expect(page.getByTestId("export-course")).not.toHaveValue("");
});
