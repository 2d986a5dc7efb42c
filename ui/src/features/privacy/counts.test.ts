import { describe, expect, it } from "vitest";
import { startI18n } from "../../i18n";
import { countWords, receiptText } from "./counts";

const language = startI18n(["en-GB"]);
const { t } = language;
const words = (what: string, count: number) => countWords({ what, count }, t, language);

describe("countWords", () => {
  it("counts in words", () => {
    expect(words("meetings", 1)).toBe("1 class");
    expect(words("meetings", 12)).toBe("12 classes");
    expect(words("lms-marks", 2)).toContain("2");
  });

  it("shows a kind that it has no words for all the same", () => {
    expect(words("new-kind", 3)).toBe("3 × new kind");
  });
});

describe("receiptText", () => {
  it("says what, when and how much", () => {
    const view = { done: true, removed: [{ what: "records", count: 3 }], kept: [] };
    const text = receiptText(
      { subject: "everything about Amy", at: "27 Nov", version: "0.1.0", view },
      t,
      language,
    );
    expect(text.split("\n")).toEqual([
      "Deleted on 27 Nov: everything about Amy",
      "- 3 attendance records",
      "Rollbook 0.1.0",
    ]);
  });
});
