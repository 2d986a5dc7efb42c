// Whether this is a first start: nobody signed in, nothing cached, and the user has not said "later".
import type { StatusView } from "../../platform/bindings/StatusView";

const KEY = "rollbook.start";

export function needsStart(
  status: Pick<StatusView, "account" | "meetings">,
  storage: Pick<Storage, "getItem"> | undefined,
): boolean {
  if (status.account !== null || status.meetings > 0) return false;
  try {
    return storage?.getItem(KEY) !== "done";
  } catch {
    return true;
  }
}

export function finishStart(storage: Pick<Storage, "setItem"> | undefined): void {
  try {
    storage?.setItem(KEY, "done");
  } catch {
    // Asked again at the next start, which does no harm.
  }
}
