// Starts i18next with the languages that ship with the page: a folder each, with one file for each part of the page.
import i18next, { type i18n } from "i18next";
import { initReactI18next } from "react-i18next";

type Texts = Record<string, object>;

/** All texts of the page in English. */
export const en: Texts = Object.assign(
  {},
  ...Object.values(import.meta.glob<Texts>("./en/*.json", { eager: true, import: "default" })),
);

const LANGUAGES = { en } as const;

/** The first of the user's languages that the page speaks, else English. */
export function chooseLanguage(wanted: readonly string[], available: readonly string[]): string {
  for (const tag of wanted) {
    const base = tag.toLowerCase().split("-")[0] ?? "";
    if (available.includes(base)) return base;
  }
  return "en";
}

export function startI18n(wanted: readonly string[] = navigator.languages): i18n {
  const instance = i18next.createInstance();
  void instance.use(initReactI18next).init({
    lng: chooseLanguage(wanted, Object.keys(LANGUAGES)),
    fallbackLng: "en",
    resources: Object.fromEntries(
      Object.entries(LANGUAGES).map(([tag, translation]) => [tag, { translation }]),
    ),
    // Everything is text to React, which escapes it.
    interpolation: { escapeValue: false },
    initAsync: false,
  });
  return instance;
}
