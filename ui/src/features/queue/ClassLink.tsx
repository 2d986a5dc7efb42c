// The class that an entry of the queue is about.
import { useTranslation } from "react-i18next";
import { visibleText } from "../../i18n/visible";
import { placeFragment } from "../../navigation";
import type { MeetingRowView } from "../../platform/bindings/MeetingRowView";
import styles from "./Queue.module.css";

export function ClassLink({ row }: { row: MeetingRowView }) {
  const { t } = useTranslation();
  return (
    <>
      <a
        className={styles.link}
        href={placeFragment({ page: "class", meeting: row.id, tab: "participants" })}
        dir="auto"
      >
        {visibleText(row.title)}
      </a>
      <span className={styles.small} dir="auto">
        {row.course_title === null ? t("classes.noCourse") : visibleText(row.course_title)}
      </span>
    </>
  );
}
