// Two ways to read the dates of a file: both shown in words, neither preselected.
import { Field, Radio, RadioGroup } from "@fluentui/react-components";
import { useTranslation } from "react-i18next";
import { useFormats } from "../../i18n/useFormats";
import type { DateReadingView } from "../../platform/bindings/DateReadingView";
import type { FileOptions } from "../../platform/bindings/FileOptions";
import type { Entry } from "./plan";

interface Props {
  readings: DateReadingView[];
  /** Of the group of radio buttons. */
  name: string;
  options: FileOptions;
  onChange: (more: Partial<Entry>) => void;
}

export function DateQuestion({ readings, name, options, onChange }: Props) {
  const { t } = useTranslation();
  const format = useFormats();
  const words = ({ first, last }: DateReadingView) => {
    const [from, to] = [format.longDay(first.slice(0, 10)), format.longDay(last.slice(0, 10))];
    return from === to ? from : t("files.dates.fromTo", { from, to });
  };
  return (
    <Field label={t("files.dates.which")}>
      <RadioGroup
        name={`dates-${name}`}
        value={options.date_order ?? ""}
        onChange={(_, { value }) => onChange({ options: { ...options, date_order: value } })}
        data-testid="import-dates"
      >
        {readings.map((reading) => (
          <Radio key={reading.order} value={reading.order} label={words(reading)} />
        ))}
      </RadioGroup>
    </Field>
  );
}
