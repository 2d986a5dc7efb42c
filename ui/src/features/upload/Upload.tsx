// What will change in the LMS, student by student, and the one button that sends exactly that.
import { Button, Spinner } from "@fluentui/react-components";
import { ArrowUpload20Regular } from "@fluentui/react-icons/svg/arrow-upload";
import { useMutation, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useAnnounce } from "../../components/Announcer";
import { EmptyState } from "../../components/EmptyState";
import { ErrorNotice } from "../../components/ErrorNotice";
import { useErrorActions } from "../../components/errorActions";
import { QueryView } from "../../components/QueryView";
import { useNow } from "../../components/useNow";
import { useFormats } from "../../i18n/useFormats";
import type { ErrorView } from "../../platform/bindings/ErrorView";
import type { ShowView } from "../../platform/bindings/ShowView";
import type { UploadView } from "../../platform/bindings/UploadView";
import { useHost } from "../../platform/context";
import { isCancel, toErrorView } from "../../platform/errors";
import { keys, useMeetingChanged, useStatus } from "../../platform/queries";
import { Difference } from "./Difference";
import { toSend } from "./groups";
import { Results } from "./Results";
import { lmsName } from "./target";
import styles from "./Upload.module.css";

export function Upload({ view }: { view: ShowView }) {
  const { t } = useTranslation();
  const host = useHost();
  const { settings } = useErrorActions();
  const status = useStatus().data;
  const id = view.meeting.id;
  const ready = status?.lms.configured === true && view.meeting.course_id !== null;
  // The LMS may have changed since the last look: a plan is never taken from memory.
  const plan = useQuery<UploadView>({
    queryKey: keys.upload(id),
    queryFn: () => host.planUpload(id),
    enabled: ready,
    staleTime: 0,
  });
  if (status !== undefined && !status.lms.configured) {
    return (
      <EmptyState title={t("upload.noLms.title")}>
        <p>{t("upload.noLms.explain")}</p>
        <Button appearance="primary" onClick={() => settings("lms")}>
          {t("errors.openLms")}
        </Button>
      </EmptyState>
    );
  }
  if (view.meeting.course_id === null) {
    return (
      <EmptyState title={t("upload.noCourse.title")}>
        <p>{t("upload.noCourse.explain")}</p>
      </EmptyState>
    );
  }
  return (
    <QueryView query={plan}>
      {(data) => <Plan plan={data} meeting={id} onAgain={() => void plan.refetch()} />}
    </QueryView>
  );
}

function Plan({ plan, meeting, onAgain }: { plan: UploadView; meeting: string; onAgain: () => void }) {
  const { t } = useTranslation();
  const host = useHost();
  const announce = useAnnounce();
  const changed = useMeetingChanged();
  const [task, setTask] = useState("");
  const [sent, setSent] = useState<UploadView | null>(null);
  const send = useMutation<UploadView, ErrorView, string>({
    mutationFn: (newTask) => host.upload(meeting, plan.plan, null, newTask),
    onSuccess: (answer) => {
      setSent(answer);
      announce(t(`upload.state.${answer.state}`));
    },
    onSettled: () => changed(meeting),
  });
  const again = () => {
    setSent(null);
    send.reset();
    onAgain();
  };
  if (sent !== null) return <Results answer={sent} onAgain={again} />;
  const count = toSend(plan);
  const failure = send.isError ? toErrorView(send.error) : null;
  return (
    <div className={styles.upload}>
      {failure !== null && !isCancel(failure) && <ErrorNotice error={failure} onRetry={again} />}
      <div className={styles.tools}>
        <Target plan={plan} />
        {send.isPending ? (
          <>
            <Spinner size="tiny" label={t("upload.sending", { count })} />
            <Button onClick={() => void host.cancel(task).catch(() => {})}>{t("common.cancel")}</Button>
          </>
        ) : (
          <>
            <Button onClick={again}>{t("upload.lookAgain")}</Button>
            {count > 0 && (
              <Button
                appearance="primary"
                icon={<ArrowUpload20Regular />}
                data-testid="send"
                onClick={() => {
                  const newTask = crypto.randomUUID();
                  setTask(newTask);
                  send.mutate(newTask);
                }}
              >
                {t("upload.send", { count, lms: lmsName(plan.target.kind, t) })}
              </Button>
            )}
          </>
        )}
      </div>
      {count === 0 && plan.summary.conflict === 0 && (
        <p className={styles.same} data-testid="nothing-to-send">
          {t("upload.same")}
        </p>
      )}
      <Difference changes={plan.changes} />
    </div>
  );
}

function Target({ plan }: { plan: UploadView }) {
  const { t } = useTranslation();
  const format = useFormats();
  const now = useNow();
  return (
    <p className={styles.target}>
      {t("upload.target", { lms: lmsName(plan.target.kind, t), url: plan.target.url })}
      <span className={styles.muted}>
        {plan.read_at === null
          ? t("upload.neverRead")
          : t("upload.read", { ago: format.ago(plan.read_at, now) })}
      </span>
    </p>
  );
}
