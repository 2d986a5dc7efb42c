// What the import asks of the program: the readings of files, and the import itself.
import { keepPreviousData, useMutation, useQuery } from "@tanstack/react-query";
import { useRef } from "react";
import type { ErrorView } from "../../platform/bindings/ErrorView";
import type { FileView } from "../../platform/bindings/FileView";
import type { SyncAnswer } from "../../platform/bindings/SyncAnswer";
import { useHost } from "../../platform/context";
import { useMeetingChanged } from "../../platform/queries";
import { type Entry, meetingFrom, type Target } from "./plan";

/** The readings by token; while a changed choice is being read, the last ones stay. */
export function useFileReadings(entries: readonly Entry[]) {
  const host = useHost();
  const files = entries.map(({ token, options }) => ({ token, options }));
  const views = useQuery({
    queryKey: ["files", files],
    queryFn: async () => {
      const answer = await host.readFiles(files);
      return new Map(files.map(({ token }, index) => [token, answer.files[index]]));
    },
    enabled: files.length > 0,
    placeholderData: keepPreviousData,
    // What a file says is asked for anew each time: it may have been saved again in between.
    staleTime: 0,
    gcTime: 0,
    structuralSharing: false,
  });
  return { views, reading: views.isFetching };
}

export interface ImportPlan {
  ready: { entry: Entry; target: Target | null }[];
  entries: readonly Entry[];
  views: ReadonlyMap<string, FileView | undefined>;
}

export function useImportFiles() {
  const host = useHost();
  const changed = useMeetingChanged();
  // A second try must not make the same class again.
  const made = useRef(new Map<string, string>());
  return useMutation<SyncAnswer, ErrorView, ImportPlan>({
    mutationFn: async ({ ready, entries, views }) => {
      const items = [];
      for (const { entry, target } of ready) {
        if (target === null) continue;
        const meeting = "meeting" in target ? target.meeting : await make(target.madeFrom, entries, views);
        items.push({ token: entry.token, meeting, options: entry.options });
      }
      return host.importFiles(items);
    },
    onSuccess: ({ meetings }) => {
      for (const { id } of meetings) changed(id);
    },
  });

  async function make(token: string, entries: readonly Entry[], views: ImportPlan["views"]): Promise<string> {
    const form = entries.find((entry) => entry.token === token)?.form;
    if (!form) throw new Error("a class without a form");
    const meeting = meetingFrom(form, views.get(token));
    const known = made.current.get(JSON.stringify(meeting));
    if (known !== undefined) return known;
    const { id } = await host.addMeeting(meeting);
    made.current.set(JSON.stringify(meeting), id);
    return id;
  }
}
