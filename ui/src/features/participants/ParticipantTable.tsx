// A grid of real table rows, of which only those in sight are drawn; the focus is on a row.
import { type SortingState, useTable } from "@tanstack/react-table";
import { useVirtualizer } from "@tanstack/react-virtual";
import { type CSSProperties, useEffect, useMemo, useReducer, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { useAnnounce } from "../../components/Announcer";
import { copyText } from "../../components/copyText";
import { useFormats } from "../../i18n/useFormats";
import type { CallView } from "../../platform/bindings/CallView";
import { copyCells } from "./cells";
import { COLUMNS, columns, features } from "./columns";
import { gridKey } from "./keys";
import { ParticipantRows } from "./ParticipantRows";
import styles from "./Participants.module.css";
import { type ParticipantRow, sumsOf, toTsv } from "./rows";
import { SortHeader } from "./SortHeader";
import { SumsFoot } from "./SumsFoot";
import { copied, NOTHING, type Selection, type SelectionEvent, select } from "./selection";

/** A row of one line. The style sheet takes it from here, so that rows out of sight are as high as drawn ones. */
const ROW_PX = 44;
const PAGE_ROWS = 10;

interface Props {
  rows: ParticipantRow[];
  all: number;
  calls: CallView[];
  onType: (character: string) => void;
}

export function ParticipantTable({ rows: data, all, calls, onType }: Props) {
  const { t } = useTranslation();
  const format = useFormats();
  const announce = useAnnounce();
  const scroller = useRef<HTMLDivElement>(null);
  const [sorting, setSorting] = useState<SortingState>([{ id: "name", desc: false }]);
  const table = useTable({
    features,
    columns,
    data,
    getRowId: (row) => row.person.id,
    state: { sorting },
    onSortingChange: setSorting,
    enableSortingRemoval: false,
    enableMultiSort: false,
  });
  const rows = table.getRowModel().rows;
  const order = useMemo(() => rows.map(({ id }) => id), [rows]);
  const [open, setOpen] = useState<ReadonlySet<string>>(new Set());
  const [selection, dispatch] = useReducer(
    (state: Selection, { event, ids }: { event: SelectionEvent; ids: readonly string[] }) =>
      select(state, event, ids),
    NOTHING,
  );
  const act = (event: SelectionEvent) => dispatch({ event, ids: order });

  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_PX,
    getItemKey: (index) => order[index] ?? index,
    overscan: 8,
    initialRect: { width: 800, height: 600 },
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

  const toggle = (id: string) =>
    setOpen((before) => {
      const next = new Set(before);
      if (!next.delete(id)) next.add(id);
      return next;
    });

  const pressed = (event: React.KeyboardEvent) => {
    const action = gridKey(event.nativeEvent, PAGE_ROWS, order.length);
    if (action === null) return;
    event.preventDefault();
    switch (action.type) {
      case "open":
        if (selection.active !== null) toggle(selection.active);
        return;
      case "copy": {
        const ids = new Set(copied(selection, order));
        const chosen = rows.filter(({ id }) => ids.has(id)).map(({ original }) => original);
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
    <div ref={scroller} className={styles.scroller} data-testid="participant-scroller">
      <table
        // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: rows take the focus
        role="grid"
        className={styles.table}
        aria-label={t("participants.label")}
        aria-rowcount={rows.length + 2}
        aria-colcount={COLUMNS.length}
        aria-multiselectable="true"
        data-testid="participants"
        data-count={rows.length}
        data-clock={format.clock}
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
              <SortHeader
                key={column}
                column={column}
                sorting={sorting}
                onSort={(next) => table.setSorting(next)}
              />
            ))}
          </tr>
        </thead>
        <Spacer height={before} />
        {items.map(({ index, key }) => {
          const row = rows[index];
          return (
            row !== undefined && (
              <ParticipantRows
                key={key}
                ref={virtual.measureElement}
                index={index}
                row={row.original}
                calls={calls}
                open={open.has(row.id)}
                chosen={selection.chosen.has(row.id)}
                focusable={activeAt < 0 ? index === 0 : index === activeAt}
                onFocus={() => selection.active !== row.id && act({ type: "move", to: index, extend: false })}
                onClick={(event) => {
                  if (event.shiftKey) act({ type: "move", to: index, extend: true });
                  else if (event.ctrlKey || event.metaKey) act({ type: "toggle", id: row.id });
                  else toggle(row.id);
                }}
                onToggle={() => toggle(row.id)}
              />
            )
          );
        })}
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
