// Several accounts, and what the institution's IT is asked for.
import { expect, test } from "./page";

test("another account is chosen in the menu and signed out in the settings", async ({ open, page }) => {
  await open("accounts");
  await page.getByTestId("account").click();
  await expect(page.getByRole("menuitem", { name: "Sign in with another account" })).toBeVisible();
  await page.getByTestId("use-account").click();
  await expect(page.getByTestId("account")).toContainText("Ben Lecturer");
  await page.getByTestId("account").click();
  await page.getByRole("menuitem", { name: "Account settings" }).click();
  const rows = page.getByTestId("account-row");
  await expect(rows).toHaveCount(2);
  await expect(rows.first()).toContainText("Ben Lecturer");
  await expect(rows.first()).toContainText("In use");
  await page.getByRole("button", { name: /Sign out .*Ada Teacher/ }).click();
  await expect(rows).toHaveCount(1);
  await expect(page.getByTestId("account")).toContainText("Ben Lecturer");
});

test("where an administrator must agree, the link for IT is one click away", async ({ open, page }) => {
  await open("start&real&signin=admin-consent-needed");
  await page.getByTestId("connect").click();
  await page.getByRole("button", { name: "Sign in on another device" }).click();
  await expect(page.getByTestId("error")).toHaveAttribute("data-code", "admin-consent-needed");
  await page.getByRole("button", { name: "Copy the link for IT" }).click();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toContain("/v2.0/adminconsent?");
});

test("the settings say what IT is asked for, and what the app's credential can do", async ({
  open,
  page,
}) => {
  await open("#/settings");
  await page.getByTestId("for-it").getByText("For your IT").click();
  await expect(page.getByTestId("for-it")).toContainText("OnlineMeetingArtifact.Read.All");
  await page.getByLabel("Cloud").selectOption("china");
  await expect(page.getByText("Microsoft gives no attendance there")).toBeVisible();
  await expect(page.getByText("can read every call of the institution")).toBeVisible();
  await page.getByRole("radio", { name: "Certificate" }).click();
  await expect(page.getByTestId("certificate")).toBeVisible();
  await page.getByRole("radio", { name: "Through a server of the institution" }).click();
  await expect(page.getByText("records of your own calls only")).toBeVisible();
  await expect(page.getByTestId("certificate")).toHaveCount(0);
});
