// That something waits for the LMS, where the user looks first; the queue has it in full.
import { Button, Spinner } from "@fluentui/react-components";
import { useTranslation } from "react-i18next";
import { ErrorNotice } from "../../components/ErrorNotice";
import { go } from "../../navigation";
import { toErrorView } from "../../platform/errors";
import { useOutbox } from "../../platform/queries";
import styles from "./Outbox.module.css";
import { useOutboxActions } from "./useOutboxActions";

export function OutboxBar() {
  const { t } = useTranslation();
  const entries = useOutbox().data?.entries ?? [];
  const { flush } = useOutboxActions();
  if (entries.length === 0) return null;
  return (
    <section className={styles.bar} aria-labelledby="outbox-title" data-testid="outbox-bar">
      <div className={styles.head}>
        <h2 className={styles.title} id="outbox-title">
          {t("outbox.title", { count: entries.length })}
        </h2>
        <div className={styles.tools}>
          {flush.isPending ? (
            <Spinner size="tiny" label={t("outbox.sending")} />
          ) : (
            <Button size="small" onClick={() => flush.mutate()} data-testid="flush">
              {t("outbox.send")}
            </Button>
          )}
          <Button
            size="small"
            appearance="subtle"
            onClick={() => go({ page: "queue" })}
            data-testid="open-queue"
          >
            {t("outbox.open")}
          </Button>
        </div>
      </div>
      {flush.error !== null && <ErrorNotice error={toErrorView(flush.error)} />}
    </section>
  );
}
