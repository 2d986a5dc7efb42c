// Access to call records: what it can do, whom to ask, and the three values that IT hands over.
import { Button, Field, Input, Radio, RadioGroup } from "@fluentui/react-components";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { ErrorNotice } from "../../components/ErrorNotice";
import type { SettingView } from "../../platform/bindings/SettingView";
import { toErrorView } from "../../platform/errors";
import { useStatus } from "../../platform/queries";
import styles from "./Settings.module.css";
import { type Saving, useSaving } from "./useSaving";
import { changedValues, settingText } from "./values";

const KEYS = ["call_records.mode", "call_records.tenant", "call_records.client_id", "call_records.relay_url"];

export function CallRecords({ settings }: { settings: SettingView[] }) {
  const { t } = useTranslation();
  const configured = useStatus().data?.call_records.configured === true;
  const saving = useSaving();
  const [form, setForm] = useState<Record<string, string>>(() =>
    Object.fromEntries(KEYS.map((key) => [key, settingText(settings, key)])),
  );
  const [secret, setSecret] = useState("");
  const mode = form["call_records.mode"] ?? "off";
  const modes =
    settingText(settings, "call_records.mode") === "relay" ? ["off", "app", "relay"] : ["off", "app"];
  const changes: Saving[] = [
    // The mode comes last: it is switched on only when everything it needs is there.
    ...changedValues(settings, form).sort(
      (a, b) => Number(a.key.endsWith("mode")) - Number(b.key.endsWith("mode")),
    ),
  ];
  if (secret !== "") changes.unshift({ secret: "call_records.secret", value: secret });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (changes.length > 0) saving.mutate(changes, { onSuccess: () => setSecret("") });
  };
  const field = (key: string) => (
    <Field label={t(`settings.key.${key.replace(".", "_")}`)}>
      <Input
        value={form[key] ?? ""}
        onChange={(_, { value }) => setForm((before) => ({ ...before, [key]: value }))}
        spellCheck={false}
      />
    </Field>
  );
  return (
    <form className={styles.form} onSubmit={submit}>
      <p>{t("callRecords.what")}</p>
      <p className={styles.muted}>{t("callRecords.power")}</p>
      {saving.isError && <ErrorNotice error={toErrorView(saving.error)} />}
      <Field label={t("callRecords.mode")}>
        <RadioGroup
          value={mode}
          onChange={(_, { value }) => setForm((before) => ({ ...before, "call_records.mode": value }))}
        >
          {modes.map((choice) => (
            <Radio key={choice} value={choice} label={t(`callRecords.modes.${choice}`)} />
          ))}
        </RadioGroup>
      </Field>
      {mode === "app" && (
        <>
          <div className={styles.pair}>
            {field("call_records.tenant")}
            {field("call_records.client_id")}
          </div>
          <Field
            label={t("callRecords.secret")}
            hint={t(configured ? "callRecords.secretKept" : "callRecords.secretHint")}
          >
            <Input
              type="password"
              autoComplete="off"
              value={secret}
              onChange={(_, { value }) => setSecret(value)}
            />
          </Field>
        </>
      )}
      {mode === "relay" && field("call_records.relay_url")}
      <div className={styles.buttons}>
        <Button type="submit" disabledFocusable={changes.length === 0 || saving.isPending}>
          {t("settings.save")}
        </Button>
      </div>
    </form>
  );
}
