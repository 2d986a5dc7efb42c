// Signing in with Microsoft: the browser of this device first, another device as the second way.
import { Button, Spinner } from "@fluentui/react-components";
import { CheckmarkCircle24Filled } from "@fluentui/react-icons/svg/checkmark-circle";
import { Globe20Regular } from "@fluentui/react-icons/svg/globe";
import { PhoneLaptop20Regular } from "@fluentui/react-icons/svg/phone-laptop";
import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import { ErrorNotice } from "../../components/ErrorNotice";
import { PersonName } from "../../components/PersonName";
import type { AccountView } from "../../platform/bindings/AccountView";
import { DeviceCode } from "./DeviceCode";
import styles from "./SignIn.module.css";
import { useSignIn } from "./useSignIn";

export function SignInPanel({ onSignedIn }: { onSignedIn?: (account: AccountView) => void }) {
  const { t } = useTranslation();
  const { state, start, reset } = useSignIn();
  const account = state.step === "done" ? state.account : null;
  useEffect(() => {
    if (account !== null) onSignedIn?.(account);
  }, [account, onSignedIn]);

  switch (state.step) {
    case "choose":
      return (
        <div className={styles.panel} data-testid="sign-in">
          {state.error !== null && <ErrorNotice error={state.error} />}
          {state.error?.code === "device-code-blocked" && <p>{t("signin.blocked")}</p>}
          <div className={styles.ways}>
            <Button
              appearance="primary"
              size="large"
              icon={<Globe20Regular />}
              onClick={() => start("browser")}
            >
              {t("signin.browser")}
            </Button>
            <Button size="large" icon={<PhoneLaptop20Regular />} onClick={() => start("device-code")}>
              {t("signin.otherDevice")}
            </Button>
          </div>
          <p className={styles.small}>{t("signin.explain")}</p>
        </div>
      );
    case "browser":
      return (
        <div className={styles.panel} role="status">
          <Spinner labelPosition="after" label={t("signin.browserOpened")} />
          <p className={styles.small}>{t("signin.browserHint")}</p>
          <Button onClick={reset}>{t("common.cancel")}</Button>
        </div>
      );
    case "asking":
      return (
        <div className={styles.panel} role="status">
          <Spinner labelPosition="after" label={t("signin.asking")} />
          <Button onClick={reset}>{t("common.cancel")}</Button>
        </div>
      );
    case "code":
      return <DeviceCode state={state} onBrowser={() => start("browser")} onCancel={reset} />;
    case "done":
      return (
        <div className={styles.done} role="status" data-testid="signed-in">
          <CheckmarkCircle24Filled className={styles.ok} aria-hidden="true" />
          <div>
            <strong>
              <PersonName name={state.account.name} />
            </strong>
            <div className={styles.small}>{state.account.username}</div>
          </div>
        </div>
      );
  }
}
