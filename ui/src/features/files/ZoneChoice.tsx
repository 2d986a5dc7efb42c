// The time zone on whose clock a file was written.
import { Combobox, Field, Option } from "@fluentui/react-components";
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { zonesLike } from "../settings/zones";
import styles from "./Files.module.css";

export function ZoneChoice({ zone, onZone }: { zone: string; onZone: (zone: string) => void }) {
  const { t } = useTranslation();
  const [typed, setTyped] = useState<string | null>(null);
  const zones = useMemo(() => zonesLike(typed ?? zone), [typed, zone]);
  return (
    <Field
      label={t("files.readAs.zoneLabel")}
      hint={t("files.readAs.zoneHint")}
      className={styles.zone ?? ""}
    >
      <Combobox
        freeform
        inlinePopup
        value={typed ?? zone}
        selectedOptions={[zone]}
        onInput={(event) => setTyped(event.currentTarget.value)}
        onBlur={() => setTyped(null)}
        onOptionSelect={(_, { optionValue }) => {
          setTyped(null);
          if (optionValue !== undefined) onZone(optionValue);
        }}
        data-testid="import-zone"
      >
        {zones.map((name) => (
          <Option key={name} value={name}>
            {name}
          </Option>
        ))}
      </Combobox>
    </Field>
  );
}
