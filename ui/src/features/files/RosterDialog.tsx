// A class list before it becomes the students of a course: who is new, who changes, who goes out of sight.
import {
  Badge,
  Button,
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
  Field,
  Input,
  Select,
  Spinner,
} from "@fluentui/react-components";
import { useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { Disclosure } from "../../components/Disclosure";
import { ErrorNotice } from "../../components/ErrorNotice";
import { useNote } from "../../components/toaster";
import { useLostFocus } from "../../components/useLostFocus";
import { visibleText } from "../../i18n/visible";
import type { RosterFileView } from "../../platform/bindings/RosterFileView";
import { toErrorView } from "../../platform/errors";
import type { ColumnRoles, OfferedFile } from "../../platform/host";
import { useCourses } from "../../platform/queries";
import { ColumnsTable } from "./ColumnsTable";
import styles from "./Files.module.css";
import roster from "./Roster.module.css";
import { RosterNotes } from "./RosterNotes";
import { RosterTable } from "./RosterTable";
import { useImportRoster, useRosterReading } from "./rosterAsking";

const ROLES = [
  "name",
  "given",
  "family",
  "email",
  "lms-id",
  "number",
  "username",
  "group",
  "ignored",
] as const;
const NEW = "new";

interface Props {
  /** The course that the list was asked for; null where it is still to be named. */
  course: string | null;
  file: OfferedFile;
  onAnother: () => void;
  onClose: () => void;
}

export function RosterDialog({
  open,
  file,
  ...props
}: Omit<Props, "file"> & { open: boolean; file: OfferedFile | null }) {
  return (
    <Dialog open={open} onOpenChange={(_, data) => !data.open && props.onClose()}>
      <DialogSurface className={styles.wide} aria-describedby={undefined} data-testid="roster-import">
        {/* What was said of the columns of one file does not hold for another. */}
        {file !== null && <RosterImport key={file.token} file={file} {...props} />}
      </DialogSurface>
    </Dialog>
  );
}

function RosterImport({ course: asked, file, onAnother, onClose }: Props) {
  const { t } = useTranslation();
  const note = useNote();
  const another = useRef<HTMLButtonElement>(null);
  useLostFocus(another, file.token);
  const courses = useCourses().data?.courses ?? [];
  const [chosen, setChosen] = useState(asked ?? (courses.length === 0 ? NEW : ""));
  const [title, setTitle] = useState("");
  const [columns, setColumns] = useState<ColumnRoles | null>(null);
  const course = courses.find(({ id }) => id === chosen);
  const query = useRosterReading(course?.id ?? null, file.token, columns);
  const run = useImportRoster();
  const view = query.data;
  const students = view?.students.length ?? 0;
  const replaces = course !== undefined && course.students > 0;
  const same = replaces && view !== undefined && view.added + view.changed + view.hidden.length === 0;
  const missing =
    chosen === "" ? "course" : chosen === NEW && title.trim() === "" ? "title" : same ? "same" : null;
  const held =
    missing !== null || students === 0 || query.isFetching || run.isPending || view?.problem !== null;
  const start = () => {
    if (held) return;
    run.mutate(
      { course: course?.id ?? null, title: title.trim(), token: file.token, columns },
      {
        onSuccess: (done) => {
          onClose();
          note(t("classList.done", { count: done.students.length }));
        },
      },
    );
  };
  return (
    <DialogBody className={styles.body}>
      <DialogTitle>{t("classList.title")}</DialogTitle>
      <DialogContent className={styles.content}>
        <div className={roster.file}>
          <span className={roster.fileName} dir="auto" data-testid="roster-file">
            {visibleText(file.name)}
          </span>
          {view?.recognised != null && (
            <Badge appearance="tint" color="informative" data-testid="roster-recognised">
              {t(`classList.recognised.${view.recognised}`)}
            </Badge>
          )}
          <Button ref={another} size="small" onClick={onAnother} data-testid="roster-another">
            {t("classList.another")}
          </Button>
        </div>
        <div className={roster.course}>
          <Field label={t("classList.course")}>
            <Select value={chosen} onChange={(_, { value }) => setChosen(value)} data-testid="roster-course">
              {chosen === "" && (
                <option value="" disabled>
                  {t("classList.chooseCourse")}
                </option>
              )}
              {courses.map(({ id, title: name }) => (
                <option key={id} value={id}>
                  {visibleText(name)}
                </option>
              ))}
              <option value={NEW}>{t("classList.newCourse")}</option>
            </Select>
          </Field>
          {chosen === NEW && (
            <Field label={t("classList.newTitle")} required>
              <Input value={title} onChange={(_, { value }) => setTitle(value)} data-testid="roster-title" />
            </Field>
          )}
        </div>
        {query.isError && (
          <ErrorNotice error={toErrorView(query.error)} onRetry={() => void query.refetch()} />
        )}
        {run.isError && <ErrorNotice error={toErrorView(run.error)} onRetry={start} />}
        {view === undefined ? (
          !query.isError && <Spinner size="tiny" label={t("files.readingOne")} />
        ) : (
          <Reading
            view={view}
            compared={course !== undefined}
            onRole={(index, role) =>
              setColumns({
                ...Object.fromEntries(view.columns.map((column) => [column.index, column.role])),
                [index]: role,
              })
            }
          />
        )}
      </DialogContent>
      <DialogActions fluid className={styles.foot}>
        <p role="status" className={styles.left} data-testid="roster-left">
          {query.isFetching ? t("files.readingOne") : missing !== null && t(`classList.missing.${missing}`)}
        </p>
        <Button onClick={onClose}>{t("common.cancel")}</Button>
        <Button appearance="primary" disabledFocusable={held} onClick={start} data-testid="roster-start">
          {students === 0
            ? t("files.import")
            : t(replaces ? "classList.replace" : "classList.import", { count: students })}
        </Button>
      </DialogActions>
    </DialogBody>
  );
}

interface ReadingProps {
  view: RosterFileView;
  compared: boolean;
  onRole: (index: number, role: string) => void;
}

function Reading({ view, compared, onRole }: ReadingProps) {
  const { t } = useTranslation();
  const { problem } = view;
  // What was opened by a question stays open when it is answered, and the focus stays inside.
  const [asked, setAsked] = useState(false);
  if (problem !== null && !asked) setAsked(true);
  return (
    <>
      {problem !== null ? (
        <p data-testid="roster-problem">
          {problem.message || t("errors.unexpected")}{" "}
          <span className={styles.muted}>
            {view.columns.length > 0 ? t("files.sayColumns") : problem.hint}
          </span>
        </p>
      ) : (
        <>
          <RosterNotes view={view} compared={compared} />
          <RosterTable students={view.students} compared={compared} />
        </>
      )}
      {view.columns.length > 0 && (
        <Disclosure testId="roster-columns" open={asked} summary={t("classList.columns")}>
          <ColumnsTable
            label={t("classList.columns")}
            columns={view.columns}
            roles={ROLES}
            roleWords={(role) => t(`classList.role.${role}`, { defaultValue: role })}
            onRole={onRole}
          />
          <p className={styles.hint}>{t("files.columns.remembered")}</p>
        </Disclosure>
      )}
    </>
  );
}
