// Starts the page inside the desktop app.
import { tauriHost } from "./platform/tauri";
import { start } from "./start";

start(tauriHost());
