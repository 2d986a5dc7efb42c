import { describe, expect, it } from "vitest";
import { type ExportForm, formatsOf, problemsOf, requestOf, USUAL_FORM } from "./request";

const form = (more: Partial<ExportForm>): ExportForm => ({ ...USUAL_FORM, ...more });
const asked = (more: Partial<ExportForm>, course = false) => requestOf(form(more), course, "de-DE");

describe("an export", () => {
  it("writes text as the computer's language has it", () => {
    expect(asked({})).toEqual({ format: "csv", separator: "locale", locale: "de-DE", bom: true });
    expect(asked({ separator: "tab", bom: false })).toEqual({ format: "csv", separator: "tab", bom: false });
  });

  it("asks for nothing that its format does not know", () => {
    const everything: Partial<ExportForm> = {
      columns: ["name"],
      emails: false,
      long: true,
      limit: "80",
      identify: "id",
      acronyms: { late: "S" },
      credit: { late: "75" },
      title: "T",
      assignment: "7",
    };
    expect(asked({ ...everything, format: "json" })).toEqual({ format: "json", no_emails: true });
    expect(asked({ ...everything, format: "html" }, true)).toEqual({
      format: "html",
      no_emails: true,
      limit: 80,
    });
    expect(asked({ ...everything, format: "xlsx" })).toEqual({
      format: "xlsx",
      columns: ["name"],
      no_emails: true,
    });
    expect(asked({ ...everything, format: "csv" }, true)).not.toHaveProperty("limit");
    expect(asked({ ...everything, format: "moodle-csv" })).toEqual({
      format: "moodle-csv",
      identify: "id",
      status_map: ["late=S"],
    });
    expect(asked({ ...everything, format: "canvas-csv" })).toEqual({
      format: "canvas-csv",
      points: 100,
      credit: ["late=75"],
      title: "T",
      assignment_id: "7",
    });
  });

  it("leaves to the program what nobody touched", () => {
    expect(asked({ format: "moodle-csv" })).toEqual({ format: "moodle-csv", identify: "email" });
    expect(asked({ columns: [...USUAL_FORM.columns].reverse() })).not.toHaveProperty("columns");
  });

  it("is held back by what cannot be meant", () => {
    expect(problemsOf(form({ columns: [] }), false)).toEqual(["columns"]);
    expect(problemsOf(form({ columns: ["email"], emails: false }), false)).toEqual(["columns"]);
    expect(problemsOf(form({ columns: [] }), true)).toEqual([]);
    expect(problemsOf(form({ format: "canvas-csv", points: "0", assignment: "x1" }), false)).toEqual([
      "points",
      "assignment",
    ]);
    expect(problemsOf(form({ format: "moodle-csv", acronyms: { late: " " } }), false)).toEqual(["acronyms"]);
    expect(problemsOf(form({ limit: "101" }), true)).toEqual(["limit"]);
  });
});

it("offers a course no file for one session", () => {
  expect(formatsOf(true)).not.toContain("moodle-csv");
  expect(formatsOf(false)).toContain("moodle-csv");
});
