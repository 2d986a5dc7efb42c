// The data cannot be opened: the whole page explains what that means and what is safe to do.
import { Button } from "@fluentui/react-components";
import { LockClosed48Regular } from "@fluentui/react-icons/svg/lock-closed";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { RestoreDialog } from "../features/settings/RestoreDialog";
import type { ErrorView } from "../platform/bindings/ErrorView";
import { backupHelps, errorDetails, wantsPassphrase } from "../platform/errors";
import styles from "./BlockingPage.module.css";
import { CopyButton } from "./CopyButton";
import { OpeningButton } from "./OpeningButton";
import { UnlockForm } from "./UnlockForm";

export function BlockingPage({ error, onRetry }: { error: ErrorView; onRetry: () => void }) {
  const { t, i18n } = useTranslation();
  const title = i18n.exists(`blocking.${error.code}.title`) ? error.code : "other";
  const passphrase = wantsPassphrase(error);
  const [restoring, setRestoring] = useState(false);
  return (
    <main className={styles.page} data-testid="blocking" data-code={error.code}>
      <div className={styles.card}>
        <LockClosed48Regular className={styles.icon} aria-hidden="true" />
        <h1>{t(`blocking.${title}.title`)}</h1>
        <p>{error.message || t("errors.unexpected")}</p>
        {error.hint !== "" && <p>{error.hint}</p>}
        <p>{passphrase ? t("blocking.locked.explainPassphrase") : t(`blocking.${title}.explain`)}</p>
        {passphrase && <UnlockForm onUnlocked={onRetry} />}
        <div className={styles.actions}>
          {!passphrase && (
            <Button appearance="primary" onClick={onRetry}>
              {t("common.tryAgain")}
            </Button>
          )}
          {backupHelps(error) && (
            <OpeningButton onClick={() => setRestoring(true)} data-testid="blocking-restore">
              {t("blocking.restore")}
            </OpeningButton>
          )}
          <CopyButton text={errorDetails(error, "")} label={t("errors.copy")} />
        </div>
        <p className={styles.code}>
          {t("errors.code")} <code>{error.code}</code>
        </p>
      </div>
      <RestoreDialog open={restoring} onClose={() => setRestoring(false)} />
    </main>
  );
}
