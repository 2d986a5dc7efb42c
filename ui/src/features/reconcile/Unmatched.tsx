// People whom no rule knows: who they could be, why, and the choice. Nothing is guessed in silence.
import {
  Badge,
  Button,
  Menu,
  MenuItem,
  MenuList,
  MenuPopover,
  MenuTrigger,
} from "@fluentui/react-components";
import { useTranslation } from "react-i18next";
import { PersonName } from "../../components/PersonName";
import { useFormats } from "../../i18n/useFormats";
import { isolated, visibleText } from "../../i18n/visible";
import type { ParticipantView } from "../../platform/bindings/ParticipantView";
import type { StudentView } from "../../platform/bindings/StudentView";
import type { UnmatchedView } from "../../platform/bindings/UnmatchedView";
import type { MatchTarget } from "../../platform/host";
import styles from "./Reconcile.module.css";

interface Props {
  people: UnmatchedView[];
  students: StudentView[];
  participants: ParticipantView[];
  onMatch: (participant: string, to: MatchTarget) => void;
}

export function Unmatched({ people, students, participants, onMatch }: Props) {
  const { t } = useTranslation();
  const nameOf = (student: string) =>
    students.find((candidate) => candidate.student_id === student)?.name ?? student;
  return (
    <section aria-labelledby="unmatched-title" className={styles.section}>
      <h2 id="unmatched-title" className={styles.title}>
        {t("reconcile.unmatched")}
      </h2>
      <ul className={styles.people}>
        {people.map((person) => (
          <li
            key={person.participant_id}
            className={styles.person}
            data-testid="unmatched"
            data-id={person.participant_id}
          >
            <div className={styles.who}>
              <strong>
                <PersonName name={person.name} />
              </strong>
              <Detail
                person={person}
                participant={participants.find(({ id }) => id === person.participant_id)}
              />
            </div>
            <div className={styles.candidates}>
              {person.candidates.length === 0 && <p className={styles.muted}>{t("reconcile.noCandidate")}</p>}
              {person.candidates.map((candidate) => (
                <div key={candidate.student_id} className={styles.candidate}>
                  <Button
                    size="small"
                    onClick={() => onMatch(person.participant_id, { student: candidate.student_id })}
                    data-testid="candidate"
                  >
                    {t("reconcile.isStudent", { name: isolated(nameOf(candidate.student_id)) })}
                  </Button>
                  <span className={styles.muted}>{candidate.reasons.map(visibleText).join(", ")}</span>
                </div>
              ))}
            </div>
            <div className={styles.choices}>
              {person.ambiguous && (
                <Badge appearance="tint" color="warning">
                  {t("reconcile.ambiguous")}
                </Badge>
              )}
              <StudentMenu
                students={students}
                label={t("reconcile.chooseFor", { name: isolated(person.name ?? t("people.nameless")) })}
                onChoose={(student) => onMatch(person.participant_id, { student })}
              />
              <Button
                size="small"
                appearance="subtle"
                onClick={() => onMatch(person.participant_id, "nobody")}
              >
                {t("reconcile.nobody")}
              </Button>
            </div>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Detail({
  person,
  participant,
}: {
  person: UnmatchedView;
  participant: ParticipantView | undefined;
}) {
  const { t } = useTranslation();
  const format = useFormats();
  const minutes = participant?.total_minutes ?? null;
  return (
    <div className={styles.muted}>
      {person.email === null ? t("reconcile.noEmail") : <bdi>{visibleText(person.email)}</bdi>}
      {minutes !== null && ` · ${t("participants.minutes", { minutes: format.minutes(minutes) })}`}
    </div>
  );
}

function StudentMenu({
  students,
  label,
  onChoose,
}: {
  students: StudentView[];
  label: string;
  onChoose: (student: string) => void;
}) {
  const { t } = useTranslation();
  return (
    <Menu inline>
      <MenuTrigger disableButtonEnhancement>
        <Button size="small" aria-label={label}>
          {t("reconcile.choose")}
        </Button>
      </MenuTrigger>
      <MenuPopover className={styles.menu}>
        <MenuList>
          {students.map((student) => (
            <MenuItem key={student.student_id} onClick={() => onChoose(student.student_id)}>
              <PersonName name={student.name} />
            </MenuItem>
          ))}
        </MenuList>
      </MenuPopover>
    </Menu>
  );
}
