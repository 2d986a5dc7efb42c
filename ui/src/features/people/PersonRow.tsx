// One person of the list. The name is a link, for whoever looks for one; the whole row leads there.
import { type MouseEvent, memo, type Ref } from "react";
import { useTranslation } from "react-i18next";
import { PersonName } from "../../components/PersonName";
import { useFormats } from "../../i18n/useFormats";
import { visibleText } from "../../i18n/visible";
import { placeFragment } from "../../navigation";
import { cellText, classesWords } from "./cells";
import styles from "./People.module.css";
import type { PersonRow as Row } from "./rows";
import { WhoMark } from "./WhoMark";

interface Props {
  ref: Ref<HTMLTableRowElement>;
  index: number;
  row: Row;
  below: boolean;
  chosen: boolean;
  focusable: boolean;
  onFocus: () => void;
  onClick: (event: MouseEvent) => void;
}

export const PersonRow = memo(function PersonRow(props: Props) {
  const { ref, index, row, below, chosen, focusable, onFocus, onClick } = props;
  const { t } = useTranslation();
  const format = useFormats();
  const { person, share } = row;
  return (
    <tr
      ref={ref}
      data-index={index}
      className={styles.row}
      aria-rowindex={index + 2}
      aria-selected={chosen}
      tabIndex={focusable ? 0 : -1}
      onFocus={onFocus}
      onClick={(event) => {
        // One way there: the row keeps in mind how the list was left.
        event.preventDefault();
        onClick(event);
      }}
      data-testid="person-row"
      data-id={person.id}
      data-below={below}
    >
      <td data-col="name">
        <div className={styles.name}>
          <a
            className={styles.link}
            tabIndex={-1}
            href={placeFragment({ page: "people", person: person.id })}
          >
            <PersonName name={person.name} className={styles.cut ?? ""} />
          </a>
          <WhoMark person={person} />
        </div>
      </td>
      <td data-col="email">
        <bdi className={styles.cut} title={person.email === null ? undefined : visibleText(person.email)}>
          {cellText("email", row, format, t)}
        </bdi>
      </td>
      <td data-col="courses">
        <span className={styles.cut} title={cellText("courses", row, format, t)} dir="auto">
          {cellText("courses", row, format, t)}
        </span>
      </td>
      <td data-col="classes">
        {share === null ? (
          <span className={styles.muted}>{classesWords(row, t)}</span>
        ) : (
          <span className={styles.share}>
            <span className={styles.bar} aria-hidden="true">
              <span style={{ inlineSize: `${share}%` }} />
            </span>
            <span>{format.percent(share / 100)}</span>
            {below && (
              <span className={styles.belowMark}>
                <span aria-hidden="true">!</span>
                <span className="visually-hidden">{t("course.isBelow")}</span>
              </span>
            )}
            <span className={styles.muted}>{classesWords(row, t)}</span>
          </span>
        )}
      </td>
      <td data-col="time" className={styles.number}>
        {cellText("time", row, format, t)}
      </td>
      <td data-col="seen">{cellText("seen", row, format, t)}</td>
    </tr>
  );
});
