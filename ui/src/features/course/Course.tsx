// A course as students × classes: who was where, who is below the limit, and the way out as a file.
import { Button, Checkbox, Field, Input, SearchBox, Select } from "@fluentui/react-components";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { useAnnounce } from "../../components/Announcer";
import { copyText } from "../../components/copyText";
import { EmptyState } from "../../components/EmptyState";
import { OpeningButton } from "../../components/OpeningButton";
import { QueryView } from "../../components/QueryView";
import { useSettled } from "../../components/useSettled";
import { visibleText } from "../../i18n/visible";
import { go } from "../../navigation";
import type { CourseMatrixView } from "../../platform/bindings/CourseMatrixView";
import { useHost } from "../../platform/context";
import { keys, useCourses } from "../../platform/queries";
import { ExportDialog } from "../export/ExportDialog";
import { GradesDialog } from "../grades/GradesDialog";
import styles from "./Course.module.css";
import { Matrix } from "./Matrix";
import { EVERYBODY, filtered, groupsOf, limitOf, SORTS, type Sort, sorted, toTsv } from "./rows";

const LIMIT = "rollbook.limit";
const TYPING_MS = 250;

export function Course({ course }: { course: string | null }) {
  const { t } = useTranslation();
  const courses = useCourses();
  return (
    <div className={styles.page}>
      <QueryView query={courses}>
        {(view) => {
          const chosen = view.courses.find(({ id }) => id === course) ?? view.courses[0];
          if (chosen === undefined) {
            return (
              <EmptyState title={t("course.none.title")}>
                <p>{t("course.none.explain")}</p>
              </EmptyState>
            );
          }
          return (
            <>
              <div className={styles.head}>
                <h1 className={styles.title} dir="auto">
                  {visibleText(chosen.title)}
                </h1>
                {view.courses.length > 1 && (
                  <Select
                    value={chosen.id}
                    onChange={(_, { value }) => go({ page: "course", course: value })}
                    aria-label={t("course.choose")}
                    data-testid="course-choice"
                  >
                    {view.courses.map(({ id, title }) => (
                      <option key={id} value={id}>
                        {visibleText(title)}
                      </option>
                    ))}
                  </Select>
                )}
              </div>
              <OneCourse key={chosen.id} course={chosen.id} />
            </>
          );
        }}
      </QueryView>
    </div>
  );
}

function OneCourse({ course }: { course: string }) {
  const host = useHost();
  const [typed, setTyped] = useState(() => localStorage.getItem(LIMIT) ?? "75");
  const limit = limitOf(useSettled(typed, TYPING_MS));
  const matrix = useQuery<CourseMatrixView>({
    queryKey: keys.matrix(course, limit),
    queryFn: () => host.courseMatrix(course, limit),
    placeholderData: keepPreviousData,
    staleTime: 0,
  });
  return (
    <QueryView query={matrix}>
      {(view) => (
        <Shown
          view={view}
          typed={typed}
          onLimit={(text) => {
            setTyped(text);
            localStorage.setItem(LIMIT, text);
          }}
        />
      )}
    </QueryView>
  );
}

interface ShownProps {
  view: CourseMatrixView;
  typed: string;
  onLimit: (text: string) => void;
}

function Shown({ view, typed, onLimit }: ShownProps) {
  const { t } = useTranslation();
  const announce = useAnnounce();
  const [filter, setFilter] = useState(EVERYBODY);
  const [sort, setSort] = useState<Sort>("roster");
  const [exporting, setExporting] = useState(false);
  const [grading, setGrading] = useState(false);
  const groups = useMemo(() => groupsOf(view), [view]);
  const students = useMemo(() => sorted(filtered(view.students, filter), sort), [view, filter, sort]);
  const below = view.students.filter((student) => student.below).length;
  const bad = typed.trim() !== "" && limitOf(typed) === null;
  if (view.students.length === 0 || view.classes.length === 0) {
    return (
      <EmptyState title={t("course.empty.title")}>
        <p>{t(view.students.length === 0 ? "course.empty.students" : "course.empty.classes")}</p>
      </EmptyState>
    );
  }
  const copy = () =>
    void copyText(toTsv(view, students)).then(
      (done) => done && announce(t("course.copied", { count: students.length })),
    );
  return (
    <>
      <div className={styles.tools}>
        <SearchBox
          className={styles.search ?? ""}
          value={filter.text}
          onChange={(_, { value }) => setFilter((before) => ({ ...before, text: value }))}
          placeholder={t("course.search")}
          aria-label={t("course.search")}
          data-testid="course-search"
        />
        <Field
          label={t("course.limit")}
          orientation="horizontal"
          {...(bad ? { validationState: "error" as const, validationMessage: t("course.limitBad") } : {})}
        >
          <Input
            className={styles.limit ?? ""}
            inputMode="decimal"
            value={typed}
            onChange={(_, { value }) => onLimit(value)}
            contentAfter={t("settings.percent")}
            data-testid="limit"
          />
        </Field>
        <Checkbox
          checked={filter.below}
          onChange={(_, { checked }) => setFilter((before) => ({ ...before, below: checked === true }))}
          label={t("course.below", { count: below })}
          data-testid="below"
        />
        {groups.length > 0 && (
          <Select
            value={filter.group}
            onChange={(_, { value }) => setFilter((before) => ({ ...before, group: value }))}
            aria-label={t("course.group")}
          >
            <option value="">{t("course.allGroups")}</option>
            {groups.map((group) => (
              <option key={group} value={group}>
                {visibleText(group)}
              </option>
            ))}
          </Select>
        )}
        <Select
          value={sort}
          onChange={(_, { value }) => setSort(SORTS.find((known) => known === value) ?? "roster")}
          aria-label={t("course.sort")}
          data-testid="course-sort"
        >
          {SORTS.map((name) => (
            <option key={name} value={name}>
              {t(`course.sortBy.${name}`)}
            </option>
          ))}
        </Select>
        <span className={styles.space} />
        <Button onClick={copy}>{t("course.copy")}</Button>
        {view.course.lms_id !== null && (
          <OpeningButton onClick={() => setGrading(true)} data-testid="course-grades">
            {t("course.grades")}
          </OpeningButton>
        )}
        <OpeningButton onClick={() => setExporting(true)} data-testid="course-export">
          {t("course.export")}
        </OpeningButton>
      </div>
      {students.length === 0 ? (
        <EmptyState title={t("course.nobody")}>
          <Button onClick={() => setFilter(EVERYBODY)}>{t("participants.none.clear")}</Button>
        </EmptyState>
      ) : (
        <Matrix view={view} students={students} />
      )}
      <GradesDialog open={grading} course={view.course.id} onClose={() => setGrading(false)} />
      <ExportDialog
        open={exporting}
        meeting={null}
        course={view.course.id}
        onClose={() => setExporting(false)}
      />
    </>
  );
}
