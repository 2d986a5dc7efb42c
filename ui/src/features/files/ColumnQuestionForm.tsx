// A file whose headings are not known: the user says what its columns hold, and the program remembers it.
import { Button } from "@fluentui/react-components";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { type Column, ColumnsTable } from "./ColumnsTable";
import styles from "./Files.module.css";
import type { ColumnQuestion } from "./plan";

interface Props {
  question: ColumnQuestion;
  said: Record<string, string> | null;
  onSaid: (columns: Record<string, string>) => void;
}

export function ColumnQuestionForm({ question, said, onSaid }: Props) {
  const { t } = useTranslation();
  const [roles, setRoles] = useState<Record<number, string>>(() =>
    Object.fromEntries(
      question.header.map((_, index) => [index, said?.[index] ?? question.guessed[index] ?? "other"]),
    ),
  );
  const columns = question.header.map(
    (heading, index): Column => ({
      index,
      heading,
      role: roles[index] ?? "other",
      samples: question.samples.map((row) => row[index] ?? ""),
    }),
  );
  return (
    <div className={styles.question}>
      <ColumnsTable
        label={t("files.columns.label")}
        columns={columns}
        roles={question.roles}
        roleWords={(role) => t(`files.columns.role.${role}`, { defaultValue: role })}
        onRole={(index, role) => setRoles((before) => ({ ...before, [index]: role }))}
      />
      <div className={styles.questionFoot}>
        <p className={styles.hint}>{t("files.columns.remembered")}</p>
        <Button onClick={() => onSaid({ ...roles })} data-testid="import-columns">
          {t("files.columns.read")}
        </Button>
      </div>
    </div>
  );
}
