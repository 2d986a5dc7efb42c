// What belongs to the chosen format, and nothing else.
import { Checkbox, Field, Input, Select } from "@fluentui/react-components";
import { useTranslation } from "react-i18next";
import { Disclosure } from "../../components/Disclosure";
import styles from "./Export.module.css";
import {
  ACRONYMS,
  COLUMNS,
  CREDIT,
  type ExportField,
  type ExportForm,
  type ExportProblem,
  has,
  IDENTIFY,
  SEPARATORS,
} from "./request";

interface Props {
  form: ExportForm;
  course: boolean;
  problems: ExportProblem[];
  onForm: (more: Partial<ExportForm>) => void;
}

export function Options({ form, course, problems, onForm }: Props) {
  const { t } = useTranslation();
  const on = (field: ExportField) => has(form, field, course);
  const problem = (name: ExportProblem) =>
    problems.includes(name)
      ? { validationState: "error" as const, validationMessage: t(`export.problem.${name}`) }
      : {};
  return (
    <div className={styles.options} data-testid="export-options">
      {on("emails") && (
        <Checkbox
          checked={!form.emails}
          onChange={(_, { checked }) => onForm({ emails: checked !== true })}
          label={t("export.noEmails")}
        />
      )}
      {on("separator") && (
        <>
          <Field label={t("export.separatorLabel")}>
            <Select
              value={form.separator}
              onChange={(_, { value }) =>
                onForm({ separator: SEPARATORS.find((one) => one === value) ?? "locale" })
              }
            >
              {SEPARATORS.map((one) => (
                <option key={one} value={one}>
                  {t(`export.separator.${one}`)}
                </option>
              ))}
            </Select>
          </Field>
          <Checkbox
            checked={form.bom}
            onChange={(_, { checked }) => onForm({ bom: checked === true })}
            label={t("export.bom")}
          />
        </>
      )}
      {on("long") && (
        <Checkbox
          checked={form.long}
          onChange={(_, { checked }) => onForm({ long: checked === true })}
          label={t("export.long")}
        />
      )}
      {on("limit") && (
        <Field label={t("export.limit")} {...problem("limit")} hint={t("export.limitHint")}>
          <Input
            type="number"
            min={0}
            max={100}
            value={form.limit}
            onChange={(_, { value }) => onForm({ limit: value })}
            contentAfter={t("settings.percent")}
          />
        </Field>
      )}
      {on("columns") && (
        <Columns
          form={form}
          problem={problems.includes("columns") ? t("export.problem.columns") : null}
          onForm={onForm}
        />
      )}
      {on("identify") && (
        <Field label={t("export.identify")} hint={t("export.identifyHint")}>
          <Select
            value={form.identify}
            onChange={(_, { value }) =>
              onForm({ identify: IDENTIFY.find((one) => one === value) ?? "email" })
            }
            data-testid="export-identify"
          >
            {IDENTIFY.map((one) => (
              <option key={one} value={one}>
                {t(`export.identifyBy.${one}`)}
              </option>
            ))}
          </Select>
        </Field>
      )}
      {on("acronyms") && (
        <ByStatus
          legend={t("export.acronyms")}
          hint={t("export.acronymsHint")}
          statuses={Object.keys(ACRONYMS)}
          values={form.acronyms}
          onValues={(acronyms) => onForm({ acronyms })}
          problem={problems.includes("acronyms") ? t("export.problem.acronyms") : null}
        />
      )}
      {on("grades") && (
        <>
          <div className={styles.pair}>
            <Field label={t("export.points")} {...problem("points")}>
              <Input
                type="number"
                min={0}
                value={form.points}
                onChange={(_, { value }) => onForm({ points: value })}
              />
            </Field>
            {on("assignment") && (
              <Field label={t("export.assignment")} {...problem("assignment")}>
                <Input
                  inputMode="numeric"
                  value={form.assignment}
                  onChange={(_, { value }) => onForm({ assignment: value })}
                />
              </Field>
            )}
          </div>
          {on("assignment") && <p className={styles.hint}>{t("export.assignmentHint")}</p>}
          <Field label={t("export.gradeTitle")} hint={t("export.gradeTitleHint")}>
            <Input value={form.title} onChange={(_, { value }) => onForm({ title: value })} />
          </Field>
          <ByStatus
            legend={t("export.credit")}
            hint={t("export.creditHint")}
            statuses={Object.keys(CREDIT)}
            values={form.credit}
            onValues={(credit) => onForm({ credit })}
            number
            problem={problems.includes("credit") ? t("export.problem.credit") : null}
          />
        </>
      )}
    </div>
  );
}

function Columns({
  form,
  problem,
  onForm,
}: {
  form: ExportForm;
  problem: string | null;
  onForm: (more: Partial<ExportForm>) => void;
}) {
  const { t } = useTranslation();
  const shown = COLUMNS.filter((column) => form.emails || column !== "email");
  const count = shown.filter((column) => form.columns.includes(column)).length;
  return (
    <div>
      <Disclosure testId="export-columns" summary={t("export.columns", { count, all: shown.length })}>
        <div className={styles.columnList}>
          {shown.map((column) => (
            <Checkbox
              key={column}
              checked={form.columns.includes(column)}
              label={t(`export.column.${column}`)}
              onChange={(_, { checked }) =>
                onForm({
                  columns:
                    checked === true
                      ? [...form.columns, column]
                      : form.columns.filter((other) => other !== column),
                })
              }
            />
          ))}
        </div>
      </Disclosure>
      {problem !== null && <p className={styles.problem}>{problem}</p>}
    </div>
  );
}

interface ByStatusProps {
  legend: string;
  hint: string;
  statuses: string[];
  values: Record<string, string>;
  onValues: (values: Record<string, string>) => void;
  number?: boolean;
  problem: string | null;
}

function ByStatus({ legend, hint, statuses, values, onValues, number, problem }: ByStatusProps) {
  const { t } = useTranslation();
  return (
    <fieldset className={styles.byStatus}>
      <legend>{legend}</legend>
      <div className={styles.statuses}>
        {statuses.map((status) => (
          <Field key={status} label={t(`status.${status}`)} size="small">
            <Input
              {...(number === true ? { type: "number" as const, min: 0, max: 100 } : { maxLength: 8 })}
              value={values[status] ?? ""}
              onChange={(_, { value }) => onValues({ ...values, [status]: value })}
            />
          </Field>
        ))}
      </div>
      {problem !== null && <p className={styles.problem}>{problem}</p>}
      <p className={styles.hint}>{hint}</p>
    </fieldset>
  );
}
