// What a person was in each class, newest first, with the sums of it.
import { useTranslation } from "react-i18next";
import { StatusMark } from "../../components/StatusMark";
import { useFormats } from "../../i18n/useFormats";
import { visibleText } from "../../i18n/visible";
import { placeFragment } from "../../navigation";
import type { PersonClassView } from "../../platform/bindings/PersonClassView";
import type { PersonDetailView } from "../../platform/bindings/PersonDetailView";
import { timeWords, UNKNOWN } from "./cells";
import styles from "./Person.module.css";

const COLUMNS = ["date", "class", "status", "minutes", "first", "last", "by"] as const;

export function PersonClasses({ view: { person, classes } }: { view: PersonDetailView }) {
  const { t } = useTranslation();
  const format = useFormats();
  return (
    <section className={styles.section} aria-labelledby="person-classes">
      <h2 className={styles.sectionTitle} id="person-classes">
        {t("persons.column.classes")}
      </h2>
      {classes.length === 0 ? (
        <p className={styles.muted}>{t("persons.noClasses")}</p>
      ) : (
        <div className={styles.scroller}>
          <table className={styles.table} aria-labelledby="person-classes">
            <colgroup>
              {COLUMNS.map((column) => (
                <col key={column} data-col={column} />
              ))}
            </colgroup>
            <thead>
              <tr>
                {COLUMNS.map((column) => (
                  <th key={column} scope="col" data-col={column}>
                    {t(`persons.classColumn.${column}`)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {classes.map((one) => (
                <OneClass key={one.meeting_id} one={one} />
              ))}
            </tbody>
            <tfoot>
              <tr data-testid="person-sums">
                <td colSpan={3}>{t("persons.classes", { count: classes.length })}</td>
                <td className={styles.right}>{format.wholeMinutes(person.seconds)}</td>
                <td colSpan={3}>{person.seconds >= 3600 && timeWords(person.seconds, format, t)}</td>
              </tr>
            </tfoot>
          </table>
        </div>
      )}
    </section>
  );
}

function OneClass({ one }: { one: PersonClassView }) {
  const { t } = useTranslation();
  const format = useFormats();
  const at = (iso: string | null) => (iso === null ? UNKNOWN : format.time(iso));
  return (
    <tr data-testid="person-class" data-id={one.meeting_id} data-status={one.status ?? ""}>
      <td data-col="date">{format.day(one.start)}</td>
      <td>
        <a
          className={styles.link}
          href={placeFragment({ page: "class", meeting: one.meeting_id, tab: "participants" })}
          dir="auto"
        >
          {visibleText(one.title)}
        </a>
        {one.course !== null && (
          <div className={styles.small} dir="auto">
            {visibleText(one.course)}
          </div>
        )}
      </td>
      <td>
        {one.status === null ? UNKNOWN : <StatusMark status={one.status} />}
        {one.note !== null && (
          <div className={styles.small} dir="auto">
            {visibleText(one.note)}
          </div>
        )}
      </td>
      <td className={styles.right}>
        {one.present_seconds === null ? UNKNOWN : format.wholeMinutes(one.present_seconds)}
      </td>
      <td>{at(one.first_join)}</td>
      <td>{at(one.last_leave)}</td>
      <td>{one.decided_by === null ? UNKNOWN : t(`persons.decided.${one.decided_by}`)}</td>
    </tr>
  );
}
