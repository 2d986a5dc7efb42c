// A column heading that sorts.
import { ArrowDown12Regular } from "@fluentui/react-icons/svg/arrow-down";
import { ArrowUp12Regular } from "@fluentui/react-icons/svg/arrow-up";
import { useTranslation } from "react-i18next";
import styles from "./People.module.css";
import type { ColumnName, Sort } from "./rows";

interface Props {
  column: ColumnName;
  sort: Sort;
  onSort: (sort: Sort) => void;
}

export function SortHead({ column, sort, onSort }: Props) {
  const { t } = useTranslation();
  const direction = sort.column !== column ? "none" : sort.desc ? "descending" : "ascending";
  return (
    <th scope="col" aria-sort={direction} data-col={column}>
      <button
        type="button"
        className={styles.sort}
        onClick={() => onSort({ column, desc: direction === "ascending" })}
      >
        <span>{t(`persons.column.${column}`)}</span>
        <span className={styles.arrow} aria-hidden="true">
          {direction === "ascending" && <ArrowUp12Regular />}
          {direction === "descending" && <ArrowDown12Regular />}
        </span>
      </button>
    </th>
  );
}
