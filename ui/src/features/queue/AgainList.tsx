// Classes that are looked at again by themselves: when, why, and the way to do it now.
import { Button } from "@fluentui/react-components";
import { useTranslation } from "react-i18next";
import { useFormats } from "../../i18n/useFormats";
import { isolated } from "../../i18n/visible";
import { useSyncs } from "../sync/SyncProvider";
import { ClassLink } from "./ClassLink";
import styles from "./Queue.module.css";
import type { Again } from "./rows";

export function AgainList({ again }: { again: Again[] }) {
  const { t } = useTranslation();
  const format = useFormats();
  const { start } = useSyncs();
  return (
    <section className={styles.section} aria-labelledby="queue-again" data-testid="queue-again">
      <h2 className={styles.sectionTitle} id="queue-again">
        {t("queue.again", { count: again.length })}
      </h2>
      <p className={styles.muted}>{t("queue.byItself")}</p>
      <ul className={styles.list}>
        {again.map(({ row, at, error }) => (
          <li key={row.id} className={styles.entry} data-testid="queue-entry" data-id={row.id}>
            <div className={styles.what}>
              <ClassLink row={row} />
              <span className={styles.small}>{error === null ? t("queue.provisional") : error.message}</span>
            </div>
            <span className={styles.when}>{t("queue.from", { at: format.weekdayMoment(at) })}</span>
            <Button
              size="small"
              onClick={() => start([row.id])}
              aria-label={t("queue.nowOf", { title: isolated(row.title) })}
              data-testid="look-now"
            >
              {t("queue.now")}
            </Button>
          </li>
        ))}
      </ul>
    </section>
  );
}
