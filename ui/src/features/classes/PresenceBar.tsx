// Who came, as a small bar with the numbers beside it; the bar itself says nothing the words do not.
import { useTranslation } from "react-i18next";
import type { MeetingRowView } from "../../platform/bindings/MeetingRowView";
import styles from "./PresenceBar.module.css";
import { barParts, cameOf, studentsOf } from "./rows";

export function PresenceBar({ row }: { row: MeetingRowView }) {
  const { t } = useTranslation();
  const { summary, participants } = row;
  const all = summary === null ? 0 : studentsOf(summary);
  if (summary === null || all === 0) {
    return participants === null ? null : (
      <span className={styles.words}>{t("classes.people", { count: participants })}</span>
    );
  }
  return (
    <div className={styles.presence}>
      <div className={styles.bar} aria-hidden="true">
        {barParts(summary).map(({ status, count }) => (
          <span key={status} data-status={status} style={{ flexGrow: count }} />
        ))}
      </div>
      <span className={styles.words}>
        {t("classes.came", { count: cameOf(summary), all })}
        {summary.unmatched > 0 && ` · ${t("classes.unmatched", { count: summary.unmatched })}`}
      </span>
    </div>
  );
}
