// The table's surroundings: search, what the search leaves, and nothing-found.
import { Button, SearchBox } from "@fluentui/react-components";
import { useMemo, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { EmptyState } from "../../components/EmptyState";
import type { ReconcileView } from "../../platform/bindings/ReconcileView";
import type { ShowView } from "../../platform/bindings/ShowView";
import styles from "./Participants.module.css";
import { ParticipantTable } from "./ParticipantTable";
import { participantRows, search } from "./rows";

// The filter of each class, kept while the window is open.
const filters = new Map<string, string>();

export function Participants({ view, reconcile }: { view: ShowView; reconcile: ReconcileView | undefined }) {
  const { t } = useTranslation();
  const id = view.meeting.id;
  const [filter, setFilter] = useState(() => filters.get(id) ?? "");
  const box = useRef<HTMLInputElement>(null);
  const rows = useMemo(() => participantRows(view.participants, reconcile), [view.participants, reconcile]);
  const found = useMemo(() => search(rows, filter), [rows, filter]);
  const changeFilter = (value: string) => {
    filters.set(id, value);
    setFilter(value);
  };
  if (rows.length === 0) {
    return (
      <EmptyState title={t("participants.empty.title")}>
        <p>{t("participants.empty.explain")}</p>
      </EmptyState>
    );
  }
  return (
    <div className={styles.participants}>
      <div className={styles.tools}>
        <SearchBox
          ref={box}
          className={styles.search}
          value={filter}
          onChange={(_, { value }) => changeFilter(value)}
          placeholder={t("participants.search")}
          aria-label={t("participants.search")}
          data-testid="participant-search"
        />
        <span className={styles.keys}>{t("participants.keys")}</span>
      </div>
      {found.length === 0 ? (
        <EmptyState title={t("participants.none.title")}>
          <Button onClick={() => changeFilter("")}>{t("participants.none.clear")}</Button>
        </EmptyState>
      ) : (
        <ParticipantTable
          rows={found}
          all={rows.length}
          calls={view.calls}
          onType={(character) => {
            changeFilter(filter + character);
            box.current?.focus();
          }}
        />
      )}
    </div>
  );
}
