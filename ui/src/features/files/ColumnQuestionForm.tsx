// A file whose headings are not known: the user says what its columns hold, and the program remembers it.
import { Button, Field, Select } from "@fluentui/react-components";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { isolated } from "../../i18n/visible";
import { type Column, ColumnsTable } from "./ColumnsTable";
import styles from "./Files.module.css";
import { actionKey, type ColumnQuestion } from "./plan";

const MEANINGS = ["join", "joined-before", "leave"] as const;

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
  const [meanings, setMeanings] = useState<Record<string, string>>(() =>
    Object.fromEntries(
      question.actions.map(([word, known]) => [word, said?.[actionKey(word)] ?? known ?? ""]),
    ),
  );
  const words = Object.values(roles).includes("action") ? Object.keys(meanings) : [];
  const open = words.some((word) => meanings[word] === "");
  const answer = () => {
    if (open) return;
    onSaid({ ...roles, ...Object.fromEntries(words.map((word) => [actionKey(word), meanings[word] ?? ""])) });
  };
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
      {words.length > 0 && (
        <div className={styles.meanings}>
          {words.map((word) => (
            <Field key={word} label={t("files.columns.means", { word: isolated(word) })} size="small">
              <Select
                size="small"
                value={meanings[word] ?? ""}
                onChange={(_, { value }) => setMeanings((before) => ({ ...before, [word]: value }))}
                data-testid="action-meaning"
              >
                {meanings[word] === "" && (
                  <option value="" disabled>
                    {t("files.columns.chooseMeaning")}
                  </option>
                )}
                {MEANINGS.map((meaning) => (
                  <option key={meaning} value={meaning}>
                    {t(`files.columns.meaning.${meaning}`)}
                  </option>
                ))}
              </Select>
            </Field>
          ))}
        </div>
      )}
      <div className={styles.questionFoot}>
        <p className={styles.hint}>{t("files.columns.remembered")}</p>
        <Button disabledFocusable={open} onClick={answer} data-testid="import-columns">
          {t("files.columns.read")}
        </Button>
      </div>
    </div>
  );
}
