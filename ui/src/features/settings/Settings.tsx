// All settings on one page; an error that needs one of them leads to its section.
import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { QueryView } from "../../components/QueryView";
import { useSettings } from "../../platform/queries";
import { AccountSection } from "./AccountSection";
import { Appearance } from "./Appearance";
import { BackupSection } from "./BackupSection";
import { CallRecords } from "./CallRecords";
import { DataSection } from "./DataSection";
import { DiagnosticsSection } from "./DiagnosticsSection";
import { LmsForm } from "./LmsForm";
import { PrivacySection } from "./PrivacySection";
import { Rules } from "./Rules";
import { Section } from "./Section";
import styles from "./Settings.module.css";

export function Settings({ section }: { section: string | null }) {
  const { t } = useTranslation();
  const settings = useSettings();
  const page = useRef<HTMLDivElement>(null);
  const there = settings.data !== undefined;
  useEffect(() => {
    if (!there || section === null) return;
    const heading = page.current?.querySelector<HTMLElement>(`#settings-${CSS.escape(section)}`);
    heading?.scrollIntoView({ block: "start" });
    heading?.focus({ preventScroll: true });
  }, [section, there]);
  return (
    <div className={styles.page} ref={page}>
      <h1 className={styles.title}>{t("settings.title")}</h1>
      <QueryView query={settings}>
        {(values) => (
          <>
            <Section id="account">
              <AccountSection settings={values} />
            </Section>
            <Section id="lms">
              <LmsForm />
            </Section>
            <Section id="call-records">
              <CallRecords settings={values} />
            </Section>
            <Section id="rules">
              <Rules settings={values} />
            </Section>
            <Section id="appearance">
              <Appearance />
            </Section>
            <Section id="data">
              <DataSection />
            </Section>
            <Section id="privacy">
              <PrivacySection settings={values} />
            </Section>
            <Section id="backup">
              <BackupSection />
            </Section>
            <Section id="diagnostics">
              <DiagnosticsSection />
            </Section>
          </>
        )}
      </QueryView>
    </div>
  );
}
