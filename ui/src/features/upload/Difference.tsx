// Before and after, student by student, in groups; whose mark stands where somebody changed it in the LMS.
import { Button, Select } from "@fluentui/react-components";
import { ArrowRight16Regular } from "@fluentui/react-icons/svg/arrow-right";
import { useTranslation } from "react-i18next";
import { PersonName } from "../../components/PersonName";
import { HeldStatus } from "../../components/StatusMark";
import { isolated, visibleText } from "../../i18n/visible";
import type { ChangeView } from "../../platform/bindings/ChangeView";
import { type Choices, type Group, groups, type Side } from "./groups";
import styles from "./Upload.module.css";

interface Choosing {
  choices: Choices;
  choose: (students: string[], side: Side) => void;
}

export function Difference({ changes, ...choosing }: { changes: ChangeView[] } & Choosing) {
  return groups(changes).map((group) => <GroupTable key={group.action} group={group} {...choosing} />);
}

function GroupTable({ group: { action, changes }, ...choosing }: { group: Group } & Choosing) {
  const { t } = useTranslation();
  const conflict = action === "conflict";
  const table = (
    <table className={styles.table} aria-labelledby={`group-${action}`}>
      <thead className="visually-hidden">
        <tr>
          <th scope="col">{t("upload.column.student")}</th>
          <th scope="col">{t("upload.column.before")}</th>
          <th scope="col">{t("upload.column.after")}</th>
          <th scope="col">{t("upload.column.why")}</th>
          {conflict && <th scope="col">{t("upload.column.choice")}</th>}
        </tr>
      </thead>
      <tbody>
        {changes.map((change) => (
          <tr key={change.student_id} data-testid="change" data-action={change.action}>
            <td>
              <PersonName name={change.name} />
            </td>
            <td>
              <Held status={change.before} />
            </td>
            <td>
              <span className={styles.after}>
                <ArrowRight16Regular aria-hidden="true" />
                <Held status={change.after} />
              </span>
            </td>
            <td className={styles.muted}>{visibleText(change.reason)}</td>
            {conflict && (
              <td>
                <Choice change={change} {...choosing} />
              </td>
            )}
          </tr>
        ))}
      </tbody>
    </table>
  );
  const title = `${t(`upload.group.${action}`)} (${changes.length})`;
  // What stays as it is need not be read.
  if (action === "none") {
    return (
      <details className={styles.group} data-group={action}>
        <summary className={styles.groupTitle} id={`group-${action}`}>
          {title}
        </summary>
        {table}
      </details>
    );
  }
  const everybody = changes.map(({ student_id }) => student_id);
  return (
    <section className={styles.group} data-group={action}>
      <h2 className={styles.groupTitle} id={`group-${action}`}>
        {title}
      </h2>
      {conflict && (
        <>
          <p className={styles.muted}>{t("upload.conflictExplain")}</p>
          <div className={styles.tools}>
            {(["theirs", "mine"] as const).map((side) => (
              <Button
                key={side}
                size="small"
                onClick={() => choosing.choose(everybody, side)}
                data-testid={`all-${side}`}
              >
                {t(`upload.choice.all.${side}`)}
              </Button>
            ))}
          </div>
        </>
      )}
      {table}
    </section>
  );
}

function Held({ status }: { status: string | null }) {
  const { t } = useTranslation();
  if (status === null) return <span className={styles.muted}>{t("upload.nothing")}</span>;
  return <HeldStatus status={status} />;
}

function Choice({ change, choices, choose }: { change: ChangeView } & Choosing) {
  const { t } = useTranslation();
  const chosen = choices[change.student_id] ?? "";
  return (
    <Select
      size="small"
      value={chosen}
      onChange={(_, { value }) => choose([change.student_id], value as Side)}
      aria-label={t("upload.choice.of", { name: isolated(change.name) })}
      data-testid="choice"
    >
      <option value="" disabled>
        {t("upload.choice.open")}
      </option>
      <option value="theirs">{t("upload.choice.theirs")}</option>
      <option value="mine">{t("upload.choice.mine")}</option>
    </Select>
  );
}
