import { describe, expect, it } from "vitest";
import { strengthOf } from "./passphrase";

describe("strengthOf", () => {
  it.each([
    ["", "short"],
    ["1234567", "short"],
    ["12345678", "weak"],
    ["aaaaaaaaaaaaaaaaaaaaaaaa", "weak"],
    ["abcdefghijklmnopqrstuvwxyz", "weak"],
    ["abababababababababababab", "weak"],
    ["Winter2025!", "weak"],
    ["blue kettle runs", "fair"],
    ["blue kettle runs over paper", "strong"],
    ["четыре слова подряд тут", "strong"],
  ])("%j is %s", (passphrase, strength) => {
    expect(strengthOf(passphrase)).toBe(strength);
  });

  it("counts characters, not units", () => {
    expect(strengthOf("😀😁😂🤣")).toBe("short");
  });
});
