// The shell's quiet looks, played by the tests as events of the window, and its notifications, for the tests to hear.
import type { LookedView } from "../src/platform/bindings/LookedView";
import type { LookView } from "../src/platform/bindings/LookView";
import type { Host } from "../src/platform/host";
import { fault } from "./faults";
import { NOW } from "./meetings";

const FOUND_NOTHING = [
  "report-not-ready",
  "report-empty",
  "too-old",
  "not-organizer",
  "call-records-not-configured",
];

/** What stays of a fetch that ended with this code; null for those that say nothing of the class. */
export function lookedInVain(code: string): LookView | null {
  if (!FOUND_NOTHING.includes(code)) return null;
  const error = fault(code);
  const again = error.details.retry_at;
  return { at: NOW, error, next_attempt_at: typeof again === "string" ? again : null };
}

/** `look` fetches classes by id, as a look would, and says what has changed. */
export function pretendLooks(look: (ids: string[]) => LookedView): Pick<Host, "onLookedAgain" | "notify"> {
  return {
    onLookedAgain: (handler) => {
      const hear = (event: Event) => handler(look((event as CustomEvent<string[]>).detail));
      addEventListener("fixture-look", hear);
      return () => removeEventListener("fixture-look", hear);
    },
    notify: async (title, body) => {
      dispatchEvent(new CustomEvent("fixture-notified", { detail: { title, body } }));
      return { ok: true };
    },
  };
}
