// The calls of the class's day: which count, why, and a switch for each.
import { Badge, Button, Switch } from "@fluentui/react-components";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { EmptyState } from "../../components/EmptyState";
import { ErrorNotice } from "../../components/ErrorNotice";
import { useFormats } from "../../i18n/useFormats";
import { visibleText } from "../../i18n/visible";
import type { CallView } from "../../platform/bindings/CallView";
import type { ErrorView } from "../../platform/bindings/ErrorView";
import type { ShowView } from "../../platform/bindings/ShowView";
import { useHost } from "../../platform/context";
import { toErrorView } from "../../platform/errors";
import { keys, useMeetingChanged } from "../../platform/queries";
import { useSyncs } from "../sync/SyncProvider";
import styles from "./Calls.module.css";

export function Calls({ view }: { view: ShowView }) {
  const { t } = useTranslation();
  const host = useHost();
  const client = useQueryClient();
  const changed = useMeetingChanged();
  const { running, start } = useSyncs();
  const id = view.meeting.id;
  const setCalls = useMutation<ShowView, ErrorView, { call: string; included: boolean }>({
    mutationFn: ({ call, included }) => host.setCalls(id, [call], included),
    onSuccess: (answer) => {
      changed(id);
      client.setQueryData(keys.show(id), answer);
    },
  });
  if (view.calls.length === 0) {
    return (
      <EmptyState title={t("calls.empty.title")}>
        <p>{t("calls.empty.explain")}</p>
      </EmptyState>
    );
  }
  const included = view.calls.filter((call) => call.included).length;
  const records = view.calls.some(({ kind }) => kind === "call-record");
  return (
    <>
      <div className={styles.head}>
        <p>{t("calls.count", { count: view.calls.length, included })}</p>
        {records && included < view.calls.length && (
          <Button
            onClick={() => start([id], "all-day")}
            disabledFocusable={id in running}
            data-testid="all-day"
          >
            {t("calls.allDay")}
          </Button>
        )}
      </div>
      {setCalls.isError && <ErrorNotice error={toErrorView(setCalls.error)} />}
      <ul className={styles.list} data-testid="calls">
        {view.calls.map((call) => (
          <Call
            key={call.id}
            call={call}
            onSwitch={(on) => setCalls.mutate({ call: call.id, included: on })}
          />
        ))}
      </ul>
    </>
  );
}

function Call({ call, onSwitch }: { call: CallView; onSwitch: (included: boolean) => void }) {
  const { t } = useTranslation();
  const format = useFormats();
  const span = [call.start, call.end].map((at) => (at === null ? "?" : format.time(at))).join(" – ");
  // A file says nothing of who organized the meeting; its own name tells it from others.
  const organizer = visibleText(call.file ?? call.organizer ?? t("calls.unknownOrganizer"));
  return (
    <li className={styles.call} data-testid="call" data-included={call.included}>
      <div className={styles.words}>
        <div className={styles.first}>
          <strong className={styles.span}>{span}</strong>
          <bdi>{organizer}</bdi>
          <span className={styles.muted}>
            {t(`calls.kind.${call.kind}`)}
            {call.people !== null && ` · ${t("calls.people", { count: call.people })}`}
          </span>
          {call.flags.map((flag) => (
            <Badge key={flag} appearance="tint" color="warning">
              {t(`flags.${flag}`)}
            </Badge>
          ))}
        </div>
        <div className={styles.muted}>
          {visibleText(call.reason)}
          {call.decided_by === "instructor" && ` · ${t("calls.yourChoice")}`}
        </div>
      </div>
      <Switch
        checked={call.included}
        onChange={(_, { checked }) => onSwitch(checked)}
        label={t(call.included ? "calls.counts" : "calls.countsNot")}
        labelPosition="before"
        aria-label={t("calls.switch", { span, organizer })}
      />
    </li>
  );
}
