// The Microsoft account, and where to sign in: tenant and app registration, which the institution's IT knows.
import { Button, Field, Input } from "@fluentui/react-components";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { ErrorNotice } from "../../components/ErrorNotice";
import { useErrorActions } from "../../components/errorActions";
import { OpeningButton } from "../../components/OpeningButton";
import { PersonName } from "../../components/PersonName";
import type { SettingView } from "../../platform/bindings/SettingView";
import { toErrorView } from "../../platform/errors";
import { useStatus } from "../../platform/queries";
import styles from "./Settings.module.css";
import { useSaving } from "./useSaving";
import { changedValues, settingText } from "./values";

const KEYS = ["microsoft.tenant", "microsoft.client_id"] as const;

export function AccountSection({ settings }: { settings: SettingView[] }) {
  const { t } = useTranslation();
  const status = useStatus().data;
  const { signIn } = useErrorActions();
  const saving = useSaving();
  const [form, setForm] = useState(() =>
    Object.fromEntries(KEYS.map((key) => [key, settingText(settings, key)])),
  );
  const changed = changedValues(settings, form);
  const account = status?.account ?? null;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (changed.length > 0) saving.mutate(changed);
  };
  return (
    <>
      <div className={styles.line}>
        {account === null ? (
          <p>{t("settings.account.none")}</p>
        ) : (
          <div>
            <strong>
              <PersonName name={account.name} />
            </strong>
            <div className={styles.muted}>{account.username}</div>
          </div>
        )}
        <OpeningButton appearance={account === null ? "primary" : "secondary"} onClick={signIn}>
          {t(account === null ? "signin.action" : "settings.account.other")}
        </OpeningButton>
      </div>
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
        <p className={styles.muted}>{t("settings.account.explain")}</p>
        <div className={styles.buttons}>
          <Button type="submit" disabledFocusable={changed.length === 0 || saving.isPending}>
            {t("settings.save")}
          </Button>
        </div>
      </form>
    </>
  );
}
