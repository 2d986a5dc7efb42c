// An error or a state in the page: what happened, what to do, the code small, and the one action that helps.
import {
  Button,
  MessageBar,
  MessageBarActions,
  MessageBarBody,
  MessageBarTitle,
} from "@fluentui/react-components";
import { useTranslation } from "react-i18next";
import { useFormats } from "../i18n/useFormats";
import type { ErrorView } from "../platform/bindings/ErrorView";
import { errorAction, errorDetails, isState, retryAt } from "../platform/errors";
import { useStatus } from "../platform/queries";
import { ConsentLink } from "./ConsentLink";
import { CopyButton } from "./CopyButton";
import styles from "./ErrorNotice.module.css";
import { useErrorActions } from "./errorActions";
import { OpeningButton } from "./OpeningButton";

export function ErrorNotice({ error, onRetry }: { error: ErrorView; onRetry?: (() => void) | undefined }) {
  const { t, i18n } = useTranslation();
  const format = useFormats();
  const version = useStatus().data?.version ?? "";
  const actions = useErrorActions();
  const state = isState(error);
  const action = errorAction(error);
  const at = retryAt(error);
  const extra = `errors.${error.code}.explain`;
  return (
    <MessageBar
      intent={state ? "info" : "error"}
      layout="multiline"
      className={styles.bar}
      data-testid="error"
      data-code={error.code}
    >
      <MessageBarBody>
        <MessageBarTitle>{error.message || t("errors.unexpected")}</MessageBarTitle>
        <span className={styles.hint}>
          {error.hint} {at !== null && t("errors.retryAt", { at: format.soon(at) })}
        </span>
        {i18n.exists(extra) && <p className={styles.explain}>{t(extra)}</p>}
        <p className={styles.code}>
          {t("errors.code")} <code>{error.code}</code>
        </p>
      </MessageBarBody>
      <MessageBarActions className={styles.actions}>
        {action === "sign-in" && (
          <OpeningButton appearance="primary" onClick={actions.signIn}>
            {t("signin.action")}
          </OpeningButton>
        )}
        <ConsentLink error={error} />
        {action === "call-records" && (
          <Button onClick={() => actions.settings("call-records")}>{t("errors.openCallRecords")}</Button>
        )}
        {action === "lms" && <Button onClick={() => actions.settings("lms")}>{t("errors.openLms")}</Button>}
        {action === "retry" && onRetry !== undefined && (
          <Button onClick={onRetry}>{t("common.tryAgain")}</Button>
        )}
        <CopyButton appearance="transparent" text={errorDetails(error, version)} label={t("errors.copy")} />
      </MessageBarActions>
    </MessageBar>
  );
}
