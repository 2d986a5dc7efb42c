import type { TFunction } from "i18next";
import { describe, expect, it } from "vitest";
import { failureOf } from "./failure";
import { newsOf } from "./news";

const t = ((key: string, values: Record<string, unknown>) =>
  `${key} ${JSON.stringify(values)}`) as unknown as TFunction;
const changed = (title: string, participants_before: number | null) =>
  ({ id: title, title, participants_before, participants: 12 }) as never;

describe("news of a quiet look", () => {
  it("is none where nothing has changed", () => {
    expect(newsOf({ looked: ["a"], changed: [] }, t)).toBeNull();
  });

  it("names one class, with what a stranger put into its title made visible", () => {
    const news = newsOf({ looked: ["a"], changed: [changed("Week 1\u202e", null)] }, t);
    expect(news).toMatch(/^looked\.arrived /);
    expect(news).not.toContain("\u202e");
    expect(newsOf({ looked: ["a"], changed: [changed("Week 1", 11)] }, t)).toMatch(/^looked\.changed /);
  });

  it("counts several", () => {
    const both = { looked: ["a", "b"], changed: [changed("a", null), changed("b", 3)] };
    expect(newsOf(both, t)).toBe('looked.several {"count":2}');
  });
});

it("is this session's failure before the one that was kept", () => {
  const error = (code: string) => ({ code, message: "", hint: "", details: {} });
  const row = { look: { at: "", error: error("report-not-ready"), next_attempt_at: null } };
  expect(failureOf(error("offline"), row)?.code).toBe("offline");
  expect(failureOf(undefined, row)?.code).toBe("report-not-ready");
  expect(failureOf(undefined, { look: null })).toBeUndefined();
  expect(failureOf(undefined, undefined)).toBeUndefined();
});
