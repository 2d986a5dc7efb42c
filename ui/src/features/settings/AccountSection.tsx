// The Microsoft account, and where to sign in: tenant and app registration, which the institution's IT knows.
import { Button, Checkbox, Field, Input, Select } from "@fluentui/react-components";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { ErrorNotice } from "../../components/ErrorNotice";
import type { SettingView } from "../../platform/bindings/SettingView";
import { toErrorView } from "../../platform/errors";
import { Accounts } from "./Accounts";
import { ForIt } from "./ForIt";
import styles from "./Settings.module.css";
import { useSaving } from "./useSaving";
import { changedValues, settingText } from "./values";

const KEYS = ["microsoft.tenant", "microsoft.client_id"] as const;
const WEBINARS = "microsoft.webinars";
const CLOUDS = ["global", "us-gov", "us-gov-dod", "china"];

export function AccountSection({ settings }: { settings: SettingView[] }) {
  const { t } = useTranslation();
  const saving = useSaving();
  const [form, setForm] = useState(() =>
    Object.fromEntries(
      [...KEYS, "microsoft.cloud", WEBINARS].map((key) => [key, settingText(settings, key)]),
    ),
  );
  const changed = changedValues(settings, form);
  const cloud = form["microsoft.cloud"] || "global";
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (changed.length > 0) saving.mutate(changed);
  };
  return (
    <>
      <Accounts />
      <form className={styles.form} onSubmit={submit}>
        {saving.isError && <ErrorNotice error={toErrorView(saving.error)} />}
        <div className={styles.pair}>
          {KEYS.map((key) => (
            <Field key={key} label={t(`settings.key.${key.replace(".", "_")}`)}>
              <Input
                value={form[key] ?? ""}
                onChange={(_, { value }) => setForm((before) => ({ ...before, [key]: value }))}
                spellCheck={false}
              />
            </Field>
          ))}
        </div>
        <Field label={t("settings.key.microsoft_cloud")} hint={t(`settings.cloud.hint.${cloud}`)}>
          <Select
            value={cloud}
            onChange={(_, { value }) => setForm((before) => ({ ...before, "microsoft.cloud": value }))}
          >
            {CLOUDS.map((name) => (
              <option key={name} value={name}>
                {t(`settings.cloud.${name}`)}
              </option>
            ))}
          </Select>
        </Field>
        <Checkbox
          checked={form[WEBINARS] === "true"}
          onChange={(_, { checked }) =>
            setForm((before) => ({ ...before, [WEBINARS]: String(checked === true) }))
          }
          label={t("settings.key.microsoft_webinars")}
        />
        <p className={styles.muted}>{t("settings.account.explain")}</p>
        <div className={styles.buttons}>
          <Button type="submit" disabledFocusable={changed.length === 0 || saving.isPending}>
            {t("settings.save")}
          </Button>
        </div>
      </form>
      <ForIt
        clientId={settingText(settings, "microsoft.client_id")}
        webinars={settingText(settings, WEBINARS) === "true"}
      />
    </>
  );
}
