// After sending: what the LMS confirmed, student by student, failures first.
import { Button, MessageBar, MessageBarBody } from "@fluentui/react-components";
import { CheckmarkCircle16Filled } from "@fluentui/react-icons/svg/checkmark-circle";
import { DismissCircle16Filled } from "@fluentui/react-icons/svg/dismiss-circle";
import { SubtractCircle16Regular } from "@fluentui/react-icons/svg/subtract-circle";
import { Warning16Filled } from "@fluentui/react-icons/svg/warning";
import type { ComponentType } from "react";
import { useTranslation } from "react-i18next";
import { PersonName } from "../../components/PersonName";
import { StatusMark } from "../../components/StatusMark";
import type { UploadView } from "../../platform/bindings/UploadView";
import { resultRows } from "./groups";
import styles from "./Upload.module.css";

const SHAPES: Record<string, ComponentType<{ className?: string }>> = {
  confirmed: CheckmarkCircle16Filled,
  failed: DismissCircle16Filled,
  conflict: Warning16Filled,
  skipped: SubtractCircle16Regular,
};

export function Results({ answer, onAgain }: { answer: UploadView; onAgain: () => void }) {
  const { t } = useTranslation();
  const rows = resultRows(answer);
  const confirmed = rows.filter(({ state }) => state === "confirmed").length;
  const good = answer.state === "done";
  return (
    <div className={styles.upload} data-testid="upload-results" data-state={answer.state}>
      <MessageBar
        intent={good ? "success" : answer.state === "queued" ? "info" : "warning"}
        layout="multiline"
      >
        <MessageBarBody>
          {answer.reverts !== null && t("upload.takenBack")}{" "}
          {answer.state === "queued" && answer.error !== null
            ? t("upload.queuedWhy", { why: answer.error.message })
            : t(`upload.state.${answer.state}`)}{" "}
          {rows.length > 0 && t("upload.confirmed", { count: confirmed, all: rows.length })}
        </MessageBarBody>
      </MessageBar>
      <div className={styles.tools}>
        <Button onClick={onAgain} appearance={answer.state === "partial" ? "primary" : "secondary"}>
          {t(answer.state === "partial" && answer.reverts === null ? "upload.retry" : "upload.lookAgain")}
        </Button>
      </div>
      {rows.length > 0 && (
        <table className={styles.table} aria-label={t("upload.results")}>
          <thead className="visually-hidden">
            <tr>
              <th scope="col">{t("upload.column.student")}</th>
              <th scope="col">{t("upload.column.after")}</th>
              <th scope="col">{t("upload.column.result")}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => {
              const Shape = SHAPES[row.state] ?? SubtractCircle16Regular;
              return (
                <tr key={row.id} data-testid="result" data-state={row.state}>
                  <td>
                    <PersonName name={row.change?.name ?? null} />
                  </td>
                  <td>{row.change?.after != null && <StatusMark status={row.change.after} />}</td>
                  <td>
                    <span className={styles.result} data-state={row.state}>
                      <Shape className={styles.shape} aria-hidden="true" />
                      <span>
                        {t(`upload.result.${row.state}`)}
                        {row.message !== null && <span className={styles.message}>{row.message}</span>}
                      </span>
                    </span>
                  </td>
                </tr>
              );
            })}
          </tbody>
        </table>
      )}
    </div>
  );
}
