// What narrows the list down: words, a course, the limit, and those nobody has matched yet.
import { Checkbox, Field, Input, SearchBox, Select } from "@fluentui/react-components";
import type { RefObject } from "react";
import { useTranslation } from "react-i18next";
import { visibleText } from "../../i18n/visible";
import { limitOf } from "../course/rows";
import styles from "./People.module.css";
import type { Filter } from "./rows";

interface Props {
  box: RefObject<HTMLInputElement | null>;
  filter: Filter;
  onFilter: (change: Partial<Filter>) => void;
  courses: string[];
  /** The limit as it is being typed. */
  typed: string;
  onLimit: (text: string) => void;
  unmatched: number;
  below: number;
}

export function PeopleTools({ box, filter, onFilter, courses, typed, onLimit, unmatched, below }: Props) {
  const { t } = useTranslation();
  const bad = typed.trim() !== "" && limitOf(typed) === null;
  return (
    <div className={styles.tools}>
      <SearchBox
        ref={box}
        className={styles.search ?? ""}
        value={filter.text}
        onChange={(_, { value }) => onFilter({ text: value })}
        placeholder={t("persons.search")}
        aria-label={t("persons.search")}
        data-testid="people-search"
      />
      {courses.length > 1 && (
        <Select
          className={styles.course ?? ""}
          value={courses.includes(filter.course) ? filter.course : ""}
          onChange={(_, { value }) => onFilter({ course: value })}
          aria-label={t("course.choose")}
          data-testid="people-course"
        >
          <option value="">{t("persons.allCourses")}</option>
          {courses.map((title) => (
            <option key={title} value={title}>
              {visibleText(title)}
            </option>
          ))}
        </Select>
      )}
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
          data-testid="people-limit"
        />
      </Field>
      <Checkbox
        checked={filter.below}
        onChange={(_, { checked }) => onFilter({ below: checked === true })}
        label={t("course.below", { count: below })}
        data-testid="people-below"
      />
      <Checkbox
        checked={filter.unmatched}
        onChange={(_, { checked }) => onFilter({ unmatched: checked === true })}
        label={t("persons.unmatched", { count: unmatched })}
        data-testid="people-unmatched"
      />
    </div>
  );
}
