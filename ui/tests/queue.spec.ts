// What waits and what runs, in one place, with a number beside its name.
import { expect, leaveWaiting, test, toPlace } from "./page";

test("with nothing to do it says so, without a number", async ({ open, page }) => {
  await open("");
  await page.getByTestId("rail-queue").click();
  await expect(page.getByText("All is done")).toBeVisible();
  await expect(page.getByTestId("queue-count")).toHaveCount(0);
});

test("fetches run here with their words and can be cancelled one task at a time", async ({ open, page }) => {
  await open("slow=60000");
  await page.getByTestId("fetch-due").click();
  await expect(page.getByTestId("queue-count")).toHaveText("3");
  await expect(page.getByRole("link", { name: /Queue\s*3 waiting/ })).toBeVisible();
  await page.getByTestId("rail-queue").click();
  const running = page.getByTestId("queue-running");
  await expect(running.getByTestId("queue-entry")).toHaveCount(3);
  await expect(running).toContainText("Looking for the meeting");
  await running
    .getByRole("button", { name: /^Cancel|cancel/i })
    .first()
    .click();
  await expect(running).toHaveCount(0);
  await expect(page.getByTestId("queue-count")).toHaveCount(0);
});

test("classes that are looked at again say when, and can be looked at now", async ({ open, page }) => {
  await open("slow=100&fail=report-not-ready");
  await page.getByTestId("fetch-due").click();
  await page.getByText("look again from").first().waitFor();
  await page.getByTestId("rail-queue").click();
  const again = page.getByTestId("queue-again");
  await expect(again.getByTestId("queue-entry")).toHaveCount(3);
  await expect(again.locator('[data-id="m-dist-7"]')).toContainText("from Thu 27 Nov, 16:40");
  // It is nothing to be done, so it does not count.
  await expect(page.getByTestId("queue-count")).toHaveCount(0);
  await page.evaluate((detail) => dispatchEvent(new CustomEvent("fixture-look", { detail })), ["m-dist-7"]);
  await expect(again.getByTestId("queue-entry")).toHaveCount(2);
});

test("what failed for good waits for the user", async ({ open, page }) => {
  await open("slow=100&fail=not-organizer");
  await page.getByTestId("fetch-due").click();
  await page.getByTestId("rail-queue").click();
  const failed = page.getByTestId("queue-failed");
  await expect(failed.getByTestId("queue-entry")).toHaveCount(3);
  await expect(failed).toContainText("Ask the organizer for the attendance file.");
});

test("uploads wait in the queue; the list of classes says it short and leads here", async ({
  open,
  page,
}) => {
  await open("offline&slow=100");
  await leaveWaiting(page);
  await expect(page.getByTestId("outbox-bar")).toContainText("1 class waits to be sent");
  await expect(page.getByTestId("waiting")).toHaveCount(0);
  await page.getByTestId("outbox-bar").getByTestId("flush").click();
  await expect(page.getByTestId("outbox-bar").getByTestId("error")).toBeVisible();
  await page.getByTestId("open-queue").click();
  await expect(page.getByTestId("waiting")).toContainText("Lecture 11: The central limit theorem");
  await expect(page.getByTestId("queue-count")).toHaveText("1");
  await toPlace(page, "settings/diagnostics");
  await expect(page.locator('[data-testid="finding"][data-id="outbox"]')).toHaveAttribute(
    "data-state",
    "warning",
  );
  await page.getByTestId("rail-queue").click();
  await page.getByTestId("cancel-waiting").click();
  await expect(page.getByText("All is done")).toBeVisible();
});
