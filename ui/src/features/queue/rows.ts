// Which classes run, are looked at again by themselves, or need the user. Pure.
import type { ErrorView } from "../../platform/bindings/ErrorView";
import type { MeetingRowView } from "../../platform/bindings/MeetingRowView";
import { failureOf } from "../sync/failure";

export interface Again {
  row: MeetingRowView;
  /** When. */
  at: string;
  /** What the last look said; null where it found something that may still change. */
  error: ErrorView | null;
}

export interface Failed {
  row: MeetingRowView;
  error: ErrorView;
}

export interface Queued {
  running: MeetingRowView[];
  /** Soonest first. */
  again: Again[];
  failed: Failed[];
}

export function queued(
  rows: readonly MeetingRowView[],
  running: Readonly<Record<string, unknown>>,
  failures: Readonly<Record<string, ErrorView>>,
): Queued {
  const all: Queued = { running: [], again: [], failed: [] };
  for (const row of rows) {
    if (row.id in running) {
      all.running.push(row);
      continue;
    }
    const error = failureOf(failures[row.id], row);
    const at = nextLook(row);
    if (at !== null) all.again.push({ row, at, error: error ?? null });
    else if (error !== undefined) all.failed.push({ row, error });
  }
  all.again.sort((a, b) => Date.parse(a.at) - Date.parse(b.at));
  return all;
}

function nextLook(row: MeetingRowView): string | null {
  if (row.state === "provisional") return row.sync?.next_attempt_at ?? null;
  if (row.state === "not-fetched") return row.look?.next_attempt_at ?? null;
  return null;
}
