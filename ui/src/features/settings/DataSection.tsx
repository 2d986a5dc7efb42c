// Where the data lies and what keeps it.
import { useTranslation } from "react-i18next";
import { useStatus } from "../../platform/queries";
import styles from "./Settings.module.css";

const KEYSTORES = new Set(["os", "passphrase", "memory"]);

export function DataSection() {
  const { t } = useTranslation();
  const status = useStatus().data;
  if (status === undefined) return null;
  return (
    <>
      <dl className={styles.facts}>
        <dt>{t("data.home")}</dt>
        <dd>
          <code className={styles.path}>{status.home}</code>
        </dd>
        <dt>{t("data.key")}</dt>
        <dd>{t(`data.keystore.${KEYSTORES.has(status.keystore) ? status.keystore : "other"}`)}</dd>
        <dt>{t("data.version")}</dt>
        <dd>{status.version}</dd>
      </dl>
      <p className={styles.muted}>{t("data.explain")}</p>
    </>
  );
}
