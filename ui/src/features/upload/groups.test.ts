import { describe, expect, it } from "vitest";
import { groups, resultRows } from "./groups";

const change = (student_id: string, action: string) => ({
  student_id,
  name: student_id,
  before: null,
  after: "present",
  action,
  reason: "",
});

describe("groups", () => {
  it("puts conflicts first and what stays last, and leaves no change out", () => {
    const all = [
      change("a", "none"),
      change("b", "create"),
      change("c", "conflict"),
      change("d", "update"),
      change("e", "skip"),
    ];
    expect(groups(all).map(({ action }) => action)).toEqual(["conflict", "create", "update", "skip", "none"]);
    expect(groups(all).flatMap(({ changes }) => changes)).toHaveLength(all.length);
  });

  it("does not promise to send what it does not know", () => {
    expect(groups([change("a", "teleport")]).map(({ action }) => action)).toEqual(["skip"]);
  });
});

it("names the students of the results, failures first", () => {
  const error = { code: "not-found", message: "Unknown student", hint: "", details: {} };
  const rows = resultRows({
    changes: [change("a", "create"), change("b", "create")],
    results: [
      { student_id: "a", state: "confirmed", error: null },
      { student_id: "b", state: "failed", error },
      { student_id: "gone", state: "skipped", error: null },
    ],
  });
  expect(rows.map(({ id, message }) => [id, message])).toEqual([
    ["b", "Unknown student"],
    ["gone", null],
    ["a", null],
  ]);
  expect(rows[1]?.change).toBeNull();
});
