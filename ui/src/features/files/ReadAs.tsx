// How a file was read: its clock, the order of its dates, and what was odd about it. Closed until somebody asks.
import { Warning16Regular } from "@fluentui/react-icons/svg/warning";
import { useTranslation } from "react-i18next";
import { Disclosure } from "../../components/Disclosure";
import { FirstOf } from "../../components/FirstOf";
import { visibleText } from "../../i18n/visible";
import type { FileReadingView } from "../../platform/bindings/FileReadingView";
import styles from "./Files.module.css";
import type { Entry } from "./plan";
import { ZoneChoice } from "./ZoneChoice";

interface Props {
  entry: Entry;
  reading: FileReadingView;
  onChange: (more: Partial<Entry>) => void;
}

export function ReadAs({ entry, reading, onChange }: Props) {
  const { t } = useTranslation();
  const { options } = entry;
  const warnings = reading.notes.filter(({ level }) => level !== "info");
  const remarks = reading.notes.filter(({ level }) => level === "info");
  const zone = reading.timezone.replaceAll("_", " ");
  return (
    <Disclosure
      testId="import-read-as"
      summary={
        <>
          <span>{t("files.readAs.zone", { zone })}</span>
          {warnings.length > 0 && (
            <span className={styles.reason} data-kind="warn">
              <Warning16Regular aria-hidden="true" />
              {t("files.readAs.warnings", { count: warnings.length })}
            </span>
          )}
          {remarks.length > 0 && <span>{t("files.readAs.remarks", { count: remarks.length })}</span>}
        </>
      }
    >
      {(warnings.length > 0 || remarks.length > 0) && (
        <FirstOf items={[...warnings, ...remarks]} className={styles.notes}>
          {({ line, level, message }) => (
            <>
              {line !== null && <span className={styles.line}>{t("files.line", { line })}</span>}
              {level !== "info" && <strong>{t("log.level.warn")}</strong>}
              <span dir="auto">{visibleText(message)}</span>
            </>
          )}
        </FirstOf>
      )}
      <div className={styles.readAsChoices}>
        {reading.generation === "live-event" ? (
          <p className={styles.muted}>{t("files.readAs.utc")}</p>
        ) : (
          <ZoneChoice
            zone={options.timezone ?? reading.timezone}
            onZone={(timezone) => onChange({ options: { ...options, timezone } })}
          />
        )}
        <p className={styles.muted}>
          {t(`files.readAs.order.${reading.date_order}`)} {t(`files.readAs.from.${reading.order_from}`)}
        </p>
      </div>
    </Disclosure>
  );
}
