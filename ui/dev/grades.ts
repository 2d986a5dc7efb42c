// The gradebook of the pretend LMS: what it holds, and what somebody else changed in it.
import type { CourseMatrixView } from "../src/platform/bindings/CourseMatrixView";
import type { GradeChangeView } from "../src/platform/bindings/GradeChangeView";
import type { GradeItemsView } from "../src/platform/bindings/GradeItemsView";
import type { GradesView } from "../src/platform/bindings/GradesView";

const ITEMS = [
  { id: "g-1", title: "Attendance", max: 10 },
  { id: "g-2", title: "Participation", max: 100 },
];

/** Points by item and student. */
export type Held = Map<string, number>;

export const itemsOf = (course: GradeItemsView["course"]): GradeItemsView => ({ course, items: ITEMS });

export function gradesOf(
  matrix: CourseMatrixView,
  id: string,
  what: "look" | "send" | "overwrite",
  held: Held,
): GradesView {
  const item = ITEMS.find((one) => one.id === id) ?? { id, title: id, max: 100 };
  const key = (student: string) => `${id} ${student}`;
  // Somebody set one grade by hand.
  const colleague = matrix.students[2]?.student_id ?? "";
  const changes = matrix.students.map((student): GradeChangeView => {
    const before = held.get(key(student.student_id)) ?? (student.student_id === colleague ? 4 : null);
    const after = student.share === null ? null : Math.round(student.share * item.max) / 100;
    const conflict = student.student_id === colleague && before === 4 && after !== 4;
    const action =
      after === null
        ? "skip"
        : conflict
          ? "conflict"
          : before === after
            ? "none"
            : before === null
              ? "create"
              : "update";
    const sent = what === "overwrite" || (what === "send" && action !== "conflict");
    return {
      student_id: student.student_id,
      name: student.name,
      before,
      after,
      action,
      reason: conflict
        ? "changed in the LMS since Rollbook last looked"
        : after === null
          ? "no class counts for this student"
          : `${student.attended} of ${student.counted} classes`,
      result: sent && after !== null && action !== "none" ? "confirmed" : null,
    };
  });
  const of = (action: string) => changes.filter((change) => change.action === action).length;
  const summary = {
    create: of("create"),
    update: of("update"),
    none: of("none"),
    conflict: of("conflict"),
    skip: of("skip"),
  };
  if (what !== "look") {
    for (const { student_id, after, result } of changes) {
      if (after !== null && result !== null) held.set(key(student_id), after);
    }
  }
  return { course: matrix.course, item, changes, summary, state: what === "look" ? "dry-run" : "done" };
}
