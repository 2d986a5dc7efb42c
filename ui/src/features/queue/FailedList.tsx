// Classes whose last fetch failed, and for which nothing happens by itself.
import { Button } from "@fluentui/react-components";
import { useTranslation } from "react-i18next";
import { isolated } from "../../i18n/visible";
import { useSyncs } from "../sync/SyncProvider";
import { ClassLink } from "./ClassLink";
import styles from "./Queue.module.css";
import type { Failed } from "./rows";

export function FailedList({ failed }: { failed: Failed[] }) {
  const { t } = useTranslation();
  const { start } = useSyncs();
  return (
    <section className={styles.section} aria-labelledby="queue-failed" data-testid="queue-failed">
      <h2 className={styles.sectionTitle} id="queue-failed">
        {t("queue.failed", { count: failed.length })}
      </h2>
      <ul className={styles.list}>
        {failed.map(({ row, error }) => (
          <li key={row.id} className={styles.entry} data-testid="queue-entry" data-id={row.id}>
            <div className={styles.what}>
              <ClassLink row={row} />
              <span className={styles.small}>
                {error.message || t("errors.unexpected")} {error.hint}
              </span>
            </div>
            <Button
              size="small"
              onClick={() => start([row.id])}
              aria-label={t("queue.tryOf", { title: isolated(row.title) })}
            >
              {t("common.tryAgain")}
            </Button>
          </li>
        ))}
      </ul>
    </section>
  );
}
