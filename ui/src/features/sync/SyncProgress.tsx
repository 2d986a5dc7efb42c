// One running sync: words always, a bar only where the total is known, and Cancel.
import { Button, ProgressBar, Spinner } from "@fluentui/react-components";
import { useTranslation } from "react-i18next";
import styles from "./SyncProgress.module.css";
import { useSyncs } from "./SyncProvider";

export function SyncProgress({ meeting, title }: { meeting: string; title: string }) {
  const { t } = useTranslation();
  const { running, cancel } = useSyncs();
  const sync = running[meeting];
  if (sync === undefined) return null;
  const message = sync.cancelling ? t("sync.cancelling") : sync.message || t("sync.starting");
  return (
    <div className={styles.progress} data-testid="sync-progress">
      {sync.total === null && <Spinner size="extra-tiny" aria-hidden="true" />}
      <div className={styles.words}>
        <span>{message}</span>
        {sync.total !== null && (
          <ProgressBar value={sync.done ?? 0} max={sync.total} aria-label={message} thickness="medium" />
        )}
      </div>
      <Button
        size="small"
        disabled={sync.cancelling}
        disabledFocusable={sync.cancelling}
        onClick={() => cancel(meeting)}
        aria-label={t("sync.cancelOf", { title })}
      >
        {t("common.cancel")}
      </Button>
    </div>
  );
}
