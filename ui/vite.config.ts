// Three builds: the page for the shell (dist); the same page on the fixture host (dist-fixture), for looking at screens and
// for the tests in Chromium; and on the program itself over HTTP (dist-loopback). Nothing of dev/ reaches dist.
import react from "@vitejs/plugin-react";
import { defineConfig } from "vitest/config";

// The shell's policy, so that the tests in Chromium meet it too (the shell picks its own nonce).
const contentSecurityPolicy =
  "default-src 'none'; script-src 'self'; style-src 'self' 'nonce-fixture'; img-src 'self' data:; " +
  "font-src 'self'; connect-src 'none'; base-uri 'none'; form-action 'none'";

export default defineConfig(({ mode }) => {
  const fixture = mode === "fixture";
  const root = { fixture: "dev", loopback: "dev/loopback" }[mode] ?? ".";
  return {
    root,
    plugins: [react()],
    clearScreen: false,
    server: { host: "127.0.0.1", port: fixture ? 1421 : 1420, strictPort: true, fs: { allow: [".."] } },
    preview: {
      host: "127.0.0.1",
      port: Number(process.env.PAGE_PORT ?? 1422),
      strictPort: true,
      headers: { "Content-Security-Policy": contentSecurityPolicy },
    },
    build: {
      outDir: root === "." ? "dist" : `${import.meta.dirname}/dist-${mode}`,
      emptyOutDir: true,
      target: ["es2022", "safari16"],
      // Data URLs for fonts and scripts would need a wider policy.
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
      chunkSizeWarningLimit: 1500,
    },
    test: {
      environment: "jsdom",
      include: ["src/**/*.test.{ts,tsx}"],
      restoreMocks: true,
    },
  };
});
