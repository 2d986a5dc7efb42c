// The page in Chromium, on the fixture build, under the shell's content security policy.
import { defineConfig } from "@playwright/test";

const address = `http://127.0.0.1:${process.env.PAGE_PORT ?? 1422}`;

export default defineConfig({
  testDir: "tests",
  testMatch: process.env.SCREENS ? "screens.ts" : "*.spec.ts",
  testIgnore: "engine/**",
  outputDir: "test-results",
  workers: 2,
  fullyParallel: true,
  forbidOnly: true,
  reporter: [["line"]],
  // A small machine with other work beside it is slow, and that is no fault of the page.
  timeout: 40_000,
  expect: { timeout: 10_000 },
  use: {
    baseURL: address,
    locale: "en-GB",
    timezoneId: "Europe/Berlin",
    actionTimeout: 10_000,
    viewport: { width: 1280, height: 800 },
    permissions: ["clipboard-read", "clipboard-write"],
    launchOptions: {
      executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
      args: [
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
      ],
    },
  },
  webServer: {
    command: "npx vite preview --mode fixture",
    url: address,
    reuseExistingServer: false,
  },
});
