// The passphrase of a backup, twice; then the system asks where to.
import {
  Button,
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
  Field,
  Input,
} from "@fluentui/react-components";
import { useMutation } from "@tanstack/react-query";
import { type FormEvent, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { ErrorNotice } from "../../components/ErrorNotice";
import { useLostFocus } from "../../components/useLostFocus";
import { useFormats } from "../../i18n/useFormats";
import { isolated } from "../../i18n/visible";
import type { BackupView } from "../../platform/bindings/BackupView";
import type { ErrorView } from "../../platform/bindings/ErrorView";
import { useHost } from "../../platform/context";
import { toErrorView } from "../../platform/errors";
import { kilobytes } from "./kilobytes";
import { SHORTEST, strengthOf } from "./passphrase";
import styles from "./Settings.module.css";

interface Props {
  open: boolean;
  onClose: () => void;
}

export function BackupDialog({ open, onClose }: Props) {
  const busy = useRef(false);
  return (
    <Dialog open={open} onOpenChange={(_, data) => !data.open && !busy.current && onClose()}>
      <DialogSurface aria-describedby={undefined} data-testid="backup-dialog">
        <BackupForm
          onClose={onClose}
          onBusy={(is) => {
            busy.current = is;
          }}
        />
      </DialogSurface>
    </Dialog>
  );
}

function BackupForm({ onClose, onBusy }: { onClose: () => void; onBusy: (busy: boolean) => void }) {
  const { t } = useTranslation();
  const format = useFormats();
  const host = useHost();
  const foot = useRef<HTMLButtonElement>(null);
  const [first, setFirst] = useState("");
  const [second, setSecond] = useState("");
  const backup = useMutation<BackupView | null, ErrorView>({
    mutationFn: () => host.backup(first),
    onMutate: () => onBusy(true),
    onSettled: () => onBusy(false),
  });
  useLostFocus(foot, backup.status);
  const strength = strengthOf(first);
  const same = first === second;
  const ready = strength !== "short" && same && !backup.isPending;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (ready) backup.mutate();
  };
  const made = backup.data ?? null;
  if (made !== null) {
    return (
      <DialogBody data-testid="backup-done">
        <DialogTitle>{t("backup.done")}</DialogTitle>
        <DialogContent className={styles.form}>
          <p>
            {t("backup.made", {
              name: isolated(made.name),
              size: t("backup.size", { size: format.count(kilobytes(made.bytes)) }),
              count: made.meetings,
            })}
          </p>
          <p className={styles.muted}>{t("backup.apart")}</p>
        </DialogContent>
        <DialogActions>
          <Button ref={foot} appearance="primary" onClick={onClose}>
            {t("common.close")}
          </Button>
        </DialogActions>
      </DialogBody>
    );
  }
  return (
    <form onSubmit={submit}>
      <DialogBody>
        <DialogTitle>{t("backup.title")}</DialogTitle>
        <DialogContent className={styles.form}>
          {backup.isError && <ErrorNotice error={toErrorView(backup.error)} />}
          {backup.isSuccess && <p role="status">{t("backup.closed")}</p>}
          <p>{t("backup.only")}</p>
          <Field
            label={t("backup.passphrase")}
            hint={first === "" ? t("backup.hint", { count: SHORTEST }) : t(`backup.strength.${strength}`)}
          >
            <Input
              type="password"
              autoComplete="new-password"
              value={first}
              onChange={(_, { value }) => setFirst(value)}
              data-testid="backup-passphrase"
            />
          </Field>
          <Field
            label={t("backup.again")}
            {...(second !== "" && !same
              ? { validationState: "error" as const, validationMessage: t("backup.differs") }
              : {})}
          >
            <Input
              type="password"
              autoComplete="new-password"
              value={second}
              onChange={(_, { value }) => setSecond(value)}
              data-testid="backup-again"
            />
          </Field>
        </DialogContent>
        <DialogActions>
          <Button ref={foot} onClick={onClose} disabledFocusable={backup.isPending}>
            {t("common.cancel")}
          </Button>
          <Button type="submit" appearance="primary" disabledFocusable={!ready} data-testid="backup-now">
            {t(backup.isPending ? "backup.going" : "backup.where")}
          </Button>
        </DialogActions>
      </DialogBody>
    </form>
  );
}
