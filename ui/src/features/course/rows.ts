// Who of a course is shown, and in which order. Pure.
import type { CourseMatrixView } from "../../platform/bindings/CourseMatrixView";
import type { MatrixStudentView } from "../../platform/bindings/MatrixStudentView";

export const SORTS = ["roster", "name", "share", "absent", "trend"] as const;
export type Sort = (typeof SORTS)[number];

export interface Filter {
  text: string;
  /** Only those below the limit. */
  below: boolean;
  /** Only this group; empty for all. */
  group: string;
}

export const EVERYBODY: Filter = { text: "", below: false, group: "" };

const folded = (text: string): string => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();

export function filtered(students: readonly MatrixStudentView[], filter: Filter): MatrixStudentView[] {
  const words = folded(filter.text).split(/\s+/).filter(Boolean);
  return students.filter(({ name, email, groups, below }) => {
    const text = folded(`${name} ${email ?? ""}`);
    return (
      words.every((word) => text.includes(word)) &&
      (!filter.below || below) &&
      (filter.group === "" || groups.includes(filter.group))
    );
  });
}

const value = (student: MatrixStudentView, sort: Sort): number | null =>
  sort === "absent" ? student.absent : sort === "trend" ? student.trend : student.share;

/** Names from A, absences from many, shares and trends from the worst: whoever needs a look stands first. */
export function sorted(students: readonly MatrixStudentView[], sort: Sort): MatrixStudentView[] {
  if (sort === "roster") return [...students];
  if (sort === "name") return [...students].sort((a, b) => a.name.localeCompare(b.name));
  const turn = sort === "absent" ? -1 : 1;
  return [...students].sort((a, b) => {
    const [left, right] = [value(a, sort), value(b, sort)];
    // Whoever has no value stands last, whichever way.
    if (left === null || right === null) return Number(left === null) - Number(right === null);
    return turn * (left - right);
  });
}

export const groupsOf = (view: CourseMatrixView): string[] =>
  [...new Set(view.students.flatMap(({ groups }) => groups))].sort((a, b) => a.localeCompare(b));

/** The number in the limit's field: a share in percent, or none. */
export function limitOf(text: string): number | null {
  const limit = Number(text.replace(",", "."));
  return text.trim() === "" || !Number.isFinite(limit) || limit < 0 || limit > 100 ? null : limit;
}

/** What a spreadsheet takes when the table is copied. */
export function toTsv(view: CourseMatrixView, students: readonly MatrixStudentView[]): string {
  const clean = (text: string) => text.replace(/[\t\r\n]+/g, " ");
  const share = (number: number | null) => (number === null ? "" : number.toFixed(1));
  const head = ["", "%", ...view.classes.map(({ title, date }) => clean(`${date} ${title}`))];
  const rows = students.map((one) => [
    clean(one.name),
    share(one.share),
    ...one.cells.map((cell) => cell?.status ?? ""),
  ]);
  return [head, ...rows].map((row) => row.join("\t")).join("\n");
}
