import { describe, expect, it } from "vitest";
import { EVERYBODY, filtered, limitOf, sorted, toTsv } from "./rows";

const student = (name: string, share: number | null, absent = 0, groups: string[] = []) => ({
  student_id: name,
  name,
  email: null,
  groups,
  cells: [{ status: "late", present_seconds: null }, null],
  share,
  attended: 0,
  counted: 0,
  absent,
  trend: share === null ? null : share - 50,
  below: share !== null && share < 75,
});

const ALL = [
  student("Zoë", 80),
  student("Ada", null),
  student("Łukasz", 20, 4, ["Lab A"]),
  student("Ben", 100, 1),
];
const names = (students: { name: string }[]) => students.map(({ name }) => name);

describe("the students of a course", () => {
  it("are found without accents, by group and below the limit", () => {
    expect(names(filtered(ALL, { ...EVERYBODY, text: "zoe" }))).toEqual(["Zoë"]);
    expect(names(filtered(ALL, { ...EVERYBODY, group: "Lab A" }))).toEqual(["Łukasz"]);
    expect(names(filtered(ALL, { ...EVERYBODY, below: true }))).toEqual(["Łukasz"]);
    expect(filtered(ALL, EVERYBODY)).toHaveLength(4);
  });
  it("are sorted so that whoever needs a look stands first, and without a value last", () => {
    expect(names(sorted(ALL, "share"))).toEqual(["Łukasz", "Zoë", "Ben", "Ada"]);
    expect(names(sorted(ALL, "absent"))[0]).toBe("Łukasz");
    expect(names(sorted(ALL, "trend")).at(-1)).toBe("Ada");
    expect(names(sorted(ALL, "name"))[0]).toBe("Ada");
    expect(names(sorted(ALL, "roster"))).toEqual(names(ALL));
  });
  it("have a limit between 0 and 100", () => {
    expect([limitOf("75"), limitOf("66,5"), limitOf(""), limitOf("101"), limitOf("x")]).toEqual([
      75,
      66.5,
      null,
      null,
      null,
    ]);
  });
  it("are copied as a table", () => {
    const one = { id: "c", title: "Week\t1", date: "2025-11-04", start: null, held: "data", share: null };
    const course = { id: "x", title: "X", lms_id: null, students: 1 };
    const view = { course, classes: [one, { ...one, id: "d" }], students: ALL, limit: null };
    expect(toTsv(view, ALL.slice(0, 1))).toBe("\t%\t2025-11-04 Week 1\t2025-11-04 Week 1\nZoë\t80.0\tlate\t");
  });
});
