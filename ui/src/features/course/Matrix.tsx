// The grid: one row a student, one cell a class. Only rows in sight are drawn; arrows move, Enter opens the class.
import { useVirtualizer } from "@tanstack/react-virtual";
import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { PersonName } from "../../components/PersonName";
import { useFormats } from "../../i18n/useFormats";
import { visibleText } from "../../i18n/visible";
import { go } from "../../navigation";
import type { CourseMatrixView } from "../../platform/bindings/CourseMatrixView";
import type { MatrixClassView } from "../../platform/bindings/MatrixClassView";
import type { MatrixStudentView } from "../../platform/bindings/MatrixStudentView";
import { Cell } from "./Cell";
import styles from "./Course.module.css";
import { type At, moved } from "./moving";

const ROW_PX = 36;
/** Columns before the classes: student, share, trend. */
const FIRST = 3;

interface Props {
  view: CourseMatrixView;
  students: MatrixStudentView[];
}

export function Matrix({ view, students }: Props) {
  const { t } = useTranslation();
  const scroller = useRef<HTMLDivElement>(null);
  const [at, setAt] = useState<At>({ row: 0, column: 0 });
  const wantsFocus = useRef(false);
  const virtual = useVirtualizer({
    count: students.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_PX,
    overscan: 10,
    initialRect: { width: 800, height: 600 },
  });
  const size = { rows: students.length, columns: FIRST + view.classes.length };
  const row = Math.min(at.row, students.length - 1);
  useEffect(() => {
    if (!wantsFocus.current) return;
    virtual.scrollToIndex(row);
    const frame = requestAnimationFrame(() => {
      wantsFocus.current = false;
      scroller.current?.querySelector<HTMLElement>(`[data-at="${row}:${at.column}"]`)?.focus();
    });
    return () => cancelAnimationFrame(frame);
  }, [row, at.column, virtual]);
  const open = (to: At) => {
    const meeting = view.classes[to.column - FIRST];
    if (meeting !== undefined) go({ page: "class", meeting: meeting.id, tab: "reconcile" });
  };
  const pressed = (event: React.KeyboardEvent) => {
    if (event.key === "Enter") return open({ row, column: at.column });
    const next = moved({ row, column: at.column }, event, size);
    if (next === null) return;
    event.preventDefault();
    wantsFocus.current = true;
    setAt(next);
  };
  const items = virtual.getVirtualItems();
  const before = items[0]?.start ?? 0;
  const after = virtual.getTotalSize() - (items.at(-1)?.end ?? 0);
  return (
    <div ref={scroller} className={styles.scroller} data-testid="matrix-scroller">
      <table
        // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: cells take the focus
        role="grid"
        className={styles.matrix}
        aria-label={t("course.label")}
        aria-rowcount={students.length + 1}
        aria-colcount={size.columns}
        data-testid="matrix"
        data-count={students.length}
        onKeyDown={pressed}
      >
        <thead>
          <tr aria-rowindex={1}>
            <th scope="col" className={styles.name}>
              {t("course.column.student")}
            </th>
            <th scope="col" className={styles.number}>
              {t("course.column.share")}
            </th>
            <th scope="col" className={styles.number}>
              {t("course.column.trend")}
            </th>
            {view.classes.map((meeting) => (
              <ClassHead key={meeting.id} meeting={meeting} />
            ))}
          </tr>
        </thead>
        <Spacer height={before} />
        <tbody>
          {items.map(({ index }) => {
            const student = students[index];
            return (
              student !== undefined && (
                <Student
                  key={student.student_id}
                  student={student}
                  index={index}
                  classes={view.classes}
                  active={index === row ? at.column : null}
                  onFocus={(column) => setAt({ row: index, column })}
                  onOpen={(column) => open({ row: index, column })}
                />
              )
            );
          })}
        </tbody>
        <Spacer height={after} />
      </table>
    </div>
  );
}

function Spacer({ height }: { height: number }) {
  return height <= 0 ? null : (
    <tbody aria-hidden="true">
      <tr>
        <td style={{ height }} />
      </tr>
    </tbody>
  );
}

function ClassHead({ meeting }: { meeting: MatrixClassView }) {
  const { t } = useTranslation();
  const format = useFormats();
  const share =
    meeting.held === "data"
      ? meeting.share === null
        ? "–"
        : format.percent(meeting.share / 100)
      : t(`course.held.${meeting.held}`);
  return (
    <th scope="col" className={styles.class} data-held={meeting.held}>
      <span className="visually-hidden">{visibleText(meeting.title)} </span>
      <span title={meeting.title}>{format.shortDate(meeting.date)}</span>
      <span className={styles.classShare}>{share}</span>
    </th>
  );
}

interface StudentProps {
  student: MatrixStudentView;
  index: number;
  classes: MatrixClassView[];
  /** The cell of this row that the keyboard is at. */
  active: number | null;
  onFocus: (column: number) => void;
  onOpen: (column: number) => void;
}

function Student({ student, index, classes, active, onFocus, onOpen }: StudentProps) {
  const { t } = useTranslation();
  const format = useFormats();
  const cell = (column: number) => ({
    "data-at": `${index}:${column}`,
    tabIndex: active === column ? 0 : -1,
    onFocus: () => onFocus(column),
  });
  const share = student.share === null ? "–" : format.percent(student.share / 100);
  const counted = t("course.attended", { attended: student.attended, counted: student.counted });
  const trend = student.trend === null ? null : Math.round(student.trend);
  return (
    <tr aria-rowindex={index + 2} className={styles.row} data-testid="matrix-row" data-below={student.below}>
      <th scope="row" className={styles.name} {...cell(0)}>
        <PersonName name={student.name} />
      </th>
      <td className={styles.number} title={counted} {...cell(1)}>
        <span className={styles.bar} aria-hidden="true">
          <span style={{ inlineSize: `${student.share ?? 0}%` }} />
        </span>
        {share}
        <span className="visually-hidden">
          {" "}
          {counted} {student.below && t("course.isBelow")}
        </span>
        {student.below && (
          <span className={styles.belowMark} aria-hidden="true">
            !
          </span>
        )}
      </td>
      <td className={styles.number} {...cell(2)}>
        {trend === null ? (
          "–"
        ) : (
          <>
            <span aria-hidden="true">{trend > 0 ? `▲ ${trend}` : trend < 0 ? `▼ ${-trend}` : "＝"}</span>
            <span className="visually-hidden">
              {t(trend > 0 ? "course.better" : trend < 0 ? "course.worse" : "course.same", {
                points: Math.abs(trend),
              })}
            </span>
          </>
        )}
      </td>
      {classes.map((meeting, place) => (
        <Cell
          key={meeting.id}
          meeting={meeting}
          cell={student.cells[place] ?? null}
          onOpen={() => onOpen(FIRST + place)}
          {...cell(FIRST + place)}
        />
      ))}
    </tr>
  );
}
