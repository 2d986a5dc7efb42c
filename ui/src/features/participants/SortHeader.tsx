// A column heading that sorts.
import { ArrowDown12Regular } from "@fluentui/react-icons/svg/arrow-down";
import { ArrowUp12Regular } from "@fluentui/react-icons/svg/arrow-up";
import type { SortingState } from "@tanstack/react-table";
import { useTranslation } from "react-i18next";
import type { ColumnName } from "./columns";
import styles from "./Participants.module.css";

interface Props {
  column: ColumnName;
  sorting: SortingState;
  onSort: (sorting: SortingState) => void;
}

export function SortHeader({ column, sorting, onSort }: Props) {
  const { t } = useTranslation();
  const current = sorting.find(({ id }) => id === column);
  const direction = current === undefined ? "none" : current.desc ? "descending" : "ascending";
  return (
    <th scope="col" aria-sort={direction} data-col={column}>
      <button
        type="button"
        className={styles.sort}
        onClick={() => onSort([{ id: column, desc: direction === "ascending" }])}
      >
        <span>{t(`participants.column.${column}`)}</span>
        <span className={styles.arrow} aria-hidden="true">
          {direction === "ascending" && <ArrowUp12Regular />}
          {direction === "descending" && <ArrowDown12Regular />}
        </span>
      </button>
    </th>
  );
}
