// What waits to be sent to the LMS: why, since when, until when; sent now, or taken out.
import { Button, Spinner } from "@fluentui/react-components";
import { useTranslation } from "react-i18next";
import { ErrorNotice } from "../../components/ErrorNotice";
import { useNow } from "../../components/useNow";
import { useFormats } from "../../i18n/useFormats";
import { isolated, visibleText } from "../../i18n/visible";
import { go } from "../../navigation";
import type { OutboxEntryView } from "../../platform/bindings/OutboxEntryView";
import { toErrorView } from "../../platform/errors";
import styles from "./Outbox.module.css";
import { useOutboxActions } from "./useOutboxActions";

export function Outbox({ entries }: { entries: OutboxEntryView[] }) {
  const { t } = useTranslation();
  const { flush, cancel, failure } = useOutboxActions();
  return (
    <section className={styles.outbox} aria-labelledby="outbox-title" data-testid="outbox">
      <div className={styles.head}>
        <h2 className={styles.title} id="outbox-title">
          {t("outbox.title", { count: entries.length })}
        </h2>
        {flush.isPending ? (
          <Spinner size="tiny" label={t("outbox.sending")} />
        ) : (
          <Button appearance="primary" onClick={() => flush.mutate()} data-testid="flush">
            {t("outbox.send")}
          </Button>
        )}
      </div>
      {failure !== null && <ErrorNotice error={toErrorView(failure)} />}
      <ul className={styles.entries}>
        {entries.map((entry) => (
          <Entry key={entry.id} entry={entry} onCancel={() => cancel.mutate(entry.id)} />
        ))}
      </ul>
    </section>
  );
}

function Entry({ entry, onCancel }: { entry: OutboxEntryView; onCancel: () => void }) {
  const { t } = useTranslation();
  const format = useFormats();
  const now = useNow();
  const of = { title: isolated(entry.title) };
  const until =
    entry.next_attempt_at === null
      ? t("outbox.held")
      : t("outbox.next", { when: format.time(entry.next_attempt_at) });
  return (
    <li className={styles.entry} data-testid="waiting" data-state={entry.state}>
      <div className={styles.what}>
        <strong dir="auto">{visibleText(entry.title)}</strong>
        {entry.course_title !== null && (
          <span className={styles.why} dir="auto">
            {visibleText(entry.course_title)}
          </span>
        )}
        <span className={styles.why}>
          {entry.error?.message} {until} {t("outbox.since", { ago: format.ago(entry.queued_at, now) })}
        </span>
      </div>
      <Button
        size="small"
        appearance="subtle"
        onClick={() => go({ page: "class", meeting: entry.meeting_id, tab: "upload" })}
        aria-label={t("outbox.lookOf", of)}
      >
        {t("outbox.look")}
      </Button>
      <Button
        size="small"
        appearance="subtle"
        onClick={onCancel}
        aria-label={t("outbox.cancelOf", of)}
        data-testid="cancel-waiting"
      >
        {t("outbox.cancel")}
      </Button>
    </li>
  );
}
