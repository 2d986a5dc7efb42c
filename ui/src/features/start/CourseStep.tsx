// The courses that the LMS lists, with their students fetched into the cache.
import { Button, Checkbox, Spinner } from "@fluentui/react-components";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { ErrorNotice } from "../../components/ErrorNotice";
import { OpeningButton } from "../../components/OpeningButton";
import { QueryView } from "../../components/QueryView";
import { visibleText } from "../../i18n/visible";
import type { CoursesView } from "../../platform/bindings/CoursesView";
import type { ErrorView } from "../../platform/bindings/ErrorView";
import { useHost } from "../../platform/context";
import { toErrorView } from "../../platform/errors";
import { keys } from "../../platform/queries";
import { useFilesIn } from "../files/FilesProvider";
import styles from "./Start.module.css";

export function CourseStep({ onDone }: { onDone: () => void }) {
  const { t } = useTranslation();
  const host = useHost();
  const courses = useQuery<CoursesView>({
    queryKey: [...keys.courses, "fresh"],
    queryFn: () => host.courses(true),
  });
  return (
    <>
      <h1 className={styles.title}>{t("start.courses.title")}</h1>
      <p className={styles.lead}>{t("start.courses.lead")}</p>
      <QueryView query={courses}>{(view) => <CourseChoice view={view} onDone={onDone} />}</QueryView>
    </>
  );
}

function CourseChoice({ view, onDone }: { view: CoursesView; onDone: () => void }) {
  const { t } = useTranslation();
  const host = useHost();
  const client = useQueryClient();
  const { importRoster } = useFilesIn();
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
  const chosen = view.courses.filter(({ id }) => !left.has(id));
  const fetchAll = useMutation<void, ErrorView>({
    mutationFn: async () => {
      for (const course of chosen) await host.roster(course.id, true);
      await host.meetings(true, null, null);
    },
    onSuccess: () => {
      void client.invalidateQueries();
      onDone();
    },
  });
  return (
    <>
      {fetchAll.isError && (
        <ErrorNotice error={toErrorView(fetchAll.error)} onRetry={() => fetchAll.mutate()} />
      )}
      {view.courses.length === 0 && (
        <div className={styles.none}>
          <p>{t("start.courses.none")}</p>
          <OpeningButton onClick={() => importRoster()}>{t("classList.button")}</OpeningButton>
        </div>
      )}
      <ul className={styles.courses}>
        {view.courses.map((course) => (
          <li key={course.id}>
            <Checkbox
              checked={!left.has(course.id)}
              label={visibleText(course.title)}
              onChange={(_, { checked }) =>
                setLeft((before) => {
                  const next = new Set(before);
                  if (checked === true) next.delete(course.id);
                  else next.add(course.id);
                  return next;
                })
              }
            />
          </li>
        ))}
      </ul>
      <div className={styles.foot}>
        {fetchAll.isPending && <Spinner size="tiny" label={t("start.courses.fetching")} />}
        <Button
          appearance="primary"
          disabledFocusable={fetchAll.isPending}
          onClick={() => (chosen.length === 0 ? onDone() : fetchAll.mutate())}
          data-testid="start-finish"
        >
          {t("start.finish")}
        </Button>
      </div>
    </>
  );
}
