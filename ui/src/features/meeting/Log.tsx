// What the last sync did, and what was decided since; both stay readable afterwards.
import { useTranslation } from "react-i18next";
import { useFormats } from "../../i18n/useFormats";
import { visibleText } from "../../i18n/visible";
import type { ShowView } from "../../platform/bindings/ShowView";
import { useHistory } from "../../platform/queries";
import styles from "./Log.module.css";

export function Log({ view }: { view: ShowView }) {
  const { t } = useTranslation();
  const format = useFormats();
  const history = useHistory(view.meeting.id).data ?? [];
  return (
    <div className={styles.log}>
      <section aria-labelledby="log-sync">
        <h2 id="log-sync" className={styles.title}>
          {t("log.sync")}
        </h2>
        {view.sync.explanation !== "" && <p className={styles.explain}>{view.sync.explanation}</p>}
        {view.log.length === 0 ? (
          <p className={styles.none}>{t("log.empty")}</p>
        ) : (
          <ol className={styles.lines} data-testid="log">
            {view.log.map((line, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a log is only ever replaced whole
              <li key={index} className={styles.line} data-level={line.level}>
                <time dateTime={line.at}>{format.exactTime(line.at)}</time>
                {line.level !== "info" && <strong>{t(`log.level.${line.level}`)}</strong>}
                <span dir="auto">{visibleText(line.message)}</span>
              </li>
            ))}
          </ol>
        )}
      </section>
      <section aria-labelledby="log-history">
        <h2 id="log-history" className={styles.title}>
          {t("log.decisions")}
        </h2>
        {history.length === 0 ? (
          <p className={styles.none}>{t("log.noDecisions")}</p>
        ) : (
          <ol className={styles.lines}>
            {history.map((entry) => (
              <li key={`${entry.at} ${entry.what}`} className={styles.line} data-undone={entry.undone}>
                <time dateTime={entry.at}>{format.moment(entry.at)}</time>
                <span dir="auto">{visibleText(entry.what)}</span>
                {entry.undone && <em>{t("log.undone")}</em>}
              </li>
            ))}
          </ol>
        )}
      </section>
    </div>
  );
}
