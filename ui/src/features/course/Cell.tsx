// What a student was in one class: a letter and a colour for the eye, words for everybody.
import { useTranslation } from "react-i18next";
import { useFormats } from "../../i18n/useFormats";
import { isolated } from "../../i18n/visible";
import type { MatrixCellView } from "../../platform/bindings/MatrixCellView";
import type { MatrixClassView } from "../../platform/bindings/MatrixClassView";
import styles from "./Course.module.css";

interface Props {
  meeting: MatrixClassView;
  cell: MatrixCellView | null;
  onOpen: () => void;
  onFocus: () => void;
  tabIndex: number;
  "data-at": string;
}

export function Cell({ meeting, cell, onOpen, ...place }: Props) {
  const { t } = useTranslation();
  const format = useFormats();
  if (cell === null) {
    return (
      <td className={styles.cell} onDoubleClick={onOpen} {...place}>
        <span aria-hidden="true">·</span>
        <span className="visually-hidden">{t("course.noData")}</span>
      </td>
    );
  }
  const minutes = cell.present_seconds === null ? null : format.wholeMinutes(cell.present_seconds);
  const words = t(minutes === null ? "course.cell" : "course.cellMinutes", {
    status: t(`status.${cell.status}`),
    minutes,
    title: isolated(meeting.title),
  });
  return (
    <td
      className={styles.cell}
      data-status={cell.status}
      title={words}
      onDoubleClick={onOpen}
      data-testid="matrix-cell"
      {...place}
    >
      <span className={styles.letter} aria-hidden="true">
        {t(`course.letter.${cell.status}`)}
      </span>
      <span className="visually-hidden">{words}</span>
    </td>
  );
}
