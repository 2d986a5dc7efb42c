// The columns of the participants table, for TanStack Table: what each is sorted by.
import {
  createColumnHelper,
  createSortedRowModel,
  rowSortingFeature,
  tableFeatures,
} from "@tanstack/react-table";
import { fold, type ParticipantRow, sortable } from "./rows";

export const COLUMNS = ["name", "email", "total", "present", "first", "last", "status", "sessions"] as const;
export type ColumnName = (typeof COLUMNS)[number];

export const features = tableFeatures({ rowSortingFeature, sortedRowModel: createSortedRowModel() });

const collator = new Intl.Collator(undefined, { sensitivity: "base", numeric: true });
const ORDER = ["present", "late", "left-early", "absent", "excused", "unknown", "not-on-roster"];

const helper = createColumnHelper<typeof features, ParticipantRow>();

function column(id: ColumnName, value: (row: ParticipantRow) => number | string | null) {
  return helper.accessor((row) => sortable(value(row)), {
    id,
    sortUndefined: "last",
    sortDescFirst: false,
    sortFn: (a, b) => compare(a.getValue(id), b.getValue(id)),
  });
}

function compare(a: unknown, b: unknown): number {
  if (typeof a === "number" && typeof b === "number") return a - b;
  return collator.compare(String(a ?? ""), String(b ?? ""));
}

export const columns = helper.columns([
  column("name", ({ person }) => (person.name === null ? null : fold(person.name))),
  column("email", ({ person }) => person.email),
  column("total", ({ person }) => person.total_minutes),
  column("present", ({ person }) => person.present_minutes),
  column("first", ({ person }) => time(person.first_join)),
  column("last", ({ person }) => time(person.last_leave)),
  column("status", ({ status }) => (status === null ? null : ORDER.indexOf(status))),
  column("sessions", ({ person }) => person.sessions.length),
]);

function time(iso: string | null): number | null {
  return iso === null ? null : Date.parse(iso);
}
