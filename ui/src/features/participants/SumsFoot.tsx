// The footer: how many people, and the sums of what is shown.
import { useTranslation } from "react-i18next";
import { useFormats } from "../../i18n/useFormats";
import styles from "./Participants.module.css";
import type { Sums } from "./rows";

export function SumsFoot({ sums, all, rowIndex }: { sums: Sums; all: number; rowIndex: number }) {
  const { t } = useTranslation();
  const format = useFormats();
  const people =
    sums.people === all
      ? t("participants.people", { count: all })
      : t("participants.peopleOf", { count: sums.people, all });
  return (
    <tfoot>
      <tr aria-rowindex={rowIndex} data-testid="participant-sums">
        <td colSpan={2}>{people}</td>
        <td className={styles.number}>
          {sums.totalMinutes === null ? "–" : format.minutes(sums.totalMinutes)}
        </td>
        <td className={styles.number}>
          {sums.presentMinutes === null ? "–" : format.minutes(sums.presentMinutes)}
        </td>
        <td colSpan={4} />
      </tr>
    </tfoot>
  );
}
