// Where a key leads in a grid (ARIA Authoring Practices, "Grid"). Pure.

export interface At {
  row: number;
  column: number;
}

type Key = Pick<React.KeyboardEvent, "key" | "ctrlKey" | "metaKey" | "altKey">;

const PAGE = 10;

/** The cell that a key leads to; null for a key that is not the grid's. */
export function moved(at: At, event: Key, size: { rows: number; columns: number }): At | null {
  const far = event.ctrlKey || event.metaKey;
  if (event.altKey) return null;
  const to = (row: number, column: number): At => ({
    row: Math.max(0, Math.min(size.rows - 1, row)),
    column: Math.max(0, Math.min(size.columns - 1, column)),
  });
  switch (event.key) {
    case "ArrowDown":
      return to(far ? size.rows : at.row + 1, at.column);
    case "ArrowUp":
      return to(far ? 0 : at.row - 1, at.column);
    case "ArrowRight":
      return to(at.row, far ? size.columns : at.column + 1);
    case "ArrowLeft":
      return to(at.row, far ? 0 : at.column - 1);
    case "PageDown":
      return to(at.row + PAGE, at.column);
    case "PageUp":
      return to(at.row - PAGE, at.column);
    case "Home":
      return to(far ? 0 : at.row, 0);
    case "End":
      return to(far ? size.rows : at.row, size.columns);
    default:
      return null;
  }
}
