// The four numbers of a class, and the others where there are any.
import { useTranslation } from "react-i18next";
import { StatusMark } from "../../components/StatusMark";
import { useFormats } from "../../i18n/useFormats";
import type { StatusCounts } from "../../platform/bindings/StatusCounts";
import styles from "./Meeting.module.css";

const ALWAYS = ["present", "late", "left-early", "absent"] as const;
const WHERE_ANY = ["excused", "unknown"] as const;

export function Numbers({ summary }: { summary: StatusCounts }) {
  const { t } = useTranslation();
  const format = useFormats();
  const shown = [...ALWAYS, ...WHERE_ANY.filter((status) => summary[status] > 0)];
  return (
    <dl className={styles.numbers} aria-label={t("class.numbers")} data-testid="numbers">
      {shown.map((status) => (
        <div key={status} className={styles.number} data-status={status}>
          <dt>
            <StatusMark status={status} />
          </dt>
          <dd>{format.count(summary[status])}</dd>
        </div>
      ))}
    </dl>
  );
}
