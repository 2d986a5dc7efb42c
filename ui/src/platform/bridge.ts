// How the page reaches the program: in the app by Tauri, in development and tests also over HTTP on this machine.

export interface Bridge {
  /** Calls a command. It rejects with an ErrorView. */
  invoke: <Answer>(command: string, args?: Record<string, unknown>) => Promise<Answer>;
  /** An argument of a command through which it says things while it runs. */
  channel: <Message>(listener: (message: Message) => void) => unknown;
  /** What the program says by itself. Answers how to stop listening. */
  hear: <Payload>(event: string, handler: (payload: Payload) => void) => () => void;
}
