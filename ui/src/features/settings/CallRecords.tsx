// Access to call records: what it can do, whom to ask, and the three values that IT hands over.
import { Button, Field, Input, Radio, RadioGroup, Textarea } from "@fluentui/react-components";
import { useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { ErrorNotice } from "../../components/ErrorNotice";
import type { SettingView } from "../../platform/bindings/SettingView";
import { useHost } from "../../platform/context";
import { toErrorView } from "../../platform/errors";
import { useStatus } from "../../platform/queries";
import styles from "./Settings.module.css";
import { type Saving, useSaving } from "./useSaving";
import { changedValues, settingText } from "./values";

const MODES = ["off", "app", "relay"];
const KEYS = ["call_records.mode", "call_records.tenant", "call_records.client_id", "call_records.relay_url"];

export function CallRecords({ settings }: { settings: SettingView[] }) {
  const { t } = useTranslation();
  const host = useHost();
  const client = useQueryClient();
  const kept = useStatus().data?.call_records.credential ?? null;
  const saving = useSaving();
  const [form, setForm] = useState<Record<string, string>>(() =>
    Object.fromEntries(KEYS.map((key) => [key, settingText(settings, key)])),
  );
  const [kind, setKind] = useState<"secret" | "certificate">(
    kept === "certificate" ? "certificate" : "secret",
  );
  const [secret, setSecret] = useState("");
  const mode = form["call_records.mode"] ?? "off";
  const changes: Saving[] = [
    // The mode comes last: it is switched on only when everything it needs is there.
    ...changedValues(settings, form).sort(
      (a, b) => Number(a.key.endsWith("mode")) - Number(b.key.endsWith("mode")),
    ),
  ];
  if (secret !== "") changes.unshift({ secret: `call_records.${kind}`, value: secret });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (changes.length > 0) saving.mutate(changes, { onSuccess: () => setSecret("") });
  };
  const forget = async () => {
    await Promise.allSettled([
      host.clearSecret("call_records.secret"),
      host.clearSecret("call_records.certificate"),
    ]);
    await client.invalidateQueries();
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
          {MODES.map((choice) => (
            <Radio key={choice} value={choice} label={t(`callRecords.modes.${choice}`)} />
          ))}
        </RadioGroup>
      </Field>
      <p className={styles.muted}>{t(`callRecords.about.${mode}`)}</p>
      {mode === "app" && (
        <>
          <div className={styles.pair}>
            {field("call_records.tenant")}
            {field("call_records.client_id")}
          </div>
          <Field label={t("callRecords.credential")}>
            <RadioGroup
              layout="horizontal"
              value={kind}
              onChange={(_, { value }) => setKind(value === "certificate" ? "certificate" : "secret")}
            >
              <Radio value="secret" label={t("callRecords.secret")} />
              <Radio value="certificate" label={t("callRecords.certificate")} />
            </RadioGroup>
          </Field>
          <Field
            label={t(`callRecords.${kind}`)}
            hint={t(kind === "certificate" ? "callRecords.certificateHint" : "callRecords.secretHint")}
          >
            {kind === "secret" ? (
              <Input
                type="password"
                autoComplete="off"
                value={secret}
                onChange={(_, { value }) => setSecret(value)}
              />
            ) : (
              <Textarea
                rows={5}
                autoComplete="off"
                spellCheck={false}
                value={secret}
                onChange={(_, { value }) => setSecret(value)}
                data-testid="certificate"
              />
            )}
          </Field>
          {kept !== null && (
            <div className={styles.line}>
              <p>{t(`callRecords.kept.${kept}`)}</p>
              <Button appearance="subtle" onClick={() => void forget()}>
                {t("callRecords.forget")}
              </Button>
            </div>
          )}
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
