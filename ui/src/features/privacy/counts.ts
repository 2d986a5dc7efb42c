// What a purge removes, in words, and the receipt of one. Pure but for the translations handed in.
import type { i18n, TFunction } from "i18next";
import type { PurgeView } from "../../platform/bindings/PurgeView";
import type { RemovedView } from "../../platform/bindings/RemovedView";

/** One kind with its number; a kind that has no words yet by the program's own. */
export function countWords(
  { what, count }: RemovedView,
  t: TFunction,
  language: Pick<i18n, "exists">,
): string {
  const key = `privacy.counts.${what}`;
  return language.exists(key, { count })
    ? t(key, { count })
    : t("privacy.otherCount", { count, what: what.replaceAll("-", " ") });
}

interface Receipt {
  /** Whose data, or which. */
  subject: string;
  /** When, as the user reads it. */
  at: string;
  version: string;
  view: PurgeView;
}

/** What the user can keep or send on: what was erased, when, and how much of it. */
export function receiptText(
  { subject, at, version, view }: Receipt,
  t: TFunction,
  language: Pick<i18n, "exists">,
): string {
  return [
    t("privacy.receipt.head", { subject, at }),
    ...view.removed.map((one) => `- ${countWords(one, t, language)}`),
    t("privacy.receipt.foot", { version }),
  ].join("\n");
}
