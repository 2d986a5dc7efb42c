// Shares as grades: seen first, sent once, and nobody's own grade is replaced unless that was asked for.
import { expect, test } from "./page";

test("grades are looked at, a colleague's is decided on, and all are sent", async ({ open, page }) => {
  await open("#/course");
  await page.getByTestId("course-grades").click();
  await page.getByTestId("grade-item").selectOption("g-1");
  const grades = page.getByTestId("grade");
  await expect(grades.first()).toHaveAttribute("data-action", "conflict");
  const send = page.getByTestId("grades-send");
  // A colleague's grade is left alone unless one says otherwise.
  await expect(send).toHaveText("Send 29 grades");
  await page.getByTestId("grades-overwrite").check();
  await expect(send).toHaveText("Send 30 grades");
  await send.click();
  await expect(page.getByTestId("grades-said")).toHaveAttribute("data-state", "done");
  await expect(page.getByTestId("grades-said")).toContainText("were written and read back");
  await page.getByRole("button", { name: "Close" }).click();
  await expect(page.getByTestId("course-grades")).toBeFocused();
  // Once more: everything is there already.
  await page.getByTestId("course-grades").click();
  await page.getByTestId("grade-item").selectOption("g-1");
  await expect(page.getByTestId("grades-said")).toContainText("New: 0 · changed: 0");
  await expect(send).toHaveAttribute("aria-disabled", "true");
});

test("without a network it is said what is missing", async ({ open, page }) => {
  await open("offline#/course");
  await page.getByTestId("course-grades").click();
  await page.getByTestId("grade-item").selectOption("g-2");
  await expect(page.getByTestId("grades-dialog").getByTestId("error")).toHaveAttribute(
    "data-code",
    "offline",
  );
});
