// How the list was left, kept while the window is open: coming back from a person finds it so.
import { EVERYBODY, type Filter, type Sort } from "./rows";

interface Left {
  filter: Filter;
  sort: Sort;
  /** The row with the focus. */
  active: string | null;
  /** How far it was scrolled. */
  offset: number;
}

const NEW: Left = { filter: EVERYBODY, sort: { column: "name", desc: false }, active: null, offset: 0 };

let left = NEW;

export const asLeft = (): Left => left;

export function leave(change: Partial<Left>): void {
  left = { ...left, ...change };
}

/** After everything was erased, not even a search may tell of anybody. */
export function forgetHowLeft(): void {
  left = NEW;
}
