import { describe, expect, it } from "vitest";
import type { ErrorView } from "../../platform/bindings/ErrorView";
import type { MeetingRowView } from "../../platform/bindings/MeetingRowView";
import { queued } from "./rows";

const error = (code: string): ErrorView => ({ code, message: code, hint: "", details: {} });
const row = (id: string, more: Partial<MeetingRowView> = {}): MeetingRowView => ({
  id,
  title: id,
  course_title: null,
  state: "not-fetched",
  sync: null,
  look: null,
  participants: null,
  summary: null,
  start: null,
  end: null,
  date: "2025-11-27",
  timezone: "UTC",
  join_url: null,
  course_id: null,
  lms_id: null,
  ...more,
});
const look = (next: string | null, code = "report-not-ready") => ({
  at: "2025-11-27T10:00:00Z",
  error: error(code),
  next_attempt_at: next,
});
const provisional = (next: string | null) => ({
  state: "provisional",
  sync: {
    source: "call-records",
    fetched_at: null,
    completeness: "provisional",
    next_attempt_at: next,
    explanation: "",
  },
});

describe("queued", () => {
  it("puts the soonest look first, whatever is looked for", () => {
    const rows = [
      row("later", { look: look("2025-11-28T09:00:00+01:00") }),
      row("soon", provisional("2025-11-28T07:30:00Z")),
      row("quiet"),
      row("final", provisional(null)),
    ];
    const { again, failed, running } = queued(rows, {}, {});
    expect(again.map(({ row: { id } }) => id)).toEqual(["soon", "later"]);
    expect(again.map((one) => one.error?.code)).toEqual([undefined, "report-not-ready"]);
    expect([failed, running]).toEqual([[], []]);
  });

  it("needs the user where nothing happens by itself", () => {
    const rows = [row("old", { look: look(null, "too-old") }), row("now"), row("fine")];
    const { failed, again } = queued(rows, {}, { now: error("offline") });
    expect(failed.map((one) => [one.row.id, one.error.code])).toEqual([
      ["old", "too-old"],
      ["now", "offline"],
    ]);
    expect(again).toEqual([]);
  });

  it("says of what runs only that it runs", () => {
    const rows = [row("a", { look: look("2025-11-28T09:00:00Z") }), row("b")];
    const { running, again } = queued(rows, { a: {} }, {});
    expect(running.map(({ id }) => id)).toEqual(["a"]);
    expect(again).toEqual([]);
  });
});
