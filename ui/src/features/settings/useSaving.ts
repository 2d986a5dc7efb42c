// Saves a setting or a secret, and lets the page know that others may depend on it.
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { useNote } from "../../components/toaster";
import type { ErrorView } from "../../platform/bindings/ErrorView";
import { useHost } from "../../platform/context";
import type { SecretName } from "../../platform/host";

export type Saving = { key: string; value: string } | { secret: SecretName; value: string };

export function useSaving() {
  const { t } = useTranslation();
  const host = useHost();
  const client = useQueryClient();
  const note = useNote();
  return useMutation<void, ErrorView, Saving[]>({
    mutationFn: async (all) => {
      for (const saving of all) {
        if ("key" in saving) await host.setSetting(saving.key, saving.value);
        else await host.setSecret(saving.secret, saving.value);
      }
    },
    onSuccess: () => note(t("settings.saved")),
    onSettled: () => client.invalidateQueries(),
  });
}
