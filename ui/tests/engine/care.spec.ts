// People, erasing and backups on the program itself.
import { stat } from "node:fs/promises";
import { expect, test } from "./program";

const CLASS = "Databases I, lecture 8";

test("a person is found over the classes, erased, and brought back by a backup", async ({
  run,
  page,
}, info) => {
  const program = await run();
  const meeting = await program.classNamed(CLASS);
  await program.call("sync", {
    meetings: [meeting],
    calls: "suggested",
    task: "t",
    onProgress: "__CHANNEL__:9",
  });
  const file = info.outputPath("term.rollbook-backup");

  // A backup first.
  await page.getByTestId("rail-settings").click();
  await page.getByTestId("backup").click();
  await page.getByTestId("backup-passphrase").fill("four words that fit");
  await page.getByTestId("backup-again").fill("four words that fit");
  await program.desk({ target: file });
  await page.getByTestId("backup-now").click();
  await expect(page.getByTestId("backup-done")).toBeVisible({ timeout: 30_000 });
  expect((await stat(file)).size).toBeGreaterThan(10_000);
  await page.keyboard.press("Escape");

  await page.getByTestId("rail-people").click();
  const rows = page.getByTestId("person-row");
  await expect(rows.first()).toBeVisible();
  const { people } = await program.call<{ people: { name: string; email: string; attended: number }[] }>(
    "people",
  );
  const who = people.find(({ email, attended }) => email !== null && attended > 0);
  await page.getByTestId("people-search").fill(who?.email ?? "");
  await expect(rows).toHaveCount(1);
  await rows.first().click();
  await expect(page.getByTestId("person-class").first()).toContainText(CLASS);
  await page.getByTestId("erase-person").click();
  await page.getByTestId("erase-tick").check();
  await page.getByTestId("erase-now").click();
  await expect(page.getByTestId("erase-receipt")).toBeVisible();
  await page.getByTestId("erase-close").click();
  const left = await program.call<object>("show", { meeting });
  expect(JSON.stringify(left)).not.toContain(who?.email);

  await page.getByTestId("rail-settings").click();
  await page.getByTestId("restore").click();
  await page.getByTestId("restore-passphrase").fill("four words that fit");
  await program.desk({ choose: [file] });
  await page.getByTestId("restore-now").click();
  await expect(page.getByTestId("restore-done")).toBeVisible({ timeout: 30_000 });
  await page.getByTestId("restore-close").click();
  const back = await program.call<object>("show", { meeting });
  expect(JSON.stringify(back)).toContain(who?.email);
});
