// Before and after, student by student, in groups.
import { ArrowRight16Regular } from "@fluentui/react-icons/svg/arrow-right";
import { useTranslation } from "react-i18next";
import { PersonName } from "../../components/PersonName";
import { StatusMark } from "../../components/StatusMark";
import { visibleText } from "../../i18n/visible";
import type { ChangeView } from "../../platform/bindings/ChangeView";
import { type Group, groups } from "./groups";
import styles from "./Upload.module.css";

export function Difference({ changes }: { changes: ChangeView[] }) {
  return groups(changes).map((group) => <GroupTable key={group.action} group={group} />);
}

function GroupTable({ group: { action, changes } }: { group: Group }) {
  const { t } = useTranslation();
  const table = (
    <table className={styles.table} aria-labelledby={`group-${action}`}>
      <thead className="visually-hidden">
        <tr>
          <th scope="col">{t("upload.column.student")}</th>
          <th scope="col">{t("upload.column.before")}</th>
          <th scope="col">{t("upload.column.after")}</th>
          <th scope="col">{t("upload.column.why")}</th>
        </tr>
      </thead>
      <tbody>
        {changes.map((change) => (
          <tr key={change.student_id} data-testid="change" data-action={change.action}>
            <td>
              <PersonName name={change.name} />
            </td>
            <td>
              {change.before === null ? (
                <span className={styles.muted}>{t("upload.nothing")}</span>
              ) : (
                <StatusMark status={change.before} />
              )}
            </td>
            <td>
              <span className={styles.after}>
                <ArrowRight16Regular aria-hidden="true" />
                {change.after === null ? (
                  <span className={styles.muted}>{t("upload.nothing")}</span>
                ) : (
                  <StatusMark status={change.after} />
                )}
              </span>
            </td>
            <td className={styles.muted}>{visibleText(change.reason)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
  const title = `${t(`upload.group.${action}`)} (${changes.length})`;
  // What stays as it is need not be read.
  if (action === "none") {
    return (
      <details className={styles.group} data-group={action}>
        <summary className={styles.groupTitle} id={`group-${action}`}>
          {title}
        </summary>
        {table}
      </details>
    );
  }
  return (
    <section className={styles.group} data-group={action}>
      <h2 className={styles.groupTitle} id={`group-${action}`}>
        {title}
      </h2>
      {action === "conflict" && <p className={styles.muted}>{t("upload.conflictExplain")}</p>}
      {table}
    </section>
  );
}
