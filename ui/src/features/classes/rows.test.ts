import { describe, expect, it } from "vitest";
import type { MeetingRowView } from "../../platform/bindings/MeetingRowView";
import { newMeeting, problemsOf } from "./newMeeting";
import { barParts, byWeek, isDue, mondayOf, nextStep, studentsOf, weeksAgo } from "./rows";

const summary = { present: 20, late: 3, "left-early": 1, absent: 5, excused: 1, unknown: 0, unmatched: 0 };
const row = (more: Partial<MeetingRowView>) =>
  ({ state: "ready", summary, sync: null, look: null, date: "2025-11-26", ...more }) as MeetingRowView;

describe("weeks", () => {
  it("begin on Monday, across years", () => {
    expect(mondayOf("2025-11-24")).toBe("2025-11-24");
    expect(mondayOf("2025-11-30")).toBe("2025-11-24");
    expect(mondayOf("2026-01-01")).toBe("2025-12-29");
  });

  it("are counted from today's", () => {
    expect(weeksAgo("2025-11-24", "2025-11-27")).toBe(0);
    expect(weeksAgo("2025-11-17", "2025-11-24")).toBe(1);
    expect(weeksAgo("2025-12-01", "2025-11-30")).toBe(-1);
  });

  it("come newest first and keep their rows' order", () => {
    const weeks = byWeek([
      row({ date: "2025-11-18" }),
      row({ date: "2025-11-27" }),
      row({ date: "2025-11-24" }),
    ]);
    expect(weeks.map(({ monday, rows }) => [monday, rows.map(({ date }) => date)])).toEqual([
      ["2025-11-24", ["2025-11-27", "2025-11-24"]],
      ["2025-11-17", ["2025-11-18"]],
    ]);
  });
});

describe("the next step", () => {
  it("is one word for each state", () => {
    expect(nextStep(row({ state: "not-fetched", summary: null }))).toBe("fetch");
    expect(nextStep(row({ state: "provisional" }))).toBe("review");
    expect(nextStep(row({}))).toBe("upload");
    expect(nextStep(row({ state: "uploaded" }))).toBe("done");
    expect(nextStep(row({ state: "changed" }))).toBe("upload");
    expect(nextStep(row({ state: "upcoming" }))).toBe("none");
  });

  it("looks at unknown people before anything is sent", () => {
    expect(nextStep(row({ summary: { ...summary, unmatched: 1 } }))).toBe("review");
    expect(nextStep(row({ summary: null }))).toBe("review");
  });
});

it("is due when never fetched, or provisional and its time has come", () => {
  const at = Date.parse("2025-11-27T15:00:00Z");
  const provisional = (next_attempt_at: string | null) =>
    row({ state: "provisional", sync: { next_attempt_at } as never });
  expect(isDue(row({ state: "not-fetched" }), at)).toBe(true);
  const lookedFor = (next_attempt_at: string | null) =>
    row({ state: "not-fetched", look: { next_attempt_at } as never });
  expect(isDue(lookedFor("2025-11-27T15:00:00Z"), at)).toBe(true);
  expect(isDue(lookedFor("2025-11-27T15:00:01Z"), at)).toBe(false);
  expect(isDue(lookedFor(null), at)).toBe(false);
  expect(isDue(provisional(null), at)).toBe(true);
  expect(isDue(provisional("2025-11-27T15:00:00Z"), at)).toBe(true);
  expect(isDue(provisional("2025-11-27T15:00:01Z"), at)).toBe(false);
  expect(isDue(row({ state: "upcoming" }), at)).toBe(false);
  expect(isDue(row({}), at)).toBe(false);
});

it("draws the bar of all students, without empty parts", () => {
  expect(studentsOf(summary)).toBe(30);
  expect(barParts(summary).reduce((sum, { count }) => sum + count, 0)).toBe(30);
  expect(barParts(summary).map(({ status }) => status)).not.toContain("unknown");
});

describe("a class typed in by hand", () => {
  const form = { title: " Seminar ", date: "2025-11-26", start: "", end: "", course: "", link: "" };

  it("is a day, or a start and an end", () => {
    expect(newMeeting(form)).toMatchObject({
      title: "Seminar",
      date: "2025-11-26",
      start: null,
      end: null,
      course: null,
      join_url: null,
    });
    expect(newMeeting({ ...form, start: "10:00", end: "11:00" })).toMatchObject({
      date: null,
      start: "2025-11-26T10:00",
      end: "2025-11-26T11:00",
    });
  });

  it("may end after midnight", () => {
    expect(newMeeting({ ...form, date: "2025-12-31", start: "23:00", end: "00:30" }).end).toBe(
      "2026-01-01T00:30",
    );
  });

  it("is refused without title or day, or with one time alone", () => {
    expect(problemsOf({ ...form, title: " ", date: "" })).toEqual(["title", "date"]);
    expect(problemsOf({ ...form, start: "10:00" })).toEqual(["times"]);
    expect(problemsOf({ ...form, start: "10:00", end: "10:00" })).toEqual(["times"]);
    expect(problemsOf(form)).toEqual([]);
  });
});
