// Runs a sign-in on the host and keeps its steps; leaving the screen ends it.
import { useQueryClient } from "@tanstack/react-query";
import { useCallback, useEffect, useReducer, useRef } from "react";
import { useHost } from "../../platform/context";
import { toErrorView } from "../../platform/errors";
import type { SignInMethod } from "../../platform/host";
import { keys } from "../../platform/queries";
import { CHOOSE, signInReducer } from "./machine";

export function useSignIn() {
  const host = useHost();
  const client = useQueryClient();
  const [state, dispatch] = useReducer(signInReducer, CHOOSE);
  const running = useRef<string | null>(null);

  const stop = useCallback(() => {
    if (running.current !== null) host.cancel(running.current).catch(() => {});
    running.current = null;
  }, [host]);

  const start = useCallback(
    async (method: SignInMethod) => {
      stop();
      const task = crypto.randomUUID();
      running.current = task;
      dispatch({ type: "started", method, task });
      try {
        const account = await host.signIn(method, task, (event) =>
          dispatch({ type: "event", task, event, now: Date.now() }),
        );
        dispatch({ type: "finished", task, account });
        await client.invalidateQueries({ queryKey: keys.status });
        void client.invalidateQueries({ queryKey: keys.meetings });
      } catch (thrown) {
        dispatch({ type: "failed", task, error: toErrorView(thrown) });
      } finally {
        if (running.current === task) running.current = null;
      }
    },
    [host, client, stop],
  );

  const reset = useCallback(() => {
    stop();
    dispatch({ type: "reset" });
  }, [stop]);

  useEffect(() => stop, [stop]);
  return { state, start: (method: SignInMethod) => void start(method), reset };
}
