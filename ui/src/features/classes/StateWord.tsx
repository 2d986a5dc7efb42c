// The state of a class as a shape and a word, with the time that matters for it.
import { ArrowRepeatAll16Regular } from "@fluentui/react-icons/svg/arrow-repeat-all";
import { CheckmarkCircle16Filled } from "@fluentui/react-icons/svg/checkmark-circle";
import { Circle16Regular } from "@fluentui/react-icons/svg/circle";
import { CircleHalfFill16Regular } from "@fluentui/react-icons/svg/circle-half-fill";
import { Clock16Regular } from "@fluentui/react-icons/svg/clock";
import { Eye16Regular } from "@fluentui/react-icons/svg/eye";
import type { ComponentType } from "react";
import { useTranslation } from "react-i18next";
import { useFormats } from "../../i18n/useFormats";
import type { MeetingRowView } from "../../platform/bindings/MeetingRowView";
import styles from "./Classes.module.css";

const SHAPES: Record<string, ComponentType<{ className?: string }>> = {
  "not-fetched": Circle16Regular,
  provisional: CircleHalfFill16Regular,
  ready: Eye16Regular,
  uploaded: CheckmarkCircle16Filled,
  changed: ArrowRepeatAll16Regular,
  upcoming: Clock16Regular,
};

export function StateWord({ row }: { row: Pick<MeetingRowView, "state" | "sync" | "look"> }) {
  const { t } = useTranslation();
  const format = useFormats();
  const Shape = SHAPES[row.state] ?? Circle16Regular;
  const again =
    row.state === "provisional"
      ? (row.sync?.next_attempt_at ?? null)
      : row.state === "not-fetched"
        ? (row.look?.next_attempt_at ?? null)
        : null;
  return (
    <span className={styles.stateWord} data-state={row.state}>
      <Shape className={styles.stateShape} aria-hidden="true" />
      <span>
        {t(`state.${row.state in SHAPES ? row.state : "not-fetched"}`)}
        {again !== null && (
          <span className={styles.again}>{t("state.again", { at: format.soon(again) })}</span>
        )}
      </span>
    </span>
  );
}
