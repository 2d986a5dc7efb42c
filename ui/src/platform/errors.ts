// Failures as the page acts on them: by code (contract, section 2), never by text.
import type { ErrorView } from "./bindings/ErrorView";

/** What the page offers beside an error. */
export type ErrorAction = "sign-in" | "call-records" | "lms" | "retry" | null;

// Exit code 5 and a missing permission for call records are states of a class, not alarms.
const STATES = new Set([
  "report-not-ready",
  "report-empty",
  "too-old",
  "throttled",
  "call-records-not-configured",
]);

// The page cannot go on: nothing in the data folder can be read.
const BLOCKING = new Set(["locked", "newer-data", "data-damaged"]);

const ACTIONS: Record<string, ErrorAction> = {
  "sign-in-needed": "sign-in",
  "call-records-not-configured": "call-records",
  offline: "retry",
  tls: "retry",
  throttled: "retry",
  "report-not-ready": "retry",
  "server-fault": "retry",
  internal: "retry",
  conflict: "retry",
  locked: "retry",
};

// Trying again will not help, and nothing can be set up by the instructor alone: the file is the way that is left.
const FILE_IS_LEFT = new Set([
  "call-records-not-configured",
  "not-organizer",
  "not-permitted",
  "admin-consent-needed",
  "report-empty",
  "too-old",
]);

export function isErrorView(value: unknown): value is ErrorView {
  return (
    typeof value === "object" &&
    value !== null &&
    typeof (value as ErrorView).code === "string" &&
    typeof (value as ErrorView).message === "string"
  );
}

/** Whatever was thrown, as an ErrorView; text of foreign errors is not shown, it may hold anything. */
export function toErrorView(value: unknown): ErrorView {
  if (isErrorView(value)) return { ...value, hint: value.hint ?? "", details: value.details ?? {} };
  return { code: "internal", message: "", hint: "", details: {} };
}

export const isState = (error: ErrorView): boolean => STATES.has(error.code);
export const isBlocking = (error: ErrorView): boolean => BLOCKING.has(error.code);
/** The attendance file that the organizer can download is the next step. */
export const leavesFile = (error: ErrorView | undefined): boolean =>
  error !== undefined && FILE_IS_LEFT.has(error.code);
export const isCancel = (error: ErrorView): boolean => error.code === "cancelled";
export const errorAction = (error: ErrorView): ErrorAction => ACTIONS[error.code] ?? null;

/** When the server said to try again, if it did. */
export function retryAt(error: ErrorView): string | null {
  const at = error.details.retry_at;
  return typeof at === "string" && !Number.isNaN(Date.parse(at)) ? at : null;
}

/** What "Copy details" puts on the clipboard: code and machine-readable details, no free text of others. */
export function errorDetails(error: ErrorView, version: string): string {
  const lines = [`Rollbook ${version}`, `code: ${error.code}`, `message: ${error.message}`];
  for (const [key, value] of Object.entries(error.details).sort(([a], [b]) => (a < b ? -1 : 1))) {
    if (["string", "number", "boolean"].includes(typeof value)) lines.push(`${key}: ${value}`);
  }
  return lines.join("\n");
}

/** True where a passphrase typed here would help. */
export function wantsPassphrase(error: ErrorView): boolean {
  const { reason } = error.details;
  return error.code === "locked" && (reason === "passphrase-needed" || reason === "wrong-passphrase");
}

/** What is there cannot be opened again by anything that the user could do: a backup can take its place. */
export function backupHelps(error: ErrorView): boolean {
  const { reason } = error.details;
  return (
    error.code === "data-damaged" ||
    (error.code === "locked" && (reason === "key-missing" || reason === "wrong-key"))
  );
}
