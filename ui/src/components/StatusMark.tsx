// A status as shape, word and colour together, so that none of the three has to be seen.
import { CheckmarkCircle16Filled } from "@fluentui/react-icons/svg/checkmark-circle";
import { Circle16Regular } from "@fluentui/react-icons/svg/circle";
import { Clock16Filled } from "@fluentui/react-icons/svg/clock";
import { DismissCircle16Filled } from "@fluentui/react-icons/svg/dismiss-circle";
import { DoorArrowRight16Filled } from "@fluentui/react-icons/svg/door-arrow-right";
import { QuestionCircle16Regular } from "@fluentui/react-icons/svg/question-circle";
import { ShieldCheckmark16Filled } from "@fluentui/react-icons/svg/shield-checkmark";
import type { ComponentType } from "react";
import { useTranslation } from "react-i18next";
import { visibleText } from "../i18n/visible";
import styles from "./StatusMark.module.css";

export const STATUSES = ["present", "late", "left-early", "absent", "excused"] as const;

const SHAPES: Record<string, ComponentType<{ className?: string }>> = {
  present: CheckmarkCircle16Filled,
  late: Clock16Filled,
  "left-early": DoorArrowRight16Filled,
  absent: DismissCircle16Filled,
  excused: ShieldCheckmark16Filled,
  unknown: QuestionCircle16Regular,
  "not-on-roster": Circle16Regular,
};

/** A status as the LMS holds it: one of ours, or a word of its own. */
export function HeldStatus({ status }: { status: string }) {
  return status in SHAPES ? <StatusMark status={status} /> : <span dir="auto">{visibleText(status)}</span>;
}

export function StatusMark({ status }: { status: string }) {
  const { t } = useTranslation();
  const known = status in SHAPES ? status : "unknown";
  const Shape = SHAPES[known] ?? QuestionCircle16Regular;
  return (
    <span className={styles.mark} data-status={known}>
      <Shape className={styles.shape} aria-hidden="true" />
      {t(`status.${known}`)}
    </span>
  );
}
