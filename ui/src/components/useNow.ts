// The program's clock, which may have been set for a demonstration: the browser's, shifted to match it.
import { useEffect, useMemo, useState } from "react";
import { useStatus } from "../platform/queries";

const TICK_MS = 30_000;

export function useNow(): number {
  const status = useStatus();
  const offset = useMemo(
    () => (status.data === undefined ? 0 : Date.parse(status.data.now) - status.dataUpdatedAt),
    [status.data, status.dataUpdatedAt],
  );
  const [local, setLocal] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setLocal(Date.now()), TICK_MS);
    return () => clearInterval(timer);
  }, []);
  return local + offset;
}
