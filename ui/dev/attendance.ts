// Who was in a pretend class, as an attendance report would say it.
import type { CallView } from "../src/platform/bindings/CallView";
import type { MeetingView } from "../src/platform/bindings/MeetingView";
import type { ParticipantView } from "../src/platform/bindings/ParticipantView";
import type { RosterStudentView } from "../src/platform/bindings/RosterStudentView";
import type { SessionView } from "../src/platform/bindings/SessionView";
import type { WhyView } from "../src/platform/bindings/WhyView";
import { dice } from "./people";

const iso = (ms: number) => `${new Date(ms).toISOString().slice(0, 19)}Z`;

export function person(
  id: string,
  name: string | null,
  email: string | null,
  stays: [number, number][],
  window: [number, number],
  call: string,
): ParticipantView {
  const sessions: SessionView[] = stays.map(([join, leave]) => ({
    join: iso(join),
    leave: iso(leave),
    seconds: Math.round((leave - join) / 1000),
    in_class_seconds: Math.round(Math.max(0, Math.min(leave, window[1]) - Math.max(join, window[0])) / 1000),
    call_id: call,
    device: null,
    flags: [...(join < window[0] ? ["cut-start"] : []), ...(leave > window[1] ? ["cut-end"] : [])],
  }));
  const total = stays.reduce((sum, [join, leave]) => sum + leave - join, 0);
  const present = stays.reduce(
    (sum, [join, leave]) => sum + Math.max(0, Math.min(leave, window[1]) - Math.max(join, window[0])),
    0,
  );
  return {
    id,
    name,
    email,
    kind: email === null ? "anonymous" : "member",
    summed_seconds: Math.round(total / 1000),
    connected_seconds: Math.round(total / 1000),
    present_seconds: Math.round(present / 1000),
    total_minutes: Math.round(total / 600) / 100,
    present_minutes: Math.round(present / 600) / 100,
    first_join: sessions[0]?.join ?? null,
    last_leave: sessions.at(-1)?.leave ?? null,
    sessions,
    flags: [],
    also_seen_as: [],
    why: why(stays, window),
  };
}

/** The stays of these people never overlap. */
function why(stays: [number, number][], [start, end]: [number, number]): WhyView {
  const seconds = (of: (stay: [number, number]) => number) =>
    Math.round(stays.reduce((sum, stay) => sum + Math.max(0, of(stay)), 0) / 1000);
  const counted = stays
    .map(([join, leave]): [number, number] => [Math.max(join, start), Math.min(leave, end)])
    .filter(([from, to]) => from < to);
  const span = ([from, to]: [number, number]) => ({
    start: iso(from),
    end: iso(to),
    seconds: Math.round((to - from) / 1000),
  });
  return {
    stated_seconds: seconds(([join, leave]) => leave - join),
    differs: [],
    overlap_seconds: 0,
    before_start_seconds: seconds(([join, leave]) => Math.min(leave, start) - join),
    after_end_seconds: seconds(([join, leave]) => leave - Math.max(join, end)),
    gaps: counted.slice(1).map(([from], index) => span([counted[index]?.[1] ?? from, from])),
  };
}

export function attendance(
  meeting: MeetingView,
  students: RosterStudentView[],
  seed: number,
): ParticipantView[] {
  const random = dice(seed);
  const start = Date.parse(meeting.start ?? `${meeting.date}T09:00:00Z`);
  const end = Date.parse(meeting.end ?? `${meeting.date}T10:30:00Z`);
  const minute = 60_000;
  const people = students.flatMap((student, index) => {
    const luck = random();
    if (luck < 0.12) return [];
    const join = start + (luck < 0.22 ? 11 + random() * 20 : random() * 9 - 5) * minute;
    const leave = end + (luck > 0.92 ? -(12 + random() * 20) : random() * 6 - 2) * minute;
    const middle = join + (leave - join) * (0.3 + random() * 0.4);
    const stays: [number, number][] =
      random() < 0.3
        ? [
            [join, middle],
            [middle + 95_000, leave],
          ]
        : [[join, leave]];
    if (random() < 0.06) stays.push([leave + 60_000, leave + 4 * minute]);
    return [
      person(`p-${seed}-${index}`, student.name, student.emails[0] ?? null, stays, [start, end], "call-1"),
    ];
  });
  people.push(
    person(`p-${seed}-x1`, "Bobby Maier", null, [[start + 2 * minute, end]], [start, end], "call-1"),
    person(
      `p-${seed}-x2`,
      "nurse\u202Etxt.exe",
      null,
      [[start + 5 * minute, start + 7 * minute]],
      [start, end],
      "call-1",
    ),
    person(
      `p-${seed}-x3`,
      "Dr. Ada Teacher",
      "ada.teacher@example.edu",
      [[start - 8 * minute, end + 5 * minute]],
      [start, end],
      "call-1",
    ),
  );
  return people.sort((a, b) => (a.name ?? "").localeCompare(b.name ?? ""));
}

export function reportCall(meeting: MeetingView): CallView[] {
  return [
    {
      id: "call-1",
      kind: "report",
      file: null,
      start: meeting.start,
      end: meeting.end,
      organizer: "Dr. Ada Teacher",
      join_url: meeting.join_url,
      included: true,
      reason: "Attendance report of this meeting, overlaps the class",
      decided_by: "rule",
      flags: [],
      people: null,
    },
  ];
}

/** An instant meeting found in the call records: ten calls of the day, of which some count. */
export function instantCalls(day: string): { calls: CallView[]; people: ParticipantView[] } {
  const at = (time: string) => Date.parse(`${day}T${time}Z`);
  const window: [number, number] = [at("00:00:00"), at("23:59:59")];
  const calls: CallView[] = Array.from({ length: 10 }, (_, index) => {
    const mine = index < 7;
    return {
      id: `rec-${index + 1}`,
      kind: "call-record",
      file: null,
      start: iso(at("09:02:00") + index * 25 * 60_000),
      end: iso(at("09:04:10") + index * 25 * 60_000),
      organizer: mine ? "Admin One" : "Priya Shah",
      join_url: null,
      included: mine,
      reason: mine ? "You organized it, on that day" : "Organized by somebody else",
      decided_by: "rule",
      flags: index === 6 ? ["please-check"] : [],
      people: mine ? 2 : 4,
    };
  });
  const stay = (time: string, seconds: number): [number, number] => [at(time), at(time) + seconds * 1000];
  return {
    calls,
    people: [
      person(
        "adm",
        "Admin One",
        "hi@nexsy.io",
        [stay("09:02:12", 98), stay("09:27:05", 60.4), stay("09:52:30", 120)],
        window,
        "rec-1",
      ),
      person(
        "hari",
        "Hari Krishnan",
        "hari@nexsy.io",
        [stay("09:02:20", 92), stay("09:27:20", 200), stay("09:52:33", 116.6)],
        window,
        "rec-1",
      ),
    ],
  };
}
