// Rail, header and the screen. Focus moves into the content when the page changes, so that the keyboard
// and a screen reader start where the eye does.
import { Badge, CounterBadge, Tooltip } from "@fluentui/react-components";
import { CalendarLtr24Regular } from "@fluentui/react-icons/svg/calendar-ltr";
import { CloudOff20Regular } from "@fluentui/react-icons/svg/cloud-off";
import { People24Regular } from "@fluentui/react-icons/svg/people";
import { Settings24Regular } from "@fluentui/react-icons/svg/settings";
import { Table24Regular } from "@fluentui/react-icons/svg/table";
import { TaskListSquareLtr24Regular } from "@fluentui/react-icons/svg/task-list-square-ltr";
import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import styles from "./Frame.module.css";
import { Classes } from "./features/classes/Classes";
import { Course } from "./features/course/Course";
import { Meeting } from "./features/meeting/Meeting";
import { useOutboxNews } from "./features/outbox/useOutboxNews";
import { People } from "./features/people/People";
import { Person } from "./features/people/Person";
import { Queue } from "./features/queue/Queue";
import { useWaiting } from "./features/queue/useWaiting";
import { Settings } from "./features/settings/Settings";
import { AccountMenu } from "./features/signin/AccountMenu";
import { type Place, placeFragment, usePlace } from "./navigation";
import type { StatusView } from "./platform/bindings/StatusView";

const RAIL = [
  { page: "classes", icon: CalendarLtr24Regular, place: { page: "classes" } },
  { page: "people", icon: People24Regular, place: { page: "people", person: null } },
  { page: "course", icon: Table24Regular, place: { page: "course", course: null } },
  { page: "queue", icon: TaskListSquareLtr24Regular, place: { page: "queue" } },
  { page: "settings", icon: Settings24Regular, place: { page: "settings", section: null } },
] as const;

export function Frame({ status }: { status: StatusView }) {
  const { t } = useTranslation();
  const place = usePlace();
  const main = useContentFocus(place);
  const waiting = useWaiting();
  useOutboxNews();
  return (
    <div className={styles.frame}>
      <header className={styles.header}>
        <a
          className={styles.skip}
          href={placeFragment(place)}
          onClick={(event) => {
            event.preventDefault();
            main.current?.focus();
          }}
        >
          {t("frame.skip")}
        </a>
        <span className={styles.brand}>{t("app.name")}</span>
        {status.demo && (
          <Tooltip content={t("frame.demoHint")} relationship="description">
            <Badge appearance="tint" color="informative" tabIndex={0} data-testid="demo-badge">
              {t("frame.demo")}
            </Badge>
          </Tooltip>
        )}
        <span className={styles.space} />
        {status.offline && (
          <span className={styles.offline} data-testid="offline">
            <CloudOff20Regular aria-hidden="true" />
            {t("frame.offline")}
          </span>
        )}
        <AccountMenu status={status} />
      </header>
      <nav className={styles.rail} aria-label={t("frame.pages")}>
        {RAIL.map(({ page, icon: Icon, place: target }) => {
          const current = place.page === page || (page === "classes" && place.page === "class");
          return (
            <a
              key={page}
              href={placeFragment(target)}
              className={styles.item}
              aria-current={current ? "page" : undefined}
              data-testid={`rail-${page}`}
            >
              <Icon aria-hidden="true" />
              <span>{t(`frame.${page}`)}</span>
              {page === "queue" && waiting > 0 && <Waiting count={waiting} />}
            </a>
          );
        })}
      </nav>
      <main ref={main} className={styles.main} tabIndex={-1} data-testid="main">
        {place.page === "classes" && <Classes />}
        {place.page === "class" && <Meeting key={place.meeting} meeting={place.meeting} tab={place.tab} />}
        {place.page === "people" &&
          (place.person === null ? <People /> : <Person key={place.person} id={place.person} />)}
        {place.page === "queue" && <Queue />}
        {place.page === "course" && <Course course={place.course} />}
        {place.page === "settings" && <Settings section={place.section} />}
      </main>
    </div>
  );
}

function Waiting({ count }: { count: number }) {
  const { t } = useTranslation();
  return (
    <>
      <CounterBadge
        className={styles.counter}
        count={count}
        size="small"
        aria-hidden="true"
        data-testid="queue-count"
      />
      <span className="visually-hidden">{t("frame.waiting", { count })}</span>
    </>
  );
}

function useContentFocus(place: Place) {
  const main = useRef<HTMLElement>(null);
  const where =
    place.page === "class" ? place.meeting : place.page === "people" ? `people ${place.person}` : place.page;
  // biome-ignore lint/correctness/useExhaustiveDependencies: the focus moves when the page does
  useEffect(() => {
    main.current?.focus({ preventScroll: true });
    main.current?.scrollTo(0, 0);
  }, [where]);
  return main;
}
