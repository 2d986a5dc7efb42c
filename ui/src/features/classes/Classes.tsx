// All classes by week; each row says what is next for it.
import { Button } from "@fluentui/react-components";
import { Add20Regular } from "@fluentui/react-icons/svg/add";
import { ArrowDownload20Regular } from "@fluentui/react-icons/svg/arrow-download";
import { ArrowSync20Regular } from "@fluentui/react-icons/svg/arrow-sync";
import { CalendarLtr48Regular } from "@fluentui/react-icons/svg/calendar-ltr";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { EmptyState } from "../../components/EmptyState";
import { ErrorNotice } from "../../components/ErrorNotice";
import { useErrorActions } from "../../components/errorActions";
import { OpeningButton } from "../../components/OpeningButton";
import { QueryView } from "../../components/QueryView";
import { useNote } from "../../components/toaster";
import { useGrowing } from "../../components/useGrowing";
import { useNow } from "../../components/useNow";
import type { MeetingsView } from "../../platform/bindings/MeetingsView";
import { toErrorView } from "../../platform/errors";
import { useMeetings, useRefreshMeetings, useStatus } from "../../platform/queries";
import { useFilesIn } from "../files/FilesProvider";
import { ImportButton } from "../files/ImportButton";
import { OutboxBar } from "../outbox/OutboxBar";
import { useSyncs } from "../sync/SyncProvider";
import { AddClass } from "./AddClass";
import styles from "./Classes.module.css";
import { ClassRow } from "./ClassRow";
import { byWeek, isDue } from "./rows";
import { WeekHeading } from "./WeekHeading";

const COLUMNS = ["class", "when", "came", "state", "next"] as const;

export function Classes() {
  const { t } = useTranslation();
  const meetings = useMeetings();
  const refresh = useRefreshMeetings();
  const note = useNote();
  const now = useNow();
  const { start, running } = useSyncs();
  const [adding, setAdding] = useState(false);
  const rows = meetings.data?.meetings ?? [];
  const due = rows.filter((row) => isDue(row, now) && !(row.id in running)).map(({ id }) => id);
  const readAnew = () => refresh.mutate(undefined, { onSuccess: () => note(t("classes.refreshed")) });
  return (
    <div className={styles.page}>
      <div className={styles.head}>
        <h1 className={styles.title}>{t("classes.title")}</h1>
        <div className={styles.tools}>
          <Button
            icon={<ArrowSync20Regular />}
            onClick={readAnew}
            disabledFocusable={refresh.isPending}
            data-testid="refresh"
          >
            {refresh.isPending ? t("classes.refreshing") : t("classes.refresh")}
          </Button>
          <OpeningButton icon={<Add20Regular />} onClick={() => setAdding(true)} data-testid="add-class">
            {t("classes.add")}
          </OpeningButton>
          <ImportButton />
          {due.length > 0 && (
            <Button
              appearance="primary"
              icon={<ArrowDownload20Regular />}
              onClick={() => start(due)}
              data-testid="fetch-due"
            >
              {t("classes.fetchDue", { count: due.length })}
            </Button>
          )}
        </div>
      </div>
      <OutboxBar />
      {refresh.isError && <ErrorNotice error={toErrorView(refresh.error)} onRetry={readAnew} />}
      <QueryView query={meetings}>
        {(view) =>
          view.meetings.length === 0 ? (
            <NoClasses onAdd={() => setAdding(true)} onRefresh={readAnew} />
          ) : (
            <Weeks view={view} />
          )
        }
      </QueryView>
      <AddClass open={adding} onClose={() => setAdding(false)} />
    </div>
  );
}

/** More rows than the highest screen shows. */
const SCREENFUL = 30;

function Weeks({ view }: { view: MeetingsView }) {
  const { t } = useTranslation();
  const drawn = useGrowing(view.meetings.length, SCREENFUL);
  const meetings = drawn < view.meetings.length ? view.meetings.slice(0, drawn) : view.meetings;
  return byWeek(meetings).map(({ monday, rows }) => (
    <section key={monday} className={styles.week} aria-labelledby={`week-${monday}`}>
      <WeekHeading monday={monday} id={`week-${monday}`} />
      <table className={styles.table}>
        <colgroup>
          {COLUMNS.map((column) => (
            <col key={column} data-col={column} />
          ))}
        </colgroup>
        <thead className="visually-hidden">
          <tr>
            {COLUMNS.map((column) => (
              <th key={column} scope="col">
                {t(`classes.column.${column}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <ClassRow key={row.id} row={row} />
          ))}
        </tbody>
      </table>
    </section>
  ));
}

function NoClasses({ onAdd, onRefresh }: { onAdd: () => void; onRefresh: () => void }) {
  const { t } = useTranslation();
  const status = useStatus().data;
  const { signIn, settings } = useErrorActions();
  const { importFiles } = useFilesIn();
  return (
    <EmptyState icon={<CalendarLtr48Regular />} title={t("classes.empty.title")}>
      <p>{t("classes.empty.explain")}</p>
      <div className={styles.tools}>
        {status?.account === null ? (
          <OpeningButton appearance="primary" onClick={signIn}>
            {t("signin.action")}
          </OpeningButton>
        ) : (
          <Button appearance="primary" onClick={onRefresh}>
            {t("classes.refresh")}
          </Button>
        )}
        {status?.lms.configured === false && (
          <Button onClick={() => settings("lms")}>{t("classes.empty.lms")}</Button>
        )}
        <OpeningButton onClick={onAdd}>{t("classes.add")}</OpeningButton>
        <OpeningButton onClick={() => importFiles()} data-testid="import-files-empty">
          {t("files.button")}
        </OpeningButton>
      </div>
    </EmptyState>
  );
}
