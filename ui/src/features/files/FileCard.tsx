// One file: its name, what it says, its class, and the question that it asks, if any.
import { Badge, Button, Spinner } from "@fluentui/react-components";
import { Dismiss20Regular } from "@fluentui/react-icons/svg/dismiss";
import { DocumentError20Regular } from "@fluentui/react-icons/svg/document-error";
import { DocumentTable20Regular } from "@fluentui/react-icons/svg/document-table";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useFormats } from "../../i18n/useFormats";
import { isolated, visibleText } from "../../i18n/visible";
import type { DateReadingView } from "../../platform/bindings/DateReadingView";
import type { ErrorView } from "../../platform/bindings/ErrorView";
import type { FileReadingView } from "../../platform/bindings/FileReadingView";
import type { FileView } from "../../platform/bindings/FileView";
import { ClassChoice } from "./ClassChoice";
import { ColumnQuestionForm } from "./ColumnQuestionForm";
import { DateQuestion } from "./DateQuestion";
import styles from "./Files.module.css";
import {
  type ColumnQuestion,
  columnQuestion,
  type Entry,
  isWaiting,
  readingsOf,
  type Standing,
  type Target,
} from "./plan";
import { ReadAs } from "./ReadAs";

export interface CardProps {
  entry: Entry;
  view: FileView | undefined;
  standing: Standing;
  target: Target | null;
  home: string | null;
  all: readonly Entry[];
  onChange: (more: Partial<Entry>) => void;
}

export function FileCard(props: CardProps & { onRemove: () => void; onList: () => void }) {
  const { entry, standing, onRemove } = props;
  const { t } = useTranslation();
  const out = standing === "refused" || standing === "twice";
  const Icon = standing === "refused" ? DocumentError20Regular : DocumentTable20Regular;
  return (
    <li
      className={styles.card}
      data-testid="import-file"
      data-standing={standing}
      data-out={out}
      aria-label={visibleText(entry.name)}
    >
      <div className={styles.cardHead}>
        <Icon className={styles.cardIcon} aria-hidden="true" />
        <h3 className={styles.cardName} dir="auto">
          {visibleText(entry.name)}
        </h3>
        {isWaiting(standing) && (
          <Badge appearance="tint" color="warning">
            {t("files.needsAnswer")}
          </Badge>
        )}
        {(out || standing === "known") && (
          <Badge appearance="outline" color="informative">
            {t("files.isLeftOut")}
          </Badge>
        )}
        <Button
          appearance="subtle"
          size="small"
          icon={<Dismiss20Regular />}
          onClick={onRemove}
          aria-label={t("files.remove", { name: isolated(entry.name) })}
          data-testid="import-remove"
        />
      </div>
      <div className={styles.cardBody}>
        <Body {...props} />
      </div>
    </li>
  );
}

function Body(props: CardProps & { onList: () => void }) {
  const { entry, view, standing, onChange, onList } = props;
  const { t } = useTranslation();
  const { readings, columns } = useAsked(view?.problem ?? null);
  if (view === undefined) return <Spinner size="tiny" labelPosition="after" label={t("files.readingOne")} />;
  if (standing === "twice") {
    return <p className={styles.muted}>{t("files.sameAs", { name: isolated(view.same_as ?? "") })}</p>;
  }
  const { problem, reading } = view;
  // What the command line would have typed is asked below.
  const asked = readings.length > 0 ? t("files.sayDay") : columns !== null ? t("files.sayColumns") : null;
  return (
    <>
      {reading === null ? (
        <p>
          {problem?.message || t("errors.unexpected")}{" "}
          <span className={styles.muted}>{asked ?? problem?.hint}</span>
        </p>
      ) : (
        <Facts reading={reading} />
      )}
      {readings.length > 0 && (
        <DateQuestion readings={readings} name={entry.token} options={entry.options} onChange={onChange} />
      )}
      {columns !== null && (
        <ColumnQuestionForm
          question={columns}
          said={entry.options.columns}
          onSaid={(said) => onChange({ options: { ...entry.options, columns: said } })}
        />
      )}
      {reading !== null && <ClassChoice {...props} view={view} />}
      {reading !== null && <ReadAs entry={entry} reading={reading} onChange={onChange} />}
      {problem?.code === "unknown-format" && (
        <div>
          <Button size="small" onClick={onList} data-testid="import-as-list">
            {t("files.asList")}
          </Button>
        </div>
      )}
    </>
  );
}

/** What the program asked stays on the card when it is answered: an answer can be changed. */
function useAsked(problem: ErrorView | null) {
  const [last, setLast] = useState<ErrorView | null>(null);
  const [asked, setAsked] = useState<{ readings: DateReadingView[]; columns: ColumnQuestion | null }>({
    readings: [],
    columns: null,
  });
  if (problem !== null && problem !== last) {
    setLast(problem);
    const readings = readingsOf(problem);
    setAsked((before) => ({
      readings: readings.length > 0 ? readings : before.readings,
      columns: columnQuestion(problem) ?? before.columns,
    }));
  }
  return asked;
}

function Facts({ reading }: { reading: FileReadingView }) {
  const { t } = useTranslation();
  const format = useFormats();
  const { start, end, people, stays } = reading;
  const when = start === null ? null : format.span(start, end);
  const facts = [
    t("files.people", { count: people }),
    reading.generation === "list" ? null : t("files.stays", { count: stays }),
    when,
  ].filter((fact) => fact !== null);
  return (
    <div className={styles.facts}>
      <p>{visibleText(reading.description)}</p>
      <p className={styles.muted}>{facts.join(" · ")}</p>
      {reading.generation === "list" && <p className={styles.muted}>{t("files.rollCall")}</p>}
    </div>
  );
}
