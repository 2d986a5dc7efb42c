// Inside a dialog whose content is replaced, the focus must not fall out: then Escape and Tab would lead nowhere.
import { type RefObject, useEffect } from "react";

/** Takes the focus where nothing has it, each time that `when` changes. */
export function useLostFocus(target: RefObject<HTMLElement | null>, when: unknown): void {
  // biome-ignore lint/correctness/useExhaustiveDependencies: the content changes when this does
  useEffect(() => {
    const focused = document.activeElement;
    if (focused === null || focused === document.body) target.current?.focus();
  }, [target, when]);
}
