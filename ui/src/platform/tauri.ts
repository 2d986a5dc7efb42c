// The bridge inside the desktop app.
import { Channel, invoke } from "@tauri-apps/api/core";
import { listen } from "@tauri-apps/api/event";
import { hostOver } from "./commands";
import type { Host } from "./host";

export function tauriHost(): Host {
  return hostOver({ invoke, channel: (listener) => new Channel(listener), hear });
}

/** Listening begins a moment after it was asked for; it may end before that. */
function hear<Payload>(event: string, handler: (payload: Payload) => void): () => void {
  let ended = false;
  let end: (() => void) | undefined;
  listen<Payload>(event, ({ payload }) => handler(payload)).then(
    (unlisten) => {
      if (ended) unlisten();
      else end = unlisten;
    },
    () => {
      // A shell that lets nobody listen has the buttons all the same.
    },
  );
  return () => {
    ended = true;
    end?.();
  };
}
