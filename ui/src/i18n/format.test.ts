import { describe, expect, it } from "vitest";
import { formats, regionalLocale } from "./format";

const berlin = formats("en-GB", "Europe/Berlin");

describe("formats", () => {
  it("shows times in the instructor's zone", () => {
    expect(berlin.time("2025-11-26T09:02:00Z")).toBe("10:02");
    expect(formats("en-GB", "Asia/Kolkata").time("2025-11-26T09:02:00Z")).toBe("14:32");
  });

  it("knows the user's clock", () => {
    expect(berlin.clock).toBe(24);
    expect(formats("en-US", "America/New_York").clock).toBe(12);
  });

  it("crosses the change of clocks", () => {
    expect(berlin.time("2025-10-26T00:30:00Z")).toBe("02:30");
    expect(berlin.time("2025-10-26T01:30:00Z")).toBe("02:30");
    expect(berlin.time("2025-10-26T02:30:00Z")).toBe("03:30");
  });

  it("keeps a calendar day the same in every zone", () => {
    for (const zone of ["Pacific/Auckland", "Pacific/Pago_Pago", "Europe/Berlin"]) {
      expect(formats("en-GB", zone).date("2025-11-26")).toContain("26 Nov 2025");
    }
  });

  it("shows minutes with two decimals, in the user's manner", () => {
    expect(berlin.minutes(4.64)).toBe("4.64");
    expect(berlin.minutes(7)).toBe("7.00");
    expect(formats("de-DE", "Europe/Berlin").minutes(6.81)).toBe("6,81");
  });

  it("rounds seconds to whole minutes", () => {
    expect(berlin.wholeMinutes(89)).toBe("1");
    expect(berlin.wholeMinutes(90)).toBe("2");
  });

  it("says how long ago", () => {
    const now = Date.parse("2025-11-27T15:10:00Z");
    expect(berlin.ago("2025-11-27T13:10:00Z", now)).toBe("2 hours ago");
    expect(berlin.ago("2025-11-26T15:10:00Z", now)).toBe("yesterday");
    expect(berlin.ago("2025-11-27T15:09:50Z", now)).toBe("this minute");
  });

  it("goes on with an unknown zone and with a time that is none", () => {
    expect(formats("en-GB", "Nowhere/Land").time("2025-11-26T09:02:00Z")).toMatch(/^\d\d:\d\d$/);
    expect(berlin.time("soon")).toBe("soon");
  });
});

describe("regionalLocale", () => {
  it("takes the user's region of the page's language", () => {
    expect(regionalLocale("en", ["de-DE", "en-GB", "en"])).toBe("en-GB");
    expect(regionalLocale("en", ["de-DE"])).toBe("en");
  });
});
