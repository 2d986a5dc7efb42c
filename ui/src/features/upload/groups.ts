// The difference as the user reads it: what needs a look first, what stays as it is last. Pure.
import type { ChangeView } from "../../platform/bindings/ChangeView";
import type { UploadView } from "../../platform/bindings/UploadView";

export const ACTIONS = ["conflict", "create", "update", "skip", "none"] as const;
export type Action = (typeof ACTIONS)[number];

export interface Group {
  action: Action;
  changes: ChangeView[];
}

export function groups(changes: readonly ChangeView[]): Group[] {
  return ACTIONS.map((action) => ({
    action,
    // An action this page does not know is not going to be sent by it: it belongs to the skipped.
    changes: changes.filter((change) => knownAction(change.action) === action),
  })).filter((group) => group.changes.length > 0);
}

function knownAction(action: string): Action {
  return ACTIONS.find((known) => known === action) ?? "skip";
}

/** How many entries the button sends. */
export const toSend = ({ summary }: Pick<UploadView, "summary">): number => summary.create + summary.update;

export interface ResultRow {
  change: ChangeView | null;
  id: string;
  state: string;
  message: string | null;
}

const RESULT_ORDER = ["failed", "conflict", "skipped", "confirmed"];

/** Results with the students' names, failures first. */
export function resultRows(view: Pick<UploadView, "changes" | "results">): ResultRow[] {
  const byStudent = new Map(view.changes.map((change) => [change.student_id, change]));
  return view.results
    .map((result) => ({
      change: byStudent.get(result.student_id) ?? null,
      id: result.student_id,
      state: result.state,
      message: result.error?.message ?? null,
    }))
    .sort((a, b) => RESULT_ORDER.indexOf(a.state) - RESULT_ORDER.indexOf(b.state));
}
