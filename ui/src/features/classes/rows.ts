// What the list of classes says of each: its week, its next step, whether it is due. Pure.
import type { MeetingRowView } from "../../platform/bindings/MeetingRowView";
import type { StatusCounts } from "../../platform/bindings/StatusCounts";

export type NextStep = "fetch" | "review" | "upload" | "done" | "none";

const DAY_MS = 86_400_000;

/** The Monday of a calendar day, both as 2025-11-24. */
export function mondayOf(day: string): string {
  const at = Date.parse(`${day}T00:00:00Z`);
  const sinceMonday = (new Date(at).getUTCDay() + 6) % 7;
  return new Date(at - sinceMonday * DAY_MS).toISOString().slice(0, 10);
}

/** How many weeks before today's a week lies: 0 this week, 1 last week, -1 next week. */
export function weeksAgo(monday: string, today: string): number {
  return Math.round((Date.parse(mondayOf(today)) - Date.parse(monday)) / (7 * DAY_MS));
}

export interface Week {
  monday: string;
  rows: MeetingRowView[];
}

/** Newest week first; inside it the order of the answer is kept. */
export function byWeek(rows: readonly MeetingRowView[]): Week[] {
  const weeks = new Map<string, MeetingRowView[]>();
  for (const row of rows) {
    const monday = mondayOf(row.date);
    const week = weeks.get(monday);
    if (week === undefined) weeks.set(monday, [row]);
    else week.push(row);
  }
  return [...weeks]
    .map(([monday, rows]) => ({ monday, rows }))
    .sort((a, b) => (a.monday < b.monday ? 1 : -1));
}

/** The one next step of a class. People nobody knows are looked at before anything is sent. */
export function nextStep(row: Pick<MeetingRowView, "state" | "summary">): NextStep {
  switch (row.state) {
    case "not-fetched":
      return "fetch";
    case "provisional":
      return "review";
    case "ready":
      return row.summary === null || row.summary.unmatched > 0 ? "review" : "upload";
    case "changed":
      return "upload";
    case "uploaded":
      return "done";
    default:
      return "none";
  }
}

/** Whether "Fetch all due" takes it: over, and either never fetched or to be looked at again by now. */
export function isDue(row: MeetingRowView, now: number): boolean {
  if (row.state === "not-fetched") {
    if (row.look === null) return true;
    const next = row.look.next_attempt_at;
    return next !== null && Date.parse(next) <= now;
  }
  if (row.state !== "provisional") return false;
  const again = row.sync?.next_attempt_at ?? null;
  return again === null || Date.parse(again) <= now;
}

export interface BarPart {
  status: "present" | "late" | "left-early" | "excused" | "unknown" | "absent";
  count: number;
}

const PARTS: BarPart["status"][] = ["present", "late", "left-early", "excused", "unknown", "absent"];

export function barParts(summary: StatusCounts): BarPart[] {
  return PARTS.map((status) => ({ status, count: summary[status] })).filter(({ count }) => count > 0);
}

export const studentsOf = (summary: StatusCounts): number =>
  PARTS.reduce((sum, status) => sum + summary[status], 0);

/** Those who were there at all, however late they came or early they went. */
export const cameOf = (summary: StatusCounts): number =>
  summary.present + summary.late + summary["left-early"];
