// A backup into one file that a passphrase encrypts, and the way back from it.
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { OpeningButton } from "../../components/OpeningButton";
import { BackupDialog } from "./BackupDialog";
import { RestoreDialog } from "./RestoreDialog";
import styles from "./Settings.module.css";

export function BackupSection() {
  const { t } = useTranslation();
  const [open, setOpen] = useState<"backup" | "restore" | null>(null);
  const close = () => setOpen(null);
  return (
    <>
      <p>{t("backup.explain")}</p>
      <div className={styles.choices}>
        <OpeningButton onClick={() => setOpen("backup")} data-testid="backup">
          {t("backup.action")}
        </OpeningButton>
        <OpeningButton onClick={() => setOpen("restore")} data-testid="restore">
          {t("restore.action")}
        </OpeningButton>
      </div>
      <BackupDialog open={open === "backup"} onClose={close} />
      <RestoreDialog open={open === "restore"} onClose={close} />
    </>
  );
}
