// Classes that are being fetched right now.
import { useTranslation } from "react-i18next";
import { isolated } from "../../i18n/visible";
import type { MeetingRowView } from "../../platform/bindings/MeetingRowView";
import { SyncProgress } from "../sync/SyncProgress";
import { ClassLink } from "./ClassLink";
import styles from "./Queue.module.css";

export function RunningList({ rows }: { rows: MeetingRowView[] }) {
  const { t } = useTranslation();
  return (
    <section className={styles.section} aria-labelledby="queue-running" data-testid="queue-running">
      <h2 className={styles.sectionTitle} id="queue-running">
        {t("queue.running", { count: rows.length })}
      </h2>
      <ul className={styles.list}>
        {rows.map((row) => (
          <li key={row.id} className={styles.entry} data-testid="queue-entry" data-id={row.id}>
            <div className={styles.what}>
              <ClassLink row={row} />
            </div>
            <div className={styles.progress}>
              <SyncProgress meeting={row.id} title={isolated(row.title)} />
            </div>
          </li>
        ))}
      </ul>
    </section>
  );
}
