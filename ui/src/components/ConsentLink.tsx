// Where only an administrator can help: the link for IT, to be sent on.
import { useTranslation } from "react-i18next";
import type { ErrorView } from "../platform/bindings/ErrorView";
import { CopyButton } from "./CopyButton";

export function consentLink(error: ErrorView): string | null {
  const link = error.details.admin_consent_url;
  return typeof link === "string" && /^https?:/.test(link) ? link : null;
}

export function ConsentLink({ error }: { error: ErrorView }) {
  const { t } = useTranslation();
  const link = consentLink(error);
  if (link === null) return null;
  return <CopyButton appearance="primary" text={link} label={t("errors.consentLink")} />;
}
