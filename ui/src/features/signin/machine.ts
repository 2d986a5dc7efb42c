// The steps of a sign-in as the user sees them; pure, so that each event and order can be tested.
import type { AccountView } from "../../platform/bindings/AccountView";
import type { ErrorView } from "../../platform/bindings/ErrorView";
import type { SignInEvent } from "../../platform/bindings/SignInEvent";
import { isCancel } from "../../platform/errors";
import type { SignInMethod } from "../../platform/host";

export type SignInState =
  | { step: "choose"; error: ErrorView | null }
  | { step: "browser"; task: string }
  | { step: "asking"; task: string }
  | { step: "code"; task: string; code: string; address: string; qr: string | null; expiresAt: number }
  | { step: "done"; account: AccountView };

export type SignInStep =
  | { type: "started"; method: SignInMethod; task: string }
  | { type: "event"; task: string; event: SignInEvent; now: number }
  | { type: "finished"; task: string; account: AccountView }
  | { type: "failed"; task: string; error: ErrorView }
  | { type: "reset" };

export const CHOOSE: SignInState = { step: "choose", error: null };

export function signInReducer(state: SignInState, event: SignInStep): SignInState {
  if (event.type === "reset") return CHOOSE;
  if (event.type === "started") {
    return { step: event.method === "browser" ? "browser" : "asking", task: event.task };
  }
  // An answer to a try that was given up says nothing about the present one.
  if (!("task" in state) || state.task !== event.task) return state;
  switch (event.type) {
    case "event":
      return fromEvent(state, event.event, event.now);
    case "finished":
      return { step: "done", account: event.account };
    case "failed":
      return { step: "choose", error: isCancel(event.error) ? null : event.error };
  }
}

function fromEvent(state: SignInState & { task: string }, event: SignInEvent, now: number): SignInState {
  switch (event.event) {
    case "device-code":
      return {
        step: "code",
        task: state.task,
        code: event.user_code,
        address: event.verification_uri,
        qr: event.qr_svg,
        expiresAt: now + event.expires_in * 1000,
      };
    case "browser":
      return { step: "browser", task: state.task };
    case "signed-in":
      return { step: "done", account: event.account };
  }
}

/** 14:59 left, and never below 0:00. */
export function countdown(expiresAt: number, now: number): string {
  const seconds = Math.max(0, Math.round((expiresAt - now) / 1000));
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}
