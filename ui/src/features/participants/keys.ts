// What a key means in the table.
import type { SelectionEvent } from "./selection";

export type GridAction =
  | Extract<SelectionEvent, { type: "step" | "move" | "all" | "none" }>
  | { type: "open" }
  | { type: "toggle" }
  | { type: "copy" }
  | { type: "type"; character: string };

type Key = Pick<KeyboardEvent, "key" | "ctrlKey" | "metaKey" | "shiftKey" | "altKey" | "target">;

export function gridKey(event: Key, page: number, rows: number): GridAction | null {
  const command = event.ctrlKey || event.metaKey;
  // Buttons in a heading or a row answer to Enter and Space themselves.
  const onButton = event.target instanceof Element && event.target.closest("button") !== null;
  if (event.altKey) return null;
  if (command) {
    switch (event.key.toLowerCase()) {
      case "c":
        // Text that the user has marked is what they want to copy.
        return globalThis.getSelection?.()?.isCollapsed === false ? null : { type: "copy" };
      case "a":
        return { type: "all" };
      case "home":
        return { type: "move", to: 0, extend: event.shiftKey };
      case "end":
        return { type: "move", to: rows - 1, extend: event.shiftKey };
      default:
        return null;
    }
  }
  switch (event.key) {
    case "ArrowDown":
      return { type: "step", by: 1, extend: event.shiftKey };
    case "ArrowUp":
      return { type: "step", by: -1, extend: event.shiftKey };
    case "PageDown":
      return { type: "step", by: page, extend: event.shiftKey };
    case "PageUp":
      return { type: "step", by: -page, extend: event.shiftKey };
    case "Home":
      return { type: "move", to: 0, extend: event.shiftKey };
    case "End":
      return { type: "move", to: rows - 1, extend: event.shiftKey };
    case "Escape":
      return { type: "none" };
    case "Enter":
      return onButton ? null : { type: "open" };
    case " ":
      return onButton ? null : { type: "toggle" };
    default:
      return [...event.key].length === 1 ? { type: "type", character: event.key } : null;
  }
}
