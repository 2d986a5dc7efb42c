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

/** Whose mark stands in a conflict. */
export type Side = "mine" | "theirs";
export type Choices = Record<string, Side>;

const conflicts = ({ changes }: Pick<UploadView, "changes">): string[] =>
  changes.filter(({ action }) => action === "conflict").map(({ student_id }) => student_id);

/** How many conflicts are not decided yet. */
export const undecided = (plan: Pick<UploadView, "changes">, choices: Choices): number =>
  conflicts(plan).filter((student) => choices[student] === undefined).length;

/** The students whose marks stay as they are in the LMS; null where there is no conflict. */
export function keepTheirs(plan: Pick<UploadView, "changes">, choices: Choices): string[] | null {
  const all = conflicts(plan);
  return all.length === 0 ? null : all.filter((student) => choices[student] === "theirs");
}

/** How many entries the button sends. */
export const toSend = (plan: Pick<UploadView, "summary" | "changes">, choices: Choices): number =>
  plan.summary.create +
  plan.summary.update +
  conflicts(plan).filter((student) => choices[student] === "mine").length;

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
