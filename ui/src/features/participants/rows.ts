// Participants as the table shows them: the status of the student each one is, search, sums, TSV. Pure.
import type { ParticipantView } from "../../platform/bindings/ParticipantView";
import type { ReconcileView } from "../../platform/bindings/ReconcileView";

export interface ParticipantRow {
  person: ParticipantView;
  /** A student's status, `not-on-roster`, or null where there is no roster to compare with. */
  status: string | null;
  /** What the search looks at, folded. */
  haystack: string;
}

export function participantRows(
  people: readonly ParticipantView[],
  reconcile: ReconcileView | undefined,
): ParticipantRow[] {
  const statuses = new Map<string, string>();
  for (const student of reconcile?.students ?? []) {
    for (const id of student.participant_ids) statuses.set(id, student.status);
  }
  const roster = (reconcile?.students.length ?? 0) > 0;
  return people.map((person) => ({
    person,
    status: statuses.get(person.id) ?? (roster ? "not-on-roster" : null),
    haystack: fold(
      [person.name, person.email, ...person.also_seen_as].filter((text) => text !== null).join("\n"),
    ),
  }));
}

/** Case and accents do not matter in a search: "jose" finds José, and an unseen character hides nobody. */
export function fold(text: string): string {
  return text
    .normalize("NFKD")
    .replace(/[\p{M}\p{Cf}]/gu, "")
    .toLowerCase();
}

/** Every word has to occur somewhere in name, address or another name. */
export function search(rows: readonly ParticipantRow[], wanted: string): ParticipantRow[] {
  const words = fold(wanted).split(/\s+/).filter(Boolean);
  return rows.filter(({ haystack }) => words.every((word) => haystack.includes(word)));
}

export interface Sums {
  people: number;
  /** Sum of the rows' exact minutes; null where none is known. */
  totalMinutes: number | null;
  presentMinutes: number | null;
}

export function sumsOf(rows: readonly ParticipantRow[]): Sums {
  const add = (values: (number | null)[]) => {
    const known = values.filter((value) => value !== null);
    return known.length === 0 ? null : known.reduce((sum, value) => sum + value, 0);
  };
  return {
    people: rows.length,
    totalMinutes: add(rows.map(({ person }) => person.total_minutes)),
    presentMinutes: add(rows.map(({ person }) => person.present_minutes)),
  };
}

/** Rows for a spreadsheet: tabs between cells, none inside, and nothing that a spreadsheet would calculate. */
export function toTsv(cells: readonly (readonly string[])[]): string {
  return cells.map((row) => row.map(tsvCell).join("\t")).join("\n");
}

function tsvCell(text: string): string {
  const flat = text.replace(/[\t\r\n\v\f\u0085\u2028\u2029]+/g, " ");
  return /^\s*[=+\-@\uFF1D\uFF0B\uFF0D\uFF20]/.test(flat) && !/^-?\d+([.,]\d+)?$/.test(flat)
    ? `'${flat}`
    : flat;
}

/** Nothing known sorts last, whichever way the column is sorted. */
export const sortable = (value: number | string | null): number | string | undefined => value ?? undefined;
