// A person's cells as text: shown in the table and copied to the clipboard alike.
import type { TFunction } from "i18next";
import type { Formats } from "../../i18n/format";
import { visibleText } from "../../i18n/visible";
import { COLUMNS, type ColumnName, hoursAndMinutes, type PersonRow } from "./rows";

export const UNKNOWN = "–";

export function timeWords(seconds: number, format: Formats, t: TFunction): string {
  const { hours, minutes } = hoursAndMinutes(seconds);
  return hours === 0
    ? t("participants.minutes", { minutes })
    : t("persons.hours", { hours: format.count(hours), minutes });
}

/** How many of the classes that count; of visitors, how many they were in. */
export function classesWords({ person }: Pick<PersonRow, "person">, t: TFunction): string {
  if (person.classes === 0) return UNKNOWN;
  return person.student
    ? t("persons.of", { attended: person.attended, classes: person.classes })
    : t("persons.classes", { count: person.classes });
}

export function cellText(column: ColumnName, row: PersonRow, format: Formats, t: TFunction): string {
  const { person, share } = row;
  switch (column) {
    case "name":
      return row.name === null ? t("people.nameless") : visibleText(person.name ?? "");
    case "email":
      return person.email === null ? UNKNOWN : visibleText(person.email);
    case "courses":
      return person.courses.length === 0 ? UNKNOWN : person.courses.map(visibleText).join(", ");
    case "classes":
      return share === null
        ? classesWords(row, t)
        : `${classesWords(row, t)} (${format.percent(share / 100)})`;
    case "time":
      return person.last_seen === null ? UNKNOWN : timeWords(person.seconds, format, t);
    case "seen":
      return person.last_seen === null ? UNKNOWN : format.day(person.last_seen);
  }
}

/** A heading line, then one line a row, as the clipboard gets them. */
export function copyCells(rows: readonly PersonRow[], format: Formats, t: TFunction): string[][] {
  const head = COLUMNS.map((column) => t(`persons.column.${column}`));
  return [head, ...rows.map((row) => COLUMNS.map((column) => cellText(column, row, format, t)))];
}
