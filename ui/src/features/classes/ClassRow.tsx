// One class: what, when, who came, how far it is, and the next step as its button.
import { Button } from "@fluentui/react-components";
import { Checkmark16Regular } from "@fluentui/react-icons/svg/checkmark";
import { useTranslation } from "react-i18next";
import { useFormats } from "../../i18n/useFormats";
import { isolated, visibleText } from "../../i18n/visible";
import { go, placeFragment, type Tab } from "../../navigation";
import type { MeetingRowView } from "../../platform/bindings/MeetingRowView";
import { isState } from "../../platform/errors";
import { failureOf } from "../sync/failure";
import { SyncProgress } from "../sync/SyncProgress";
import { useSyncs } from "../sync/SyncProvider";
import styles from "./Classes.module.css";
import { PresenceBar } from "./PresenceBar";
import { nextStep } from "./rows";
import { StateWord } from "./StateWord";

const TAB_OF: Record<string, Tab> = { review: "reconcile", upload: "upload" };

export function ClassRow({ row }: { row: MeetingRowView }) {
  const { t } = useTranslation();
  const { running, failed } = useSyncs();
  const title = visibleText(row.title);
  const busy = row.id in running;
  const error = failureOf(failed[row.id], row);
  return (
    <tr className={styles.row} data-testid="class-row" data-id={row.id} data-state={row.state}>
      <td>
        <a
          className={styles.link}
          href={placeFragment({ page: "class", meeting: row.id, tab: "participants" })}
          dir="auto"
        >
          {title}
        </a>
        <div className={styles.course} dir="auto">
          {row.course_title === null ? t("classes.noCourse") : visibleText(row.course_title)}
        </div>
      </td>
      <td className={styles.when}>
        <When row={row} />
      </td>
      {busy ? (
        <td colSpan={3}>
          <SyncProgress meeting={row.id} title={isolated(row.title)} />
        </td>
      ) : (
        <>
          <td>
            <PresenceBar row={row} />
          </td>
          <td>
            <StateWord row={row} />
            {error !== undefined && (
              <div className={isState(error) ? styles.stateNote : styles.failed}>
                {error.message || t("errors.unexpected")}
              </div>
            )}
          </td>
          <td className={styles.next}>
            <NextButton row={row} />
          </td>
        </>
      )}
    </tr>
  );
}

function When({ row }: { row: MeetingRowView }) {
  const { t } = useTranslation();
  const format = useFormats();
  if (row.start === null) {
    return (
      <>
        {format.shortDay(row.date)}
        <div className={styles.course}>{t("classes.noTimes")}</div>
      </>
    );
  }
  return (
    <>
      {format.dayOfMonth(row.start)}
      <div className={styles.course}>
        {format.time(row.start)}
        {row.end !== null && ` – ${format.time(row.end)}`}
      </div>
    </>
  );
}

function NextButton({ row }: { row: MeetingRowView }) {
  const { t } = useTranslation();
  const { start } = useSyncs();
  const step = nextStep(row);
  const of = { title: isolated(row.title) };
  if (step === "none") return null;
  if (step === "fetch") {
    return (
      <Button
        appearance="outline"
        onClick={() => start([row.id])}
        aria-label={t("classes.next.fetchOf", of)}
        data-testid="next"
      >
        {t("classes.next.fetch")}
      </Button>
    );
  }
  const tab = TAB_OF[step] ?? "upload";
  return (
    <Button
      appearance={step === "done" ? "subtle" : "outline"}
      icon={step === "done" ? <Checkmark16Regular /> : undefined}
      onClick={() => go({ page: "class", meeting: row.id, tab })}
      aria-label={t(`classes.next.${step}Of`, of)}
      data-testid="next"
    >
      {t(`classes.next.${step}`)}
    </Button>
  );
}
