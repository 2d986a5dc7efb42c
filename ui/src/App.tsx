// The page: providers, then either the first start, a full-page explanation, or the frame with its screens.
import { Toaster } from "@fluentui/react-components";
import { QueryClientProvider } from "@tanstack/react-query";
import type { i18n } from "i18next";
import { useMemo, useState } from "react";
import { I18nextProvider } from "react-i18next";
import { Announcer } from "./components/Announcer";
import { BlockingPage } from "./components/BlockingPage";
import { ErrorActionsProvider } from "./components/errorActions";
import { Loading } from "./components/Loading";
import { TOASTER } from "./components/toaster";
import { Frame } from "./Frame";
import { FilesProvider } from "./features/files/FilesProvider";
import { SignInDialog } from "./features/signin/SignInDialog";
import { finishStart, needsStart } from "./features/start/needed";
import { Start } from "./features/start/Start";
import { SyncProvider } from "./features/sync/SyncProvider";
import { go } from "./navigation";
import { HostProvider } from "./platform/context";
import { toErrorView } from "./platform/errors";
import type { Host } from "./platform/host";
import { newQueryClient, useStatus } from "./platform/queries";
import { ThemeRoot } from "./theme/ThemeRoot";
import { useReady } from "./useReady";

export function App({ host, language }: { host: Host; language: i18n }) {
  const [client] = useState(newQueryClient);
  return (
    <I18nextProvider i18n={language}>
      <HostProvider value={host}>
        <QueryClientProvider client={client}>
          <ThemeRoot>
            <Announcer>
              <SyncProvider>
                <Page />
              </SyncProvider>
            </Announcer>
          </ThemeRoot>
        </QueryClientProvider>
      </HostProvider>
    </I18nextProvider>
  );
}

function Page() {
  const status = useStatus();
  const [signingIn, setSigningIn] = useState(false);
  const [starting, setStarting] = useState<boolean | null>(null);
  useReady();
  const actions = useMemo(
    () => ({
      signIn: () => setSigningIn(true),
      settings: (section: string) => go({ page: "settings", section }),
    }),
    [],
  );
  if (status.data === undefined) {
    return status.isError ? (
      <BlockingPage error={toErrorView(status.error)} onRetry={() => void status.refetch()} />
    ) : (
      <Loading />
    );
  }
  const first = starting ?? needsStart(status.data, globalThis.localStorage);
  // Once begun, the first start goes on to its end, although its conditions change on the way.
  if (first && starting === null) setStarting(true);
  return (
    <ErrorActionsProvider value={actions}>
      <FilesProvider>
        {first ? (
          <Start
            onDone={() => {
              finishStart(globalThis.localStorage);
              setStarting(false);
            }}
          />
        ) : (
          <Frame status={status.data} />
        )}
      </FilesProvider>
      <SignInDialog open={signingIn} onClose={() => setSigningIn(false)} />
      <Toaster toasterId={TOASTER} position="bottom-end" />
    </ErrorActionsProvider>
  );
}
