// Classes that are looked at again by themselves: the page hears of it, and says so where somebody looks.
import { expect, test } from "./page";

const look = (ids: string[]) => dispatchEvent(new CustomEvent("fixture-look", { detail: ids }));

test("a class that was not ready says when it is looked at again, and arrives by itself", async ({
  open,
  page,
}) => {
  await open("slow=100&fail=report-not-ready#/class/m-dist-7/participants");
  await page.getByTestId("sync").click();
  await expect(page.getByTestId("error")).toHaveAttribute("data-code", "report-not-ready");
  await page.getByRole("link", { name: "Classes" }).first().click();
  const row = page.locator("[data-testid=class-row][data-id=m-dist-7]");
  await expect(row).toContainText("look again from");
  await page.bringToFront();
  await page.evaluate(look, ["m-dist-7"]);
  await expect(row).toHaveAttribute("data-state", /ready|provisional/);
  await expect(row).not.toContainText("look again from");
  await expect(
    page.getByText(/Seminar 7: Replication.: the attendance is there, \d+ people/).last(),
  ).toBeVisible();
});

test("a window that nobody looks at leaves it to a notification", async ({ open, page }) => {
  await open("");
  await page.evaluate(() => {
    document.hasFocus = () => false;
    addEventListener("fixture-notified", (event) => {
      document.body.dataset.notified = JSON.stringify((event as CustomEvent).detail);
    });
  });
  await page.evaluate(look, ["m-dist-6", "m-dist-5"]);
  await expect(page.locator("body")).toHaveAttribute(
    "data-notified",
    '{"title":"Attendance","body":"The attendance of 2 classes has changed"}',
  );
});
