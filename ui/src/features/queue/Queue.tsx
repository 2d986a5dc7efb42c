// What waits and what runs: uploads, fetches, classes that are looked at again, and what needs the user.
import { CheckmarkCircle48Regular } from "@fluentui/react-icons/svg/checkmark-circle";
import { useTranslation } from "react-i18next";
import { EmptyState } from "../../components/EmptyState";
import { QueryView } from "../../components/QueryView";
import type { MeetingsView } from "../../platform/bindings/MeetingsView";
import type { OutboxView } from "../../platform/bindings/OutboxView";
import { useMeetings, useOutbox } from "../../platform/queries";
import { Outbox } from "../outbox/Outbox";
import { useSyncs } from "../sync/SyncProvider";
import { AgainList } from "./AgainList";
import { FailedList } from "./FailedList";
import styles from "./Queue.module.css";
import { RunningList } from "./RunningList";
import { queued } from "./rows";

export function Queue() {
  const { t } = useTranslation();
  const outbox = useOutbox();
  const meetings = useMeetings();
  return (
    <div className={styles.page} data-testid="queue-page">
      <h1 className={styles.title}>{t("queue.title")}</h1>
      <QueryView query={outbox}>
        {(waiting) => (
          <QueryView query={meetings}>{(all) => <Shown outbox={waiting} meetings={all} />}</QueryView>
        )}
      </QueryView>
    </div>
  );
}

function Shown({ outbox, meetings }: { outbox: OutboxView; meetings: MeetingsView }) {
  const { t } = useTranslation();
  const syncs = useSyncs();
  const { running, again, failed } = queued(meetings.meetings, syncs.running, syncs.failed);
  const quiet = outbox.entries.length + running.length + failed.length === 0;
  if (quiet && again.length === 0) {
    return (
      <EmptyState icon={<CheckmarkCircle48Regular />} title={t("queue.done.title")}>
        <p>{t("queue.done.explain")}</p>
      </EmptyState>
    );
  }
  return (
    <>
      {quiet && <p className={styles.muted}>{t("queue.quiet")}</p>}
      {outbox.entries.length > 0 && <Outbox entries={outbox.entries} />}
      {running.length > 0 && <RunningList rows={running} />}
      {failed.length > 0 && <FailedList failed={failed} />}
      {again.length > 0 && <AgainList again={again} />}
    </>
  );
}
