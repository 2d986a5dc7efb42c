// Points before and after, student by student.
import { useTranslation } from "react-i18next";
import { PersonName } from "../../components/PersonName";
import { useFormats } from "../../i18n/useFormats";
import { visibleText } from "../../i18n/visible";
import type { GradeChangeView } from "../../platform/bindings/GradeChangeView";
import { byWeight } from "./counts";
import styles from "./Grades.module.css";

export function GradesTable({ changes, max }: { changes: GradeChangeView[]; max: number }) {
  const { t } = useTranslation();
  const format = useFormats();
  const points = (of: number | null) => (of === null ? "–" : format.minutes(of));
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by the keyboard
    <section className={styles.scroller} aria-label={t("grades.table", { max })} tabIndex={0}>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">{t("grades.column.student")}</th>
            <th scope="col" className={styles.points}>
              {t("grades.column.before")}
            </th>
            <th scope="col" className={styles.points}>
              {t("grades.column.after")}
            </th>
            <th scope="col">{t("grades.column.what")}</th>
            <th scope="col">{t("grades.column.why")}</th>
          </tr>
        </thead>
        <tbody>
          {byWeight(changes).map((change) => (
            <tr key={change.student_id} data-testid="grade" data-action={change.action}>
              <th scope="row">
                <PersonName name={change.name} />
              </th>
              <td className={styles.points}>{points(change.before)}</td>
              <td className={styles.points}>{points(change.after)}</td>
              <td>{t(`grades.action.${change.result ?? change.action}`)}</td>
              <td className={styles.muted}>{visibleText(change.reason)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
