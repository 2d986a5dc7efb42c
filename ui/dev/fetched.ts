// What a pretend sync brings, and the words it says on the way.
import type { ProgressView } from "../src/platform/bindings/ProgressView";
import type { ShowView } from "../src/platform/bindings/ShowView";
import { attendance, instantCalls, reportCall } from "./attendance";
import type { Classroom } from "./classroom";
import { NOW } from "./meetings";

export function fetchClass(room: Classroom, seed: number, allDay: boolean): ShowView {
  const { meeting } = room;
  const log = (seconds: number, message: string, level = "info") => ({
    at: `${new Date(Date.parse(NOW) + seconds * 1000).toISOString().slice(0, 19)}Z`,
    level,
    message,
  });
  if (meeting.start === null) {
    const { calls, people } = instantCalls(meeting.date);
    return {
      meeting,
      sync: {
        source: "call-records",
        fetched_at: NOW,
        completeness: "provisional",
        next_attempt_at: "2025-11-28T13:00:00Z",
        explanation: "An instant meeting has no attendance report, so the call records of 26 Nov were read.",
      },
      calls: allDay
        ? calls.map((call) => ({ ...call, included: true, reason: "All calls of the day count" }))
        : calls,
      participants: people,
      log: [
        log(0, "Attendance reports: no meeting to ask for"),
        log(1, "Call records: 60 read, 4 on 26 Nov"),
        log(2, "Call records: 128 read, 10 on 26 Nov"),
        log(3, "7 calls of 26 Nov were organized by you and count", "info"),
        log(3, "1 call overlaps no other and should be checked", "warn"),
      ],
    };
  }
  const participants = attendance(meeting, room.roster, seed);
  return {
    meeting,
    sync: {
      source: "attendance-reports",
      fetched_at: NOW,
      completeness: "final",
      next_attempt_at: null,
      explanation: "The attendance report of this meeting overlaps the class.",
    },
    calls: reportCall(meeting),
    participants,
    log: [
      log(0, "Attendance reports: 1 found, 1 overlaps the class"),
      log(1, `Attendance records: ${participants.length} people`),
    ],
  };
}

export function progressOf(room: Classroom): ProgressView[] {
  const of = (message: string, done: number | null = null, total: number | null = null): ProgressView => ({
    meeting: room.meeting.id,
    message,
    done,
    total,
  });
  return room.meeting.start === null
    ? [
        of("Attendance reports: no meeting to ask for"),
        of("Call records: 60 read, 4 on 26 Nov"),
        of("Call records: 128 read, 10 on 26 Nov"),
        of("Sessions: 4 of 7 calls", 4, 7),
        of("Sessions: 7 of 7 calls", 7, 7),
      ]
    : [
        of("Looking for the meeting"),
        of("Attendance reports: 1 found"),
        of("Attendance records: 20 of 31 people", 20, 31),
        of("Attendance records: 31 of 31 people", 31, 31),
      ];
}
