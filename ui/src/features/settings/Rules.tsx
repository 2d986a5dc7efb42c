// When a student counts as present, late or gone early, and the time zone of the instructor's day.
import { Button, Checkbox, Combobox, Field, Input, Option } from "@fluentui/react-components";
import { type FormEvent, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { ErrorNotice } from "../../components/ErrorNotice";
import type { SettingView } from "../../platform/bindings/SettingView";
import { toErrorView } from "../../platform/errors";
import { RulesPreview } from "./RulesPreview";
import styles from "./Settings.module.css";
import { useSaving } from "./useSaving";
import { changedValues, settingText } from "./values";
import { zonesLike } from "./zones";

const NUMBERS = [
  "rules.min_present_percent",
  "rules.late_after_minutes",
  "rules.left_early_minutes",
] as const;
const OUTSIDE = "rules.count_outside_window";
const ZONE = "timezone";

export function Rules({ settings }: { settings: SettingView[] }) {
  const { t } = useTranslation();
  const saving = useSaving();
  const [form, setForm] = useState<Record<string, string>>(() =>
    Object.fromEntries([...NUMBERS, OUTSIDE, ZONE].map((key) => [key, settingText(settings, key)])),
  );
  const changes = changedValues(settings, form);
  const rules = changes
    .filter(({ key }) => key !== ZONE)
    .map(({ key, value }): [string, string] => [key, value]);
  const set = (key: string, value: string) => setForm((before) => ({ ...before, [key]: value }));
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (changes.length > 0) saving.mutate(changes);
  };
  const zone = form[ZONE] ?? "";
  const zones = useMemo(() => zonesLike(zone), [zone]);
  return (
    <form className={styles.form} onSubmit={submit}>
      {saving.isError && <ErrorNotice error={toErrorView(saving.error)} />}
      <div className={styles.triple}>
        {NUMBERS.map((key) => (
          <Field key={key} label={t(`settings.key.${key.replace(".", "_")}`)}>
            <Input
              type="number"
              min={0}
              max={key.endsWith("percent") ? 100 : 1440}
              value={form[key] ?? ""}
              onChange={(_, { value }) => set(key, value)}
              contentAfter={t(key.endsWith("percent") ? "settings.percent" : "settings.minutes")}
            />
          </Field>
        ))}
      </div>
      <Checkbox
        checked={form[OUTSIDE] === "true"}
        onChange={(_, { checked }) => set(OUTSIDE, String(checked === true))}
        label={t("settings.key.rules_count_outside_window")}
      />
      <Field label={t("settings.key.timezone")} hint={t("settings.zoneHint")} className={styles.narrow ?? ""}>
        <Combobox
          freeform
          value={zone}
          selectedOptions={[zone]}
          onInput={(event) => set(ZONE, event.currentTarget.value)}
          onOptionSelect={(_, { optionValue }) => optionValue !== undefined && set(ZONE, optionValue)}
        >
          {zones.map((name) => (
            <Option key={name} value={name}>
              {name}
            </Option>
          ))}
        </Combobox>
      </Field>
      {rules.length > 0 && <RulesPreview changes={rules} />}
      <div className={styles.buttons}>
        <Button type="submit" disabledFocusable={changes.length === 0 || saving.isPending}>
          {t("settings.save")}
        </Button>
      </div>
    </form>
  );
}
