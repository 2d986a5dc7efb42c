// Saving a class or a course as a file: for whom, how, and what would be in it, before anything is written.
import {
  Button,
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
  Field,
  Select,
} from "@fluentui/react-components";
import { keepPreviousData, useMutation, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { ErrorNotice } from "../../components/ErrorNotice";
import { useNote } from "../../components/toaster";
import { useSettled } from "../../components/useSettled";
import { isolated, visibleText } from "../../i18n/visible";
import type { ErrorView } from "../../platform/bindings/ErrorView";
import type { ExportRequest } from "../../platform/bindings/ExportRequest";
import { useHost } from "../../platform/context";
import { toErrorView } from "../../platform/errors";
import type { ExportWhat } from "../../platform/host";
import { useCourses } from "../../platform/queries";
import styles from "./Export.module.css";
import { FormatChoice } from "./FormatChoice";
import { Options } from "./Options";
import { Preview } from "./Preview";
import { problemsOf, requestOf, USUAL_FORM } from "./request";

/** Long enough to finish a word. */
const TYPING_MS = 250;

interface Props {
  /** The class; null for a course that is chosen in the dialog. */
  meeting: string | null;
  /** The course that is chosen first. */
  course?: string;
  onClose: () => void;
}

export function ExportDialog({ open, ...props }: Props & { open: boolean }) {
  return (
    <Dialog open={open} onOpenChange={(_, data) => !data.open && props.onClose()}>
      <DialogSurface className={styles.wide} aria-describedby={undefined} data-testid="export-dialog">
        <Export {...props} />
      </DialogSurface>
    </Dialog>
  );
}

function Export({ meeting, course: first = "", onClose }: Props) {
  const { t } = useTranslation();
  const host = useHost();
  const note = useNote();
  const courses = useCourses().data?.courses ?? [];
  const [chosen, setChosen] = useState(first);
  const [form, setForm] = useState(USUAL_FORM);
  const course = meeting === null;
  // One course is no choice.
  const courseId = chosen === "" && courses.length === 1 ? (courses[0]?.id ?? "") : chosen;
  const what: ExportWhat | null =
    meeting !== null ? { meeting } : courseId === "" ? null : { course: courseId };
  const problems = problemsOf(form, course);
  const request = requestOf(form, course, navigator.language);
  const settled = useSettled(JSON.stringify(request), TYPING_MS);
  const preview = useQuery({
    queryKey: ["export", what, settled],
    queryFn: () => host.exportPreview(what as ExportWhat, JSON.parse(settled) as ExportRequest),
    enabled: what !== null && problems.length === 0,
    placeholderData: keepPreviousData,
    staleTime: 0,
    gcTime: 0,
  });
  const save = useMutation<string | null, ErrorView>({
    mutationFn: () => host.exportFile(what as ExportWhat, request),
    onSuccess: (name) => {
      if (name === null) return;
      onClose();
      note(t("export.saved", { name: isolated(name) }));
    },
  });
  const held = what === null || problems.length > 0 || preview.isError || save.isPending;
  const start = () => !held && save.mutate();
  return (
    <DialogBody className={styles.body}>
      <DialogTitle>{t(course ? "export.titleCourse" : "export.title")}</DialogTitle>
      <DialogContent className={styles.content}>
        {course && (
          <Field label={t("export.course")} className={styles.course ?? ""}>
            <Select
              value={courseId}
              onChange={(_, { value }) => setChosen(value)}
              data-testid="export-course"
            >
              {courseId === "" && (
                <option value="" disabled>
                  {t("classList.chooseCourse")}
                </option>
              )}
              {courses.map(({ id, title }) => (
                <option key={id} value={id}>
                  {visibleText(title)}
                </option>
              ))}
            </Select>
          </Field>
        )}
        <div className={styles.sides}>
          <FormatChoice
            course={course}
            format={form.format}
            onFormat={(format) => setForm((before) => ({ ...before, format }))}
          />
          <div className={styles.side}>
            <Options
              form={form}
              course={course}
              problems={problems}
              onForm={(more) => setForm((before) => ({ ...before, ...more }))}
            />
            {save.isError && <ErrorNotice error={toErrorView(save.error)} onRetry={start} />}
            {preview.isError ? (
              <ErrorNotice error={toErrorView(preview.error)} onRetry={() => void preview.refetch()} />
            ) : (
              preview.data !== undefined && <Preview view={preview.data} />
            )}
          </div>
        </div>
      </DialogContent>
      <DialogActions fluid className={styles.foot}>
        <p className={styles.name} dir="auto">
          {!preview.isError && preview.data !== undefined && visibleText(preview.data.file_name)}
        </p>
        <Button onClick={onClose}>{t("common.cancel")}</Button>
        <Button appearance="primary" disabledFocusable={held} onClick={start} data-testid="export-save">
          {t("export.save")}
        </Button>
      </DialogActions>
    </DialogBody>
  );
}
