// The program goes through the outbox by itself; the page hears of it wherever the user is.
import { useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import { useNote } from "../../components/toaster";
import { useHost } from "../../platform/context";

export function useOutboxNews(): void {
  const { t } = useTranslation();
  const host = useHost();
  const client = useQueryClient();
  const note = useNote();
  useEffect(
    () =>
      host.onOutboxChanged(({ sent }) => {
        void client.invalidateQueries();
        if (sent.length > 0) note(t("outbox.sent", { count: sent.length }), "info");
      }),
    [host, client, note, t],
  );
}
