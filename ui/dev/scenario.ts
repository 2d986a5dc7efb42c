// What the fixture is asked to be.
export interface Scenario {
  /** Nobody signed in, nothing cached. */
  start: boolean;
  /** An account but no classes. */
  empty: boolean;
  offline: boolean;
  demo: boolean;
  /** Every answer about the data is this blocking error. */
  blocked: string | null;
  /** Syncs end with this code. */
  fail: string | null;
  /** Sign-in by code ends with this code. */
  signIn: string | null;
  /** No LMS is connected. */
  noLms: boolean;
  /** Uploads end partly. */
  partial: boolean;
  /** Somebody changed marks in the LMS. */
  conflict: boolean;
  /** The LMS has statuses of its own and no session yet. */
  own: boolean;
  /** Milliseconds of a sync, a sign-in and an upload. */
  slow: number;
  /** Names of the files that the dialog gives; null where it gives its own. */
  choose: string[] | null;
  /** Courses without students. */
  noRoster: boolean;
  /** Two accounts are signed in. */
  accounts: boolean;
  /** The doctor finds that not all is well. */
  unwell: boolean;
  /** Dialogs for files are closed without a choice. */
  closed: boolean;
  /** Size of the big class. */
  people: number;
}

export function scenarioOf(query: string): Scenario {
  const ask = new URLSearchParams(query);
  return {
    start: ask.has("start"),
    empty: ask.has("empty"),
    offline: ask.has("offline"),
    demo: !ask.has("real"),
    blocked: ask.get("blocked"),
    fail: ask.get("fail"),
    signIn: ask.get("signin"),
    noLms: ask.has("nolms"),
    partial: ask.has("partial"),
    conflict: ask.has("conflict"),
    own: ask.has("own"),
    slow: Number(ask.get("slow") ?? 600),
    choose: ask.get("choose")?.split("|") ?? null,
    noRoster: ask.has("noroster"),
    accounts: ask.has("accounts"),
    unwell: ask.has("unwell"),
    closed: ask.has("closed"),
    people: Number(ask.get("people") ?? 30),
  };
}
