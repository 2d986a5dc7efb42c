// After an import into several classes: what happened in each, with the way to it.
import { Button, DialogActions, DialogBody, DialogContent, DialogTitle } from "@fluentui/react-components";
import { CheckmarkCircle20Filled } from "@fluentui/react-icons/svg/checkmark-circle";
import { ErrorCircle20Filled } from "@fluentui/react-icons/svg/error-circle";
import { useRef } from "react";
import { useTranslation } from "react-i18next";
import { useLostFocus } from "../../components/useLostFocus";
import { visibleText } from "../../i18n/visible";
import { placeFragment } from "../../navigation";
import type { SyncedView } from "../../platform/bindings/SyncedView";
import { useMeetings } from "../../platform/queries";
import styles from "./Files.module.css";

export function Outcome({ meetings, onClose }: { meetings: SyncedView[]; onClose: () => void }) {
  const { t } = useTranslation();
  const close = useRef<HTMLButtonElement>(null);
  useLostFocus(close, meetings);
  const known = useMeetings().data?.meetings ?? [];
  const title = (id: string) => visibleText(known.find((one) => one.id === id)?.title ?? id);
  return (
    <DialogBody>
      <DialogTitle>{t("files.done.title")}</DialogTitle>
      <DialogContent className={styles.content}>
        <p role="status">{t("files.done.explain")}</p>
        <ul className={styles.cards} data-testid="import-outcome">
          {meetings.map(({ id, counts, error }) => (
            <li key={id} className={styles.outcome} data-failed={error !== null}>
              {error === null ? (
                <CheckmarkCircle20Filled aria-hidden="true" />
              ) : (
                <ErrorCircle20Filled aria-hidden="true" />
              )}
              <div>
                <a
                  className={styles.link}
                  href={placeFragment({ page: "class", meeting: id, tab: "participants" })}
                  onClick={onClose}
                  dir="auto"
                >
                  {title(id)}
                </a>
                <p className={styles.muted}>
                  {error === null
                    ? t("files.people", { count: counts.participants })
                    : `${error.message || t("errors.unexpected")} ${error.hint}`}
                </p>
              </div>
            </li>
          ))}
        </ul>
      </DialogContent>
      <DialogActions>
        <Button ref={close} appearance="primary" onClick={onClose} data-testid="import-close">
          {t("common.close")}
        </Button>
      </DialogActions>
    </DialogBody>
  );
}
