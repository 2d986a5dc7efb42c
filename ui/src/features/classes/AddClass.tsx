// A class typed in by hand: an instant meeting stands in no calendar.
import {
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
} from "@fluentui/react-components";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { ErrorNotice } from "../../components/ErrorNotice";
import { visibleText } from "../../i18n/visible";
import { go } from "../../navigation";
import type { ErrorView } from "../../platform/bindings/ErrorView";
import type { IdView } from "../../platform/bindings/IdView";
import type { NewMeeting } from "../../platform/bindings/NewMeeting";
import { useHost } from "../../platform/context";
import { toErrorView } from "../../platform/errors";
import { keys, useCourses } from "../../platform/queries";
import styles from "./AddClass.module.css";
import { EMPTY_FORM, type FormProblem, newMeeting, problemsOf } from "./newMeeting";

export function AddClass({ open, onClose }: { open: boolean; onClose: () => void }) {
  return (
    <Dialog open={open} onOpenChange={(_, data) => !data.open && onClose()}>
      <DialogSurface aria-describedby={undefined}>
        <AddClassForm onClose={onClose} />
      </DialogSurface>
    </Dialog>
  );
}

function AddClassForm({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const host = useHost();
  const client = useQueryClient();
  const courses = useCourses().data?.courses ?? [];
  const [form, setForm] = useState(EMPTY_FORM);
  const [problems, setProblems] = useState<FormProblem[]>([]);
  const add = useMutation<IdView, ErrorView, NewMeeting>({
    mutationFn: (meeting) => host.addMeeting(meeting),
    onSuccess: ({ id }) => {
      void client.invalidateQueries({ queryKey: keys.meetings });
      onClose();
      go({ page: "class", meeting: id, tab: "participants" });
    },
  });
  const set = (field: keyof typeof form) => (_: unknown, data: { value: string }) =>
    setForm((before) => ({ ...before, [field]: data.value }));
  const problem = (field: FormProblem) =>
    problems.includes(field)
      ? { validationState: "error" as const, validationMessage: t(`add.problem.${field}`) }
      : {};
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const found = problemsOf(form);
    setProblems(found);
    if (found.length === 0) add.mutate(newMeeting(form));
  };
  return (
    <form onSubmit={submit} noValidate>
      <DialogBody>
        <DialogTitle>{t("add.title")}</DialogTitle>
        <DialogContent className={styles.fields}>
          {add.isError && <ErrorNotice error={toErrorView(add.error)} />}
          <Field label={t("add.name")} required {...problem("title")}>
            <Input value={form.title} onChange={set("title")} data-testid="add-title" />
          </Field>
          <div className={styles.when}>
            <Field label={t("add.date")} required {...problem("date")}>
              <Input type="date" value={form.date} onChange={set("date")} data-testid="add-date" />
            </Field>
            <Field label={t("add.start")} {...problem("times")}>
              <Input type="time" value={form.start} onChange={set("start")} data-testid="add-start" />
            </Field>
            <Field label={t("add.end")}>
              <Input type="time" value={form.end} onChange={set("end")} data-testid="add-end" />
            </Field>
          </div>
          <p className={styles.hint}>{t("add.timesHint")}</p>
          <Field label={t("add.course")}>
            <Select value={form.course} onChange={set("course")}>
              <option value="">{t("classes.noCourse")}</option>
              {courses.map((course) => (
                <option key={course.id} value={course.id}>
                  {visibleText(course.title)}
                </option>
              ))}
            </Select>
          </Field>
          <Field label={t("add.link")} hint={t("add.linkHint")}>
            <Input value={form.link} onChange={set("link")} />
          </Field>
        </DialogContent>
        <DialogActions>
          <Button onClick={onClose}>{t("common.cancel")}</Button>
          <Button type="submit" appearance="primary" disabledFocusable={add.isPending} data-testid="add-save">
            {t("add.save")}
          </Button>
        </DialogActions>
      </DialogBody>
    </form>
  );
}
