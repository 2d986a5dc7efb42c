import { describe, expect, it } from "vitest";
import type { GradesView } from "../../platform/bindings/GradesView";
import { byWeight, toWrite } from "./counts";

const change = (action: string) => ({
  student_id: action,
  name: action,
  before: null,
  after: null,
  action,
  reason: "",
  result: null,
});

describe("grades", () => {
  it("show first what has to be decided, and last what stays", () => {
    const order = byWeight(["none", "create", "conflict", "new-kind", "skip", "update"].map(change));
    expect(order.map(({ action }) => action)).toEqual([
      "conflict",
      "update",
      "create",
      "skip",
      "none",
      "new-kind",
    ]);
  });

  it("are written over somebody's change only where that was asked for", () => {
    const summary = { create: 3, update: 2, none: 7, conflict: 1, skip: 4 };
    const view = { summary } as GradesView;
    expect(toWrite(view, false)).toBe(5);
    expect(toWrite(view, true)).toBe(6);
  });
});
