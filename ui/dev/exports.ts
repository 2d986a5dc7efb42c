// What a pretend file would hold.
import type { CourseView } from "../src/platform/bindings/CourseView";
import type { ExportPreviewView } from "../src/platform/bindings/ExportPreviewView";
import type { ExportRequest } from "../src/platform/bindings/ExportRequest";
import type { StudentView } from "../src/platform/bindings/StudentView";
import type { ExportWhat } from "../src/platform/host";
import { type Classroom, reconcile, show } from "./classroom";

const FIRST = 10;
const ENDINGS: Record<string, string> = { xlsx: "xlsx", json: "json", html: "html" };
const USUAL = [
  "name",
  "email",
  "total",
  "in-class",
  "first-join",
  "last-leave",
  "status",
  "sessions",
  "student",
  "time-zone",
];
const ACRONYMS: Record<string, string> = {
  present: "P",
  late: "L",
  "left-early": "L",
  absent: "A",
  excused: "E",
};
const WORTH: Record<string, number> = { present: 1, late: 0.5, "left-early": 0.5, absent: 0 };

export function pretendExport(
  what: ExportWhat,
  request: ExportRequest,
  rooms: Classroom[],
  courses: CourseView[],
): ExportPreviewView {
  const ending = ENDINGS[request.format] ?? "csv";
  if ("course" in what) {
    const title = courses.find(({ id }) => id === what.course)?.title ?? "";
    return preview(`${title}.${ending}`, ...ofCourse(what.course, request, rooms));
  }
  const room = rooms.find(({ meeting }) => meeting.id === what.meeting);
  if (room === undefined) return preview("", [], []);
  const name = `${room.meeting.title.replaceAll(":", "")} ${room.meeting.date}.${ending}`;
  const { students } = reconcile(room);
  if (!request.format.includes("-csv")) return preview(name, ...people(room, request, students));
  if (students.length === 0) {
    throw {
      code: "bad-input",
      message: "This class has no roster, so there is no student to write for.",
      hint: "Give it a course, and the course its students.",
      details: {},
    };
  }
  return ofLms(name, request, students);
}

function preview(file_name: string, columns: string[], rows: string[][]): ExportPreviewView {
  return {
    file_name,
    columns,
    first_rows: rows.slice(0, FIRST),
    rows: rows.length,
    left_out: [],
    warnings: [],
  };
}

function people(room: Classroom, request: ExportRequest, students: StudentView[]): [string[], string[][]] {
  const comma = request.separator === "semicolon" || (request.locale ?? "").startsWith("de");
  const number = (seconds: number | null) => {
    const text = seconds === null ? "" : (seconds / 60).toFixed(2);
    return comma ? text.replace(".", ",") : text;
  };
  const chosen = (request.columns?.length ? request.columns : USUAL).filter(
    (column) => column !== "email" || request.no_emails !== true,
  );
  const rows = show(room).participants.map((person) => {
    const student = students.find(({ participant_ids }) => participant_ids.includes(person.id));
    const cells: Record<string, string> = {
      name: person.name ?? "",
      email: person.email ?? "",
      total: number(person.connected_seconds),
      "in-class": number(person.present_seconds),
      "first-join": person.first_join?.slice(0, 16).replace("T", " ") ?? "",
      "last-leave": person.last_leave?.slice(0, 16).replace("T", " ") ?? "",
      status: student?.status ?? "",
      sessions: person.sessions
        .map(({ join, leave }) => `${join?.slice(11, 16)} – ${leave?.slice(11, 16)}`)
        .join("; "),
      student: student?.name ?? "",
      "time-zone": room.meeting.timezone,
    };
    return chosen.map((column) => cells[column] ?? "");
  });
  return [chosen, rows];
}

function ofLms(name: string, request: ExportRequest, students: StudentView[]): ExportPreviewView {
  const points = request.points ?? 100;
  const who = request.identify ?? "email";
  const identity = (student: StudentView) =>
    who === "email" ? student.email : who === "id" ? student.lms_id : null;
  const known = students
    .filter((student) => request.format === "canvas-csv" || identity(student) !== null)
    .slice(0, -1);
  const grade = ({ status }: StudentView) => String((WORTH[status] ?? 0) * points);
  const map = {
    ...ACRONYMS,
    ...Object.fromEntries((request.status_map ?? []).map((pair) => pair.split("="))),
  };
  const left = students.filter((student) => !known.includes(student));
  const of = (columns: string[], rows: string[][]): ExportPreviewView => ({
    ...preview(name, columns, rows),
    left_out: left.map(({ student_id, name: student }) => ({
      student_id,
      name: student,
      reason:
        who === "username" ? "no login name on the roster" : "another student has the same e-mail address",
    })),
  });
  if (known.length === 0) {
    throw {
      code: "bad-input",
      message: "There is no student to write for: none has both a status and an identity that the LMS knows.",
      hint: "Choose another way to identify students.",
      details: {},
    };
  }
  switch (request.format) {
    case "moodle-csv":
      return {
        ...of(
          [who, "status"],
          known.map((student) => [identity(student) ?? "", map[student.status] ?? ""]),
        ),
        warnings: ["Leaving early is written as L, the acronym for late."],
      };
    case "canvas-csv":
      return of(
        ["Student", "ID", "SIS User ID", "SIS Login ID", "Section", request.title ?? "Attendance"],
        [
          ["    Points Possible", "", "", "", "", String(points)],
          ...known.map((student) => [student.name, student.lms_id ?? "", "", "", "", grade(student)]),
        ],
      );
    default:
      return of(
        [who, request.title ?? "Attendance"],
        known.map((student) => [identity(student) ?? "", grade(student)]),
      );
  }
}

function ofCourse(course: string, request: ExportRequest, rooms: Classroom[]): [string[], string[][]] {
  const held = rooms.filter(({ meeting, fetched }) => meeting.course_id === course && fetched !== null);
  const all = held.map((room) => ({ room, students: reconcile(room).students }));
  const emails = request.no_emails !== true;
  const first = all[0]?.students ?? [];
  return [
    [
      "Student",
      "Student ID",
      ...(emails ? ["E-mail"] : []),
      ...all.map(({ room }) => room.meeting.title),
      "Attended",
    ],
    first.map((student) => {
      const statuses = all.map(
        ({ students }) =>
          students.find(({ student_id }) => student_id === student.student_id)?.status ?? "no data",
      );
      const came = statuses.filter((status) => status !== "absent" && status !== "no data").length;
      return [
        student.name,
        student.lms_id ?? "",
        ...(emails ? [student.email ?? ""] : []),
        ...statuses,
        String(came),
      ];
    }),
  ];
}
