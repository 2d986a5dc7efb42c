import { describe, expect, it } from "vitest";
import { CHOOSE, countdown, type SignInState, signInReducer } from "./machine";

const account = { name: "Ada", username: "ada@example.edu", tenant_id: "t" };
const code = {
  event: "device-code",
  user_code: "ABC",
  verification_uri: "https://x",
  expires_in: 900,
  message: "",
  qr_svg: null,
} as const;
const asking = signInReducer(CHOOSE, { type: "started", method: "device-code", task: "1" });

describe("signInReducer", () => {
  it("shows the code, then the name", () => {
    const shown = signInReducer(asking, { type: "event", task: "1", event: code, now: 1_000 });
    expect(shown).toMatchObject({ step: "code", code: "ABC", expiresAt: 901_000 });
    expect(signInReducer(shown, { type: "finished", task: "1", account })).toEqual({ step: "done", account });
  });

  it("does not listen to a try that was given up", () => {
    const browser = signInReducer(asking, { type: "started", method: "browser", task: "2" });
    expect(signInReducer(browser, { type: "event", task: "1", event: code, now: 0 })).toBe(browser);
    expect(signInReducer(browser, { type: "failed", task: "1", error: err("cancelled") })).toBe(browser);
    expect(signInReducer(CHOOSE, { type: "finished", task: "1", account })).toBe(CHOOSE);
  });

  it("comes back to the choice with the error, but not for a cancel", () => {
    const blocked = signInReducer(asking, { type: "failed", task: "1", error: err("device-code-blocked") });
    expect((blocked as Extract<SignInState, { step: "choose" }>).error?.code).toBe("device-code-blocked");
    expect(signInReducer(asking, { type: "failed", task: "1", error: err("cancelled") })).toEqual(CHOOSE);
  });
});

it("counts down to nothing and no further", () => {
  expect(countdown(900_000, 0)).toBe("15:00");
  expect(countdown(61_000, 0)).toBe("1:01");
  expect(countdown(0, 5_000)).toBe("0:00");
});

function err(code: string) {
  return { code, message: "", hint: "", details: {} };
}
