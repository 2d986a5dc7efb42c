// Every text that the page asks for exists, and no text is left that nothing asks for.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { chooseLanguage, en, startI18n } from "./index";

const ROOT = join(import.meta.dirname, "..");
const PLURAL = /_(zero|one|two|few|many|other)$/;

function keysOf(value: object, prefix = ""): string[] {
  return Object.entries(value).flatMap(([key, inner]) =>
    typeof inner === "string" ? [`${prefix}${key}`] : keysOf(inner, `${prefix}${key}.`),
  );
}

function sources(folder: string): string {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => /\.tsx?$/.test(entry.name) && !/\.test\.tsx?$/.test(entry.name))
    .map((entry) => readFileSync(join(entry.parentPath, entry.name), "utf8"))
    .join("\n");
}

const code = sources(ROOT);
const known = new Set(keysOf(en).map((key) => key.replace(PLURAL, "")));
// "literal.keys" wherever they stand, and `templates.${with}` as patterns.
const literals = [...code.matchAll(/"([a-z][\w-]*(?:\.[\w-]+)+)"/gi)].map(([, key]) => key as string);
const patterns = [...code.matchAll(/`((?:[a-z][\w-]*\.)+[^`\n]*\$\{[^`\n]*)`/gi)].map(
  ([, template]) =>
    new RegExp(
      `^${(template as string)
        .replace(/\$\{(?:[^{}]|\{[^}]*\})*\}/g, "*")
        .replace(/\./g, "\\.")
        .replace(/\*/g, "[\\w-]+")}$`,
    ),
);

describe("texts", () => {
  it("are there for every t(…)", () => {
    const asked = [...code.matchAll(/\bt\(\s*"([^"]+)"/g)].map(([, key]) => key as string);
    expect(asked.length).toBeGreaterThan(100);
    expect(asked.filter((key) => !known.has(key))).toEqual([]);
  });

  it("are all asked for", () => {
    const used = new Set(literals);
    const unused = [...known].filter(
      (key) => !used.has(key) && !patterns.some((pattern) => pattern.test(key)),
    );
    expect(unused).toEqual([]);
  });

  it("count in words", () => {
    const { t } = startI18n(["en-GB"]);
    expect(t("upload.send", { count: 1, lms: "Moodle" })).toBe("Send 1 change to Moodle");
    expect(t("upload.send", { count: 31, lms: "Moodle" })).toBe("Send 31 changes to Moodle");
    expect(t("reconcile.left", { count: 0 })).toBe("Everybody in the class is matched.");
  });
});

describe("chooseLanguage", () => {
  it("takes the first that the page speaks, else English", () => {
    expect(chooseLanguage(["sv-SE", "de-AT", "en"], ["en", "de"])).toBe("de");
    expect(chooseLanguage(["sv-SE"], ["en", "de"])).toBe("en");
    expect(chooseLanguage([], ["en"])).toBe("en");
  });
});
