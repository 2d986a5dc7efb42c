// The pretend LMS: what it would change, what it says afterwards, and what waits for it.
import type { AbilityView } from "../src/platform/bindings/AbilityView";
import type { ChangeView } from "../src/platform/bindings/ChangeView";
import type { OutboxEntryView } from "../src/platform/bindings/OutboxEntryView";
import type { OutboxView } from "../src/platform/bindings/OutboxView";
import type { StatusMapView } from "../src/platform/bindings/StatusMapView";
import type { UploadView } from "../src/platform/bindings/UploadView";
import { type Classroom, reconcile } from "./classroom";
import { fault } from "./faults";
import { NOW } from "./meetings";
import type { Scenario } from "./scenario";

export const LMS_URL = "https://lms.example.edu";
/** Students whose marks somebody changed in the LMS. */
const CHANGED: Record<string, string> = { "stu-3": "excused", "stu-5": "late" };

export function planFor(room: Classroom): UploadView {
  const changes = reconcile(room).students.map((student): ChangeView => {
    const before = room.lms?.[student.student_id] ?? null;
    const same = before === student.status;
    const theirs = room.theirs?.[student.student_id];
    const conflict = theirs !== undefined && theirs !== student.status;
    return {
      student_id: student.student_id,
      name: student.name,
      before: theirs ?? before,
      after: student.status,
      action: conflict ? "conflict" : same ? "none" : before === null ? "create" : "update",
      reason: conflict
        ? `changed in the LMS from ${before ?? "nothing"} to ${theirs} since you last looked`
        : same
          ? ""
          : (student.reasons[0] ?? ""),
    };
  });
  const count = (action: string) => changes.filter((change) => change.action === action).length;
  return {
    makes_session: room.makesSession === true,
    error: null,
    reverts: null,
    target: { kind: "http", url: LMS_URL, course: "412", session: null },
    changes,
    summary: {
      create: count("create"),
      update: count("update"),
      none: count("none"),
      conflict: count("conflict"),
      skip: 0,
    },
    upload_id: null,
    state: "dry-run",
    results: [],
    plan: JSON.stringify(changes.map(({ student_id, after }) => [student_id, after])),
    read_at: NOW,
  };
}

/** What a token may do. */
export function rightsOf(kind: string): { site: string | null; abilities: AbilityView[] } {
  if (kind !== "moodle") return { site: null, abilities: [] };
  const can = (deed: string, granted: boolean, says: string) => ({ deed, granted, says });
  return {
    site: "Example University Moodle",
    abilities: [
      can("read-roster", true, "The roster can be read."),
      can("write-marks", true, "Attendance can be read and written."),
      can("remarks", false, "Moodle takes no remarks from programs: minutes and reasons stay here."),
      can("create-sessions", true, "Sessions that are missing can be made."),
    ],
  };
}

export class PretendLms {
  private waiting: OutboxEntryView[] = [];
  private past: { room: Classroom; view: UploadView; before: Record<string, string> }[] = [];
  private chosen: Record<string, string> = {};

  constructor(private readonly scenario: Scenario) {}

  send(room: Classroom, keep: string[] | null): UploadView {
    const plan = planFor(room);
    if (this.scenario.offline || this.scenario.fail === "offline") return this.queue(room, plan);
    if (plan.summary.conflict > 0 && keep === null) return { ...plan, state: "conflict" };
    const kept = new Set(keep ?? []);
    const writes = ({ student_id, action }: ChangeView) =>
      action === "create" || action === "update" || (action === "conflict" && !kept.has(student_id));
    const sent = plan.changes.filter(writes);
    const failing = this.scenario.partial ? sent[2]?.student_id : undefined;
    const before = { ...room.lms };
    const now = { ...room.lms, ...room.theirs };
    for (const { student_id, after } of sent) {
      if (student_id !== failing && after !== null) now[student_id] = after;
    }
    room.lms = now;
    room.theirs = {};
    room.makesSession = false;
    const view: UploadView = {
      ...plan,
      makes_session: false,
      upload_id: `upload-${this.past.length + 1}`,
      state: failing === undefined ? "done" : "partial",
      results: sent.map(({ student_id }) => ({
        student_id,
        state: student_id === failing ? "failed" : "confirmed",
        error:
          student_id === failing
            ? { ...fault("not-found"), message: "The LMS does not know this student." }
            : null,
      })),
    };
    this.past.push({ room, view, before });
    return view;
  }

  private queue(room: Classroom, plan: UploadView): UploadView {
    const error = fault("offline");
    this.waiting = this.waiting.filter((entry) => entry.meeting_id !== room.meeting.id);
    this.waiting.push({
      id: `waiting-${room.meeting.id}`,
      meeting_id: room.meeting.id,
      title: room.meeting.title,
      course_title: "Statistics I",
      queued_at: NOW,
      attempts: 0,
      next_attempt_at: "2025-11-27T15:11:00Z",
      state: "waiting",
      error,
    });
    return { ...plan, state: "queued", error };
  }

  uploads(room: Classroom): UploadView[] {
    return this.past.filter((one) => one.room === room).map(({ view }) => view);
  }

  revert(id: string, rooms: Classroom[]): UploadView {
    const one = this.past.find(({ view }) => view.upload_id === id);
    if (one === undefined || !rooms.includes(one.room)) throw fault("not-found");
    one.room.lms = one.before;
    const back: UploadView = {
      ...one.view,
      upload_id: `upload-${this.past.length + 1}`,
      reverts: id,
      state: "done",
      changes: one.view.changes.map((change) => ({
        ...change,
        before: change.after,
        after: change.before,
        reason:
          change.before === null ? "taken away again: there was none before" : `back to ${change.before}`,
      })),
    };
    this.past.push({ room: one.room, view: back, before: one.room.lms });
    return back;
  }

  outbox(): OutboxView {
    return { entries: this.waiting, sent: [] };
  }

  flush(rooms: Classroom[]): OutboxView {
    const rooms_of = this.waiting.flatMap((entry) =>
      rooms.filter((room) => room.meeting.id === entry.meeting_id),
    );
    if (this.scenario.offline) throw fault("offline");
    this.waiting = [];
    return { entries: [], sent: rooms_of.map((room) => this.send(room, [])) };
  }

  cancel(id: string): void {
    this.waiting = this.waiting.filter((entry) => entry.id !== id);
  }

  statuses(): StatusMapView {
    if (!this.scenario.own) return { own: [], targets: [] };
    const own = [
      { short: "P", title: "Present", points: 2 },
      { short: "L", title: "Late", points: 1 },
      { short: "E", title: "Excused", points: 1 },
      { short: "A", title: "Absent", points: 0 },
    ];
    const found: Record<string, string | null> = {
      present: "P",
      late: "L",
      "left-early": "L",
      absent: "A",
      excused: "E",
      "late+left-early": null,
    };
    const targets = Object.entries(found).map(([status, becomes]) => ({
      status,
      becomes: this.chosen[status] ?? becomes,
      chosen: status in this.chosen,
    }));
    return { own, targets };
  }

  choose(status: string, short: string | null): void {
    if (short === null) delete this.chosen[status];
    else this.chosen[status] = short;
  }
}

/** What somebody changed in the LMS of a class that was sent before. */
export const changedThere = (): Record<string, string> => ({ ...CHANGED });
