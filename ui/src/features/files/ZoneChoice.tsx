// The time zone on whose clock a file was written.
import { Field, Select } from "@fluentui/react-components";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { zonesByRegion } from "../settings/zones";
import styles from "./Files.module.css";

export function ZoneChoice({ zone, onZone }: { zone: string; onZone: (zone: string) => void }) {
  const { t } = useTranslation();
  const regions = useMemo(() => zonesByRegion(zone), [zone]);
  return (
    <Field
      label={t("files.readAs.zoneLabel")}
      hint={t("files.readAs.zoneHint")}
      className={styles.zone ?? ""}
    >
      <Select value={zone} onChange={(_, { value }) => onZone(value)} data-testid="import-zone">
        {regions.map(([region, zones]) => (
          <optgroup key={region} label={region}>
            {zones.map((name) => (
              <option key={name} value={name}>
                {name.replaceAll("_", " ")}
              </option>
            ))}
          </optgroup>
        ))}
      </Select>
    </Field>
  );
}
