// What the class list asks of the program: its reading against a course, and the import.
import { keepPreviousData, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useRef } from "react";
import type { ErrorView } from "../../platform/bindings/ErrorView";
import type { RosterFileView } from "../../platform/bindings/RosterFileView";
import { useHost } from "../../platform/context";
import type { ColumnRoles } from "../../platform/host";

export function useRosterReading(course: string | null, token: string, columns: ColumnRoles | null) {
  const host = useHost();
  return useQuery({
    queryKey: ["class-list", course, token, columns],
    queryFn: () => host.readRoster(course, token, columns),
    placeholderData: keepPreviousData,
    staleTime: 0,
    gcTime: 0,
  });
}

interface RosterPlan {
  /** Null: a new one, with this title. */
  course: string | null;
  title: string;
  token: string;
  columns: ColumnRoles | null;
}

export function useImportRoster() {
  const host = useHost();
  const client = useQueryClient();
  // A second try must not make the same course again.
  const made = useRef(new Map<string, string>());
  return useMutation<RosterFileView, ErrorView, RosterPlan>({
    mutationFn: async ({ course, title, token, columns }) => {
      let id = course ?? made.current.get(title);
      if (id === undefined) {
        id = (await host.addCourse(title)).id;
        made.current.set(title, id);
      }
      return host.importRoster(id, token, columns);
    },
    // Every class of the course is compared with other students now.
    onSuccess: () => client.invalidateQueries(),
  });
}
