// One person: the row, and under it, when open, every stay.
import { Badge } from "@fluentui/react-components";
import { ChevronDown12Regular } from "@fluentui/react-icons/svg/chevron-down";
import { ChevronRight12Regular } from "@fluentui/react-icons/svg/chevron-right";
import { type MouseEvent, memo, type Ref } from "react";
import { useTranslation } from "react-i18next";
import { PersonName } from "../../components/PersonName";
import { StatusMark } from "../../components/StatusMark";
import { useFormats } from "../../i18n/useFormats";
import { isolated, visibleText } from "../../i18n/visible";
import type { CallView } from "../../platform/bindings/CallView";
import { cellText, sessionWords } from "./cells";
import { COLUMNS } from "./columns";
import styles from "./Participants.module.css";
import type { ParticipantRow } from "./rows";
import { Sessions } from "./Sessions";

interface Props {
  ref: Ref<HTMLTableSectionElement>;
  index: number;
  row: ParticipantRow;
  calls: CallView[];
  open: boolean;
  chosen: boolean;
  focusable: boolean;
  onFocus: () => void;
  onClick: (event: MouseEvent) => void;
  onToggle: () => void;
}

export const ParticipantRows = memo(function ParticipantRows(props: Props) {
  const { ref, index, row, calls, open, chosen, focusable, onFocus, onClick, onToggle } = props;
  const { t } = useTranslation();
  const format = useFormats();
  const { person } = row;
  const [first] = person.sessions;
  const more = person.sessions.length - 1;
  const details = `sessions-${index}`;
  const stay = first === undefined ? t("participants.noSessions") : sessionWords(first, 1, format, t);
  const name = isolated(person.name ?? t("people.nameless"));
  return (
    <tbody ref={ref} data-index={index} className={styles.group}>
      <tr
        className={styles.row}
        aria-rowindex={index + 2}
        aria-selected={chosen}
        tabIndex={focusable ? 0 : -1}
        onFocus={onFocus}
        onClick={onClick}
        data-testid="participant-row"
        data-id={person.id}
      >
        <td data-col="name">
          <div className={styles.name}>
            <button
              type="button"
              className={styles.chevron}
              tabIndex={-1}
              aria-expanded={open}
              aria-controls={open ? details : undefined}
              aria-label={t("participants.openOf", { name })}
              onClick={(event) => {
                event.stopPropagation();
                onToggle();
              }}
            >
              {open ? <ChevronDown12Regular /> : <ChevronRight12Regular />}
            </button>
            <PersonName name={person.name} className={styles.cut ?? ""} />
          </div>
        </td>
        <td data-col="email">
          <bdi className={styles.cut} title={person.email === null ? undefined : visibleText(person.email)}>
            {cellText("email", row, format, t)}
          </bdi>
        </td>
        <td data-col="total" className={styles.number}>
          {cellText("total", row, format, t)}
        </td>
        <td data-col="present" className={styles.number}>
          {cellText("present", row, format, t)}
        </td>
        <td data-col="first">{cellText("first", row, format, t)}</td>
        <td data-col="last">{cellText("last", row, format, t)}</td>
        <td data-col="status">{row.status === null ? "–" : <StatusMark status={row.status} />}</td>
        <td data-col="sessions">
          <div className={styles.stays}>
            <span className={styles.stay} title={stay}>
              {stay}
            </span>
            {more > 0 && (
              <Badge
                className={styles.more}
                appearance="tint"
                color="informative"
                aria-label={t("participants.more", { count: more })}
              >
                +{more}
              </Badge>
            )}
          </div>
        </td>
      </tr>
      {open && (
        <tr className={styles.details} data-testid="participant-sessions">
          <td colSpan={COLUMNS.length} id={details}>
            <Sessions person={person} calls={calls} />
          </td>
        </tr>
      )}
    </tbody>
  );
});
