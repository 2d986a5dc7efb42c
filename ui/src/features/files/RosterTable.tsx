// The students of a class list as they were read; only the rows in sight are drawn.
import { Badge } from "@fluentui/react-components";
import { useVirtualizer } from "@tanstack/react-virtual";
import { useRef } from "react";
import { useTranslation } from "react-i18next";
import { PersonName } from "../../components/PersonName";
import { visibleText } from "../../i18n/visible";
import type { RosterEntryView } from "../../platform/bindings/RosterEntryView";
import roster from "./Roster.module.css";

/** The style sheet makes every row as high. */
const ROW_PX = 34;

const COLUMNS = ["name", "email", "id", "username", "group", "state"] as const;
type Column = (typeof COLUMNS)[number];

const TEXT: Record<Exclude<Column, "name" | "state">, (student: RosterEntryView) => string> = {
  email: ({ emails }) => emails.join(", "),
  id: ({ lms_id }) => lms_id ?? "",
  username: ({ username }) => username ?? "",
  group: ({ group }) => group ?? "",
};

export function RosterTable({ students, compared }: { students: RosterEntryView[]; compared: boolean }) {
  const { t } = useTranslation();
  const scroller = useRef<HTMLElement>(null);
  const virtual = useVirtualizer({
    count: students.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_PX,
    overscan: 8,
    initialRect: { width: 700, height: 300 },
  });
  const columns = COLUMNS.filter((column) =>
    column === "name" || column === "state"
      ? column === "name" || compared
      : students.some((student) => TEXT[column](student) !== ""),
  );
  const items = virtual.getVirtualItems();
  const before = items[0]?.start ?? 0;
  const after = virtual.getTotalSize() - (items.at(-1)?.end ?? 0);
  return (
    <section
      ref={scroller}
      className={roster.scroller}
      aria-label={t("classList.preview")}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
      tabIndex={0}
      data-testid="roster-scroller"
    >
      <table className={roster.table} aria-rowcount={students.length + 1} data-testid="roster-students">
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column} scope="col" data-col={column}>
                {t(`classList.column.${column}`)}
              </th>
            ))}
          </tr>
        </thead>
        <Spacer height={before} columns={columns.length} />
        <tbody>
          {items.map(({ index }) => {
            const student = students[index];
            return (
              student !== undefined && (
                <tr
                  key={index}
                  aria-rowindex={index + 2}
                  data-testid="roster-student"
                  data-state={student.state}
                >
                  {columns.map((column) => (
                    <td key={column} data-col={column}>
                      <Cell column={column} student={student} />
                    </td>
                  ))}
                </tr>
              )
            );
          })}
        </tbody>
        <Spacer height={after} columns={columns.length} />
      </table>
    </section>
  );
}

function Cell({ column, student }: { column: Column; student: RosterEntryView }) {
  const { t } = useTranslation();
  if (column === "name") return <PersonName name={student.name} />;
  if (column === "state") {
    const words = t(`classList.state.${student.state}`);
    return student.state === "same" ? (
      <span className={roster.same}>{words}</span>
    ) : (
      <Badge appearance="tint" color={student.state === "new" ? "success" : "warning"}>
        {words}
      </Badge>
    );
  }
  const text = visibleText(TEXT[column](student));
  return <bdi title={text}>{text}</bdi>;
}

function Spacer({ height, columns }: { height: number; columns: number }) {
  return height <= 0 ? null : (
    <tbody aria-hidden="true">
      <tr>
        <td colSpan={columns} className={roster.spacer} style={{ height }} />
      </tr>
    </tbody>
  );
}
