// The pretend LMS: what it would change, and what it says afterwards.
import type { ChangeView } from "../src/platform/bindings/ChangeView";
import type { UploadView } from "../src/platform/bindings/UploadView";
import { type Classroom, reconcile } from "./classroom";
import { fault } from "./faults";
import { NOW } from "./meetings";

export const LMS_URL = "https://lms.example.edu";

export function planFor(room: Classroom): UploadView {
  const changes = reconcile(room).students.map((student): ChangeView => {
    const before = room.lms?.[student.student_id] ?? null;
    const same = before === student.status;
    return {
      student_id: student.student_id,
      name: student.name,
      before,
      after: student.status,
      action: same ? "none" : before === null ? "create" : "update",
      reason: same ? "" : (student.reasons[0] ?? ""),
    };
  });
  const count = (action: string) => changes.filter((change) => change.action === action).length;
  return {
    target: { kind: "http", url: LMS_URL, course: "412", session: null },
    changes,
    summary: { create: count("create"), update: count("update"), none: count("none"), conflict: 0, skip: 0 },
    upload_id: null,
    state: "dry-run",
    results: [],
    plan: JSON.stringify(changes.map(({ student_id, after }) => [student_id, after])),
    read_at: NOW,
  };
}

/** Sends a plan; with `partial` the third student's entry fails. */
export function send(room: Classroom, partial: boolean): UploadView {
  const plan = planFor(room);
  const sent = plan.changes.filter(({ action }) => action === "create" || action === "update");
  const failing = partial ? sent[2]?.student_id : undefined;
  const lms = { ...room.lms };
  for (const { student_id, after } of sent) {
    if (student_id !== failing && after !== null) lms[student_id] = after;
  }
  room.lms = lms;
  return {
    ...plan,
    upload_id: "upload-1",
    state: partial ? "partial" : "done",
    results: sent.map(({ student_id }) => ({
      student_id,
      state: student_id === failing ? "failed" : "confirmed",
      error:
        student_id === failing
          ? { ...fault("not-found"), message: "The LMS does not know this student." }
          : null,
    })),
  };
}
