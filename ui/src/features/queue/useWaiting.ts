// How much waits or runs, for the number beside the queue's name. What is looked at again tomorrow is no reason to look.
import { useOutbox } from "../../platform/queries";
import { useSyncs } from "../sync/SyncProvider";

export function useWaiting(): number {
  const entries = useOutbox().data?.entries.length ?? 0;
  const { running } = useSyncs();
  return entries + Object.keys(running).length;
}
