// The formats of this user: language and region from the system, zone from the settings.
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { useStatus } from "../platform/queries";
import { type Formats, formats, regionalLocale } from "./format";

let made: { of: string; formats: Formats } | undefined;

/** One set for the whole page: an Intl object costs a millisecond, and each row of each table asks for a dozen. */
function shared(locale: string, zone: string): Formats {
  const of = `${locale} ${zone}`;
  if (made?.of !== of) made = { of, formats: formats(locale, zone) };
  return made.formats;
}

export function useFormats(): Formats {
  const { i18n } = useTranslation();
  const zone = useStatus().data?.timezone ?? "UTC";
  return useMemo(
    () => shared(regionalLocale(i18n.language, navigator.languages), zone),
    [i18n.language, zone],
  );
}
