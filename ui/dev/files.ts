// Pretend attendance files, by name: one of every kind that the page must be able to speak of.
import type { ErrorView } from "../src/platform/bindings/ErrorView";
import type { FileClassView } from "../src/platform/bindings/FileClassView";
import type { FileOptions } from "../src/platform/bindings/FileOptions";
import type { FileReadingView } from "../src/platform/bindings/FileReadingView";
import type { FileView } from "../src/platform/bindings/FileView";
import type { Classroom } from "./classroom";
import { COURSES, MEETINGS, ZONE } from "./meetings";

/** What the dialog gives where the address names nothing else. */
export const CHOSEN = ["Seminar 7 - Attendance report.csv"];

interface Pretend {
  /** Classes that it fits, best first, with the reason. */
  fits: [meeting: string, reason: string][];
  sure: boolean;
  reading: Partial<FileReadingView>;
  /** What has to be answered before it can be read. */
  asks?: "dates" | "columns" | "actions";
  refused?: ErrorView;
}

const SECTIONS: FileReadingView = {
  generation: "sections",
  description: "Attendance report of Teams, with every join and leave",
  title: "Seminar 7: Replication",
  start: "2025-11-27T08:56:12Z",
  end: "2025-11-27T10:34:40Z",
  timezone: ZONE,
  date_order: "dmy",
  order_from: "file",
  people: 31,
  stays: 40,
  notes: [],
};

const PRETEND: Record<string, Pretend> = {
  "Seminar 7 - Attendance report.csv": {
    fits: [
      ["m-dist-7", "the same time, the same title"],
      ["m-stat-12", "the same day"],
    ],
    sure: true,
    reading: {
      notes: [
        { line: null, level: "info", message: "The summary counts 30 people, the list has 31." },
        { line: 18, level: "warn", message: "The leave lies before the join; the row was passed over." },
        { line: 24, level: "info", message: "The duration beside this stay is 2 s shorter than its times." },
      ],
    },
  },
  "Lecture report.csv": {
    fits: [
      ["m-stat-12", "the same time, another title"],
      ["m-dist-7", "the same day"],
    ],
    sure: false,
    reading: {
      title: "Meeting with Ada Teacher",
      start: "2025-11-27T13:02:00Z",
      end: "2025-11-27T14:31:00Z",
      people: 28,
      stays: 36,
    },
  },
  "meetingAttendanceList.csv": {
    fits: [],
    sure: false,
    asks: "dates",
    reading: {
      generation: "list",
      description: "Attendance list of Teams, as downloaded during the meeting",
      title: null,
      people: 12,
      stays: 15,
    },
  },
  "Besucherliste Übung.csv": {
    fits: [["m-instant", "the same day"]],
    sure: true,
    asks: "columns",
    reading: { title: null, start: "2025-11-26T10:00:00Z", end: "2025-11-26T11:10:00Z", people: 3, stays: 3 },
  },
  "jelenléti lista.csv": {
    fits: [["m-instant", "the same day"]],
    sure: true,
    asks: "actions",
    reading: {
      generation: "list",
      description: "Attendance list of Teams",
      title: null,
      people: 2,
      stays: 2,
    },
  },
  "Seminar 6 - Attendance report.csv": {
    fits: [["m-dist-6", "the same time, the same title"]],
    sure: true,
    reading: {
      title: "Seminar 6: Clocks and order",
      start: "2025-11-20T08:55:00Z",
      end: "2025-11-20T10:31:00Z",
    },
  },
  "grades.xlsx": {
    fits: [],
    sure: false,
    reading: {},
    refused: problem(
      "unknown-format",
      "This is no attendance file of Teams.",
      "It has no times of joining or leaving.",
    ),
  },
};

const COLUMNS = {
  header: ["Wer", "Adresse", "Von", "Bis", "Rolle"],
  samples: [
    ["Amelia Novak", "amelia.novak@students.example.edu", "11:01", "12:10", "Gast"],
    ["Ben Okafor", "ben.okafor@students.example.edu", "11:03", "12:08", "Gast"],
    ["Chiara Rossi", "chiara.rossi@students.example.edu", "11:00", "12:10", "Gast"],
  ],
  guessed: ["name", "email", null, null, "role"],
  roles: ["name", "email", "join", "leave", "duration", "role", "action", "time", "other"],
};

