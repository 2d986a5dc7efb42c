// The rows a keyboard user is on and has chosen: a reducer over row ids in their present order.

export interface Selection {
  /** The row with the focus. */
  active: string | null;
  /** Where a range began. */
  anchor: string | null;
  chosen: ReadonlySet<string>;
}

export const NOTHING: Selection = { active: null, anchor: null, chosen: new Set() };

export type SelectionEvent =
  | { type: "move"; to: number; extend: boolean }
  | { type: "step"; by: number; extend: boolean }
  | { type: "toggle"; id: string }
  | { type: "all" }
  | { type: "none" };

export function select(state: Selection, event: SelectionEvent, order: readonly string[]): Selection {
  switch (event.type) {
    case "none":
      return { ...state, chosen: new Set() };
    case "all":
      return { ...state, chosen: new Set(order) };
    case "toggle": {
      const chosen = new Set(state.chosen);
      if (!chosen.delete(event.id)) chosen.add(event.id);
      return { active: event.id, anchor: event.id, chosen };
    }
    case "step": {
      const at = state.active === null ? -1 : order.indexOf(state.active);
      // Before the first step nothing is active: down begins at the top.
      return moveTo(state, at < 0 ? 0 : at + event.by, event.extend, order);
    }
    case "move":
      return moveTo(state, event.to, event.extend, order);
  }
}

function moveTo(state: Selection, to: number, extend: boolean, order: readonly string[]): Selection {
  const active = order[Math.max(0, Math.min(to, order.length - 1))] ?? null;
  if (!extend || active === null) return { active, anchor: active, chosen: new Set() };
  const anchor = state.anchor !== null && order.includes(state.anchor) ? state.anchor : active;
  const [from, until] = [order.indexOf(anchor), order.indexOf(active)].sort((a, b) => a - b) as [
    number,
    number,
  ];
  return { active, anchor, chosen: new Set(order.slice(from, until + 1)) };
}

/** What Ctrl+C takes: the chosen rows in the order shown, else the active one. */
export function copied(state: Selection, order: readonly string[]): string[] {
  if (state.chosen.size > 0) return order.filter((id) => state.chosen.has(id));
  return state.active !== null && order.includes(state.active) ? [state.active] : [];
}
