// How long data is kept, erasing it, backups, and what is in order.
import { expect, keepShortly, test, toPlace, toSection } from "./page";

test("expired classes go after a look; those never sent stay, with the reason", async ({ open, page }) => {
  await open("slow=100");
  await keepShortly(page);
  await page.getByTestId("erase-expired").click();
  await expect(page.getByTestId("erase-counts")).toContainText("2 classes");
  await expect(page.getByTestId("erase-kept")).toContainText("Seminar 6: Clocks and order");
  await page.getByTestId("erase-now").click();
  await expect(page.getByTestId("erase-receipt")).toContainText("classes older than 7 days");
  await page.getByTestId("erase-close").click();
  await expect(page.getByTestId("erase-expired")).toBeFocused();
  await page.getByTestId("erase-expired").click();
  await expect(page.getByTestId("nothing-to-erase")).toBeVisible();
  await expect(page.getByTestId("erase-now")).toHaveCount(0);
  await page.keyboard.press("Escape");
  await toPlace(page, "classes");
  await expect(page.getByTestId("class-row").first()).toBeVisible();
  await expect(page.locator('[data-testid="class-row"][data-id="m-dist-5"]')).toHaveCount(0);
  await expect(page.locator('[data-testid="class-row"][data-id="m-dist-6"]')).toHaveCount(1);
});

test("everything goes only when the word is typed, and nothing of it is left on any screen", async ({
  open,
  page,
}) => {
  await open("slow=100");
  await toPlace(page, "people");
  await page.getByTestId("people-search").fill("novak");
  await toSection(page, "privacy");
  await page.getByTestId("erase-everything").click();
  await expect(page.getByTestId("erase-counts")).toContainText("8 classes");
  const now = page.getByTestId("erase-now");
  await page.getByTestId("erase-word").fill("dele");
  await expect(now).toHaveAttribute("aria-disabled", "true");
  await page.getByTestId("erase-word").press("Enter");
  await expect(page.getByTestId("erase-receipt")).toHaveCount(0);
  await page.getByTestId("erase-word").fill(" DELETE ");
  await page.getByTestId("erase-word").press("Enter");
  await expect(page.getByTestId("erase-receipt")).toContainText("everything on this computer");
  await page.getByTestId("erase-close").click();
  // Nobody is signed in and nothing is here: that is a first start.
  await expect(page.getByTestId("connect")).toBeVisible();
});

test("a person is deleted from the list of people", async ({ open, page }) => {
  await open("");
  await toSection(page, "privacy");
  await page.getByTestId("to-people").click();
  await expect(page.getByTestId("person-row").first()).toBeVisible();
});

test("a backup wants a passphrase twice, of eight characters or more", async ({ open, page }) => {
  await open("slow=100");
  await toSection(page, "backup");
  await page.getByTestId("backup").click();
  const [first, again, now] = ["backup-passphrase", "backup-again", "backup-now"].map((id) =>
    page.getByTestId(id),
  ) as [
    ReturnType<typeof page.getByTestId>,
    ReturnType<typeof page.getByTestId>,
    ReturnType<typeof page.getByTestId>,
  ];
  await first.fill("1234567");
  await again.fill("1234567");
  await expect(page.getByText("Too short yet")).toBeVisible();
  await expect(now).toHaveAttribute("aria-disabled", "true");
  await first.fill("Winter2025!");
  await expect(page.getByText("Weak: it could be guessed")).toBeVisible();
  await expect(page.getByText("The two are not the same")).toBeVisible();
  await expect(now).toHaveAttribute("aria-disabled", "true");
  await again.fill("Winter2025!");
  await now.click();
  await expect(page.getByTestId("backup-done")).toContainText(".rollbook-backup");
  await expect(page.getByTestId("backup-done")).toContainText("8 classes");
  await page.keyboard.press("Escape");
  await expect(page.getByTestId("backup")).toBeFocused();
});

test("a file dialog that is closed writes and changes nothing", async ({ open, page }) => {
  await open("closed");
  await toSection(page, "backup");
  await page.getByTestId("backup").click();
  await page.getByTestId("backup-passphrase").fill("blue kettle runs over");
  await page.getByTestId("backup-again").fill("blue kettle runs over");
  await page.getByTestId("backup-now").click();
  await expect(page.getByText("so nothing was written")).toBeVisible();
  await page.keyboard.press("Escape");
  await page.getByTestId("restore").click();
  await page.getByTestId("restore-passphrase").fill("blue kettle runs over");
  await page.getByTestId("restore-now").click();
  await expect(page.getByText("so nothing has changed")).toBeVisible();
  await page.keyboard.press("Escape");
  await page.getByTestId("save-report").click();
  await expect(page.getByTestId("report-saved")).toHaveCount(0);
});

test("a wrong passphrase restores nothing; the right one brings everything back", async ({ open, page }) => {
  await open("slow=100&unwell");
  await toSection(page, "backup");
  await page.getByTestId("restore").click();
  await page.getByTestId("restore-passphrase").fill("wrong");
  await page.getByTestId("restore-now").click();
  await expect(page.getByTestId("restore-dialog").getByTestId("error")).toBeVisible();
  await page.getByTestId("restore-passphrase").fill("blue kettle runs over");
  await page.getByTestId("restore-now").click();
  await expect(page.getByTestId("restore-done")).toContainText("8 classes are back");
  await expect(page.getByTestId("set-aside")).toContainText("damaged-20251127T151000Z");
  await page.getByTestId("restore-close").click();
  await expect(page.getByTestId("account")).toHaveCount(0);
});

test("the doctor's findings have a word each, and a report is saved", async ({ open, page }) => {
  await open("unwell");
  await toSection(page, "diagnostics");
  const findings = page.getByTestId("finding");
  await expect(findings.and(page.locator('[data-state="problem"]'))).toContainText("Problem");
  await expect(findings.and(page.locator('[data-state="warning"]'))).toContainText("chmod 700");
  await page.getByTestId("check-again").click();
  await expect(page.getByTestId("live-region")).toHaveText("Checked");
  await page.getByTestId("save-report").click();
  await expect(page.getByTestId("report-saved")).toContainText("rollbook-report.txt");
});

test("a folder that cannot be opened is said", async ({ open, page }) => {
  await open("fail=bad-input");
  await toSection(page, "diagnostics");
  await page.getByTestId("reveal-home").click();
  await expect(page.getByTestId("error")).toHaveAttribute("data-code", "bad-input");
});

test("data that cannot be opened is replaced by a backup where it is said", async ({ open, page }) => {
  await open("blocked=data-damaged&unwell&slow=100");
  await expect(page.getByTestId("blocking")).toHaveAttribute("data-code", "data-damaged");
  await page.getByTestId("blocking-restore").click();
  await page.getByTestId("restore-passphrase").fill("the right one");
  await page.getByTestId("restore-now").click();
  await expect(page.getByTestId("set-aside")).toContainText("damaged-");
  await page.getByTestId("restore-close").click();
  await expect(page.getByTestId("class-row").first()).toBeVisible();
});
