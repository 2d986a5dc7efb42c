// "This week", "Last week", else the week's Monday.
import { useTranslation } from "react-i18next";
import { useNow } from "../../components/useNow";
import { useFormats } from "../../i18n/useFormats";
import styles from "./Classes.module.css";
import { weeksAgo } from "./rows";

const NAMED: Record<number, string> = { [-1]: "next", 0: "this", 1: "last" };

export function WeekHeading({ monday, id }: { monday: string; id: string }) {
  const { t } = useTranslation();
  const format = useFormats();
  const today = new Date(useNow()).toISOString().slice(0, 10);
  const named = NAMED[weeksAgo(monday, today)];
  return (
    <h2 id={id} className={styles.weekTitle}>
      {named === undefined
        ? t("classes.week.of", { date: format.shortDate(monday) })
        : t(`classes.week.${named}`)}
    </h2>
  );
}
