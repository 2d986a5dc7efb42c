import { describe, expect, it } from "vitest";
import { gridKey } from "./keys";
import { copied, NOTHING, select } from "./selection";

const order = ["a", "b", "c", "d"];
const step = (by: number, extend = false) => ({ type: "step", by, extend }) as const;

describe("selection", () => {
  it("begins at the top and stops at the ends", () => {
    const first = select(NOTHING, step(1), order);
    expect(first.active).toBe("a");
    expect(select(first, step(-1), order).active).toBe("a");
    expect(select(first, step(99), order).active).toBe("d");
  });

  it("extends a range from where it began, both ways", () => {
    const at = select(NOTHING, { type: "move", to: 1, extend: false }, order);
    const down = select(at, step(1, true), order);
    expect(copied(down, order)).toEqual(["b", "c"]);
    const up = select(select(down, step(-1, true), order), step(-1, true), order);
    expect(copied(up, order)).toEqual(["a", "b"]);
  });

  it("copies the active row where none is chosen, and in the order shown", () => {
    const at = select(NOTHING, { type: "move", to: 2, extend: false }, order);
    expect(copied(at, order)).toEqual(["c"]);
    const both = select(
      select(NOTHING, { type: "toggle", id: "d" }, order),
      { type: "toggle", id: "a" },
      order,
    );
    expect(copied(both, order)).toEqual(["a", "d"]);
    expect(copied(both, ["d", "a"])).toEqual(["d", "a"]);
  });

  it("does not copy what a search has hidden", () => {
    const all = select(NOTHING, { type: "all" }, order);
    expect(copied(all, ["b"])).toEqual(["b"]);
    expect(copied(select(NOTHING, step(1), order), ["b"])).toEqual([]);
  });
});

describe("gridKey", () => {
  const key = (name: string, more: Partial<KeyboardEvent> = {}) =>
    gridKey(
      { key: name, ctrlKey: false, metaKey: false, shiftKey: false, altKey: false, target: null, ...more },
      10,
      50,
    );

  it("moves, opens, copies and types", () => {
    expect(key("ArrowDown", { shiftKey: true })).toEqual({ type: "step", by: 1, extend: true });
    expect(key("End")).toEqual({ type: "move", to: 49, extend: false });
    expect(key("Enter")).toEqual({ type: "open" });
    expect(key("c", { ctrlKey: true })).toEqual({ type: "copy" });
    expect(key("é")).toEqual({ type: "type", character: "é" });
    expect(key(" ")).toEqual({ type: "toggle" });
  });

  it("leaves other shortcuts alone", () => {
    expect(key("z", { ctrlKey: true })).toBeNull();
    expect(key("ArrowLeft", { altKey: true })).toBeNull();
    expect(key("F5")).toBeNull();
  });

  it("leaves Enter and Space to a button", () => {
    const target = document.createElement("button");
    expect(key("Enter", { target })).toBeNull();
    expect(key(" ", { target })).toBeNull();
    expect(key("ArrowDown", { target })).not.toBeNull();
  });
});
