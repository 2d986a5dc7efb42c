// Takes a picture of every screen in light, dark, high contrast and in a narrow window, to be looked at.
import { mkdirSync } from "node:fs";
import { SCREENS, type Theme, test } from "./page";

const FOLDER = process.env.SCREENS ?? "test-results/screens";
mkdirSync(FOLDER, { recursive: true });

const LOOKS: Record<string, { theme: Theme; width: number; height: number }> = {
  light: { theme: "light", width: 1280, height: 800 },
  dark: { theme: "dark", width: 1280, height: 800 },
  contrast: { theme: "contrast", width: 1280, height: 800 },
  narrow: { theme: "light", width: 900, height: 600 },
};

for (const [look, { theme, width, height }] of Object.entries(LOOKS)) {
  for (const [screen, { query, reach }] of Object.entries(SCREENS)) {
    test(`${screen} ${look}`, async ({ open, page }) => {
      await page.setViewportSize({ width, height });
      await page.emulateMedia({ reducedMotion: "reduce" });
      await open(query, theme);
      await reach?.(page);
      await page.waitForTimeout(400);
      await page.screenshot({ path: `${FOLDER}/${screen}-${look}.png` });
    });
  }
}
