// How somebody's time in class comes about: what the stays add up to, what is taken off, what is left.
import { useTranslation } from "react-i18next";
import { useFormats } from "../../i18n/useFormats";
import type { ParticipantView } from "../../platform/bindings/ParticipantView";
import styles from "./Participants.module.css";

export function Why({ person }: { person: ParticipantView }) {
  const { t } = useTranslation();
  const format = useFormats();
  const { why, summed_seconds: summed, present_seconds: present } = person;
  if (why === null || summed === null || present === null) {
    return <p className={styles.facts}>{t("why.unknown")}</p>;
  }
  const minutes = (seconds: number) => t("participants.minutes", { minutes: format.minutes(seconds / 60) });
  const cuts = (
    [
      ["overlap", why.overlap_seconds],
      ["before", why.before_start_seconds],
      ["after", why.after_end_seconds],
    ] as const
  ).filter(([, seconds]) => seconds > 0);
  return (
    <div className={styles.facts} data-testid="why">
      {cuts.length > 0 && (
        <p>
          {[
            t("why.sum", { minutes: minutes(summed) }),
            ...cuts.map(([what, seconds]) => t(`why.${what}`, { minutes: minutes(seconds) })),
            t("why.inClass", { minutes: minutes(present) }),
          ].join(" ")}
        </p>
      )}
      {why.gaps.length > 0 && (
        <p>
          {t("why.away", {
            times: why.gaps
              .map(({ start, end }) => `${format.exactTime(start)} – ${format.exactTime(end)}`)
              .join(", "),
          })}
        </p>
      )}
      {why.stated_seconds !== null && why.differs.length > 0 && (
        <p>
          {t("why.stated", {
            minutes: minutes(why.stated_seconds),
            cause: why.differs.map((cause) => t(`why.differs.${cause}`)).join(" "),
          })}
        </p>
      )}
    </div>
  );
}
