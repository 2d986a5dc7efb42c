// Who would change under rules that are typed but not saved yet.
import { useTranslation } from "react-i18next";
import { PersonName } from "../../components/PersonName";
import { useFormats } from "../../i18n/useFormats";
import { isolated } from "../../i18n/visible";
import type { RulesPreviewClassView } from "../../platform/bindings/RulesPreviewClassView";
import { useRulesPreview } from "../../platform/queries";
import styles from "./Settings.module.css";

export function RulesPreview({ changes }: { changes: [string, string][] }) {
  const { t } = useTranslation();
  const { data, error } = useRulesPreview(changes);
  return (
    <div role="status" className={styles.preview} data-testid="rules-preview">
      {error !== null && <p>{error.message}</p>}
      {data !== undefined && (
        <>
          <p>
            {data.students === 0
              ? t("rulesPreview.nobody")
              : t("rulesPreview.students", { count: data.students })}{" "}
            {data.uploaded > 0 && t("rulesPreview.uploaded", { count: data.uploaded })}
          </p>
          {data.classes
            .filter(({ uploaded }) => !uploaded)
            .map((one) => (
              <OneClass key={one.meeting_id} one={one} />
            ))}
        </>
      )}
    </div>
  );
}

function OneClass({ one }: { one: RulesPreviewClassView }) {
  const { t } = useTranslation();
  const format = useFormats();
  return (
    <details>
      <summary>
        {t("rulesPreview.class", {
          title: isolated(one.title),
          date: format.shortDay(one.date),
          count: one.changes.length,
        })}
      </summary>
      <ul className={styles.changes}>
        {one.changes.map((change) => (
          <li key={change.student_id}>
            <PersonName name={change.name} />
            {t("rulesPreview.change", {
              before: t(`status.${change.before}`),
              after: t(`status.${change.after}`),
            })}
          </li>
        ))}
      </ul>
    </details>
  );
}
