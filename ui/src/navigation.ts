// Where the user is, kept in the address's fragment: Back and Forward work, and nothing is loaded.
import { useMemo, useSyncExternalStore } from "react";

export const TABS = ["participants", "calls", "reconcile", "upload", "log"] as const;
export type Tab = (typeof TABS)[number];

export type Place =
  | { page: "classes" }
  | { page: "class"; meeting: string; tab: Tab }
  | { page: "people"; person: string | null }
  | { page: "course"; course: string | null }
  | { page: "queue" }
  | { page: "settings"; section: string | null };

export function parsePlace(fragment: string): Place {
  const [page, first, second] = fragment.replace(/^#\/?/, "").split("/").map(decode);
  if (page === "class" && first) {
    return { page, meeting: first, tab: TABS.find((tab) => tab === second) ?? "participants" };
  }
  if (page === "people") return { page, person: first || null };
  if (page === "course") return { page, course: first || null };
  if (page === "queue") return { page };
  if (page === "settings") return { page, section: first || null };
  return { page: "classes" };
}

export function placeFragment(place: Place): string {
  switch (place.page) {
    case "classes":
      return "#/classes";
    case "class":
      return `#/class/${encodeURIComponent(place.meeting)}/${place.tab}`;
    case "people":
      return place.person === null ? "#/people" : `#/people/${encodeURIComponent(place.person)}`;
    case "queue":
      return "#/queue";
    case "course":
      return place.course === null ? "#/course" : `#/course/${encodeURIComponent(place.course)}`;
    case "settings":
      return place.section === null ? "#/settings" : `#/settings/${encodeURIComponent(place.section)}`;
  }
}

export function go(place: Place): void {
  location.hash = placeFragment(place);
}

/** Changes the place without a step in the history: a tab is not a page. */
export function replacePlace(place: Place): void {
  history.replaceState(null, "", placeFragment(place));
  dispatchEvent(new HashChangeEvent("hashchange"));
}

export function usePlace(): Place {
  const fragment = useSyncExternalStore(
    (changed) => {
      addEventListener("hashchange", changed);
      return () => removeEventListener("hashchange", changed);
    },
    () => location.hash,
  );
  return useMemo(() => parsePlace(fragment), [fragment]);
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
