// What is being fetched right now, class by class: a reducer, so that every step can be tested without a page.
import type { ErrorView } from "../../platform/bindings/ErrorView";
import type { ProgressView } from "../../platform/bindings/ProgressView";
import type { SyncAnswer } from "../../platform/bindings/SyncAnswer";
import { isCancel } from "../../platform/errors";

export interface RunningSync {
  task: string;
  message: string;
  done: number | null;
  total: number | null;
  cancelling: boolean;
}

export interface SyncState {
  running: Record<string, RunningSync>;
  /** Why the last try failed; gone with the next try. */
  failed: Record<string, ErrorView>;
}

export type SyncEvent =
  | { type: "started"; task: string; meetings: string[] }
  | { type: "progress"; task: string; progress: ProgressView }
  | { type: "cancelling"; task: string }
  | { type: "answered"; task: string; answer: SyncAnswer }
  | { type: "rejected"; task: string; error: ErrorView }
  | { type: "dismissed"; meeting: string };

export const NO_SYNC: SyncState = { running: {}, failed: {} };

export function syncReducer(state: SyncState, event: SyncEvent): SyncState {
  switch (event.type) {
    case "started":
      return {
        running: {
          ...state.running,
          ...fromKeys(event.meetings, () => ({
            task: event.task,
            message: "",
            done: null,
            total: null,
            cancelling: false,
          })),
        },
        failed: without(state.failed, event.meetings),
      };
    case "progress": {
      const { meeting, message, done, total } = event.progress;
      return updateTask(state, event.task, (id, running) =>
        // Progress without a class is about all of them.
        meeting === null || meeting === id ? { ...running, message, done, total } : running,
      );
    }
    case "cancelling":
      return updateTask(state, event.task, (_, running) => ({ ...running, cancelling: true }));
    case "answered": {
      const failed = event.answer.meetings.flatMap(({ id, error }) =>
        error !== null && !isCancel(error) ? [[id, error] as const] : [],
      );
      return {
        running: withoutTask(state.running, event.task),
        failed: { ...state.failed, ...Object.fromEntries(failed) },
      };
    }
    case "rejected": {
      const meetings = Object.keys(state.running).filter((id) => state.running[id]?.task === event.task);
      // Whoever cancelled knows it; a cancel is not an error.
      const failed = isCancel(event.error) ? {} : fromKeys(meetings, () => event.error);
      return { running: withoutTask(state.running, event.task), failed: { ...state.failed, ...failed } };
    }
    case "dismissed":
      return { ...state, failed: without(state.failed, [event.meeting]) };
  }
}

function updateTask(
  state: SyncState,
  task: string,
  change: (meeting: string, running: RunningSync) => RunningSync,
): SyncState {
  const running = Object.fromEntries(
    Object.entries(state.running).map(([id, entry]) => [id, entry.task === task ? change(id, entry) : entry]),
  );
  return { ...state, running };
}

function withoutTask(running: SyncState["running"], task: string): SyncState["running"] {
  return Object.fromEntries(Object.entries(running).filter(([, entry]) => entry.task !== task));
}

function without<Value>(record: Record<string, Value>, keys: string[]): Record<string, Value> {
  return Object.fromEntries(Object.entries(record).filter(([key]) => !keys.includes(key)));
}

function fromKeys<Value>(keys: string[], value: () => Value): Record<string, Value> {
  return Object.fromEntries(keys.map((key) => [key, value()]));
}
