// Pretend class lists: one that Moodle wrote, one without headings, and a big one.
import type { RosterColumnView } from "../src/platform/bindings/RosterColumnView";
import type { RosterEntryView } from "../src/platform/bindings/RosterEntryView";
import type { RosterFileView } from "../src/platform/bindings/RosterFileView";
import type { ColumnRoles } from "../src/platform/host";
import { roster } from "./people";

/** What the dialog gives where the address names nothing else. */
export const CLASS_LIST = "courseid_412_participants.csv";

const HEADINGS: [heading: string, role: string][] = [
  ["First name", "given"],
  ["Last name", "family"],
  ["Email address", "email"],
  ["ID number", "lms-id"],
  ["Groups", "group"],
];

export function pretendClassList(
  name: string,
  known: boolean,
  roles: ColumnRoles | null,
  size: number,
): RosterFileView {
  const bare = name.startsWith("list without");
  const people = roster(name.startsWith("big") ? Math.max(size, 10_000) : 24);
  const columns = HEADINGS.map(([heading, role], index): RosterColumnView => {
    const said = roles?.[index];
    return {
      index,
      heading: bare ? "" : heading,
      role: said ?? (bare && index !== 2 ? "ignored" : role),
      from: said !== undefined ? "instructor" : bare ? "content" : "heading",
      samples: people.slice(0, 3).map((student) => cell(role, student)),
    };
  });
  const named = columns.some(({ role }) => role === "name" || role === "given");
  const base = { name, recognised: bare ? null : "moodle", columns, skipped: [], notes: [] };
  if (!named) {
    return {
      ...base,
      students: [],
      added: 0,
      changed: 0,
      hidden: [],
      problem: {
        code: "unknown-format",
        message: "No column holds names.",
        hint: "Say which column holds the names of the students.",
        details: {},
      },
    };
  }
  const students = people.map(
    (student, index): RosterEntryView => ({
      line: index + 2,
      name: student.name,
      emails: student.emails,
      lms_id: student.lms_id,
      username: null,
      group: index % 2 === 0 ? "Tuesday" : "Thursday",
      state: !known || index >= 22 ? "new" : index === 4 ? "changed" : "same",
    }),
  );
  return {
    ...base,
    students,
    added: students.filter(({ state }) => state === "new").length,
    changed: known ? 1 : 0,
    hidden: known ? ["Yara Cohen", "Zoltán Szabó", "Bob Maier"] : [],
    skipped: [
      { line: 26, why: "It has no name." },
      { line: 27, why: "The same student stands on line 3." },
    ],
    notes: bare ? ["The first line was taken for a student, not for headings."] : [],
    problem: null,
  };
}

function cell(role: string, student: ReturnType<typeof roster>[number]): string {
  const [first = "", ...rest] = student.name.split(" ");
  switch (role) {
    case "given":
      return first;
    case "family":
      return rest.join(" ");
    case "email":
      return student.emails[0] ?? "";
    case "lms-id":
      return student.lms_id ?? "";
    default:
      return "Tuesday";
  }
}
