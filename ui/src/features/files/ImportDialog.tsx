// Attendance files before they are imported: what each says, which class it goes to, what is still to be answered.
import {
  Button,
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
} from "@fluentui/react-components";
import { Add20Regular } from "@fluentui/react-icons/svg/add";
import { type RefObject, useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { ErrorNotice } from "../../components/ErrorNotice";
import { useNote } from "../../components/toaster";
import { useLostFocus } from "../../components/useLostFocus";
import { isolated } from "../../i18n/visible";
import { go } from "../../navigation";
import type { SyncedView } from "../../platform/bindings/SyncedView";
import { toErrorView } from "../../platform/errors";
import type { OfferedFile } from "../../platform/host";
import { useSyncs } from "../sync/SyncProvider";
import { useFileReadings, useImportFiles } from "./asking";
import { FileCard } from "./FileCard";
import styles from "./Files.module.css";
import { Outcome } from "./Outcome";
import { classCount, type Entry, isWaiting, standingOf, targetOf } from "./plan";

interface Props {
  /** The class from which the dialog was opened. */
  home: string | null;
  entries: Entry[];
  onEntries: (change: (entries: Entry[]) => Entry[]) => void;
  onAdd: () => void;
  /** A file that is a class list instead. */
  onList: (file: OfferedFile) => void;
  onClose: () => void;
}

export function ImportDialog({ open, ...props }: Props & { open: boolean }) {
  // An import that has begun is not left half watched: it takes a moment, and then says what it did.
  const busy = useRef(false);
  const close = () => !busy.current && props.onClose();
  return (
    <Dialog open={open} onOpenChange={(_, data) => !data.open && close()}>
      <DialogSurface className={styles.wide} aria-describedby={undefined} data-testid="import">
        <ImportFiles {...props} busy={busy} />
      </DialogSurface>
    </Dialog>
  );
}

function ImportFiles(props: Props & { busy: RefObject<boolean> }) {
  const { home, entries, onEntries, onAdd, onList, onClose, busy } = props;
  const { t } = useTranslation();
  const note = useNote();
  const { views, reading } = useFileReadings(entries);
  const { dismiss } = useSyncs();
  const run = useImportFiles();
  const add = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    busy.current = run.isPending;
  }, [busy, run.isPending]);
  const [outcome, setOutcome] = useState<SyncedView[] | null>(null);

  const rows = entries.map((entry) => {
    const view = views.data?.get(entry.token);
    return {
      entry,
      view,
      standing: standingOf(entry, view, home, entries),
      target: targetOf(entry, view, home),
    };
  });
  const ready = rows.filter(({ standing }) => standing === "ready");
  const waiting = rows.filter(({ standing }) => isWaiting(standing));
  const held = reading || waiting.length > 0 || ready.length === 0 || run.isPending;

  const start = () => {
    if (held) return;
    run.mutate(
      { ready, entries, views: views.data ?? new Map() },
      {
        onSuccess: ({ meetings }) => {
          // What a fetch could not do is no longer what matters.
          for (const { id, error } of meetings) if (error === null) dismiss(id);
          const [only] = meetings;
          if (only === undefined || meetings.length > 1 || only.error !== null) {
            setOutcome(meetings);
            onEntries(() => []);
            return;
          }
          onClose();
          note(t("files.done.one", { files: t("files.count", { count: ready.length }) }));
          go({ page: "class", meeting: only.id, tab: "participants" });
        },
      },
    );
  };
  // Files that are dropped on the outcome begin a new list.
  const showsOutcome = outcome !== null && entries.length === 0;
  useLostFocus(add, showsOutcome);
  const change = (token: string, more: Partial<Entry>) =>
    onEntries((before) => before.map((entry) => (entry.token === token ? { ...entry, ...more } : entry)));
  const remove = (token: string) => {
    if (entries.length === 1) onClose();
    else {
      // The button that was pressed is gone with its file.
      add.current?.focus();
      onEntries((before) =>
        before
          .filter((entry) => entry.token !== token)
          // The class that was to be made from it is made no more.
          .map((entry) =>
            entry.target !== null && "madeFrom" in entry.target && entry.target.madeFrom === token
              ? { ...entry, target: null }
              : entry,
          ),
      );
    }
  };

  if (showsOutcome) return <Outcome meetings={outcome} onClose={onClose} />;
  const words = {
    files: t("files.count", { count: ready.length }),
    classes: t("files.classes", { count: classCount(ready.map(({ target }) => target)) }),
  };
  return (
    <DialogBody className={styles.body}>
      <DialogTitle
        action={
          <Button ref={add} icon={<Add20Regular />} onClick={onAdd} data-testid="import-add">
            {t("files.add")}
          </Button>
        }
      >
        {t("files.title")}
      </DialogTitle>
      <DialogContent className={styles.content}>
        {views.isError && (
          <ErrorNotice error={toErrorView(views.error)} onRetry={() => void views.refetch()} />
        )}
        {run.isError && <ErrorNotice error={toErrorView(run.error)} onRetry={start} />}
        <ul className={styles.cards} aria-label={t("files.list")}>
          {rows.map(({ entry, view, standing, target }) => (
            <FileCard
              key={entry.token}
              entry={entry}
              view={view}
              standing={standing}
              target={target}
              home={home}
              all={entries}
              onChange={(more) => change(entry.token, more)}
              onRemove={() => remove(entry.token)}
              onList={() => onList({ token: entry.token, name: entry.name })}
            />
          ))}
        </ul>
      </DialogContent>
      <DialogActions fluid className={styles.foot}>
        <p role="status" className={styles.left} data-testid="import-left">
          {reading
            ? t("files.reading")
            : run.isPending
              ? t("files.importing")
              : waiting[0] !== undefined
                ? t("files.waiting", { count: waiting.length, name: isolated(waiting[0].entry.name) })
                : ready.length === 0
                  ? t("files.nothing")
                  : ready.length < entries.length &&
                    t("files.leftOut", { count: entries.length - ready.length })}
        </p>
        <Button disabledFocusable={run.isPending} onClick={onClose}>
          {t("common.cancel")}
        </Button>
        <Button appearance="primary" disabledFocusable={held} onClick={start} data-testid="import-start">
          {ready.length === 0 ? t("files.import") : t("files.into", words)}
        </Button>
      </DialogActions>
    </DialogBody>
  );
}
