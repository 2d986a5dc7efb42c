// Why a class has no attendance yet: the failure of this session's fetch, else what the last look in vain said.
import type { ErrorView } from "../../platform/bindings/ErrorView";
import type { MeetingRowView } from "../../platform/bindings/MeetingRowView";
import { useMeetings } from "../../platform/queries";
import { useSyncs } from "./SyncProvider";

type Looked = Pick<MeetingRowView, "look">;

export function failureOf(now: ErrorView | undefined, row: Looked | undefined): ErrorView | undefined {
  return now ?? row?.look?.error;
}

export function useFailure(meeting: string): ErrorView | undefined {
  const { failed } = useSyncs();
  const rows = useMeetings().data?.meetings;
  return failureOf(
    failed[meeting],
    rows?.find(({ id }) => id === meeting),
  );
}
