// All stays of one person: join, leave, length, which call, and what was noticed, in words.
import { useTranslation } from "react-i18next";
import { useFormats } from "../../i18n/useFormats";
import { visibleText } from "../../i18n/visible";
import type { CallView } from "../../platform/bindings/CallView";
import type { ParticipantView } from "../../platform/bindings/ParticipantView";
import styles from "./Participants.module.css";
import { Why } from "./Why";

export function Sessions({ person, calls }: { person: ParticipantView; calls: CallView[] }) {
  const { t } = useTranslation();
  const format = useFormats();
  const at = (iso: string | null) => (iso === null ? t("participants.unknownTime") : format.exactTime(iso));
  const callWords = (id: string) => {
    const call = calls.find((candidate) => candidate.id === id);
    if (call === undefined) return t("participants.unknownCall");
    const kind = t(`calls.kind.${call.kind}`);
    return call.start === null ? kind : t("participants.callFrom", { kind, at: format.time(call.start) });
  };
  const notes = person.flags.map((flag) => t(`flags.${flag}`));
  return (
    <div className={styles.sessions}>
      <p className={styles.facts}>
        {t(`people.kind.${person.kind}`)}
        {person.email !== null && (
          <>
            {" · "}
            <bdi>{visibleText(person.email)}</bdi>
          </>
        )}
        {person.also_seen_as.length > 0 && (
          <>
            {" · "}
            {t("participants.alsoSeenAs")} <bdi>{person.also_seen_as.map(visibleText).join(", ")}</bdi>
          </>
        )}
        {notes.length > 0 && ` · ${notes.join(" · ")}`}
      </p>
      <ol>
        {person.sessions.map((session, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: stays have no id and are only replaced whole
          <li key={index} className={styles.session} data-testid="session">
            <span>{t("participants.sessionNumber", { number: index + 1 })}</span>
            <span>
              {at(session.join)} – {at(session.leave)}
            </span>
            <span>
              {session.seconds === null
                ? t("participants.unknownLength")
                : t("participants.minutes", { minutes: format.minutes(session.seconds / 60) })}
            </span>
            <span className={styles.muted}>
              {[callWords(session.call_id), ...session.flags.map((flag) => t(`flags.${flag}`))].join(" · ")}
            </span>
          </li>
        ))}
      </ol>
      <Why person={person} />
    </div>
  );
}
