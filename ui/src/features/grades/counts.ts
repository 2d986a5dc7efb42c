// What a look at the grades says about the next step.
import type { GradeChangeView } from "../../platform/bindings/GradeChangeView";
import type { GradesView } from "../../platform/bindings/GradesView";

/** What is read first: what somebody else changed, then what would change; what stays as it is comes last. */
const ORDER = ["conflict", "update", "create", "skip", "none"];

export function byWeight(changes: readonly GradeChangeView[]): GradeChangeView[] {
  const weight = ({ action }: GradeChangeView) => {
    const at = ORDER.indexOf(action);
    return at < 0 ? ORDER.length : at;
  };
  return [...changes].sort((a, b) => weight(a) - weight(b));
}

/** How many grades a click would write. */
export function toWrite({ summary }: GradesView, overwrite: boolean): number {
  return summary.create + summary.update + (overwrite ? summary.conflict : 0);
}
