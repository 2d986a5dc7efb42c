// A grid of real table rows, of which only those in sight are drawn; the focus is on a row, and Enter opens the person.
import { useVirtualizer } from "@tanstack/react-virtual";
import { type CSSProperties, useEffect, useMemo, useReducer, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { useAnnounce } from "../../components/Announcer";
import { copyText } from "../../components/copyText";
import { useFormats } from "../../i18n/useFormats";
import { go } from "../../navigation";
import { gridKey } from "../participants/keys";
import { toTsv } from "../participants/rows";
import { copied, NOTHING, type Selection, type SelectionEvent, select } from "../participants/selection";
import { copyCells } from "./cells";
import { asLeft, leave } from "./memory";
import styles from "./People.module.css";
import { PersonRow } from "./PersonRow";
import { COLUMNS, isBelow, type PersonRow as Row, type Sort, sorted, sumsOf } from "./rows";
import { SortHead } from "./SortHead";
import { SumsFoot } from "./SumsFoot";

/** A row of one line. The style sheet takes it from here, so that rows out of sight are as high as drawn ones. */
const ROW_PX = 44;
const PAGE_ROWS = 10;

interface Props {
  rows: Row[];
  all: number;
  limit: number | null;
  onType: (character: string) => void;
}

export function PeopleTable({ rows: data, all, limit, onType }: Props) {
  const { t } = useTranslation();
  const format = useFormats();
  const announce = useAnnounce();
  const scroller = useRef<HTMLDivElement>(null);
  const [sort, setSort] = useState<Sort>(() => asLeft().sort);
  const rows = useMemo(() => sorted(data, sort), [data, sort]);
  const order = useMemo(() => rows.map(({ person }) => person.id), [rows]);
  const [selection, dispatch] = useReducer(
    (state: Selection, { event, ids }: { event: SelectionEvent; ids: readonly string[] }) =>
      select(state, event, ids),
    NOTHING,
    (nothing) => ({ ...nothing, active: asLeft().active }),
  );
  const act = (event: SelectionEvent) => dispatch({ event, ids: order });

  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_PX,
    getItemKey: (index) => order[index] ?? index,
    overscan: 8,
    initialRect: { width: 800, height: 600 },
    initialOffset: () => asLeft().offset,
  });

  // Arrow keys may lead to a row that is not drawn yet: bring it into sight, then give it the focus.
  const wantsFocus = useRef(false);
  const activeAt = selection.active === null ? -1 : order.indexOf(selection.active);
  useEffect(() => {
    if (!wantsFocus.current || activeAt < 0) return;
    virtual.scrollToIndex(activeAt);
    const frame = requestAnimationFrame(() => {
      wantsFocus.current = false;
      scroller.current?.querySelector<HTMLElement>(`tr[aria-rowindex="${activeAt + 2}"]`)?.focus();
    });
    return () => cancelAnimationFrame(frame);
  }, [activeAt, virtual]);

  const open = (person: string) => {
    leave({ active: person, offset: scroller.current?.scrollTop ?? 0 });
    go({ page: "people", person });
  };

  const pressed = (event: React.KeyboardEvent) => {
    const action = gridKey(event.nativeEvent, PAGE_ROWS, order.length);
    if (action === null) return;
    event.preventDefault();
    switch (action.type) {
      case "open":
        if (selection.active !== null) open(selection.active);
        return;
      case "copy": {
        const ids = new Set(copied(selection, order));
        const chosen = rows.filter(({ person }) => ids.has(person.id));
        if (chosen.length === 0) return;
        void copyText(toTsv(copyCells(chosen, format, t))).then(
          (done) => done && announce(t("participants.copied", { count: chosen.length })),
        );
        return;
      }
      case "type":
        onType(action.character);
        return;
      case "toggle":
        if (selection.active !== null) act({ type: "toggle", id: selection.active });
        return;
      default:
        wantsFocus.current = true;
        act(action);
    }
  };

  const items = virtual.getVirtualItems();
  const before = items[0]?.start ?? 0;
  const after = virtual.getTotalSize() - (items.at(-1)?.end ?? 0);
  return (
    <div ref={scroller} className={styles.scroller} data-testid="people-scroller">
      <table
        // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: rows take the focus
        role="grid"
        className={styles.table}
        aria-label={t("persons.title")}
        aria-rowcount={rows.length + 2}
        aria-colcount={COLUMNS.length}
        aria-multiselectable="true"
        data-testid="people"
        data-count={rows.length}
        style={{ "--row-height": `${ROW_PX}px` } as CSSProperties}
        onKeyDown={pressed}
      >
        <colgroup>
          {COLUMNS.map((column) => (
            <col key={column} data-col={column} />
          ))}
        </colgroup>
        <thead>
          <tr aria-rowindex={1}>
            {COLUMNS.map((column) => (
              <SortHead
                key={column}
                column={column}
                sort={sort}
                onSort={(next) => {
                  leave({ sort: next });
                  setSort(next);
                }}
              />
            ))}
          </tr>
        </thead>
        <Spacer height={before} />
        <tbody>
          {items.map(({ index, key }) => {
            const row = rows[index];
            return (
              row !== undefined && (
                <PersonRow
                  key={key}
                  ref={virtual.measureElement}
                  index={index}
                  row={row}
                  below={isBelow(row, limit)}
                  chosen={selection.chosen.has(row.person.id)}
                  focusable={activeAt < 0 ? index === 0 : index === activeAt}
                  onFocus={() =>
                    selection.active !== row.person.id && act({ type: "move", to: index, extend: false })
                  }
                  onClick={(event) => {
                    if (event.shiftKey) act({ type: "move", to: index, extend: true });
                    else if (event.ctrlKey || event.metaKey) act({ type: "toggle", id: row.person.id });
                    else open(row.person.id);
                  }}
                />
              )
            );
          })}
        </tbody>
        <Spacer height={after} />
        <SumsFoot sums={sumsOf(data)} all={all} rowIndex={rows.length + 2} />
      </table>
    </div>
  );
}

function Spacer({ height }: { height: number }) {
  return height <= 0 ? null : (
    <tbody aria-hidden="true">
      <tr>
        <td colSpan={COLUMNS.length} className={styles.spacer} style={{ height }} />
      </tr>
    </tbody>
  );
}
