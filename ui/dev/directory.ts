// Everybody of the pretend institution over all classes: students by their id, visitors by address, else by name.
import type { CourseView } from "../src/platform/bindings/CourseView";
import type { ParticipantView } from "../src/platform/bindings/ParticipantView";
import type { PersonClassView } from "../src/platform/bindings/PersonClassView";
import type { PersonDetailView } from "../src/platform/bindings/PersonDetailView";
import type { PersonView } from "../src/platform/bindings/PersonView";
import type { RosterStudentView } from "../src/platform/bindings/RosterStudentView";
import type { StudentView } from "../src/platform/bindings/StudentView";
import { type Classroom, reconcile, show } from "./classroom";

const ATTENDED = new Set(["present", "late", "left-early"]);
const ASIDE = new Set(["excused", "unknown"]);

interface Known {
  student: RosterStudentView | null;
  /** Every participant that this person was. */
  participants: Set<string>;
  names: Set<string>;
  emails: Set<string>;
  kind: string | null;
  courses: Set<string>;
  classes: PersonClassView[];
  toMatch: number;
}

/** One person, and the ids that classes and rosters know them by. */
export interface Entry {
  view: PersonDetailView;
  student: string | null;
  participants: Set<string>;
}

export function directoryOf(rooms: Classroom[], courses: CourseView[]): Entry[] {
  const entries = [...everybody(rooms, courses).values()].map((known): Entry => {
    const { student, participants } = known;
    return { view: detail(known), student: student?.student_id ?? null, participants };
  });
  return entries.sort((a, b) => nameOf(a).localeCompare(nameOf(b)));
}

const nameOf = ({ view }: Entry) => view.person.name ?? "\uffff";

function everybody(rooms: Classroom[], courses: CourseView[]): Map<string, Known> {
  const titles = new Map(courses.map(({ id, title }) => [id, title]));
  const all = new Map<string, Known>();
  const known = (key: string, student: RosterStudentView | null) => {
    const one = all.get(key) ?? nobody(student);
    all.set(key, one);
    return one;
  };
  for (const room of rooms) {
    const course = titles.get(room.meeting.course_id ?? "") ?? null;
    const { participants } = show(room);
    const byId = new Map(participants.map((person) => [person.id, person]));
    const found = reconcile(room);
    for (const student of room.roster) {
      const one = known(student.student_id, student);
      if (course !== null) one.courses.add(course);
    }
    if (room.fetched === null) continue;
    const taken = new Set<string>();
    for (const student of found.students) {
      const one = known(student.student_id, null);
      const was = student.participant_ids.flatMap((id) => byId.get(id) ?? []);
      for (const person of was) taken.add(person.id);
      see(one, was);
      one.classes.push(classOf(room, course, was, student));
    }
    const open = new Set(found.unmatched.map(({ participant_id }) => participant_id));
    for (const person of participants.filter(({ id }) => !taken.has(id))) {
      const one = known(`visitor:${person.email ?? person.name}`, null);
      see(one, [person]);
      if (course !== null) one.courses.add(course);
      one.toMatch += room.roster.length > 0 && open.has(person.id) ? 1 : 0;
      one.classes.push(classOf(room, course, [person], null));
    }
  }
  return all;
}

const nobody = (student: RosterStudentView | null): Known => ({
  student,
  participants: new Set(),
  names: new Set(student === null ? [] : [student.name]),
  emails: new Set(student?.emails),
  kind: null,
  courses: new Set(),
  classes: [],
  toMatch: 0,
});

function see(one: Known, was: ParticipantView[]): void {
  for (const person of was) {
    one.participants.add(person.id);
    for (const name of [person.name, ...person.also_seen_as]) if (name !== null) one.names.add(name);
    if (person.email !== null) one.emails.add(person.email);
    one.kind ??= person.kind;
  }
}

function classOf(
  { meeting }: Classroom,
  course: string | null,
  was: ParticipantView[],
  student: StudentView | null,
): PersonClassView {
  const joins = was.flatMap(({ first_join }) => first_join ?? []).sort();
  const leaves = was.flatMap(({ last_leave }) => last_leave ?? []).sort();
  const seconds = was.reduce((sum, { present_seconds }) => sum + (present_seconds ?? 0), 0);
  return {
    meeting_id: meeting.id,
    title: meeting.title,
    start: meeting.start ?? `${meeting.date}T00:00:00Z`,
    end: meeting.end ?? `${meeting.date}T23:59:59Z`,
    timezone: meeting.timezone,
    course,
    status: student?.status ?? null,
    decided_by: student?.decided_by ?? null,
    present_seconds: was.length === 0 ? null : seconds,
    first_join: joins[0] ?? null,
    last_leave: leaves.at(-1) ?? null,
    how: student?.match.how ?? null,
    note: student?.note ?? null,
  };
}

function detail(known: Known): PersonDetailView {
  const { student, classes } = known;
  const newest = [...classes].sort((a, b) => b.start.localeCompare(a.start));
  const counted = classes.filter(({ status }) => status === null || !ASIDE.has(status));
  const leaves = classes.flatMap(({ last_leave }) => last_leave ?? []).sort();
  const person: PersonView = {
    id: student?.student_id ?? [...known.participants][0] ?? "",
    student: student !== null,
    name: student?.name ?? [...known.names][0] ?? null,
    email: student?.emails[0] ?? [...known.emails][0] ?? null,
    kind: known.kind ?? "member",
    courses: [...known.courses].sort(),
    classes: counted.length,
    attended: counted.filter(({ status }) => status === null || ATTENDED.has(status)).length,
    seconds: classes.reduce((sum, { present_seconds }) => sum + (present_seconds ?? 0), 0),
    last_seen: leaves.at(-1) ?? null,
    to_match: known.toMatch,
  };
  return { person, emails: [...known.emails], names: [...known.names].sort(), classes: newest };
}
