// A course as students × classes, from the pretend classes.
import type { CourseMatrixView } from "../src/platform/bindings/CourseMatrixView";
import type { CourseView } from "../src/platform/bindings/CourseView";
import { type Classroom, reconcile } from "./classroom";
import { roster } from "./people";

const ATTENDED = new Set(["present", "late", "left-early"]);

export function matrixOf(course: CourseView, rooms: Classroom[], limit: number | null): CourseMatrixView {
  const own = rooms.filter((room) => room.meeting.course_id === course.id);
  own.sort((a, b) => a.meeting.date.localeCompare(b.meeting.date));
  const found = own.map((room) => (room.fetched === null ? null : reconcile(room).students));
  const share = (statuses: string[]) => {
    const counted = statuses.filter((status) => status !== "excused" && status !== "unknown");
    const attended = counted.filter((status) => ATTENDED.has(status)).length;
    return counted.length === 0 ? null : (100 * attended) / counted.length;
  };
  return {
    course,
    limit,
    classes: own.map(({ meeting }, index) => ({
      id: meeting.id,
      title: meeting.title,
      date: meeting.date,
      start: meeting.start,
      held: found[index] === null ? (meeting.date > "2025-11-27" ? "upcoming" : "not-fetched") : "data",
      share: share((found[index] ?? []).map(({ status }) => status)),
    })),
    students: roster(course.students).map((student) => {
      const cells = found.map((students) => {
        const one = students?.find(({ student_id }) => student_id === student.student_id);
        return one === undefined ? null : { status: one.status, present_seconds: one.present_seconds };
      });
      const statuses = cells.flatMap((cell) => (cell === null ? [] : [cell.status]));
      const counted = statuses.filter((status) => status !== "excused" && status !== "unknown");
      const attended = counted.filter((status) => ATTENDED.has(status)).length;
      const half = Math.floor(counted.length / 2);
      const [late, early] = [share(counted.slice(counted.length - half)), share(counted.slice(0, half))];
      const whole = share(statuses);
      return {
        student_id: student.student_id,
        name: student.name,
        email: student.emails[0] ?? null,
        groups: [],
        cells,
        share: whole,
        attended,
        counted: counted.length,
        absent: statuses.filter((status) => status === "absent").length,
        trend: counted.length < 4 || late === null || early === null ? null : late - early,
        below: limit !== null && whole !== null && whole < limit,
      };
    }),
  };
}
