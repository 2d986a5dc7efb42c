// Who would change under other rules, in the pretend classes.
import type { RulesPreviewView } from "../src/platform/bindings/RulesPreviewView";
import { type Classroom, RULES, reconcile } from "./classroom";

export function rulesPreview(rooms: Classroom[], changes: [string, string][]): RulesPreviewView {
  const after = { ...RULES };
  for (const [key, value] of changes) {
    if (key === "rules.count_outside_window") after.count_outside_window = value === "true";
    if (key === "rules.min_present_percent") after.min_present_percent = Number(value);
    if (key === "rules.late_after_minutes") after.late_after_minutes = Number(value);
    if (key === "rules.left_early_minutes") after.left_early_minutes = Number(value);
  }
  const fetched = rooms.filter(({ fetched, roster }) => fetched !== null && roster.length > 0);
  const classes = fetched.map((room) => {
    const now = new Map(reconcile(room).students.map(({ student_id, status }) => [student_id, status]));
    return {
      meeting_id: room.meeting.id,
      title: room.meeting.title,
      date: room.meeting.date,
      uploaded: room.lms !== null,
      changes: reconcile(room, after)
        .students.filter(({ student_id, status }) => now.get(student_id) !== status)
        .map(({ student_id, name, status, reasons }) => ({
          student_id,
          name,
          before: now.get(student_id) ?? "",
          after: status,
          reasons,
        })),
    };
  });
  const open = classes.filter(({ uploaded, changes: all }) => !uploaded && all.length > 0);
  return {
    before: RULES,
    after,
    students: open.reduce((sum, { changes: all }) => sum + all.length, 0),
    meetings: open.length,
    uploaded: classes.filter(({ uploaded }) => uploaded).length,
    classes: classes.filter(({ changes: all }) => all.length > 0),
  };
}
