// The bridge to a program that serves this page itself on 127.0.0.1: development and tests. No released page holds it.
import type { Bridge } from "./bridge";
import { hostOver } from "./commands";
import type { Host } from "./host";

type Said = { channel: number; message: unknown } | { event: string; payload: unknown };

/** The host of a session, once the program can be heard. */
export async function loopbackHost(session: string): Promise<Host> {
  const at = `/session/${encodeURIComponent(session)}`;
  const channels = new Map<number, (message: unknown) => void>();
  const handlers = new Map<string, Set<(payload: unknown) => void>>();
  const source = new EventSource(`${at}/events`);
  source.addEventListener("message", ({ data }) => {
    const said = JSON.parse(data) as Said;
    if ("channel" in said) channels.get(said.channel)?.(said.message);
    else for (const handler of handlers.get(said.event) ?? []) handler(said.payload);
  });
  await new Promise((opened, failed) => {
    source.addEventListener("open", opened, { once: true });
    source.addEventListener("error", failed, { once: true });
  });

  const bridge: Bridge = {
    invoke: async <Answer>(command: string, args: Record<string, unknown> = {}): Promise<Answer> => {
      const response = await fetch(`${at}/call/${command}`, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify(args),
      });
      const answer = await response.json();
      if (!response.ok) throw answer;
      return answer;
    },
    channel: <Message>(listener: (message: Message) => void) => {
      const id = channels.size + 1;
      channels.set(id, listener as (message: unknown) => void);
      // As Tauri writes a channel among the arguments.
      return `__CHANNEL__:${id}`;
    },
    hear: <Payload>(event: string, handler: (payload: Payload) => void) => {
      const one = handler as (payload: unknown) => void;
      const all = handlers.get(event) ?? new Set();
      handlers.set(event, all.add(one));
      return () => all.delete(one);
    },
  };
  return hostOver(bridge);
}
