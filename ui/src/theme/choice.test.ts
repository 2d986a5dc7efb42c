import { describe, expect, it } from "vitest";
import { chooseTheme, storeChoice, storedChoice } from "./choice";

describe("chooseTheme", () => {
  it("follows the system unless told otherwise", () => {
    expect(chooseTheme("system", { dark: false, contrast: false })).toBe("light");
    expect(chooseTheme("system", { dark: true, contrast: false })).toBe("dark");
    expect(chooseTheme("system", { dark: true, contrast: true })).toBe("contrast");
    expect(chooseTheme("light", { dark: true, contrast: true })).toBe("light");
  });
});

describe("the stored choice", () => {
  it("comes back, and nonsense counts as none", () => {
    const kept = new Map<string, string>();
    const storage = {
      getItem: (key: string) => kept.get(key) ?? null,
      setItem: (key: string, value: string) => void kept.set(key, value),
    };
    expect(storedChoice(storage)).toBe("system");
    storeChoice(storage, "dark");
    expect(storedChoice(storage)).toBe("dark");
    kept.set("rollbook.theme", "purple");
    expect(storedChoice(storage)).toBe("system");
  });

  it("does without storage", () => {
    const broken = {
      getItem: () => {
        throw new Error("no storage");
      },
    };
    expect(storedChoice(broken)).toBe("system");
    expect(storedChoice(undefined)).toBe("system");
  });
});
