// Files coming in, wherever the user is: the buttons that ask for them, and whatever is dropped on the window.
import { createContext, type ReactNode, useCallback, useContext, useEffect, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { useNote } from "../../components/toaster";
import { parsePlace } from "../../navigation";
import { useHost } from "../../platform/context";
import { toErrorView } from "../../platform/errors";
import type { FileKind, OfferedFile } from "../../platform/host";
import { DropOverlay } from "./DropOverlay";
import { ImportDialog } from "./ImportDialog";
import { type Entry, newEntry } from "./plan";
import { RosterDialog } from "./RosterDialog";

interface FilesIn {
  /** Asks for attendance files; from inside a class they are meant for that one. */
  importFiles: (home?: string) => void;
  /** Asks for a class list; null where the course is still to be named. */
  importRoster: (course?: string | null) => void;
}

const FilesContext = createContext<FilesIn>({ importFiles: () => {}, importRoster: () => {} });

export const useFilesIn = () => useContext(FilesContext);

export function FilesProvider({ children }: { children: ReactNode }) {
  const host = useHost();
  const choose = useChoosing();
  const [attendance, setAttendance] = useState<{ home: string | null; entries: Entry[] } | null>(null);
  const [roster, setRoster] = useState<{ course: string | null; file: OfferedFile } | null>(null);

  const value = useMemo<FilesIn>(
    () => ({
      importFiles: (home) =>
        choose("attendance", (files) => setAttendance({ home: home ?? null, entries: files.map(newEntry) })),
      importRoster: (course) =>
        choose("roster", ([file]) => file !== undefined && setRoster({ course: course ?? null, file })),
    }),
    [choose],
  );

  const over = useOver();
  const listOpen = roster !== null;
  useEffect(
    () =>
      host.onFilesOffered((files) => {
        const [first] = files;
        if (first === undefined) return;
        // Beside an open class list a file can only be meant as another one.
        if (listOpen) setRoster((before) => before && { ...before, file: first });
        else {
          // One file dropped on an open class is meant for that class; many are matched each by itself.
          const place = parsePlace(location.hash);
          const here = files.length === 1 && place.page === "class" ? place.meeting : null;
          setAttendance((before) => ({
            home: before === null ? here : before.home,
            entries: [...(before?.entries ?? []), ...files.map(newEntry)],
          }));
        }
      }),
    [host, listOpen],
  );

  const forget = (tokens: string[]) => {
    host.forgetFiles(tokens).catch(() => {
      // The program lets go of them at its end in any case.
    });
  };
  return (
    <FilesContext value={value}>
      {children}
      <ImportDialog
        open={attendance !== null}
        home={attendance?.home ?? null}
        entries={attendance?.entries ?? []}
        onEntries={(change) => {
          if (attendance === null) return;
          const entries = change(attendance.entries);
          const kept = new Set(entries.map(({ token }) => token));
          const left = attendance.entries.map(({ token }) => token).filter((token) => !kept.has(token));
          if (left.length > 0) forget(left);
          setAttendance({ ...attendance, entries });
        }}
        onAdd={() =>
          choose("attendance", (files) =>
            setAttendance(
              (before) => before && { ...before, entries: [...before.entries, ...files.map(newEntry)] },
            ),
          )
        }
        onList={(file) => {
          setAttendance((before) => {
            const entries = before?.entries.filter(({ token }) => token !== file.token) ?? [];
            return before === null || entries.length === 0 ? null : { ...before, entries };
          });
          setRoster({ course: null, file });
        }}
        onClose={() => {
          forget(attendance?.entries.map(({ token }) => token) ?? []);
          setAttendance(null);
        }}
      />
      <RosterDialog
        open={listOpen}
        course={roster?.course ?? null}
        file={roster?.file ?? null}
        onAnother={() =>
          choose(
            "roster",
            ([file]) => file !== undefined && setRoster((before) => before && { ...before, file }),
          )
        }
        onClose={() => {
          if (roster !== null) forget([roster.file.token]);
          setRoster(null);
        }}
      />
      {over && <DropOverlay />}
    </FilesContext>
  );
}

/** The program's own dialog; nothing happens where the user changed their mind. */
function useChoosing() {
  const { t } = useTranslation();
  const host = useHost();
  const note = useNote();
  return useCallback(
    (kind: FileKind, then: (files: OfferedFile[]) => void) => {
      host.chooseFiles(kind).then(
        (files) => {
          if (files !== null && files.length > 0) then(files);
        },
        (thrown) => note(toErrorView(thrown).message || t("errors.unexpected"), "error"),
      );
    },
    [host, note, t],
  );
}

function useOver(): boolean {
  const host = useHost();
  const [over, setOver] = useState(false);
  useEffect(() => host.onFilesOver(setOver), [host]);
  return over;
}
