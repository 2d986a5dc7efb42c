// A mark with a note: the note goes to the LMS with the status.
import {
  Button,
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
  Field,
  Radio,
  RadioGroup,
  Textarea,
} from "@fluentui/react-components";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { STATUSES, StatusMark } from "../../components/StatusMark";
import { isolated } from "../../i18n/visible";
import type { StudentView } from "../../platform/bindings/StudentView";
import styles from "./Reconcile.module.css";

interface Props {
  student: StudentView | null;
  onClose: () => void;
  onSave: (status: string, note: string | null) => void;
}

export function MarkDialog({ student, onClose, onSave }: Props) {
  return (
    <Dialog open={student !== null} onOpenChange={(_, data) => !data.open && onClose()}>
      <DialogSurface aria-describedby={undefined}>
        {student !== null && <MarkForm student={student} onClose={onClose} onSave={onSave} />}
      </DialogSurface>
    </Dialog>
  );
}

function MarkForm({ student, onClose, onSave }: Props & { student: StudentView }) {
  const { t } = useTranslation();
  const [status, setStatus] = useState(student.status === "unknown" ? "excused" : student.status);
  const [note, setNote] = useState(student.note ?? "");
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        onSave(status, note.trim() === "" ? null : note.trim());
      }}
    >
      <DialogBody>
        <DialogTitle>{t("reconcile.markOf", { name: isolated(student.name) })}</DialogTitle>
        <DialogContent className={styles.dialog}>
          <Field label={t("reconcile.column.status")}>
            <RadioGroup value={status} onChange={(_, { value }) => setStatus(value)}>
              {STATUSES.map((choice) => (
                <Radio key={choice} value={choice} label={<StatusMark status={choice} />} />
              ))}
            </RadioGroup>
          </Field>
          <Field label={t("reconcile.noteLabel")} hint={t("reconcile.noteHint")}>
            <Textarea dir="auto" value={note} onChange={(_, { value }) => setNote(value)} />
          </Field>
        </DialogContent>
        <DialogActions>
          <Button onClick={onClose}>{t("common.cancel")}</Button>
          <Button type="submit" appearance="primary">
            {t("reconcile.save")}
          </Button>
        </DialogActions>
      </DialogBody>
    </form>
  );
}
