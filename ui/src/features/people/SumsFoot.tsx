// The footer: how many people, and the time of those that are shown.
import { useTranslation } from "react-i18next";
import { useFormats } from "../../i18n/useFormats";
import { timeWords } from "./cells";
import styles from "./People.module.css";
import type { Sums } from "./rows";

export function SumsFoot({ sums, all, rowIndex }: { sums: Sums; all: number; rowIndex: number }) {
  const { t } = useTranslation();
  const format = useFormats();
  return (
    <tfoot>
      <tr aria-rowindex={rowIndex} data-testid="people-sums">
        <td colSpan={4}>
          {sums.people === all
            ? t("participants.people", { count: all })
            : t("participants.peopleOf", { count: sums.people, all })}
        </td>
        <td className={styles.number}>{timeWords(sums.seconds, format, t)}</td>
        <td />
      </tr>
    </tfoot>
  );
}
