import { describe, expect, it } from "vitest";
import type { FileView } from "../../platform/bindings/FileView";
import { classCount, columnQuestion, formFrom, meetingFrom, newEntry, standingOf, targetOf } from "./plan";

const view = (more: Partial<FileView> = {}): FileView => ({
  name: "report.csv",
  reading: {
    generation: "sections",
    description: "",
    title: "Seminar",
    start: "2025-11-26T09:58:30Z",
    end: "2025-11-26T11:02:00Z",
    timezone: "Europe/Berlin",
    date_order: "dmy",
    order_from: "file",
    people: 3,
    stays: 4,
    notes: [],
  },
  problem: null,
  classes: [
    {
      meeting_id: "m-1",
      title: "Seminar",
      start: "2025-11-26T10:00:00Z",
      course_title: null,
      reason: "the same time",
      imported: false,
    },
  ],
  sure: true,
  same_as: null,
  ...more,
});
const entry = newEntry({ token: "t", name: "report.csv" });
const refusal = (code: string, details = {}) => ({ code, message: "", hint: "", details });

describe("the class of a file", () => {
  it("is the one that it surely belongs to", () => {
    expect(targetOf(entry, view(), null)).toEqual({ meeting: "m-1" });
  });

  it("is never guessed", () => {
    expect(targetOf(entry, view({ sure: false }), null)).toBeNull();
    expect(standingOf(entry, view({ sure: false }), null, [entry])).toBe("class");
  });

  it("is the one from which the dialog was opened, unless another was said", () => {
    expect(targetOf(entry, view(), "m-9")).toEqual({ meeting: "m-9" });
    expect(targetOf({ ...entry, target: { meeting: "m-2" } }, view(), "m-9")).toEqual({ meeting: "m-2" });
  });
});

describe("a file", () => {
  const standing = (one: FileView | undefined, who = entry) => standingOf(who, one, null, [who]);

  it("waits for what nobody but the instructor knows", () => {
    expect(standing(undefined)).toBe("reading");
    const readings = [{ order: "dmy", first: "2025-03-02T10:00:00", last: "2025-03-02T11:00:00" }];
    expect(standing(view({ reading: null, problem: refusal("ambiguous-dates", { readings }) }))).toBe(
      "dates",
    );
    const columns = { header: ["A"], samples: [], guessed: [], roles: ["name"] };
    expect(standing(view({ reading: null, problem: refusal("unknown-format", { columns }) }))).toBe(
      "columns",
    );
  });

  it("that says nothing is refused, whatever its details look like", () => {
    for (const columns of [undefined, null, "x", {}, { header: "A" }]) {
      const problem = refusal("unknown-format", { columns });
      expect(columnQuestion(problem)).toBeNull();
      expect(standing(view({ reading: null, problem }))).toBe("refused");
    }
  });

  it("counts once, however often it was downloaded or imported", () => {
    expect(standing(view({ same_as: "other.csv" }))).toBe("twice");
    const known = view();
    for (const one of known.classes) one.imported = true;
    expect(standing(known)).toBe("known");
    const again = { ...entry, options: { ...entry.options, timezone: "Asia/Kolkata" } };
    expect(standing(known, again)).toBe("ready");
  });

  it("may become a class of its own, once that has a title and a day", () => {
    const made = { ...entry, target: { madeFrom: "t" }, form: formFrom(view()) };
    expect(standing(view(), made)).toBe("ready");
    expect(standing(view(), { ...made, form: { ...made.form, title: " " } })).toBe("form");
  });
});

describe("a class made from a file", () => {
  it("has the file's title and its times on the clock of its zone", () => {
    expect(formFrom(view())).toMatchObject({
      title: "Seminar",
      date: "2025-11-26",
      start: "10:58",
      end: "12:02",
    });
    expect(meetingFrom(formFrom(view()), view())).toMatchObject({
      start: "2025-11-26T10:58",
      end: "2025-11-26T12:02",
      timezone: "Europe/Berlin",
    });
  });

  it("has the name of the file where that has no title", () => {
    const [reading] = [view().reading];
    const nameless = view({ reading: reading === null ? null : { ...reading, title: null } });
    expect(formFrom(nameless).title).toBe("report");
  });
});

it("counts classes, not files", () => {
  expect(classCount([{ meeting: "a" }, { meeting: "a" }, { madeFrom: "a" }, null])).toBe(2);
});
