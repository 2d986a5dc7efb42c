// What the instructor's IT wants to know: which permissions, why, and the link to allow them for everybody.
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { CopyButton } from "../../components/CopyButton";
import { Disclosure } from "../../components/Disclosure";
import { useHost } from "../../platform/context";
import styles from "./Settings.module.css";

const PERMISSIONS = ["User.Read", "Calendars.Read", "OnlineMeetings.Read", "OnlineMeetingArtifact.Read.All"];
const EVENTS = "VirtualEvent.Read";

export function ForIt({ clientId, webinars }: { clientId: string; webinars: boolean }) {
  const { t } = useTranslation();
  const host = useHost();
  const link = useQuery({
    queryKey: ["admin-consent", clientId, webinars],
    queryFn: () => host.adminConsentUrl(),
    enabled: clientId !== "",
  }).data;
  return (
    <Disclosure summary={t("settings.it.title")} testId="for-it">
      <p>{t("settings.it.explain")}</p>
      <ul className={styles.permissions}>
        {(webinars ? [...PERMISSIONS, EVENTS] : PERMISSIONS).map((permission) => (
          <li key={permission}>
            <code>{permission}</code> {t(`settings.it.${permission.replaceAll(".", "_")}`)}
          </li>
        ))}
      </ul>
      {link !== undefined && (
        <div className={styles.buttons}>
          <CopyButton text={link} label={t("errors.consentLink")} />
        </div>
      )}
    </Disclosure>
  );
}
