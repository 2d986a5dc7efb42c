// Erasing, backups and what is in order, in the pretend institution: what goes is gone until the page is loaded anew.
import type { BackupView } from "../src/platform/bindings/BackupView";
import type { DoctorView } from "../src/platform/bindings/DoctorView";
import type { FindingView } from "../src/platform/bindings/FindingView";
import type { PurgeView } from "../src/platform/bindings/PurgeView";
import type { PurgeWhat } from "../src/platform/bindings/PurgeWhat";
import { type Classroom, NO_DECISIONS, show } from "./classroom";
import type { Entry } from "./directory";
import { NOW } from "./meetings";

export interface Kept {
  rooms: Classroom[];
  /** Whoever was erased; the rosters of the courses are made anew from a list. */
  erased: Set<string>;
  keepDays: number;
  courses: number;
  accounts: number;
  waiting: ReadonlySet<string>;
}

type Who = Pick<Entry, "student" | "participants">;

export function purge(kept: Kept, what: PurgeWhat, dryRun: boolean, who: (id: string) => Who): PurgeView {
  if ("person" in what) {
    return { done: !dryRun, removed: counted(person(kept, who(what.person), dryRun)), kept: [] };
  }
  if ("everything" in what) {
    const removed = counted({
      meetings: kept.rooms.length,
      answers: kept.rooms.filter(({ fetched }) => fetched !== null).length,
      courses: kept.courses,
      students: new Set(kept.rooms.flatMap(({ roster }) => roster.map(({ student_id }) => student_id))).size,
      decisions: decisionsOf(kept.rooms),
      uploads: kept.rooms.filter(({ lms }) => lms !== null).length,
      accounts: kept.accounts,
      secrets: 2,
    });
    if (!dryRun) kept.rooms.splice(0);
    return { done: !dryRun, removed, kept: [] };
  }
  const before = Date.parse(NOW) - kept.keepDays * 86_400_000;
  const old = kept.rooms.filter(({ meeting }) =>
    "meeting" in what
      ? meeting.id === what.meeting
      : Date.parse(meeting.end ?? `${meeting.date}T23:59:59Z`) < before,
  );
  const reason = (room: Classroom) =>
    kept.waiting.has(room.meeting.id)
      ? "It waits to be sent to the LMS."
      : room.lms === null && room.fetched !== null
        ? "It is neither uploaded nor dismissed."
        : null;
  const staying = "meeting" in what ? [] : old.filter((room) => reason(room) !== null);
  const gone = old.filter((room) => !staying.includes(room));
  const removed = counted({
    meetings: gone.length,
    answers: gone.filter(({ fetched }) => fetched !== null).length,
    decisions: decisionsOf(gone),
    uploads: gone.filter(({ lms }) => lms !== null).length,
  });
  if (!dryRun) kept.rooms.splice(0, kept.rooms.length, ...kept.rooms.filter((room) => !gone.includes(room)));
  return {
    done: !dryRun,
    removed,
    kept: staying.map((room) => ({
      meeting_id: room.meeting.id,
      title: room.meeting.title,
      reason: reason(room) ?? "",
    })),
  };
}

function person(kept: Kept, { student, participants }: Who, dryRun: boolean) {
  const counts: Record<string, number> = {};
  const add = (what: string, more: number) => {
    counts[what] = (counts[what] ?? 0) + more;
  };
  const rosters = new Set<string | null>();
  for (const room of kept.rooms) {
    const stays = show(room).participants.filter(({ id }) => participants.has(id));
    add("records", stays.length);
    if (student !== null && room.roster.some(({ student_id }) => student_id === student)) {
      rosters.add(room.meeting.course_id);
      if (room.lms !== null && student in room.lms) {
        add("upload-rows", 1);
        add("lms-marks", 1);
      }
    }
    const { marks, matches } = room.decisions;
    add("decisions", student !== null && student in marks ? 1 : 0);
    add(
      "decisions",
      Object.entries(matches).filter(([id, to]) => participants.has(id) || to === student).length,
    );
    if (!dryRun) forget(room, student, participants);
  }
  add("students", rosters.size);
  if (!dryRun && student !== null) kept.erased.add(student);
  return counts;
}

function forget(room: Classroom, student: string | null, participants: Set<string>): void {
  room.roster = room.roster.filter(({ student_id }) => student_id !== student);
  if (room.fetched !== null) {
    const others = room.fetched.participants.filter(({ id }) => !participants.has(id));
    room.fetched = { ...room.fetched, participants: others };
  }
  const { marks, matches } = room.decisions;
  room.decisions = {
    ...room.decisions,
    marks: Object.fromEntries(Object.entries(marks).filter(([id]) => id !== student)),
    matches: Object.fromEntries(
      Object.entries(matches).filter(([id, to]) => !participants.has(id) && to !== student),
    ),
  };
  if (room.lms !== null && student !== null) delete room.lms[student];
}

const decisionsOf = (rooms: Classroom[]) =>
  rooms.reduce((sum, { decisions }) => {
    const { marks, matches, included } = { ...NO_DECISIONS, ...decisions };
    return sum + [marks, matches, included].flatMap((one) => Object.keys(one)).length;
  }, 0);

const counted = (counts: Record<string, number>) =>
  Object.entries(counts)
    .filter(([, count]) => count > 0)
    .map(([what, count]) => ({ what, count }));

export const backupOf = (meetings: number): BackupView => ({
  name: "Rollbook 2025-11-27.rollbook-backup",
  bytes: 248_832,
  meetings,
  set_aside: null,
});

export function doctorOf(unwell: boolean, waiting: number): DoctorView {
  const ok = (id: string, message: string): FindingView => ({ id, state: "ok", message, hint: null });
  const bad = (id: string, state: string, message: string, hint: string): FindingView => ({
    id,
    state,
    message,
    hint,
  });
  return {
    version: "0.1.0",
    home: "/home/ada/.local/share/rollbook",
    checks: [
      unwell
        ? bad(
            "folder",
            "warning",
            "Other accounts of this computer may look into the data folder.",
            "The database is encrypted all the same. To keep them out: chmod 700 on the folder.",
          )
        : ok("folder", "Only you may look into the data folder."),
      unwell
        ? bad(
            "database",
            "problem",
            "The database is damaged: it is not what Rollbook wrote.",
            "Restore a backup. What is there is put aside, not deleted.",
          )
        : ok("database", "The database is sound (version 12, 243 KiB)."),
      ok("microsoft", "Signed in to Microsoft (1 accounts)."),
      ok("call-records", "Call records are set up."),
      ok("lms", "An LMS is connected (http)."),
      waiting === 0
        ? ok("outbox", "Nothing waits to be sent to the LMS.")
        : bad(
            "outbox",
            "warning",
            `${waiting} uploads wait to be sent to the LMS.`,
            "They go out by themselves when the LMS can be reached.",
          ),
    ],
  };
}
