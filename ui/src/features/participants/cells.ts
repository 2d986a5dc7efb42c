// A participant's cells as text: shown in the table and copied to the clipboard alike.
import type { TFunction } from "i18next";
import type { Formats } from "../../i18n/format";
import { visibleText } from "../../i18n/visible";
import type { SessionView } from "../../platform/bindings/SessionView";
import { COLUMNS, type ColumnName } from "./columns";
import type { ParticipantRow } from "./rows";

const UNKNOWN = "–";

export function sessionWords(session: SessionView, number: number, format: Formats, t: TFunction): string {
  const at = (iso: string | null) => (iso === null ? "?" : format.time(iso));
  const span = t("participants.session", { number, from: at(session.join), to: at(session.leave) });
  return session.seconds === null
    ? span
    : t("participants.sessionLength", { span, minutes: format.wholeMinutes(session.seconds) });
}

export function cellText(
  column: ColumnName,
  { person, status }: ParticipantRow,
  format: Formats,
  t: TFunction,
): string {
  switch (column) {
    case "name":
      return person.name === null || person.name.trim() === ""
        ? t("people.nameless")
        : visibleText(person.name);
    case "email":
      return person.email === null ? UNKNOWN : visibleText(person.email);
    case "total":
      return person.total_minutes === null ? UNKNOWN : format.minutes(person.total_minutes);
    case "present":
      return person.present_minutes === null ? UNKNOWN : format.minutes(person.present_minutes);
    case "first":
      return person.first_join === null ? UNKNOWN : format.time(person.first_join);
    case "last":
      return person.last_leave === null ? UNKNOWN : format.time(person.last_leave);
    case "status":
      return status === null ? UNKNOWN : t(`status.${status}`);
    case "sessions":
      return person.sessions.map((session, index) => sessionWords(session, index + 1, format, t)).join("; ");
  }
}

/** A heading line, then one line a row, as the clipboard gets them. */
export function copyCells(rows: readonly ParticipantRow[], format: Formats, t: TFunction): string[][] {
  const head = COLUMNS.map((column) => t(`participants.column.${column}`));
  return [head, ...rows.map((row) => COLUMNS.map((column) => cellText(column, row, format, t)))];
}
