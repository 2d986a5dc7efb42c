// What waits to be sent to the LMS: why, since when, until when; sent now, or taken out.
import { Button, Spinner } from "@fluentui/react-components";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import { ErrorNotice } from "../../components/ErrorNotice";
import { useNote } from "../../components/toaster";
import { useFormats } from "../../i18n/useFormats";
import { isolated, visibleText } from "../../i18n/visible";
import { go } from "../../navigation";
import type { ErrorView } from "../../platform/bindings/ErrorView";
import type { OkView } from "../../platform/bindings/OkView";
import type { OutboxEntryView } from "../../platform/bindings/OutboxEntryView";
import type { OutboxView } from "../../platform/bindings/OutboxView";
import { useHost } from "../../platform/context";
import { toErrorView } from "../../platform/errors";
import { keys } from "../../platform/queries";
import styles from "./Outbox.module.css";

export function Outbox() {
  const { t } = useTranslation();
  const host = useHost();
  const client = useQueryClient();
  const note = useNote();
  const outbox = useQuery<OutboxView>({ queryKey: keys.outbox, queryFn: () => host.outbox(), staleTime: 0 });
  const flush = useMutation<OutboxView, ErrorView>({
    mutationFn: () => host.flushOutbox(crypto.randomUUID()),
    onSuccess: ({ sent, entries }) => {
      if (sent.length > 0) note(t("outbox.sent", { count: sent.length }));
      else if (entries.length > 0) note(t("outbox.still"), "info");
    },
    onSettled: () => void client.invalidateQueries(),
  });
  const cancel = useMutation<OkView, ErrorView, string>({
    mutationFn: (id) => host.cancelWaiting(id),
    onSettled: () => void client.invalidateQueries({ queryKey: keys.outbox }),
  });
  useEffect(
    () =>
      host.onOutboxChanged(({ sent }) => {
        void client.invalidateQueries();
        if (sent.length > 0) note(t("outbox.sent", { count: sent.length }), "info");
      }),
    [host, client, note, t],
  );
  const entries = outbox.data?.entries ?? [];
  if (entries.length === 0) return null;
  const failure = flush.error ?? cancel.error;
  return (
    <section className={styles.outbox} aria-labelledby="outbox-title" data-testid="outbox">
      <div className={styles.head}>
        <h2 className={styles.title} id="outbox-title">
          {t("outbox.title", { count: entries.length })}
        </h2>
        {flush.isPending ? (
          <Spinner size="tiny" label={t("outbox.sending")} />
        ) : (
          <Button size="small" onClick={() => flush.mutate()} data-testid="flush">
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
  const of = { title: isolated(entry.title) };
  const until =
    entry.next_attempt_at === null
      ? t("outbox.held")
      : t("outbox.next", { when: format.time(entry.next_attempt_at) });
  return (
    <li className={styles.entry} data-testid="waiting" data-state={entry.state}>
      <div className={styles.what}>
        <strong dir="auto">{visibleText(entry.title)}</strong>
        <span className={styles.why}>
          {entry.error?.message} {until}
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
