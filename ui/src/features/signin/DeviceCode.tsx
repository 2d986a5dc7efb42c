// The code for another device: large, copyable, with the address as text and as a QR code, and the time left.
import { Button, Spinner } from "@fluentui/react-components";
import { Open20Regular } from "@fluentui/react-icons/svg/open";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { CopyButton } from "../../components/CopyButton";
import { useHost } from "../../platform/context";
import { countdown, type SignInState } from "./machine";
import styles from "./SignIn.module.css";

interface Props {
  state: Extract<SignInState, { step: "code" }>;
  onBrowser: () => void;
  onCancel: () => void;
}

export function DeviceCode({ state, onBrowser, onCancel }: Props) {
  const { t } = useTranslation();
  const host = useHost();
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 1000);
    return () => clearInterval(timer);
  }, []);
  return (
    <div className={styles.panel} data-testid="device-code">
      <div className={styles.device}>
        <div className={styles.deviceWords}>
          <p>
            {t("signin.openAddress")} <strong className={styles.address}>{state.address}</strong>
          </p>
          <p>{t("signin.enterCode")}</p>
          <p className={styles.code} data-testid="user-code">
            {state.code}
          </p>
          <div className={styles.ways}>
            <CopyButton text={state.code} label={t("signin.copyCode")} appearance="primary" />
            <Button
              icon={<Open20Regular />}
              onClick={() => void host.openLink("device-login").catch(() => {})}
            >
              {t("signin.openHere")}
            </Button>
          </div>
        </div>
        {state.qr !== null && (
          <img
            className={styles.qr}
            alt={t("signin.qr", { address: state.address })}
            src={`data:image/svg+xml;charset=utf-8,${encodeURIComponent(state.qr)}`}
          />
        )}
      </div>
      <p className={styles.waiting}>
        <Spinner size="extra-tiny" aria-hidden="true" />
        <span role="status">{t("signin.waiting")}</span>
        <span role="timer" className={styles.timer}>
          {t("signin.timeLeft", { time: countdown(state.expiresAt, now) })}
        </span>
      </p>
      <p className={styles.small}>{t("signin.deviceWarning")}</p>
      <div className={styles.ways}>
        <Button appearance="subtle" onClick={onBrowser}>
          {t("signin.browserInstead")}
        </Button>
        <Button appearance="subtle" onClick={onCancel}>
          {t("common.cancel")}
        </Button>
      </div>
    </div>
  );
}
