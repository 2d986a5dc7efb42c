// Where a class's data came from, in the words of the badge.
import type { TFunction } from "i18next";
import type { Formats } from "../../i18n/format";
import type { SyncView } from "../../platform/bindings/SyncView";

const SOURCES = new Set(["attendance-reports", "call-records", "teams-csv", "none"]);

export function sourceWords(sync: SyncView, format: Pick<Formats, "soon">, t: TFunction): string {
  const source = t(`source.${SOURCES.has(sync.source) ? sync.source : "unknown"}`);
  if (sync.source === "none" || sync.completeness !== "provisional") return source;
  return sync.next_attempt_at === null
    ? t("source.provisional", { source })
    : t("source.provisionalUntil", { source, at: format.soon(sync.next_attempt_at) });
}
