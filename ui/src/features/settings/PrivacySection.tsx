// What is kept, where and how long, and erasing it: what is old, a person, everything.
import { Button, Field, Input } from "@fluentui/react-components";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { ErrorNotice } from "../../components/ErrorNotice";
import { OpeningButton } from "../../components/OpeningButton";
import { go } from "../../navigation";
import type { SettingView } from "../../platform/bindings/SettingView";
import { toErrorView } from "../../platform/errors";
import { useStatus } from "../../platform/queries";
import { forgetHowLeft } from "../people/memory";
import { EraseDialog } from "../privacy/EraseDialog";
import styles from "./Settings.module.css";
import { useSaving } from "./useSaving";
import { changedValues, settingText } from "./values";

const DAYS = "privacy.keep_days";

export function PrivacySection({ settings }: { settings: SettingView[] }) {
  const { t } = useTranslation();
  const home = useStatus().data?.home ?? "";
  const [erasing, setErasing] = useState<"expired" | "everything" | null>(null);
  return (
    <>
      <dl className={styles.facts}>
        <dt>{t("privacy.what.kept")}</dt>
        <dd>{t("privacy.what.keptWords")}</dd>
        <dt>{t("privacy.what.not")}</dt>
        <dd>{t("privacy.what.notWords")}</dd>
        <dt>{t("privacy.what.where")}</dt>
        <dd>
          {t("privacy.what.whereWords")} <code className={styles.path}>{home}</code>
        </dd>
        <dt>{t("privacy.what.sent")}</dt>
        <dd>{t("privacy.what.sentWords")}</dd>
      </dl>
      <KeepDays settings={settings} />
      <div className={styles.choices}>
        <OpeningButton onClick={() => setErasing("expired")} data-testid="erase-expired">
          {t("privacy.expired.action")}
        </OpeningButton>
        <Button onClick={() => go({ page: "people", person: null })} data-testid="to-people">
          {t("privacy.person")}
        </Button>
        <OpeningButton onClick={() => setErasing("everything")} data-testid="erase-everything">
          {t("privacy.everything.action")}
        </OpeningButton>
      </div>
      <EraseDialog
        open={erasing === "expired"}
        what={{ expired: true }}
        title={t("privacy.expired.title")}
        subject={t("privacy.expired.subject", { days: settingText(settings, DAYS) })}
        explain={[t("privacy.expired.explain"), t("privacy.expired.after")]}
        confirm="button"
        onClose={() => setErasing(null)}
      />
      <EraseDialog
        open={erasing === "everything"}
        what={{ everything: true }}
        title={t("privacy.everything.title")}
        subject={t("privacy.everything.subject")}
        explain={[t("privacy.everything.explain"), t("privacy.everything.after")]}
        confirm="word"
        onClose={(done) => {
          setErasing(null);
          if (done) forgetHowLeft();
        }}
      />
    </>
  );
}

function KeepDays({ settings }: { settings: SettingView[] }) {
  const { t } = useTranslation();
  const saving = useSaving();
  const [form, setForm] = useState(() => ({ [DAYS]: settingText(settings, DAYS) }));
  const changed = changedValues(settings, form);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (changed.length > 0) saving.mutate(changed);
  };
  return (
    <form className={styles.form} onSubmit={submit}>
      {saving.isError && <ErrorNotice error={toErrorView(saving.error)} />}
      <Field label={t("privacy.keepDays")} hint={t("privacy.keepDaysHint")}>
        <Input
          className={styles.days ?? ""}
          type="number"
          min={1}
          max={36500}
          value={form[DAYS] ?? ""}
          onChange={(_, { value }) => setForm({ [DAYS]: value })}
          contentAfter={t("privacy.days")}
          data-testid="keep-days"
        />
      </Field>
      <div className={styles.buttons}>
        <Button
          type="submit"
          disabledFocusable={changed.length === 0 || saving.isPending}
          data-testid="save-keep-days"
        >
          {t("settings.save")}
        </Button>
      </div>
    </form>
  );
}
