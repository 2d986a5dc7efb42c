// Light, dark or high contrast, else what the system says.
import { Field, Radio, RadioGroup } from "@fluentui/react-components";
import { useTranslation } from "react-i18next";
import { THEME_CHOICES, type ThemeChoice } from "../../theme/choice";
import { useTheme } from "../../theme/ThemeRoot";

export function Appearance() {
  const { t } = useTranslation();
  const { choice, choose } = useTheme();
  return (
    <Field label={t("settings.theme.label")}>
      <RadioGroup
        layout="horizontal"
        value={choice}
        onChange={(_, { value }) => choose(value as ThemeChoice)}
      >
        {THEME_CHOICES.map((theme) => (
          <Radio
            key={theme}
            value={theme}
            label={t(`settings.theme.${theme}`)}
            data-testid={`theme-${theme}`}
          />
        ))}
      </RadioGroup>
    </Field>
  );
}
