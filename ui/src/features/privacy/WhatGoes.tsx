// What goes by kinds, and what stays although it is old, with the reason.
import { useTranslation } from "react-i18next";
import { FirstOf } from "../../components/FirstOf";
import { visibleText } from "../../i18n/visible";
import type { KeptView } from "../../platform/bindings/KeptView";
import type { RemovedView } from "../../platform/bindings/RemovedView";
import { countWords } from "./counts";
import styles from "./Privacy.module.css";

export function Removed({ removed }: { removed: RemovedView[] }) {
  const { t, i18n } = useTranslation();
  return (
    <ul className={styles.counts} data-testid="erase-counts">
      {removed.map((one) => (
        <li key={one.what}>{countWords(one, t, i18n)}</li>
      ))}
    </ul>
  );
}

export function Kept({ kept }: { kept: KeptView[] }) {
  const { t } = useTranslation();
  if (kept.length === 0) return null;
  return (
    <div data-testid="erase-kept">
      <p>{t("privacy.kept", { count: kept.length })}</p>
      <FirstOf items={kept} className={styles.counts}>
        {({ title, reason }) => (
          <>
            <bdi>{visibleText(title)}</bdi>: {reason}
          </>
        )}
      </FirstOf>
    </div>
  );
}
