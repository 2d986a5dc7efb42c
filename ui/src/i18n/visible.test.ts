import { describe, expect, it } from "vitest";
import { isolated, visibleText } from "./visible";

describe("visibleText", () => {
  it.each([
    ["José Álvarez", "José Álvarez"],
    ["محمد العلي", "محمد العلي"],
    ["nurse\u202Etxt.exe", "nurse[U+202E]txt.exe"],
    ["a\u2066b\u2069", "a[U+2066]b[U+2069]"],
    ["zero\u200Bwidth", "zero[U+200B]width"],
    ["soft\u00ADhyphen", "soft[U+00AD]hyphen"],
    ["line\nbreak\ttab\0", "line[U+000A]break[U+0009]tab[U+0000]"],
    ["para\u2029graph", "para[U+2029]graph"],
    ["\u3164", "[U+3164]"],
    ["tag\u{E0041}", "tag[U+E0041]"],
    ["lone\uD83D", "lone[U+D83D]"],
  ])("%j becomes %j", (typed, shown) => {
    expect(visibleText(typed)).toBe(shown);
  });

  it("leaves joiners where they are part of the spelling", () => {
    expect(visibleText("👩\u200D🏫")).toBe("👩\u200D🏫");
    expect(visibleText("می\u200Cخواهم")).toBe("می\u200Cخواهم");
    expect(visibleText("क्\u200Dष")).toBe("क्\u200Dष");
  });

  it("shows joiners that hide inside Latin names", () => {
    expect(visibleText("An\u200Dna")).toBe("An[U+200D]na");
    expect(visibleText("\u200CBen")).toBe("[U+200C]Ben");
  });

  it("shows nothing as acting twice", () => {
    const once = visibleText("x\u202Ey");
    expect(visibleText(once)).toBe(once);
  });
});

describe("isolated", () => {
  it("keeps a name's direction to itself", () => {
    expect(isolated("אורי")).toBe("\u2068אורי\u2069");
    // A name cannot close the isolation early.
    expect(isolated("a\u2069b")).toBe("\u2068a[U+2069]b\u2069");
  });
});
