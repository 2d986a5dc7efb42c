// Sending to the LMS: conflicts, the LMS's own statuses, taking back, and what waits.
import { conflictsOf, expect, leaveWaiting, test, toPlace } from "./page";

const CLASS = "m-stat-11";

test("nothing is sent before every conflict is decided", async ({ open, page }) => {
  await open("conflict");
  await toPlace(page, `class/${CLASS}/upload`);
  const conflicts = conflictsOf(page);
  await conflicts.first().waitFor();
  const count = await conflicts.count();
  expect(count).toBeGreaterThan(0);
  const send = page.getByTestId("send");
  await expect(send).toHaveAttribute("aria-disabled", "true");
  await conflicts.first().getByTestId("choice").selectOption("mine");
  if (count > 1) await expect(send).toHaveAttribute("aria-disabled", "true");
  await page.getByTestId("all-theirs").click();
  await expect(send).not.toHaveAttribute("aria-disabled", "true");
  await send.click();
  await expect(page.getByTestId("upload-results")).toHaveAttribute("data-state", "done");
});

test("an upload is taken back after a question", async ({ open, page }) => {
  await open();
  await toPlace(page, `class/${CLASS}/upload`);
  await page.getByTestId("send").click();
  await expect(page.getByTestId("upload-results")).toHaveAttribute("data-state", "done");
  await page.getByRole("button", { name: "Compare again" }).click();
  await expect(page.getByTestId("nothing-to-send")).toBeVisible();
  await page.getByTestId("take-back").first().click();
  await page.getByTestId("take-back-now").click();
  await expect(page.getByTestId("upload-results")).toContainText("Taken back");
  await page.getByRole("button", { name: "Compare again" }).click();
  await expect(page.getByTestId("send")).toBeVisible();
  await expect(page.getByTestId("past-upload")).toHaveCount(2);
});

test("the LMS's own statuses are shown and can be changed", async ({ open, page }) => {
  await open("own");
  await toPlace(page, `class/${CLASS}/upload`);
  await expect(page.getByTestId("makes-session")).toBeVisible();
  await page.getByTestId("status-map").locator("summary").click();
  const left = page.getByTestId("status-left-early");
  await expect(left).toHaveValue("L");
  await left.selectOption("P");
  await expect(left).toHaveValue("P");
});

test("offline an upload waits where everybody sees it, and can be taken out", async ({ open, page }) => {
  await open("offline");
  await leaveWaiting(page);
  await page.getByTestId("open-queue").click();
  await expect(page.getByTestId("waiting")).toHaveCount(1);
  await page.getByTestId("flush").click();
  await expect(page.getByTestId("outbox").getByTestId("error")).toBeVisible();
  await page.getByTestId("cancel-waiting").click();
  await expect(page.getByTestId("outbox")).toHaveCount(0);
});

test("what a token may do in Moodle is said when it is tested", async ({ open, page }) => {
  await open();
  await toPlace(page, "settings/lms");
  await page.getByTestId("lms-form").getByRole("combobox").selectOption("moodle");
  await page.getByTestId("lms-url").fill("https://moodle.example.edu");
  await page.getByTestId("lms-token").fill("abc");
  await page.getByTestId("lms-test").click();
  await expect(page.getByTestId("abilities").locator('[data-granted="false"]')).toHaveCount(1);
});

test("a name and a password in place of a token are asked for by Moodle only", async ({ open, page }) => {
  await open("");
  await toPlace(page, "settings/lms");
  const kind = page.getByTestId("lms-form").getByRole("combobox");
  await kind.selectOption("canvas");
  await expect(page.getByTestId("lms-by-password")).toHaveCount(0);
  await kind.selectOption("moodle");
  await page.getByTestId("lms-by-password").check();
  await page.getByTestId("lms-url").fill("https://moodle.example.edu");
  await page.getByTestId("lms-token").fill("secret");
  await expect(page.getByTestId("lms-test")).toHaveAttribute("aria-disabled", "true");
  await page.getByTestId("lms-user").fill("ada");
  await page.getByTestId("lms-test").click();
  await expect(page.getByTestId("lms-works")).toContainText("ada");
});

test("what a fetch changed in the roster is told where people are matched", async ({ open, page }) => {
  await open("");
  await toPlace(page, "class/m-stat-11/reconcile");
  await expect(page.getByTestId("roster-changes")).toContainText("Noor Haddad");
});
