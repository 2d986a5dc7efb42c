// Switching between accounts and signing them out, wherever they are shown.
import { useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { useNote } from "../../components/toaster";
import { useHost } from "../../platform/context";
import { toErrorView } from "../../platform/errors";
import { keys } from "../../platform/queries";

export function useAccountActions() {
  const { t } = useTranslation();
  const host = useHost();
  const client = useQueryClient();
  const note = useNote();
  const run = async (work: Promise<unknown>, done: string) => {
    try {
      await work;
      note(done);
    } catch (thrown) {
      note(toErrorView(thrown).message || t("errors.unexpected"), "error");
    }
    // The accounts are below this key, too.
    void client.invalidateQueries({ queryKey: keys.status });
  };
  return {
    use: (account: string, name: string) => run(host.activateAccount(account), t("signin.using", { name })),
    signOut: (account: string | null) => run(host.signOut(account), t("signin.signedOut")),
  };
}
