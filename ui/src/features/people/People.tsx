// Everybody on any roster, and every visitor: who they are, how often they came, and the way to each of them.
import { Button } from "@fluentui/react-components";
import { People48Regular } from "@fluentui/react-icons/svg/people";
import { useMemo, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { EmptyState } from "../../components/EmptyState";
import { QueryView } from "../../components/QueryView";
import type { PeopleView } from "../../platform/bindings/PeopleView";
import { usePeople } from "../../platform/queries";
import { limitOf } from "../course/rows";
import { asLeft, leave } from "./memory";
import styles from "./People.module.css";
import { PeopleTable } from "./PeopleTable";
import { PeopleTools } from "./PeopleTools";
import { coursesOf, EVERYBODY, type Filter, filtered, isBelow, personRows } from "./rows";

/** The same limit as of the course. */
const LIMIT = "rollbook.limit";

export function People() {
  const { t } = useTranslation();
  const people = usePeople();
  return (
    <div className={styles.page}>
      <h1 className={styles.title}>{t("persons.title")}</h1>
      <QueryView query={people}>
        {(view) =>
          view.people.length === 0 ? (
            <EmptyState icon={<People48Regular />} title={t("persons.empty.title")}>
              <p>{t("persons.empty.explain")}</p>
            </EmptyState>
          ) : (
            <Shown view={view} />
          )
        }
      </QueryView>
    </div>
  );
}

function Shown({ view }: { view: PeopleView }) {
  const { t } = useTranslation();
  const box = useRef<HTMLInputElement>(null);
  const [filter, setFilter] = useState(() => asLeft().filter);
  const [typed, setTyped] = useState(() => localStorage.getItem(LIMIT) ?? "75");
  const limit = limitOf(typed);
  const rows = useMemo(() => personRows(view.people), [view]);
  const courses = useMemo(() => coursesOf(view.people), [view]);
  const found = useMemo(() => filtered(rows, filter, limit), [rows, filter, limit]);
  const change = (next: Partial<Filter>) => {
    leave({ filter: { ...filter, ...next } });
    setFilter((before) => ({ ...before, ...next }));
  };
  return (
    <>
      <PeopleTools
        box={box}
        filter={filter}
        onFilter={change}
        courses={courses}
        typed={typed}
        onLimit={(text) => {
          setTyped(text);
          localStorage.setItem(LIMIT, text);
        }}
        unmatched={rows.filter(({ person }) => person.to_match > 0).length}
        below={rows.filter((row) => isBelow(row, limit)).length}
      />
      {found.length === 0 ? (
        <EmptyState title={t("persons.none.title")}>
          <Button onClick={() => change(EVERYBODY)}>{t("participants.none.clear")}</Button>
        </EmptyState>
      ) : (
        <PeopleTable
          rows={found}
          all={rows.length}
          limit={limit}
          onType={(character) => {
            change({ text: filter.text + character });
            box.current?.focus();
          }}
        />
      )}
    </>
  );
}
