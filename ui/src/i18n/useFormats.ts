// The formats of this user: language and region from the system, zone from the settings.
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { useStatus } from "../platform/queries";
import { type Formats, formats, regionalLocale } from "./format";

export function useFormats(): Formats {
  const { i18n } = useTranslation();
  const zone = useStatus().data?.timezone ?? "UTC";
  return useMemo(
    () => formats(regionalLocale(i18n.language, navigator.languages), zone),
    [i18n.language, zone],
  );
}
