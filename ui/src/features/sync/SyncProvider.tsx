// Runs syncs above the screens, so that they go on while the user looks at something else.
import {
  createContext,
  type ReactNode,
  useCallback,
  useContext,
  useEffect,
  useMemo,
  useReducer,
} from "react";
import { useTranslation } from "react-i18next";
import { useAnnounce } from "../../components/Announcer";
import { useNote } from "../../components/toaster";
import type { ErrorView } from "../../platform/bindings/ErrorView";
import { useHost } from "../../platform/context";
import { toErrorView } from "../../platform/errors";
import type { CallChoice } from "../../platform/host";
import { useMeetingChanged } from "../../platform/queries";
import { newsOf } from "./news";
import { NO_SYNC, type RunningSync, syncReducer } from "./tasks";

interface Syncs {
  running: Record<string, RunningSync>;
  failed: Record<string, ErrorView>;
  start: (meetings: string[], calls?: CallChoice) => void;
  cancel: (meeting: string) => void;
  dismiss: (meeting: string) => void;
}

const SyncContext = createContext<Syncs>({
  ...NO_SYNC,
  start: () => {},
  cancel: () => {},
  dismiss: () => {},
});

export const useSyncs = () => useContext(SyncContext);

export function SyncProvider({ children }: { children: ReactNode }) {
  const { t } = useTranslation();
  const host = useHost();
  const announce = useAnnounce();
  const changed = useMeetingChanged();
  const note = useNote();
  const [state, dispatch] = useReducer(syncReducer, NO_SYNC);

  const start = useCallback(
    async (meetings: string[], calls: CallChoice = "suggested") => {
      if (meetings.length === 0) return;
      const task = crypto.randomUUID();
      dispatch({ type: "started", task, meetings });
      announce(t("sync.started"));
      try {
        const answer = await host.sync(meetings, calls, task, (progress) => {
          dispatch({ type: "progress", task, progress });
          announce(progress.message);
        });
        dispatch({ type: "answered", task, answer });
        announce(
          t("sync.finished", { count: answer.meetings.filter(({ state }) => state === "synced").length }),
        );
      } catch (thrown) {
        const error = toErrorView(thrown);
        dispatch({ type: "rejected", task, error });
        announce(error.code === "cancelled" ? t("sync.cancelled") : error.message || t("errors.unexpected"));
      }
      meetings.forEach(changed);
    },
    [host, announce, changed, t],
  );

  useEffect(
    () =>
      host.onLookedAgain((view) => {
        for (const meeting of view.looked) {
          dispatch({ type: "dismissed", meeting });
          changed(meeting);
        }
        const news = newsOf(view, t);
        if (news === null) return;
        if (document.hasFocus()) note(news, "info");
        else void host.notify(t("looked.title"), news).catch(() => {});
      }),
    [host, changed, note, t],
  );

  const running = state.running;
  const cancel = useCallback(
    (meeting: string) => {
      const task = running[meeting]?.task;
      if (task === undefined) return;
      dispatch({ type: "cancelling", task });
      host.cancel(task).catch(() => {
        // It ended by itself in the meantime; its own answer says how.
      });
    },
    [host, running],
  );

  const value = useMemo<Syncs>(
    () => ({
      ...state,
      start: (meetings, calls) => void start(meetings, calls),
      cancel,
      dismiss: (meeting) => dispatch({ type: "dismissed", meeting }),
    }),
    [state, start, cancel],
  );
  return <SyncContext value={value}>{children}</SyncContext>;
}
