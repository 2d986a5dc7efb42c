// Reads the list of settings, and compares a form with it.
import type { SettingView } from "../../platform/bindings/SettingView";

export function settingText(settings: readonly SettingView[], key: string): string {
  const value = settings.find((setting) => setting.key === key)?.value;
  return value === null || value === undefined ? "" : String(value);
}

/** The entries of a form that differ from what is set, in the form's order. */
export function changedValues(
  settings: readonly SettingView[],
  form: Readonly<Record<string, string>>,
): { key: string; value: string }[] {
  return Object.entries(form)
    .filter(([key, value]) => value.trim() !== settingText(settings, key))
    .map(([key, value]) => ({ key, value: value.trim() }));
}
