// People against roster: first whoever is not known yet, then every student with status and reasons.
import { Button } from "@fluentui/react-components";
import { ArrowRedo20Regular } from "@fluentui/react-icons/svg/arrow-redo";
import { ArrowUndo20Regular } from "@fluentui/react-icons/svg/arrow-undo";
import type { UseQueryResult } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { EmptyState } from "../../components/EmptyState";
import { ErrorNotice } from "../../components/ErrorNotice";
import { useErrorActions } from "../../components/errorActions";
import { OpeningButton } from "../../components/OpeningButton";
import { QueryView } from "../../components/QueryView";
import type { ReconcileView } from "../../platform/bindings/ReconcileView";
import type { ShowView } from "../../platform/bindings/ShowView";
import { toErrorView } from "../../platform/errors";
import { useAcceptUnambiguous, useAdoptRules, useMark, useMatch } from "../../platform/queries";
import { useFilesIn } from "../files/FilesProvider";
import { useUndo } from "../meeting/useUndo";
import styles from "./Reconcile.module.css";
import { RosterChanges } from "./RosterChanges";
import { Students } from "./Students";
import { Unmatched } from "./Unmatched";

export function Reconcile({ view, query }: { view: ShowView; query: UseQueryResult<ReconcileView> }) {
  return <QueryView query={query}>{(reconcile) => <Sides view={view} reconcile={reconcile} />}</QueryView>;
}

function Sides({ view, reconcile }: { view: ShowView; reconcile: ReconcileView }) {
  const { t } = useTranslation();
  const { settings } = useErrorActions();
  const { importRoster } = useFilesIn();
  const { id, course_id: course } = view.meeting;
  const undo = useUndo();
  const mark = useMark(id);
  const match = useMatch(id);
  const accept = useAcceptUnambiguous(id);
  const adopt = useAdoptRules(id);
  const error = mark.error ?? match.error ?? accept.error ?? adopt.error;
  const sure = reconcile.unmatched.filter(({ unambiguous }) => unambiguous).length;
  if (reconcile.students.length === 0) {
    return (
      <EmptyState title={t("reconcile.noRoster.title")}>
        <p>{t(course === null ? "reconcile.noRoster.noCourse" : "reconcile.noRoster.empty")}</p>
        <div className={styles.ways}>
          <Button onClick={() => settings("lms")}>{t("errors.openLms")}</Button>
          {course !== null && (
            <OpeningButton
              appearance="primary"
              onClick={() => importRoster(course)}
              data-testid="import-roster-here"
            >
              {t("classList.button")}
            </OpeningButton>
          )}
        </div>
      </EmptyState>
    );
  }
  return (
    <div className={styles.reconcile}>
      <div className={styles.tools}>
        <p className={styles.left} data-testid="left">
          {t("reconcile.left", { count: reconcile.unmatched.length })}
        </p>
        {sure > 0 && (
          <Button onClick={() => accept.mutate()} data-testid="accept-unambiguous">
            {t("reconcile.acceptAll", { count: sure })}
          </Button>
        )}
        <Button appearance="subtle" icon={<ArrowUndo20Regular />} onClick={() => undo("undo")}>
          {t("undo.undo")}
        </Button>
        <Button appearance="subtle" icon={<ArrowRedo20Regular />} onClick={() => undo("redo")}>
          {t("undo.redo")}
        </Button>
      </div>
      {course !== null && <RosterChanges course={course} />}
      {reconcile.rules_from === "upload" && (
        <div className={styles.kept} data-testid="kept-rules">
          <p>{t("reconcile.keptRules")}</p>
          <Button size="small" onClick={() => adopt.mutate()}>
            {t("reconcile.adoptRules")}
          </Button>
        </div>
      )}
      {error !== null && <ErrorNotice error={toErrorView(error)} />}
      {reconcile.unmatched.length > 0 && (
        <Unmatched
          people={reconcile.unmatched}
          students={reconcile.students}
          participants={view.participants}
          onMatch={(participant, to) => match.mutate({ participant, to })}
        />
      )}
      <Students
        reconcile={reconcile}
        onMark={(student, status, note) => mark.mutate({ student, status, note })}
        onUnmatch={(participant) => match.mutate({ participant, to: "clear" })}
      />
    </div>
  );
}
