// A long list a screenful first and the rest when that is painted: hundreds of rows drawn at once keep everybody waiting
// for those that nobody has scrolled to.
import { startTransition, useEffect, useState } from "react";

/** How many of so many are drawn by now. */
export function useGrowing(all: number, first: number): number {
  const [whole, setWhole] = useState(false);
  useEffect(() => {
    if (whole || all <= first) return;
    // Two frames: the first screenful is painted by then. A hidden window has no frames, and shows itself meanwhile.
    const timer = setTimeout(() => startTransition(() => setWhole(true)), AFTER_PAINT_MS);
    return () => clearTimeout(timer);
  }, [whole, all, first]);
  return whole ? all : Math.min(all, first);
}

const AFTER_PAINT_MS = 120;
