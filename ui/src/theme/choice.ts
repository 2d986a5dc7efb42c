// Which theme: what the system says, unless the user chose one. The choice is about this window only,
// so it stays in the page and not in the configuration.

export type ThemeChoice = "system" | "light" | "dark" | "contrast";
export type ThemeName = Exclude<ThemeChoice, "system">;

export interface SystemLook {
  dark: boolean;
  contrast: boolean;
}

export const THEME_CHOICES: readonly ThemeChoice[] = ["system", "light", "dark", "contrast"];

export function chooseTheme(choice: ThemeChoice, system: SystemLook): ThemeName {
  if (choice !== "system") return choice;
  if (system.contrast) return "contrast";
  return system.dark ? "dark" : "light";
}

const KEY = "rollbook.theme";

export function storedChoice(storage: Pick<Storage, "getItem"> | undefined): ThemeChoice {
  try {
    const stored = storage?.getItem(KEY);
    return THEME_CHOICES.find((choice) => choice === stored) ?? "system";
  } catch {
    return "system";
  }
}

export function storeChoice(storage: Pick<Storage, "setItem"> | undefined, choice: ThemeChoice): void {
  try {
    storage?.setItem(KEY, choice);
  } catch {
    // A page without storage keeps the choice until it closes.
  }
}
