// axe finds nothing, contrast included, on any screen in any theme.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { AxeResults } from "axe-core";
import { expect, SCREENS, type Theme, test } from "./page";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

interface Axe {
  axe: { run: (context: object) => Promise<AxeResults> };
}

for (const theme of ["light", "dark", "contrast"] satisfies Theme[]) {
  for (const [screen, { query, reach }] of Object.entries(SCREENS)) {
    test(`${screen} in ${theme}`, async ({ open, page }) => {
      await page.emulateMedia({ reducedMotion: "reduce" });
      await open(query, theme);
      await reach?.(page);
      // What fades in has no colour yet to be judged by.
      await page.waitForTimeout(400);
      await page.evaluate(axe);
      // Tabster's sentinels pass the focus on and are never rested upon.
      const sentinels = { exclude: [["[data-tabster-dummy]"]] };
      const { violations } = await page.evaluate(
        (context) => (globalThis as unknown as Axe).axe.run(context),
        sentinels,
      );
      const found = violations.map(({ id, nodes }) => ({
        id,
        nodes: nodes.map(({ html, failureSummary }) => `${html.slice(0, 200)}\n${failureSummary}`),
      }));
      expect(found).toEqual([]);
    });
  }
}
