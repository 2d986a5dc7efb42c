// What the page knows of the program's data: one query a view, refetched when a change touches it.
// All of it is served from the local cache, so nothing waits for the network unless `refresh` is asked for.
import { keepPreviousData, QueryClient, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useCallback } from "react";
import type { ErrorView } from "./bindings/ErrorView";
import type { MeetingsView } from "./bindings/MeetingsView";
import type { ReconcileView } from "./bindings/ReconcileView";
import { useHost } from "./context";
import type { MatchTarget } from "./host";

declare module "@tanstack/react-query" {
  interface Register {
    defaultError: ErrorView;
  }
}

export function newQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      // The host is on this machine: a browser that believes itself offline must not pause anything.
      queries: { networkMode: "always", retry: false, staleTime: 60_000, refetchOnWindowFocus: false },
      mutations: { networkMode: "always", retry: false },
    },
  });
}

export const keys = {
  status: ["status"],
  accounts: ["status", "accounts"],
  settings: ["settings"],
  courses: ["courses"],
  meetings: ["meetings"],
  show: (meeting: string) => ["show", meeting],
  reconcile: (meeting: string) => ["reconcile", meeting],
  history: (meeting: string) => ["history", meeting],
  upload: (meeting: string) => ["upload", meeting],
  uploads: (meeting: string) => ["uploads", meeting],
  statuses: (meeting: string) => ["statuses", meeting],
  outbox: ["outbox"],
  roster: (course: string) => ["courses", course, "roster"],
  matrix: (course: string, limit: number | null) => ["matrix", course, limit],
  people: ["people"],
  person: (id: string) => ["people", id],
  doctor: ["doctor"],
  rules: (changes: [string, string][]) => ["rules", changes],
} as const;

export function useStatus() {
  const host = useHost();
  return useQuery({ queryKey: keys.status, queryFn: () => host.status() });
}

export function useSettings() {
  const host = useHost();
  return useQuery({ queryKey: keys.settings, queryFn: () => host.settings() });
}

export function useCourses() {
  const host = useHost();
  return useQuery({ queryKey: keys.courses, queryFn: () => host.courses(false) });
}

export function useMeetings() {
  const host = useHost();
  return useQuery({ queryKey: keys.meetings, queryFn: () => host.meetings(false, null, null) });
}

/** Reads calendar and LMS anew, and the courses with them. */
export function useRefreshMeetings() {
  const host = useHost();
  const client = useQueryClient();
  return useMutation<MeetingsView, ErrorView>({
    mutationFn: () => host.meetings(true, null, null),
    onSuccess: (meetings) => {
      client.setQueryData(keys.meetings, meetings);
      void client.invalidateQueries({ queryKey: keys.courses });
    },
  });
}

export function useAccounts() {
  const host = useHost();
  return useQuery({ queryKey: keys.accounts, queryFn: () => host.accounts() });
}

/** Everybody. Rosters, files and other classes change it too, so it is asked for anew each time it is looked at. */
export function usePeople() {
  const host = useHost();
  return useQuery({ queryKey: keys.people, queryFn: () => host.people(), staleTime: 0 });
}

export function usePerson(id: string) {
  const host = useHost();
  return useQuery({ queryKey: keys.person(id), queryFn: () => host.person(id), staleTime: 0 });
}

export function useOutbox() {
  const host = useHost();
  return useQuery({ queryKey: keys.outbox, queryFn: () => host.outbox(), staleTime: 0 });
}

/** After data went or came as a whole: nothing of before stays in memory, and what is on screen is asked for anew. */
export function useAllChanged() {
  const client = useQueryClient();
  return useCallback(() => {
    client.removeQueries({ type: "inactive" });
    void client.invalidateQueries();
  }, [client]);
}

export function useShow(meeting: string) {
  const host = useHost();
  return useQuery({ queryKey: keys.show(meeting), queryFn: () => host.show(meeting) });
}

export function useReconcile(meeting: string, enabled = true) {
  const host = useHost();
  return useQuery({ queryKey: keys.reconcile(meeting), queryFn: () => host.reconcile(meeting), enabled });
}

export function useHistory(meeting: string) {
  const host = useHost();
  return useQuery({ queryKey: keys.history(meeting), queryFn: () => host.history(meeting) });
}

/** Everything that is derived from one class must be asked for again. */
export function useMeetingChanged() {
  const client = useQueryClient();
  return (meeting: string) => {
    for (const key of [keys.show, keys.reconcile, keys.history, keys.upload, keys.uploads]) {
      void client.invalidateQueries({ queryKey: key(meeting) });
    }
    void client.invalidateQueries({ queryKey: keys.meetings });
    void client.invalidateQueries({ queryKey: ["matrix"] });
    void client.invalidateQueries({ queryKey: keys.people });
  };
}

/** A decision of the instructor: the answer is the new reconciliation. */
function useDecision<Variables>(meeting: string, decide: (variables: Variables) => Promise<ReconcileView>) {
  const client = useQueryClient();
  const changed = useMeetingChanged();
  return useMutation<ReconcileView, ErrorView, Variables>({
    mutationFn: decide,
    onSuccess: (view) => {
      changed(meeting);
      client.setQueryData(keys.reconcile(meeting), view);
    },
  });
}

export function useMark(meeting: string) {
  const host = useHost();
  return useDecision<{ student: string; status: string | null; note: string | null }>(
    meeting,
    ({ student, status, note }) => host.mark(meeting, student, status, note),
  );
}

export function useMatch(meeting: string) {
  const host = useHost();
  return useDecision<{ participant: string; to: MatchTarget }>(meeting, ({ participant, to }) =>
    host.setMatch(meeting, participant, to),
  );
}

export function useAcceptUnambiguous(meeting: string) {
  const host = useHost();
  return useDecision<void>(meeting, () => host.acceptUnambiguous(meeting));
}

export function useAdoptRules(meeting: string) {
  const host = useHost();
  return useDecision<void>(meeting, () => host.adoptRules(meeting));
}

/** Keeps the last answer while the next one is on its way, so that typing does not make the page jump. */
export function useRulesPreview(changes: [string, string][]) {
  const host = useHost();
  return useQuery({
    queryKey: keys.rules(changes),
    queryFn: () => host.previewRules(changes, []),
    placeholderData: keepPreviousData,
  });
}
