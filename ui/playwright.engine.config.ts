// The page in Chromium on the program itself: every command, the pretended institution's servers, the encrypted store.
import { defineConfig } from "@playwright/test";
import page from "./playwright.config";

const port = process.env.ENGINE_PORT ?? 1456;
const address = `http://127.0.0.1:${port}`;

export default defineConfig({
  ...page,
  testDir: "tests/engine",
  testMatch: "*.spec.ts",
  testIgnore: [],
  timeout: 90_000,
  use: { ...page.use, baseURL: address },
  webServer: {
    command: `../target/debug/examples/loopback --port ${port} --page dist-loopback`,
    url: address,
    // Opens the folders of programs that are no demonstration.
    env: { ROLLBOOK_PASSPHRASE: "for tests alone" },
    reuseExistingServer: false,
  },
});
