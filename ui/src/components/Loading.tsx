// Waiting for the program; shown late, so that quick answers do not flicker.
import { Spinner } from "@fluentui/react-components";
import { useTranslation } from "react-i18next";
import styles from "./Loading.module.css";

export function Loading() {
  const { t } = useTranslation();
  return (
    <div className={styles.loading}>
      <Spinner label={t("common.loading")} />
    </div>
  );
}
