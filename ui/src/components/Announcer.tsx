// One polite live region for the whole page: what a sighted user sees change, said in words.
import { createContext, type ReactNode, useCallback, useContext, useRef, useState } from "react";

const AnnounceContext = createContext<(message: string) => void>(() => {});

export const useAnnounce = () => useContext(AnnounceContext);

// Progress may change ten times a second; nobody can listen to that.
const PAUSE_MS = 1500;

export function Announcer({ children }: { children: ReactNode }) {
  const [message, setMessage] = useState("");
  const waiting = useRef<{ timer: ReturnType<typeof setTimeout>; message: string } | null>(null);
  const last = useRef(0);
  const announce = useCallback((next: string) => {
    if (waiting.current !== null) {
      waiting.current.message = next;
      return;
    }
    const say = () => {
      const said = waiting.current?.message ?? next;
      waiting.current = null;
      last.current = Date.now();
      setMessage(said);
    };
    const timer = setTimeout(say, Math.max(0, last.current + PAUSE_MS - Date.now()));
    waiting.current = { timer, message: next };
  }, []);
  return (
    <AnnounceContext value={announce}>
      {children}
      <div className="visually-hidden" role="status" aria-live="polite" data-testid="live-region">
        {message}
      </div>
    </AnnounceContext>
  );
}
