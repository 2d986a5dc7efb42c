// Draws the page on a host.
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { App } from "./App";
import { startI18n } from "./i18n";
import type { Host } from "./platform/host";

export function start(host: Host): void {
  const root = document.getElementById("root");
  if (root === null) throw new Error("index.html has no #root");
  const language = startI18n();
  document.documentElement.lang = language.language;
  createRoot(root).render(
    <StrictMode>
      <App host={host} language={language} />
    </StrictMode>,
  );
}
