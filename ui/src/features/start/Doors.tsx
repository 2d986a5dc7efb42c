// What Rollbook is in one sentence, and the doors in.
import { Button } from "@fluentui/react-components";
import { PlugConnected24Regular } from "@fluentui/react-icons/svg/plug-connected";
import { useTranslation } from "react-i18next";
import { useStatus } from "../../platform/queries";
import styles from "./Start.module.css";

export function Doors({ onConnect, onLater }: { onConnect: () => void; onLater: () => void }) {
  const { t } = useTranslation();
  const demo = useStatus().data?.demo === true;
  return (
    <main className={styles.page} tabIndex={-1} data-testid="start">
      <div className={styles.card}>
        <div>
          <p className={styles.brand}>{t("app.name")}</p>
          <h1 className={styles.title}>{t("start.title")}</h1>
        </div>
        <p className={styles.lead}>{t("start.lead")}</p>
        <div className={styles.door}>
          <PlugConnected24Regular className={styles.doorIcon} aria-hidden="true" />
          <div className={styles.doorWords}>
            <h2 className={styles.doorTitle}>{t(demo ? "start.connectDemo" : "start.connect")}</h2>
            <p>{t(demo ? "start.connectDemoLead" : "start.connectLead")}</p>
          </div>
          <Button appearance="primary" size="large" onClick={onConnect} data-testid="connect">
            {t("start.connectAction")}
          </Button>
        </div>
        {!demo && (
          <div className={styles.hint}>
            <h2 className={styles.doorTitle}>{t("start.sample")}</h2>
            <p>
              {t("start.sampleLead")} <code className={styles.command}>rollbook-desktop --demo</code>
            </p>
          </div>
        )}
        <div className={styles.foot}>
          <Button appearance="subtle" onClick={onLater} data-testid="start-later">
            {t("start.withoutConnecting")}
          </Button>
        </div>
      </div>
    </main>
  );
}
