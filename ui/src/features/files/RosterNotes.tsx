// What a class list changes, in numbers; who goes out of sight and what was passed over, by name and line.
import { useTranslation } from "react-i18next";
import { Disclosure } from "../../components/Disclosure";
import { FirstOf } from "../../components/FirstOf";
import { PersonName } from "../../components/PersonName";
import { visibleText } from "../../i18n/visible";
import type { RosterFileView } from "../../platform/bindings/RosterFileView";
import styles from "./Files.module.css";
import roster from "./Roster.module.css";

export function RosterNotes({ view, compared }: { view: RosterFileView; compared: boolean }) {
  const { t } = useTranslation();
  const { students, added, changed, hidden, skipped, notes } = view;
  const facts = [
    t("classList.students", { count: students.length }),
    ...(compared
      ? [
          t("classList.added", { count: added }),
          t("classList.changed", { count: changed }),
          t("classList.same", { count: students.length - added - changed }),
        ]
      : []),
  ];
  return (
    <div className={roster.notes}>
      <p data-testid="roster-facts">{facts.join(" · ")}</p>
      {notes.map((note) => (
        <p key={note} className={styles.muted}>
          {visibleText(note)}
        </p>
      ))}
      {compared && hidden.length > 0 && (
        <Disclosure testId="roster-hidden" summary={t("classList.hidden", { count: hidden.length })}>
          <FirstOf items={hidden} className={roster.names}>
            {(name) => <PersonName name={name} />}
          </FirstOf>
        </Disclosure>
      )}
      {skipped.length > 0 && (
        <Disclosure testId="roster-skipped" summary={t("classList.skipped", { count: skipped.length })}>
          <FirstOf items={skipped} className={roster.names}>
            {({ line, why }) => (
              <>
                <span className={styles.line}>{t("files.line", { line })}</span> {visibleText(why)}
              </>
            )}
          </FirstOf>
        </Disclosure>
      )}
    </div>
  );
}
