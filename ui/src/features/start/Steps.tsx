// The three steps and where the user is among them.
import { CheckmarkCircle20Filled } from "@fluentui/react-icons/svg/checkmark-circle";
import { useTranslation } from "react-i18next";
import styles from "./Start.module.css";

const STEPS = ["microsoft", "lms", "courses"] as const;
type StepName = (typeof STEPS)[number];

export function Steps({ current, done }: { current: StepName; done: Record<StepName, boolean> }) {
  const { t } = useTranslation();
  return (
    <ol className={styles.steps} aria-label={t("start.steps")}>
      {STEPS.map((step, index) => (
        <li key={step} aria-current={step === current ? "step" : undefined}>
          {done[step] ? (
            <CheckmarkCircle20Filled className={styles.stepDone} aria-label={t("start.stepDone")} />
          ) : (
            <span className={styles.stepNumber}>{index + 1}</span>
          )}
          {t(`start.step.${step}`)}
        </li>
      ))}
    </ol>
  );
}
