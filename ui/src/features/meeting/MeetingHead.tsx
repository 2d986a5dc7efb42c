// Title, when, where the data came from, and Sync.
import { Badge, Button, Tooltip } from "@fluentui/react-components";
import { ArrowDownload20Regular } from "@fluentui/react-icons/svg/arrow-download";
import { ArrowSync20Regular } from "@fluentui/react-icons/svg/arrow-sync";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { MoreButton } from "../../components/MoreButton";
import { OpeningButton } from "../../components/OpeningButton";
import { useNow } from "../../components/useNow";
import { useFormats } from "../../i18n/useFormats";
import { isolated, visibleText } from "../../i18n/visible";
import type { MeetingRowView } from "../../platform/bindings/MeetingRowView";
import type { ShowView } from "../../platform/bindings/ShowView";
import { leavesFile } from "../../platform/errors";
import { useStatus } from "../../platform/queries";
import { StateWord } from "../classes/StateWord";
import { ExportDialog } from "../export/ExportDialog";
import { useFilesIn } from "../files/FilesProvider";
import { useFailure } from "../sync/failure";
import { SyncProgress } from "../sync/SyncProgress";
import { useSyncs } from "../sync/SyncProvider";
import styles from "./Meeting.module.css";
import { sourceWords } from "./source";

export function MeetingHead({ view, row }: { view: ShowView; row: MeetingRowView | undefined }) {
  const { t } = useTranslation();
  const format = useFormats();
  const now = useNow();
  const { running, start } = useSyncs();
  const { importFiles } = useFilesIn();
  const [exporting, setExporting] = useState(false);
  const { meeting, sync } = view;
  const failure = useFailure(meeting.id);
  const fetched = sync.source !== "none";
  const badge = sourceWords(sync, format, t);
  return (
    <div className={styles.head}>
      <div className={styles.headWords}>
        <h1 className={styles.title} dir="auto">
          {visibleText(meeting.title)}
        </h1>
        <p className={styles.when}>
          <When view={view} />
          {row?.course_title && <span dir="auto">{visibleText(row.course_title)}</span>}
        </p>
        <p className={styles.facts}>
          {fetched ? (
            <Tooltip content={sync.explanation} relationship="description">
              <Badge
                size="large"
                appearance="tint"
                color={sync.completeness === "provisional" ? "warning" : "informative"}
                tabIndex={0}
                data-testid="source"
                data-source={sync.source}
              >
                {badge}
              </Badge>
            </Tooltip>
          ) : (
            <Badge
              size="large"
              appearance="outline"
              color="informative"
              data-testid="source"
              data-source="none"
            >
              {badge}
            </Badge>
          )}
          {row !== undefined && fetched && <StateWord row={{ state: row.state, sync: null, look: null }} />}
          {sync.fetched_at !== null && (
            <span className={styles.muted}>
              {t("class.fetched", { ago: format.ago(sync.fetched_at, now) })}
            </span>
          )}
        </p>
      </div>
      <div className={styles.headTools}>
        {meeting.id in running ? (
          <SyncProgress meeting={meeting.id} title={isolated(meeting.title)} />
        ) : (
          <>
            {fetched && (
              <OpeningButton
                icon={<ArrowDownload20Regular />}
                onClick={() => setExporting(true)}
                data-testid="export"
              >
                {t("class.export")}
              </OpeningButton>
            )}
            {fetched ? (
              <MoreButton
                icon={<ArrowSync20Regular />}
                label={t("class.syncAgain")}
                onClick={() => start([meeting.id])}
                testId="sync"
                more={t("class.otherWays")}
                items={[
                  {
                    label: t("files.buttonOne"),
                    onClick: () => importFiles(meeting.id),
                    testId: "import-here",
                  },
                ]}
              />
            ) : (
              <Button
                appearance={leavesFile(failure) ? "secondary" : "primary"}
                icon={<ArrowSync20Regular />}
                onClick={() => start([meeting.id])}
                data-testid="sync"
              >
                {t("class.sync")}
              </Button>
            )}
          </>
        )}
      </div>
      <ExportDialog open={exporting} meeting={meeting.id} onClose={() => setExporting(false)} />
    </div>
  );
}

function When({ view: { meeting } }: { view: ShowView }) {
  const { t } = useTranslation();
  const format = useFormats();
  const zone = useStatus().data?.timezone;
  const elsewhere = zone !== undefined && zone !== meeting.timezone ? ` (${zone.replaceAll("_", " ")})` : "";
  if (meeting.start === null) {
    return (
      <span>
        {format.date(meeting.date)} · {t("classes.noTimes")}
      </span>
    );
  }
  return (
    <span>
      {format.day(meeting.start)}, {format.time(meeting.start)}
      {meeting.end !== null && ` – ${format.time(meeting.end)}`}
      {elsewhere}
    </span>
  );
}
