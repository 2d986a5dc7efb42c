// The journeys of an instructor on the program itself: fetch, look, match, review, send, take back, hand out.
import { readFile } from "node:fs/promises";
import { expect, test } from "./program";

const CLASS = "Databases I, lecture 8";

test("a class is fetched, reviewed, sent and taken back", async ({ run, page }) => {
  const program = await run();
  await page.getByRole("link", { name: CLASS }).click();
  await page.getByTestId("sync").click();
  const rows = page.getByTestId("participant-row");
  await expect(rows.first()).toBeVisible({ timeout: 30_000 });
  await rows.first().click();
  await expect(page.getByTestId("session").first()).toBeVisible();

  await page.getByTestId("tab-reconcile").click();
  const student = page.getByTestId("student-row").first();
  const before = (await student.getAttribute("data-status")) ?? "";
  await student.getByTestId("mark").click();
  await page.getByTestId("mark-excused").click();
  await expect(student).toHaveAttribute("data-status", "excused");
  await page.keyboard.press("Control+z");
  await expect(student).toHaveAttribute("data-status", before);

  await page.getByTestId("tab-upload").click();
  await page.getByTestId("send").click();
  await expect(page.getByTestId("upload-results")).toHaveAttribute("data-state", "done", { timeout: 30_000 });
  const meeting = await program.classNamed(CLASS);
  const plan = await program.call<{ summary: Record<string, number> }>("plan_upload", { meeting });
  expect(plan.summary).toMatchObject({ create: 0, update: 0, conflict: 0 });

  await page.getByRole("button", { name: "Compare again" }).click();
  await expect(page.getByTestId("nothing-to-send")).toBeVisible();
  await page.getByTestId("take-back").first().click();
  await page.getByTestId("take-back-now").click();
  await expect(page.getByTestId("upload-results")).toContainText("Taken back", { timeout: 30_000 });
  const after = await program.call<{ summary: Record<string, number> }>("plan_upload", { meeting });
  expect(after.summary.create).toBe(30);
});

test("on a slow network progress is told, and a cancel leaves everything as it was", async ({
  run,
  page,
}) => {
  const program = await run({ scenario: "demo", latency: 400 });
  const meeting = await program.classNamed(CLASS);
  await page.goto(`${page.url().split("#")[0]}#/class/${meeting}/participants`);
  await page.getByTestId("sync").click();
  await expect(page.getByTestId("sync-progress")).toBeVisible();
  await page.getByRole("button", { name: "Cancel" }).click();
  await expect(page.getByTestId("sync")).toBeVisible();
  await expect(page.getByTestId("source")).toHaveAttribute("data-source", "none");
  await page.getByTestId("sync").click();
  await expect(page.getByTestId("participant-row").first()).toBeVisible({ timeout: 60_000 });
});

test("a class is written to a file where the user says", async ({ run, page }, info) => {
  const program = await run();
  const meeting = await program.classNamed(CLASS);
  const channel = "__CHANNEL__:9";
  await program.call("sync", { meetings: [meeting], calls: "suggested", task: "t", onProgress: channel });
  await page.goto(`${page.url().split("#")[0]}#/class/${meeting}/participants`);
  await page.getByTestId("export").click();
  const target = info.outputPath("class.csv");
  await program.desk({ target });
  await page.getByTestId("export-save").click();
  await expect(page.getByText("class.csv").first()).toBeVisible();
  const lines = (await readFile(target, "utf8")).trim().split("\n");
  expect(lines.length).toBeGreaterThan(20);
});

test("an attendance file on an empty folder: no account, no network", async ({ run, page }, info) => {
  const { writeFile } = await import("node:fs/promises");
  const file = info.outputPath("Seminar.csv");
  const list = [
    "Full Name\tUser Action\tTimestamp",
    "Ada Example\tJoined\t11/25/2026, 10:00:00 AM",
    "Ben <b>Example</b>\tJoined\t11/25/2026, 10:01:00 AM",
    "Ada Example\tLeft\t11/25/2026, 10:50:00 AM",
  ];
  await writeFile(file, list.join("\n"));
  const program = await run({ offline: true });
  await page.getByTestId("start-later").click();
  await program.desk({ drop: [file] });
  await page.getByTestId("import-class").selectOption({ label: "New class from this file…" });
  await page.getByTestId("import-start").click();
  await expect(page.getByTestId("participant-row")).toHaveCount(2);
  await expect(page.getByText("Ben <b>Example</b>").first()).toBeVisible();
});
