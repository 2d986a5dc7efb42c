import { describe, expect, it } from "vitest";
import type { PersonView } from "../../platform/bindings/PersonView";
import {
  coursesOf,
  EVERYBODY,
  filtered,
  hoursAndMinutes,
  type PersonRow,
  personRows,
  shareOf,
  sorted,
  sumsOf,
} from "./rows";

const person = (id: string, more: Partial<PersonView> = {}): PersonView => ({
  id,
  student: true,
  name: id,
  email: `${id}@example.edu`,
  kind: "member",
  courses: ["Logic"],
  classes: 4,
  attended: 3,
  seconds: 3600,
  last_seen: "2025-11-20T10:30:00Z",
  to_match: 0,
  ...more,
});
const visitor = (id: string, more: Partial<PersonView> = {}) =>
  person(id, { student: false, email: null, courses: [], classes: 1, attended: 1, ...more });
const ids = (rows: PersonRow[]) => rows.map((row) => row.person.id);

const ALL = personRows([
  person("zoe", { name: "Zoë Árnadóttir", attended: 1 }),
  person("amy", {
    courses: ["Logic", "Sets"],
    attended: 4,
    last_seen: "2025-11-27T10:30:00Z",
    seconds: 9000,
  }),
  person("new", { classes: 0, attended: 0, seconds: 0, last_seen: null }),
  visitor("bobby", { to_match: 2, seconds: 60 }),
  visitor("nameless", { name: null, to_match: 0, seconds: 120 }),
]);

describe("shareOf", () => {
  it("is of the classes that count, and of students only", () => {
    expect(shareOf(person("a"))).toBe(75);
    expect(shareOf(person("a", { classes: 0, attended: 0 }))).toBeNull();
    expect(shareOf(visitor("v"))).toBeNull();
  });
});

describe("filtered", () => {
  const found = (more: Partial<typeof EVERYBODY>, limit: number | null = 75) =>
    ids(filtered(ALL, { ...EVERYBODY, ...more }, limit));

  it("finds words in any order, without case and accents, in names, addresses and courses", () => {
    expect(found({ text: "arna ZOE" })).toEqual(["zoe"]);
    expect(found({ text: "amy@example" })).toEqual(["amy"]);
    expect(found({ text: "sets" })).toEqual(["amy"]);
    expect(found({ text: "nobody" })).toEqual([]);
  });

  it("takes one course", () => {
    expect(found({ course: "Sets" })).toEqual(["amy"]);
    expect(found({ course: "Logic" })).toEqual(["zoe", "amy", "new"]);
  });

  it("takes those who are not matched yet, and those below the limit", () => {
    expect(found({ unmatched: true })).toEqual(["bobby"]);
    expect(found({ below: true })).toEqual(["zoe"]);
    expect(found({ below: true }, 25)).toEqual([]);
    expect(found({ below: true }, null)).toEqual([]);
  });
});

describe("sorted", () => {
  it("puts nothing known last, either way", () => {
    expect(ids(sorted(ALL, { column: "name", desc: false }))).toEqual([
      "amy",
      "bobby",
      "new",
      "zoe",
      "nameless",
    ]);
    expect(ids(sorted(ALL, { column: "name", desc: true }))).toEqual([
      "zoe",
      "new",
      "bobby",
      "amy",
      "nameless",
    ]);
    expect(ids(sorted(ALL, { column: "classes", desc: false })).slice(0, 2)).toEqual(["zoe", "amy"]);
    expect(ids(sorted(ALL, { column: "classes", desc: true })).slice(0, 2)).toEqual(["amy", "zoe"]);
    expect(ids(sorted(ALL, { column: "seen", desc: true })).at(0)).toBe("amy");
    expect(ids(sorted(ALL, { column: "seen", desc: true })).at(-1)).toBe("new");
  });

  it("compares times as numbers", () => {
    const rows = personRows([person("ten", { seconds: 36_000 }), person("nine", { seconds: 32_400 })]);
    expect(ids(sorted(rows, { column: "time", desc: false }))).toEqual(["nine", "ten"]);
  });
});

describe("sums and words", () => {
  it("adds up what is shown", () => {
    expect(sumsOf(ALL)).toEqual({ people: 5, seconds: 3600 + 9000 + 60 + 120 });
  });

  it("knows the courses", () => {
    expect(coursesOf(ALL.map((row) => row.person))).toEqual(["Logic", "Sets"]);
  });

  it("rounds once", () => {
    expect(hoursAndMinutes(7199)).toEqual({ hours: 2, minutes: 0 });
    expect(hoursAndMinutes(3629)).toEqual({ hours: 1, minutes: 0 });
    expect(hoursAndMinutes(0)).toEqual({ hours: 0, minutes: 0 });
  });
});
