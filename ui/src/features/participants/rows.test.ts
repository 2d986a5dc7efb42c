import { describe, expect, it } from "vitest";
import type { ParticipantView } from "../../platform/bindings/ParticipantView";
import { fold, type ParticipantRow, participantRows, search, sumsOf, toTsv } from "./rows";

const person = (id: string, name: string | null, more: Partial<ParticipantView> = {}): ParticipantView => ({
  id,
  name,
  email: null,
  kind: "member",
  summed_seconds: 0,
  connected_seconds: 0,
  present_seconds: 0,
  total_minutes: 0,
  present_minutes: 0,
  first_join: null,
  last_leave: null,
  sessions: [],
  flags: [],
  also_seen_as: [],
  why: null,
  ...more,
});
const rows = (...people: ParticipantView[]): ParticipantRow[] => participantRows(people, undefined);
const ids = (found: ParticipantRow[]) => found.map(({ person: { id } }) => id);

describe("search", () => {
  const all = rows(
    person("jose", "José Álvarez", { email: "jose@example.edu" }),
    person("mei", "Mei-Ling Chen", { also_seen_as: ["陳美玲"] }),
    person("none", null),
    person("trick", "An\u200Bna"),
  );

  it("ignores case and accents, and takes words in any order", () => {
    expect(ids(search(all, "alvarez JOSE"))).toEqual(["jose"]);
    expect(ids(search(all, "example.edu"))).toEqual(["jose"]);
    expect(ids(search(all, "陳"))).toEqual(["mei"]);
  });

  it("is not fooled by unseen characters", () => {
    expect(ids(search(all, "anna"))).toEqual(["trick"]);
  });

  it("shows everybody for nothing, and nobody for what is not there", () => {
    expect(search(all, "   ")).toHaveLength(4);
    expect(search(all, "zz")).toEqual([]);
  });

  it("folds compatibility forms", () => {
    expect(fold("Ａｄａ")).toBe("ada");
  });
});

describe("toTsv", () => {
  it("keeps one row a line and one cell a tab", () => {
    expect(
      toTsv([
        ["a\tb", "c\r\nd"],
        ["e", "f"],
      ]),
    ).toBe("a b\tc d\ne\tf");
  });

  it("leaves nothing for a spreadsheet to calculate", () => {
    expect(toTsv([["=HYPERLINK(1)", "+1", "-cmd", "@x", "＝1", "  =1"]])).toBe(
      "'=HYPERLINK(1)\t'+1\t'-cmd\t'@x\t'＝1\t'  =1",
    );
    expect(toTsv([["4.64", "-3", "–", "Ada"]])).toBe("4.64\t-3\t–\tAda");
  });
});

describe("sumsOf", () => {
  it("adds what is known, and says so where nothing is", () => {
    const known = rows(
      person("a", "A", { total_minutes: 4.64 }),
      person("b", "B", { total_minutes: 6.81 }),
      person("c", "C", { total_minutes: null }),
    );
    expect(sumsOf(known).totalMinutes).toBeCloseTo(11.45);
    expect(sumsOf(rows(person("c", "C", { total_minutes: null }))).totalMinutes).toBeNull();
  });
});

it("gives everybody the status of the student they are", () => {
  const student = (id: string, participants: string[], status: string) => ({
    student_id: id,
    participant_ids: participants,
    status,
  });
  const reconcile = { students: [student("s", ["a"], "late")] } as never;
  expect(
    participantRows([person("a", "A"), person("b", "B")], reconcile).map(({ status }) => status),
  ).toEqual(["late", "not-on-roster"]);
  expect(participantRows([person("a", "A")], undefined)[0]?.status).toBeNull();
});
