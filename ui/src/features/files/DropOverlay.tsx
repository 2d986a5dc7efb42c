// While files are held over the window: what letting go of them does. Only a pointer can get here.

import { Portal } from "@fluentui/react-components";
import { ArrowDownload48Regular } from "@fluentui/react-icons/svg/arrow-download";
import { useTranslation } from "react-i18next";
import styles from "./Files.module.css";

export function DropOverlay() {
  const { t } = useTranslation();
  return (
    <Portal>
      <div className={styles.overlay} aria-hidden="true" data-testid="drop-overlay">
        <div className={styles.overlayCard}>
          <ArrowDownload48Regular aria-hidden="true" />
          <p className={styles.overlayTitle}>{t("files.drop.title")}</p>
          <p className={styles.muted}>{t("files.drop.explain")}</p>
        </div>
      </div>
    </Portal>
  );
}
