// One section of the settings with its heading.
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import styles from "./Settings.module.css";

export function Section({ id, children }: { id: string; children: ReactNode }) {
  const { t } = useTranslation();
  return (
    <section className={styles.section} aria-labelledby={`settings-${id}`}>
      <h2 id={`settings-${id}`} className={styles.sectionTitle} tabIndex={-1}>
        {t(`settings.section.${id}`)}
      </h2>
      <div className={styles.card}>{children}</div>
    </section>
  );
}
