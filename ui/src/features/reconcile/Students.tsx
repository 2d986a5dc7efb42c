// Every student: status, minutes, why, and the instructor's mark.
import { Badge } from "@fluentui/react-components";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { PersonName } from "../../components/PersonName";
import { StatusMark } from "../../components/StatusMark";
import { useFormats } from "../../i18n/useFormats";
import { visibleText } from "../../i18n/visible";
import type { ReconcileView } from "../../platform/bindings/ReconcileView";
import type { StudentView } from "../../platform/bindings/StudentView";
import { MarkDialog } from "./MarkDialog";
import { MarkMenu } from "./MarkMenu";
import styles from "./Reconcile.module.css";

interface Props {
  reconcile: ReconcileView;
  onMark: (student: string, status: string | null, note: string | null) => void;
  onUnmatch: (participant: string) => void;
}

export function Students({ reconcile, onMark, onUnmatch }: Props) {
  const { t } = useTranslation();
  const [noting, setNoting] = useState<StudentView | null>(null);
  return (
    <section aria-labelledby="students-title" className={styles.section}>
      <h2 id="students-title" className={styles.title}>
        {t("reconcile.students", { count: reconcile.students.length })}
      </h2>
      <table className={styles.table}>
        <thead>
          <tr>
            {(["name", "status", "minutes", "why", "mark"] as const).map((column) => (
              <th key={column} scope="col" data-col={column}>
                {t(`reconcile.column.${column}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {reconcile.students.map((student) => (
            <Student
              key={student.student_id}
              student={student}
              onMark={(status) => onMark(student.student_id, status, status === null ? null : student.note)}
              onNote={() => setNoting(student)}
              onUnmatch={onUnmatch}
            />
          ))}
        </tbody>
      </table>
      <MarkDialog
        student={noting}
        onClose={() => setNoting(null)}
        onSave={(status, note) => {
          if (noting !== null) onMark(noting.student_id, status, note);
          setNoting(null);
        }}
      />
    </section>
  );
}

interface StudentProps {
  student: StudentView;
  onMark: (status: string | null) => void;
  onNote: () => void;
  onUnmatch: (participant: string) => void;
}

function Student({ student, onMark, onNote, onUnmatch }: StudentProps) {
  const { t } = useTranslation();
  const format = useFormats();
  return (
    <tr
      data-testid="student-row"
      data-id={student.student_id}
      data-status={student.status}
      data-decided={student.decided_by}
    >
      <td data-col="name">
        <PersonName name={student.name} className={styles.studentName ?? ""} />
        {student.email !== null && <bdi className={styles.muted}>{visibleText(student.email)}</bdi>}
      </td>
      <td data-col="status">
        <StatusMark status={student.status} />
        <div className={styles.flags}>
          {student.late && student.status !== "late" && <span>{t("reconcile.alsoLate")}</span>}
          {student.left_early && student.status !== "left-early" && (
            <span>{t("reconcile.alsoLeftEarly")}</span>
          )}
          {student.decided_by === "instructor" && (
            <Badge appearance="outline" color="informative" size="small">
              {t("reconcile.yours")}
            </Badge>
          )}
        </div>
      </td>
      <td data-col="minutes" className={styles.number}>
        {student.present_seconds === null ? "–" : format.minutes(student.present_seconds / 60)}
      </td>
      <td data-col="why">
        <ul className={styles.why}>
          {student.reasons.map((reason) => (
            <li key={reason}>{visibleText(reason)}</li>
          ))}
          {student.match.how !== null && student.match.how !== "email" && (
            <li className={styles.muted}>{t(`reconcile.how.${student.match.how}`)}</li>
          )}
          {student.note !== null && (
            <li className={styles.note}>
              {t("reconcile.note")} <bdi>{visibleText(student.note)}</bdi>
            </li>
          )}
        </ul>
      </td>
      <td data-col="mark">
        <MarkMenu student={student} onMark={onMark} onNote={onNote} onUnmatch={onUnmatch} />
      </td>
    </tr>
  );
}
