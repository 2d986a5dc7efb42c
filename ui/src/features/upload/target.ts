// What the LMS is called in a sentence.
import type { TFunction } from "i18next";

const NAMED = new Set(["moodle", "canvas"]);

export const lmsName = (kind: string, t: TFunction): string =>
  t(NAMED.has(kind) ? `lms.kind.${kind}` : "lms.generic");
