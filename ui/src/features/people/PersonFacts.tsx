// Addresses, other names, courses, and the numbers over all classes.
import { useTranslation } from "react-i18next";
import { PersonName } from "../../components/PersonName";
import { useFormats } from "../../i18n/useFormats";
import { visibleText } from "../../i18n/visible";
import type { PersonDetailView } from "../../platform/bindings/PersonDetailView";
import { classesWords, timeWords } from "./cells";
import styles from "./Person.module.css";
import { shareOf } from "./rows";

export function PersonFacts({ view: { person, emails, names } }: { view: PersonDetailView }) {
  const { t } = useTranslation();
  const format = useFormats();
  const others = names.filter((name) => name !== person.name);
  const share = shareOf(person);
  return (
    <>
      <dl className={styles.facts}>
        {emails.length > 0 && (
          <>
            <dt>{t("persons.column.email")}</dt>
            <dd>
              <ul className={styles.items}>
                {emails.map((email) => (
                  <li key={email}>
                    <bdi>{visibleText(email)}</bdi>
                  </li>
                ))}
              </ul>
            </dd>
          </>
        )}
        {others.length > 0 && (
          <>
            <dt>{t("participants.alsoSeenAs")}</dt>
            <dd>
              <ul className={styles.items}>
                {others.map((name) => (
                  <li key={name}>
                    <PersonName name={name} />
                  </li>
                ))}
              </ul>
            </dd>
          </>
        )}
        {person.courses.length > 0 && (
          <>
            <dt>{t("persons.column.courses")}</dt>
            <dd>
              <ul className={styles.items}>
                {person.courses.map((title) => (
                  <li key={title} dir="auto">
                    {visibleText(title)}
                  </li>
                ))}
              </ul>
            </dd>
          </>
        )}
      </dl>
      <dl className={styles.numbers} data-testid="person-numbers">
        {share !== null && (
          <div className={styles.number}>
            <dt>{t("course.column.share")}</dt>
            <dd>{format.percent(share / 100)}</dd>
          </div>
        )}
        <div className={styles.number}>
          <dt>{t("persons.column.classes")}</dt>
          <dd>{classesWords({ person }, t)}</dd>
        </div>
        {person.last_seen !== null && (
          <>
            <div className={styles.number}>
              <dt>{t("persons.column.time")}</dt>
              <dd>{timeWords(person.seconds, format, t)}</dd>
            </div>
            <div className={styles.number}>
              <dt>{t("persons.column.seen")}</dt>
              <dd>{format.day(person.last_seen)}</dd>
            </div>
          </>
        )}
      </dl>
    </>
  );
}
