// Sending what waits now, and taking one of it out.
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { useNote } from "../../components/toaster";
import type { ErrorView } from "../../platform/bindings/ErrorView";
import type { OkView } from "../../platform/bindings/OkView";
import type { OutboxView } from "../../platform/bindings/OutboxView";
import { useHost } from "../../platform/context";
import { keys } from "../../platform/queries";

export function useOutboxActions() {
  const { t } = useTranslation();
  const host = useHost();
  const client = useQueryClient();
  const note = useNote();
  const flush = useMutation<OutboxView, ErrorView>({
    mutationFn: () => host.flushOutbox(crypto.randomUUID()),
    onSuccess: ({ sent, entries }) => {
      if (sent.length > 0) note(t("outbox.sent", { count: sent.length }));
      else if (entries.length > 0) note(t("outbox.still"), "info");
    },
    onSettled: () => void client.invalidateQueries(),
  });
  const cancel = useMutation<OkView, ErrorView, string>({
    mutationFn: (id) => host.cancelWaiting(id),
    onSettled: () => void client.invalidateQueries({ queryKey: keys.outbox }),
  });
  return { flush, cancel, failure: flush.error ?? cancel.error };
}
