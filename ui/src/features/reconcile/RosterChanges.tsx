// What the last pull changed in the roster, while it is news.
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { useNow } from "../../components/useNow";
import { useFormats } from "../../i18n/useFormats";
import { isolated } from "../../i18n/visible";
import type { RosterView } from "../../platform/bindings/RosterView";
import { useHost } from "../../platform/context";
import { keys } from "../../platform/queries";
import styles from "./Reconcile.module.css";

/** After that it is no news any more. */
const NEWS_MS = 14 * 86_400_000;
/** More names than that are a number. */
const MOST = 6;

export function RosterChanges({ course }: { course: string }) {
  const { t } = useTranslation();
  const host = useHost();
  const format = useFormats();
  const now = useNow();
  const changes = useQuery<RosterView>({
    queryKey: keys.roster(course),
    queryFn: () => host.roster(course, false),
  }).data?.changes;
  if (changes == null || changes.at === null || now - Date.parse(changes.at) > NEWS_MS) return null;
  const named = (all: string[]) =>
    all.slice(0, MOST).map(isolated).join(", ") + (all.length > MOST ? ` +${all.length - MOST}` : "");
  const parts = [
    changes.added.length > 0 && t("reconcile.rosterAdded", { names: named(changes.added) }),
    changes.gone.length > 0 && t("reconcile.rosterGone", { names: named(changes.gone) }),
    changes.changed.length > 0 && t("reconcile.rosterOther", { names: named(changes.changed) }),
  ].filter((part) => part !== false);
  if (parts.length === 0) return null;
  return (
    <p className={styles.news} data-testid="roster-changes">
      {t("reconcile.rosterChanged", { ago: format.ago(changes.at, now) })} {parts.join("; ")}
    </p>
  );
}
