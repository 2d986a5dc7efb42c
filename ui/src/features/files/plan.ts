// What is to become of each file: which class it goes to, and what still has to be answered. Pure.
import type { DateReadingView } from "../../platform/bindings/DateReadingView";
import type { ErrorView } from "../../platform/bindings/ErrorView";
import type { FileOptions } from "../../platform/bindings/FileOptions";
import type { FileView } from "../../platform/bindings/FileView";
import type { NewMeeting } from "../../platform/bindings/NewMeeting";
import { type MeetingForm, newMeeting, problemsOf } from "../classes/newMeeting";

/** A class there is, or the one that is made from a file of this list. */
export type Target = { meeting: string } | { madeFrom: string };

/** One file, with what the instructor has said of it. */
export interface Entry {
  token: string;
  name: string;
  options: FileOptions;
  /** Null: as it was matched. */
  target: Target | null;
  /** The class to be made from it. */
  form: MeetingForm | null;
}

/**
 * Where a file stands. `columns`, `dates`, `class` and `form` wait for an answer; `refused`, `twice` and `known` are
 * left out; `ready` is imported.
 */
export type Standing =
  | "reading"
  | "refused"
  | "columns"
  | "dates"
  | "class"
  | "form"
  | "twice"
  | "known"
  | "ready";

export const NO_OPTIONS: FileOptions = { date_order: null, timezone: null, columns: null };

const WAITING: ReadonlySet<Standing> = new Set(["columns", "dates", "class", "form"]);
export const isWaiting = (standing: Standing): boolean => WAITING.has(standing);

export const newEntry = (file: { token: string; name: string }): Entry => ({
  token: file.token,
  name: file.name,
  options: NO_OPTIONS,
  target: null,
  form: null,
});

/** Columns that the instructor has to name; null where the file has none to name. */
export interface ColumnQuestion {
  header: string[];
  samples: string[][];
  guessed: (string | null)[];
  roles: string[];
  /** Words of a column that says who came and who went, with what is known of them. */
  actions: [word: string, meaning: string | null][];
}

/** Under what a word's meaning is said, beside the columns by their numbers. */
export const actionKey = (word: string): string => `action:${word}`;

export function columnQuestion(problem: ErrorView | null): ColumnQuestion | null {
  const asked = problem?.code === "unknown-format" ? problem.details.columns : undefined;
  if (typeof asked !== "object" || asked === null) return null;
  const { header, samples, guessed, roles, actions } = asked as Partial<ColumnQuestion>;
  if (!Array.isArray(header) || !Array.isArray(roles)) return null;
  return { header, samples: samples ?? [], guessed: guessed ?? [], roles, actions: actions ?? [] };
}

/** The ways in which the dates of a file can be read; empty where the program asks no such thing. */
export function readingsOf(problem: ErrorView | null): DateReadingView[] {
  const readings = problem?.details.readings;
  if (!Array.isArray(readings)) return [];
  return readings.filter(
    (one): one is DateReadingView =>
      typeof one?.order === "string" && typeof one.first === "string" && typeof one.last === "string",
  );
}

/** Where a file goes: as said, else to the class from which the dialog was opened, else where it surely belongs. */
export function targetOf(entry: Entry, view: FileView | undefined, home: string | null): Target | null {
  if (entry.target !== null) return entry.target;
  if (home !== null) return { meeting: home };
  const [best] = view?.classes ?? [];
  return view?.sure === true && best !== undefined ? { meeting: best.meeting_id } : null;
}

export function standingOf(
  entry: Entry,
  view: FileView | undefined,
  home: string | null,
  all: readonly Entry[],
): Standing {
  if (view === undefined) return "reading";
  if (view.same_as !== null) return "twice";
  if (readingsOf(view.problem).length > 0) return "dates";
  if (columnQuestion(view.problem) !== null) return "columns";
  if (view.problem !== null || view.reading === null) return "refused";
  const target = targetOf(entry, view, home);
  if (target === null) return "class";
  if ("madeFrom" in target) {
    const form = all.find(({ token }) => token === target.madeFrom)?.form ?? null;
    return form === null || problemsOf(form).length > 0 ? "form" : "ready";
  }
  const there = view.classes.some(({ meeting_id, imported }) => imported && meeting_id === target.meeting);
  // Read in another way it says something else.
  return there && Object.values(entry.options).every((option) => option === null) ? "known" : "ready";
}

/** The form of a class made from a file: its title, and its times on the clock of its zone, to the minute. */
export function formFrom(view: FileView): MeetingForm {
  const { reading } = view;
  const zone = reading?.timezone ?? "UTC";
  const start = reading?.start ? local(reading.start, zone) : null;
  const end = reading?.end ? local(reading.end, zone) : null;
  return {
    title: reading?.title ?? view.name.replace(/\.\w+$/, ""),
    date: start?.date ?? "",
    start: start?.time ?? "",
    end: start !== null && end?.time !== start.time ? (end?.time ?? "") : "",
    course: "",
    link: "",
  };
}

/** The class to be made, on the clock that the form was filled in from. */
export function meetingFrom(form: MeetingForm, view: FileView | undefined): NewMeeting {
  return { ...newMeeting(form), timezone: view?.reading?.timezone ?? null };
}

function local(iso: string, zone: string): { date: string; time: string } {
  const parts = new Intl.DateTimeFormat("en-CA", {
    timeZone: zone,
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
  }).formatToParts(Date.parse(iso));
  const part = (type: string) => parts.find((one) => one.type === type)?.value ?? "";
  return {
    date: `${part("year")}-${part("month")}-${part("day")}`,
    time: `${part("hour")}:${part("minute")}`,
  };
}

/** How many classes the files that are ready go to. */
export function classCount(targets: readonly (Target | null)[]): number {
  return new Set(targets.flatMap((target) => (target === null ? [] : [JSON.stringify(target)]))).size;
}
