// Who is shown of everybody, and in which order: search, filters, sorting, sums. Pure.
import type { PersonView } from "../../platform/bindings/PersonView";
import { fold } from "../participants/rows";

export const COLUMNS = ["name", "email", "courses", "classes", "time", "seen"] as const;
export type ColumnName = (typeof COLUMNS)[number];

export interface PersonRow {
  person: PersonView;
  /** Of the classes that count, in percent; null for visitors and where none counts. */
  share: number | null;
  /** What the search looks at, folded. */
  haystack: string;
  /** What the names are sorted by, folded; null where there is none. */
  name: string | null;
}

export interface Filter {
  text: string;
  /** Title of a course; empty for all. */
  course: string;
  /** Only visitors of whom nobody has said yet who they are. */
  unmatched: boolean;
  /** Only students below the limit. */
  below: boolean;
}

export const EVERYBODY: Filter = { text: "", course: "", unmatched: false, below: false };

export interface Sort {
  column: ColumnName;
  desc: boolean;
}

export const shareOf = ({ student, classes, attended }: PersonView): number | null =>
  student && classes > 0 ? (100 * attended) / classes : null;

export function personRows(people: readonly PersonView[]): PersonRow[] {
  return people.map((person) => ({
    person,
    share: shareOf(person),
    haystack: fold([person.name ?? "", person.email ?? "", ...person.courses].join("\n")),
    name: person.name === null || person.name.trim() === "" ? null : fold(person.name),
  }));
}

export const isBelow = ({ share }: PersonRow, limit: number | null): boolean =>
  limit !== null && share !== null && share < limit;

/** Every word has to occur somewhere in name, address or course. */
export function filtered(rows: readonly PersonRow[], filter: Filter, limit: number | null): PersonRow[] {
  const words = fold(filter.text).split(/\s+/).filter(Boolean);
  return rows.filter(
    (row) =>
      words.every((word) => row.haystack.includes(word)) &&
      (filter.course === "" || row.person.courses.includes(filter.course)) &&
      (!filter.unmatched || row.person.to_match > 0) &&
      (!filter.below || isBelow(row, limit)),
  );
}

export const coursesOf = (people: readonly PersonView[]): string[] =>
  [...new Set(people.flatMap(({ courses }) => courses))].sort((a, b) => a.localeCompare(b));

const collator = new Intl.Collator(undefined, { sensitivity: "base", numeric: true });

const KEY: Record<ColumnName, (row: PersonRow) => string | number | null> = {
  name: ({ name }) => name,
  email: ({ person }) => person.email,
  courses: ({ person }) => (person.courses.length === 0 ? null : person.courses.join("\n")),
  classes: ({ share }) => share,
  time: ({ person }) => (person.last_seen === null ? null : person.seconds),
  seen: ({ person }) => (person.last_seen === null ? null : Date.parse(person.last_seen)),
};

/** Nothing known stands last, whichever way the column is sorted. */
export function sorted(rows: readonly PersonRow[], { column, desc }: Sort): PersonRow[] {
  const keyed = rows.map((row) => ({ row, key: KEY[column](row) }));
  const turn = desc ? -1 : 1;
  keyed.sort(({ key: a }, { key: b }) => {
    if (a === null || b === null) return Number(a === null) - Number(b === null);
    if (typeof a === "number" && typeof b === "number") return turn * (a - b);
    return turn * collator.compare(String(a), String(b));
  });
  return keyed.map(({ row }) => row);
}

export interface Sums {
  people: number;
  seconds: number;
}

export const sumsOf = (rows: readonly PersonRow[]): Sums => ({
  people: rows.length,
  seconds: rows.reduce((sum, { person }) => sum + person.seconds, 0),
});

/** Hours and minutes, rounded to the minute once. */
export function hoursAndMinutes(seconds: number): { hours: number; minutes: number } {
  const all = Math.round(seconds / 60);
  return { hours: Math.floor(all / 60), minutes: all % 60 };
}
