// One class: what it was, how far it is, and the tabs. The tab stands in the address, the table's filter in
// a note per class, so that both survive leaving and coming back.
import { Tab, TabList } from "@fluentui/react-components";
import { ArrowLeft16Regular } from "@fluentui/react-icons/svg/arrow-left";
import { useTranslation } from "react-i18next";
import { ErrorNotice } from "../../components/ErrorNotice";
import { QueryView } from "../../components/QueryView";
import { placeFragment, replacePlace, TABS, type Tab as TabName } from "../../navigation";
import type { ShowView } from "../../platform/bindings/ShowView";
import { useMeetings, useReconcile, useShow } from "../../platform/queries";
import { Calls } from "../calls/Calls";
import { Participants } from "../participants/Participants";
import { Reconcile } from "../reconcile/Reconcile";
import { useFailure } from "../sync/failure";
import { useSyncs } from "../sync/SyncProvider";
import { Upload } from "../upload/Upload";
import { Log } from "./Log";
import styles from "./Meeting.module.css";
import { MeetingHead } from "./MeetingHead";
import { NotFetched } from "./NotFetched";
import { Numbers } from "./Numbers";
import { useUndoKeys } from "./useUndo";

export function Meeting({ meeting, tab }: { meeting: string; tab: TabName }) {
  const { t } = useTranslation();
  const show = useShow(meeting);
  return (
    <div className={styles.page} data-testid="class-page">
      <a className={styles.back} href={placeFragment({ page: "classes" })}>
        <ArrowLeft16Regular aria-hidden="true" />
        {t("class.back")}
      </a>
      <QueryView query={show}>{(view) => <MeetingView view={view} tab={tab} />}</QueryView>
    </div>
  );
}

function MeetingView({ view, tab }: { view: ShowView; tab: TabName }) {
  const { t } = useTranslation();
  const meeting = view.meeting.id;
  const reconcile = useReconcile(meeting, view.sync.source !== "none");
  const row = useMeetings().data?.meetings.find(({ id }) => id === meeting);
  const { start } = useSyncs();
  useUndoKeys();
  const error = useFailure(meeting);
  const unmatched = reconcile.data?.summary.unmatched ?? 0;
  const labels: Partial<Record<TabName, string>> = {
    participants: view.participants.length > 0 ? ` (${view.participants.length})` : "",
    reconcile: unmatched > 0 ? ` (${unmatched})` : "",
  };
  return (
    <>
      <MeetingHead view={view} row={row} />
      {error !== undefined && <ErrorNotice error={error} onRetry={() => start([meeting])} />}
      {reconcile.data !== undefined && reconcile.data.students.length > 0 && (
        <Numbers summary={reconcile.data.summary} />
      )}
      <TabList
        className={styles.tabs}
        selectedValue={tab}
        onTabSelect={(_, { value }) => replacePlace({ page: "class", meeting, tab: value as TabName })}
        aria-label={t("class.tabs")}
      >
        {TABS.map((name) => (
          <Tab
            key={name}
            value={name}
            id={`tab-${name}`}
            aria-controls={name === tab ? "tab-panel" : undefined}
            data-testid={`tab-${name}`}
          >
            {t(`class.tab.${name}`)}
            {labels[name]}
          </Tab>
        ))}
      </TabList>
      <div id="tab-panel" role="tabpanel" aria-labelledby={`tab-${tab}`} className={styles.panel}>
        {tab === "log" ? (
          <Log view={view} />
        ) : view.sync.source === "none" ? (
          <NotFetched meeting={meeting} />
        ) : (
          <>
            {tab === "participants" && <Participants view={view} reconcile={reconcile.data} />}
            {tab === "calls" && <Calls view={view} />}
            {tab === "reconcile" && <Reconcile view={view} query={reconcile} />}
            {tab === "upload" && <Upload view={view} />}
          </>
        )}
      </div>
    </>
  );
}