const LIST_COLUMNS = {
  header: ["Név", "Mi történt", "Mikor"],
  samples: [
    ["Amelia Novak", "Belépett", "2025. 11. 26. 10:00"],
    ["Ben Okafor", "Belépett", "2025. 11. 26. 10:02"],
    ["Amelia Novak", "Távozott", "2025. 11. 26. 11:10"],
  ],
  guessed: ["name", "action", "time"],
  roles: COLUMNS.roles,
  actions: [
    ["Belépett", "join"],
    ["Távozott", null],
  ],
};

function problem(
  code: string,
  message: string,
  hint: string,
  details: Record<string, unknown> = {},
): ErrorView {
  return { code, message, hint, details };
}

function question(asks: Pretend["asks"], options: FileOptions): ErrorView | null {
  if (asks === "dates" && options.date_order === null) {
    return problem(
      "ambiguous-dates",
      "The dates of this file can be read in two ways.",
      "Say which day it was.",
      {
        readings: [
          { order: "dmy", first: "2025-03-02T10:00:00", last: "2025-03-02T11:32:10" },
          { order: "mdy", first: "2025-02-03T10:00:00", last: "2025-02-03T11:32:10" },
        ],
      },
    );
  }
  const roles = Object.values(options.columns ?? {});
  if (asks === "columns" && !(roles.includes("join") && roles.includes("leave"))) {
    return problem(
      "unknown-format",
      "The headings of this file are not known, so it does not say which column is what.",
      "Say what each column holds.",
      { columns: COLUMNS },
    );
  }
  if (asks === "actions" && options.columns?.["action:Távozott"] === undefined) {
    return problem("unknown-format", "The words of this list are not known.", "Say what they mean.", {
      columns: LIST_COLUMNS,
    });
  }
  return null;
}

function fitting(pretend: Pretend, rooms: Classroom[], name: string): FileClassView[] {
  return pretend.fits.flatMap(([id, reason]) => {
    const meeting = [...rooms.map((room) => room.meeting), ...MEETINGS].find((one) => one.id === id);
    if (meeting === undefined || rooms.length === 0) return [];
    return {
      meeting_id: id,
      title: meeting.title,
      start: meeting.start ?? `${meeting.date}T00:00:00Z`,
      course_title: COURSES.find((course) => course.id === meeting.course_id)?.title ?? null,
      reason,
      imported: name.startsWith("Seminar 6") && id === "m-dist-6",
    };
  });
}

/** Another download of the same file, as browsers name it. */
const original = (name: string): string => name.replace(/ \(\d+\)(?=\.)/, "");

export function pretendFiles(
  asked: { name: string; options: FileOptions }[],
  rooms: Classroom[],
): FileView[] {
  return asked.map(({ name, options }, index): FileView => {
    const pretend = PRETEND[original(name)] ?? (PRETEND["grades.xlsx"] as Pretend);
    const asks = question(pretend.asks, options);
    const refused = pretend.refused ?? asks;
    const same = asked.slice(0, index).find((other) => original(other.name) === original(name));
    const order = options.date_order;
    const list = pretend.reading.generation === "list";
    const day = order === "mdy" ? "2025-02-03" : "2025-03-02";
    const reading: FileReadingView = {
      ...SECTIONS,
      ...pretend.reading,
      ...(list
        ? {
            start: `${day}T09:00:00Z`,
            end: `${day}T10:32:10Z`,
            date_order: order ?? "dmy",
            order_from: "instructor",
          }
        : {}),
      timezone: options.timezone ?? ZONE,
    };
    return {
      name,
      reading: refused === null ? reading : null,
      problem: refused,
      classes: refused === null ? fitting(pretend, rooms, name) : [],
      sure: refused === null && pretend.sure && rooms.length > 0,
      same_as: same?.name ?? null,
    };
  });
}
