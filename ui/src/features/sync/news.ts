// What a quiet look has found, in a sentence; null where nobody needs to hear of it.
import type { TFunction } from "i18next";
import { isolated } from "../../i18n/visible";
import type { LookedView } from "../../platform/bindings/LookedView";

export function newsOf({ changed }: LookedView, t: TFunction): string | null {
  const [first, second] = changed;
  if (first === undefined) return null;
  if (second !== undefined) return t("looked.several", { count: changed.length });
  const what = { title: isolated(first.title), count: first.participants };
  return t(first.participants_before === null ? "looked.arrived" : "looked.changed", what);
}
