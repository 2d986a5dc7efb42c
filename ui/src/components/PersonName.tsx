// A name typed by a stranger: text only, its direction isolated, hidden characters visible.
import { useTranslation } from "react-i18next";
import { visibleText } from "../i18n/visible";
import styles from "./PersonName.module.css";

export function PersonName({ name, className }: { name: string | null; className?: string }) {
  const { t } = useTranslation();
  if (name === null || name.trim() === "")
    return <span className={styles.nameless}>{t("people.nameless")}</span>;
  const shown = visibleText(name);
  return (
    <bdi dir="auto" className={className} title={shown}>
      {shown}
    </bdi>
  );
}
