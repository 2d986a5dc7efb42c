// The choices of the export dialog, and the request that they make. An option goes along only where its format has it:
// the program refuses what a format would silently ignore. Pure.
import type { ExportRequest } from "../../platform/bindings/ExportRequest";

export const READ = ["csv", "xlsx", "html", "json"] as const;
export const FOR_LMS = ["moodle-csv", "moodle-grades-csv", "canvas-csv"] as const;
export type Format = (typeof READ)[number] | (typeof FOR_LMS)[number];

export const SEPARATORS = ["locale", "comma", "semicolon", "tab"] as const;
export const IDENTIFY = ["email", "id", "username"] as const;

export const COLUMNS = [
  "name",
  "email",
  "total",
  "in-class",
  "first-join",
  "last-leave",
  "status",
  "sessions",
  "student",
  "time-zone",
  "student-id",
  "kind",
  "role",
  "share",
  "session-count",
  "flags",
] as const;
/** The first ten. */
export const USUAL: readonly string[] = COLUMNS.slice(0, 10);

/** Moodle's own acronyms; it has none for leaving early. */
export const ACRONYMS = { present: "P", late: "L", "left-early": "L", absent: "A", excused: "E" } as const;
/** What a status is worth, in percent. */
export const CREDIT = { present: "100", late: "50", "left-early": "50", absent: "0" } as const;

export interface ExportForm {
  format: Format;
  columns: readonly string[];
  emails: boolean;
  separator: (typeof SEPARATORS)[number];
  bom: boolean;
  /** One row a student and class. */
  long: boolean;
  limit: string;
  identify: (typeof IDENTIFY)[number];
  acronyms: Record<string, string>;
  credit: Record<string, string>;
  points: string;
  title: string;
  assignment: string;
}

export const USUAL_FORM: ExportForm = {
  format: "csv",
  columns: USUAL,
  emails: true,
  separator: "locale",
  bom: true,
  long: false,
  limit: "",
  identify: "email",
  acronyms: { ...ACRONYMS },
  credit: { ...CREDIT },
  points: "100",
  title: "",
  assignment: "",
};

const FIELDS = {
  columns: ["csv", "xlsx"],
  emails: ["csv", "xlsx", "html", "json"],
  separator: ["csv"],
  long: ["csv"],
  limit: ["csv", "xlsx", "html"],
  identify: ["moodle-csv", "moodle-grades-csv"],
  acronyms: ["moodle-csv"],
  grades: ["moodle-grades-csv", "canvas-csv"],
  assignment: ["canvas-csv"],
} as const satisfies Record<string, readonly Format[]>;
export type ExportField = keyof typeof FIELDS;

/** Whether an option means anything for a format, of a class or of a course. */
export function has(form: ExportForm, field: ExportField, course: boolean): boolean {
  if (!(FIELDS[field] as readonly string[]).includes(form.format)) return false;
  if (field === "columns") return !course;
  if (field === "long") return course;
  return field !== "limit" || (course && !(form.long && form.format === "csv"));
}

/** A session of Moodle's attendance activity is one class. */
export const formatsOf = (course: boolean): readonly Format[] =>
  course ? FOR_LMS.filter((format) => format !== "moodle-csv") : FOR_LMS;

export type ExportProblem = "columns" | "acronyms" | "credit" | "points" | "assignment" | "limit";

export function problemsOf(form: ExportForm, course: boolean): ExportProblem[] {
  const problems: ExportProblem[] = [];
  const number = (text: string, least: number, most: number) =>
    text.trim() !== "" && Number(text) >= least && Number(text) <= most;
  if (has(form, "columns", course) && form.columns.every((column) => column === "email" && !form.emails)) {
    problems.push("columns");
  }
  if (has(form, "acronyms", course) && Object.values(form.acronyms).some((word) => word.trim() === "")) {
    problems.push("acronyms");
  }
  if (has(form, "grades", course)) {
    if (!number(form.points, 0.01, 1_000_000)) problems.push("points");
    if (!Object.values(form.credit).every((percent) => number(percent, 0, 100))) problems.push("credit");
  }
  if (has(form, "assignment", course) && !/^\d*$/.test(form.assignment.trim())) problems.push("assignment");
  if (has(form, "limit", course) && form.limit.trim() !== "" && !number(form.limit, 0, 100)) {
    problems.push("limit");
  }
  return problems;
}

/** `locale` is a BCP 47 tag: the separator and the decimal mark that its spreadsheets take. */
export function requestOf(form: ExportForm, course: boolean, locale: string): ExportRequest {
  const on = (field: ExportField) => has(form, field, course);
  const columns = COLUMNS.filter((column) => form.columns.includes(column));
  const usual = columns.length === USUAL.length && columns.every((column) => USUAL.includes(column));
  const status_map = changed(form.acronyms, ACRONYMS);
  const credit = changed(form.credit, CREDIT);
  return {
    format: form.format,
    ...(on("columns") && !usual && { columns }),
    ...(on("emails") && !form.emails && { no_emails: true }),
    ...(on("separator") && { separator: form.separator, bom: form.bom }),
    ...(on("separator") && form.separator === "locale" && { locale }),
    ...(on("long") && form.long && { long: true }),
    ...(on("limit") && form.limit.trim() !== "" && { limit: Number(form.limit) }),
    ...(on("identify") && { identify: form.identify }),
    ...(on("acronyms") && status_map.length > 0 && { status_map }),
    ...(on("grades") && { points: Number(form.points) }),
    ...(on("grades") && credit.length > 0 && { credit }),
    ...(on("grades") && form.title.trim() !== "" && { title: form.title.trim() }),
    ...(on("assignment") && form.assignment.trim() !== "" && { assignment_id: form.assignment.trim() }),
  };
}

/** What differs from the usual, as `late=L`: what nobody touched stays the program's to decide. */
function changed(values: Record<string, string>, usual: Record<string, string>): string[] {
  return Object.entries(values)
    .filter(([status, value]) => value.trim() !== usual[status])
    .map(([status, value]) => `${status}=${value.trim()}`);
}
