// The formats, each with a line on what it is for.
import { Radio, RadioGroup } from "@fluentui/react-components";
import { useTranslation } from "react-i18next";
import styles from "./Export.module.css";
import { type Format, formatsOf, READ } from "./request";

interface Props {
  course: boolean;
  format: Format;
  onFormat: (format: Format) => void;
}

export function FormatChoice({ course, format, onFormat }: Props) {
  const { t } = useTranslation();
  const choice = (one: Format) => (
    <Radio
      key={one}
      value={one}
      className={styles.format}
      label={
        <>
          <span className={styles.formatName}>{t(`export.format.${one}`)}</span>
          <span className={styles.hint}>{t(`export.about.${one}`)}</span>
        </>
      }
    />
  );
  return (
    <RadioGroup
      value={format}
      onChange={(_, { value }) => onFormat(value as Format)}
      aria-label={t("export.formats")}
      className={styles.formats}
      data-testid="export-formats"
    >
      <p className={styles.group}>{t("export.read")}</p>
      {READ.map(choice)}
      <p className={styles.group}>{t("export.forLms")}</p>
      {formatsOf(course).map(choice)}
    </RadioGroup>
  );
}
