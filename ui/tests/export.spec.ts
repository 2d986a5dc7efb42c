// Files going out: formats, their options, the preview, and who is left out.
import { expect, test } from "./page";

test("a class: the preview follows the options, and the file is saved", async ({ open, page }) => {
  await open("#/class/m-dist-6/participants");
  await page.getByTestId("export").click();
  const preview = page.getByTestId("export-preview");
  await expect(preview).toContainText("First 10 of 29 rows");
  await expect(preview).toContainText("amelia.novak@students.example.edu");
  await page.getByLabel("Leave out all e-mail addresses").check();
  await expect(preview).not.toContainText("@");
  await page.getByTestId("export-columns").locator("summary").click();
  await page.getByLabel("Sessions", { exact: true }).uncheck();
  await expect(preview.getByRole("columnheader", { name: "sessions" })).toHaveCount(0);
  await page.getByTestId("export-save").click();
  await expect(page.getByTestId("export-dialog")).toHaveCount(0);
  await expect(page.getByText(/Saved as .Seminar 6 Clocks and order 2025-11-20\.csv/).first()).toBeVisible();
  await expect(page.getByTestId("export")).toBeFocused();
});

test("for Moodle: acronyms, another identity, who is left out and why", async ({ open, page }) => {
  await open("#/class/m-dist-6/participants");
  await page.getByTestId("export").click();
  await page.getByText("Moodle attendance").click();
  await expect(page.getByLabel("Leave out all e-mail addresses")).toHaveCount(0);
  await page.getByTestId("export-left-out").locator("summary").click();
  await expect(page.getByTestId("export-left-out")).toContainText(
    "Bob Maier: another student has the same e-mail",
  );
  await page.getByLabel("Present").fill("OK");
  await expect(page.getByTestId("export-row").first()).toContainText("OK");
  await page.getByLabel("Present").fill("");
  await expect(page.getByText("Give every status an acronym.")).toBeVisible();
  await expect(page.getByTestId("export-save")).toBeDisabled();
  await page.getByLabel("Present").fill("P");
  await page.getByTestId("export-identify").selectOption("username");
  await expect(page.getByTestId("error")).toContainText("There is no student to write for");
  await expect(page.getByTestId("export-save")).toBeDisabled();
  await page.getByTestId("export-identify").selectOption("id");
  await expect(page.getByTestId("export-row").first()).toContainText("4100");
});

test("for Canvas: points and an assignment that is a number", async ({ open, page }) => {
  await open("#/class/m-dist-6/participants");
  await page.getByTestId("export").click();
  await page.getByText("Canvas gradebook").click();
  await page.getByLabel("Points").fill("10");
  await expect(page.getByTestId("export-row").first()).toContainText("10");
  await page.getByLabel("Assignment ID").fill("abc");
  await expect(page.getByText("It is a number.")).toBeVisible();
  await expect(page.getByTestId("export-save")).toBeDisabled();
});

test("a course is chosen first, and has no file for one session", async ({ open, page }) => {
  await open("");
  await page.getByTestId("import-files-more").click();
  await page.getByTestId("export-course-button").click();
  await expect(page.getByTestId("export-save")).toBeDisabled();
  await expect(page.getByText("Moodle attendance")).toHaveCount(0);
  await page.getByTestId("export-course").selectOption("course-1");
  await expect(page.getByTestId("export-preview")).toContainText("30 rows");
  await page.getByTestId("export-save").click();
  await expect(page.getByText(/Saved as .Distributed Systems/).first()).toBeVisible();
});

test("nothing is saved where that fails, and the dialog stays", async ({ open, page }) => {
  await open("fail=disk-full#/class/m-dist-6/participants");
  await page.getByTestId("export").click();
  await page.getByTestId("export-save").click();
  await expect(page.getByTestId("error")).toHaveAttribute("data-code", "disk-full");
  await expect(page.getByTestId("export-dialog")).toBeVisible();
});

test("by keyboard: the format by arrow keys, and the focus goes back", async ({ open, page }) => {
  await open("#/class/m-dist-6/participants");
  await page.getByTestId("export").focus();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("radio", { name: "Table (CSV)" })).toBeFocused();
  await page.keyboard.press("ArrowDown");
  await expect(page.getByRole("radio", { name: "Excel workbook" })).toBeChecked();
  await page.keyboard.press("Escape");
  await expect(page.getByTestId("export")).toBeFocused();
});
