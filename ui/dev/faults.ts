// Failures as the program words them, for looking at them.
import type { ErrorView } from "../src/platform/bindings/ErrorView";

const WORDS: Record<string, [message: string, hint: string, details?: Record<string, unknown>]> = {
  "report-not-ready": [
    "Teams has not written the attendance report yet.",
    "Try again a little later.",
    { retry_at: "2025-11-27T15:40:00Z" },
  ],
  "call-records-not-configured": [
    "This class has no attendance report, and call records are not set up.",
    "Ask your IT for access to call records, or import the attendance file.",
  ],
  "sign-in-needed": ["Your sign-in has ended.", "Sign in again to fetch attendance."],
  offline: [
    "There is no connection to Microsoft.",
    "What was fetched before is still here. Try again when you are online.",
  ],
  "not-organizer": [
    "Only the organizer of this meeting can read its attendance.",
    "Ask the organizer for the attendance file.",
  ],
  "admin-consent-needed": [
    "At your institution only an administrator may allow an app to read meetings.",
    "Ask IT to grant admin consent to the app registration, then sign in again.",
    {
      admin_consent_url:
        "https://login.microsoftonline.com/organizations/v2.0/adminconsent?client_id=5f1d1c1e",
    },
  ],
  "device-code-blocked": [
    "Your institution does not allow this way of signing in.",
    "Use the browser of this device.",
  ],
  locked: [
    "The keystore of this computer did not answer.",
    "Unlock it, then try again.",
    { reason: "silent" },
  ],
  "passphrase-needed": [
    "This data folder is locked by a passphrase.",
    "Type it in.",
    { reason: "passphrase-needed" },
  ],
  "wrong-passphrase": [
    "The passphrase is wrong.",
    "Try again; upper and lower case count.",
    { reason: "wrong-passphrase" },
  ],
  "disk-full": ["The disk is full.", "Make room, then try again. Nothing was changed."],
  "data-damaged": [
    "The data in this folder is damaged: it is not what Rollbook wrote.",
    "Nothing was changed. Restore a backup, or ask for help before you delete anything.",
  ],
  "newer-data": ["This data folder was written by Rollbook 0.9.", "Install the newer version."],
  "not-found": ["This is not here any more.", "It may have been deleted meanwhile."],
  cancelled: ["Cancelled.", ""],
  "bad-input": ["The LMS did not accept the token.", "Check the address and the token."],
  conflict: ["Somebody changed the attendance in the LMS.", "Compare again."],
};

/** Reasons of one code, so that each can be asked for by name. */
const LOCKED = new Set(["passphrase-needed", "wrong-passphrase"]);

export function fault(code: string): ErrorView {
  const [message, hint, details] = WORDS[code] ?? ["Something went wrong.", "Try again."];
  return { code: LOCKED.has(code) ? "locked" : code, message, hint, details: details ?? {} };
}
