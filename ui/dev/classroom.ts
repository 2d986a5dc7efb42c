// One pretend class: what was fetched, what was decided, what the pretend LMS holds; views made from them.
import type { LookView } from "../src/platform/bindings/LookView";
import type { MeetingRowView } from "../src/platform/bindings/MeetingRowView";
import type { MeetingView } from "../src/platform/bindings/MeetingView";
import type { ParticipantView } from "../src/platform/bindings/ParticipantView";
import type { ReconcileView } from "../src/platform/bindings/ReconcileView";
import type { RosterStudentView } from "../src/platform/bindings/RosterStudentView";
import type { RulesView } from "../src/platform/bindings/RulesView";
import type { ShowView } from "../src/platform/bindings/ShowView";
import type { StatusCounts } from "../src/platform/bindings/StatusCounts";
import type { StudentView } from "../src/platform/bindings/StudentView";
import { COURSES, NOW } from "./meetings";

export const RULES: RulesView = {
  min_present_percent: 50,
  late_after_minutes: 10,
  left_early_minutes: 10,
  count_outside_window: false,
};

export interface Decisions {
  marks: Record<string, { status: string; note: string | null }>;
  matches: Record<string, string>;
  included: Record<string, boolean>;
}

export interface Classroom {
  meeting: MeetingView;
  roster: RosterStudentView[];
  fetched: ShowView | null;
  /** The last look in vain. */
  look?: LookView | null;
  /** Marks that somebody changed in the LMS since the last look. */
  theirs?: Record<string, string>;
  /** The LMS has no session for it yet. */
  makesSession?: boolean;
  decisions: Decisions;
  /** Status by student, as the LMS holds it. */
  lms: Record<string, string> | null;
}

export const NO_DECISIONS: Decisions = { marks: {}, matches: {}, included: {} };

export function show(room: Classroom): ShowView {
  if (room.fetched === null) {
    return {
      meeting: room.meeting,
      sync: {
        source: "none",
        fetched_at: null,
        completeness: "unknown",
        next_attempt_at: null,
        explanation: "",
      },
      calls: [],
      participants: [],
      log: [],
    };
  }
  const calls = room.fetched.calls.map((call) => {
    const choice = room.decisions.included[call.id];
    return choice === undefined ? call : { ...call, included: choice, decided_by: "instructor" };
  });
  const counts = calls.some((call) => call.included);
  return { ...room.fetched, calls, participants: counts ? room.fetched.participants : [] };
}

export function reconcile(room: Classroom, rules: RulesView = RULES): ReconcileView {
  const { participants } = show(room);
  const { matches, marks } = room.decisions;
  const taken = new Set<string>();
  const byStudent = new Map<string, ParticipantView[]>();
  const byEmail = new Map(
    room.roster.flatMap(({ student_id, emails }) => emails.map((email) => [email, student_id])),
  );
  for (const person of participants) {
    const student = matches[person.id] ?? byEmail.get(person.email ?? "");
    if (student !== undefined) byStudent.set(student, [...(byStudent.get(student) ?? []), person]);
  }
  const students = room.roster.map((student): StudentView => {
    const people = byStudent.get(student.student_id) ?? [];
    for (const { id } of people) taken.add(id);
    const seconds = people.reduce((sum, person) => sum + (person.present_seconds ?? 0), 0);
    const mark = marks[student.student_id];
    const manual = people.some(({ id }) => matches[id] === student.student_id);
    return {
      student_id: student.student_id,
      lms_id: student.lms_id,
      name: student.name,
      email: student.emails[0] ?? null,
      ...judge(
        room.meeting,
        people.map(({ first_join }) => first_join),
        people.map(({ last_leave }) => last_leave),
        seconds,
        rules,
      ),
      ...(mark === undefined ? {} : { status: mark.status, decided_by: "instructor" }),
      note: mark?.note ?? null,
      participant_ids: people.map(({ id }) => id),
      match: { how: people.length === 0 ? null : manual ? "manual" : "email" },
      why: {
        matched: people.map(({ id }) => ({
          participant_id: id,
          how: matches[id] === undefined ? "email" : "manual",
        })),
        time: people[0]?.why ?? null,
        checks: [],
        by_rules: "present",
      },
    };
  });
  const unmatched = participants
    .filter(({ id }) => !taken.has(id) && matches[id] !== "nobody")
    .map(({ id, name, email }) => ({
      participant_id: id,
      name,
      email,
      ambiguous: false,
      unambiguous: name === "Bobby Maier",
      candidates:
        name === "Bobby Maier"
          ? [
              {
                student_id: "stu-30",
                score: 0.86,
                reasons: ["Bobby is a short form of Bob", "same family name"],
              },
            ]
          : [],
    }));
  const summary: StatusCounts = {
    present: 0,
    late: 0,
    "left-early": 0,
    absent: 0,
    excused: 0,
    unknown: 0,
    unmatched: unmatched.length,
  };
  for (const { status } of students) summary[status as keyof StatusCounts] += 1;
  return { meeting: room.meeting, rules, rules_from: "settings", students, unmatched, summary };
}

function judge(
  meeting: MeetingView,
  joins: (string | null)[],
  leaves: (string | null)[],
  seconds: number,
  rules: RulesView,
) {
  const start = Date.parse(meeting.start ?? "");
  const end = Date.parse(meeting.end ?? "");
  const first = Math.min(...joins.map((at) => Date.parse(at ?? "")));
  const last = Math.max(...leaves.map((at) => Date.parse(at ?? "")));
  const share = seconds / ((end - start) / 1000);
  const late = Math.max(0, Math.round((first - start) / 1000));
  const early = Math.max(0, Math.round((end - last) / 1000));
  const isLate = late > rules.late_after_minutes * 60;
  const isEarly = early > rules.left_early_minutes * 60;
  const there = joins.length > 0;
  const status =
    !there || share < rules.min_present_percent / 100
      ? "absent"
      : isLate
        ? "late"
        : isEarly
          ? "left-early"
          : "present";
  const reasons = !there
    ? ["Not seen in the class"]
    : [
        `In class ${Math.round(share * 100)} % of the time`,
        ...(isLate ? [`Joined ${Math.round(late / 60)} minutes after the start`] : []),
        ...(isEarly ? [`Left ${Math.round(early / 60)} minutes before the end`] : []),
      ];
  return {
    status,
    decided_by: "rule",
    late: there && isLate,
    left_early: there && isEarly,
    present_seconds: there ? seconds : 0,
    late_seconds: there ? late : null,
    left_early_seconds: there ? early : null,
    reasons,
  };
}

export function row(room: Classroom): MeetingRowView {
  const shown = show(room);
  const { summary, students } = reconcile(room);
  const differs =
    room.lms !== null && students.some(({ student_id, status }) => room.lms?.[student_id] !== status);
  const state =
    Date.parse(room.meeting.start ?? `${room.meeting.date}T00:00:00Z`) > Date.parse(NOW)
      ? "upcoming"
      : room.fetched === null
        ? "not-fetched"
        : room.lms !== null
          ? differs
            ? "changed"
            : "uploaded"
          : shown.sync.completeness === "provisional"
            ? "provisional"
            : "ready";
  return {
    ...room.meeting,
    course_title: COURSES.find(({ id }) => id === room.meeting.course_id)?.title ?? null,
    state,
    sync: room.fetched === null ? null : shown.sync,
    look: room.look ?? null,
    participants: room.fetched === null ? null : shown.participants.length,
    summary: room.fetched === null || room.roster.length === 0 ? null : summary,
  };
}
