// What restoring means, the passphrase of the backup, and what came back.
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
import { type FormEvent, useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { ErrorNotice } from "../../components/ErrorNotice";
import { useLostFocus } from "../../components/useLostFocus";
import { isolated } from "../../i18n/visible";
import type { BackupView } from "../../platform/bindings/BackupView";
import type { ErrorView } from "../../platform/bindings/ErrorView";
import { useHost } from "../../platform/context";
import { toErrorView } from "../../platform/errors";
import { useAllChanged } from "../../platform/queries";
import styles from "./Settings.module.css";

interface Props {
  open: boolean;
  onClose: () => void;
}

export function RestoreDialog({ open, onClose }: Props) {
  const allChanged = useAllChanged();
  const busy = useRef(false);
  const done = useRef(false);
  // Everything is asked for anew when the answer has been read, or when the page is left by other means.
  const settle = () => {
    if (done.current) allChanged();
    done.current = false;
  };
  const left = useRef(settle);
  left.current = settle;
  useEffect(() => () => left.current(), []);
  const close = () => {
    if (busy.current) return;
    onClose();
    settle();
  };
  return (
    <Dialog open={open} onOpenChange={(_, data) => !data.open && close()}>
      <DialogSurface aria-describedby={undefined} data-testid="restore-dialog">
        <RestoreForm
          onClose={close}
          onBusy={(is) => {
            busy.current = is;
          }}
          onDone={() => {
            done.current = true;
          }}
        />
      </DialogSurface>
    </Dialog>
  );
}

interface FormProps {
  onClose: () => void;
  onBusy: (busy: boolean) => void;
  onDone: () => void;
}

function RestoreForm({ onClose, onBusy, onDone }: FormProps) {
  const { t } = useTranslation();
  const host = useHost();
  const foot = useRef<HTMLButtonElement>(null);
  const [passphrase, setPassphrase] = useState("");
  const restore = useMutation<BackupView | null, ErrorView>({
    mutationFn: () => host.restore(passphrase),
    onMutate: () => onBusy(true),
    onSuccess: (view) => view !== null && onDone(),
    onSettled: () => onBusy(false),
  });
  useLostFocus(foot, restore.status);
  const ready = passphrase !== "" && !restore.isPending;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (ready) restore.mutate();
  };
  const back = restore.data ?? null;
  if (back !== null) {
    return (
      <DialogBody data-testid="restore-done">
        <DialogTitle>{t("restore.done")}</DialogTitle>
        <DialogContent className={styles.form}>
          <p>{t("restore.back", { name: isolated(back.name), count: back.meetings })}</p>
          {back.set_aside !== null && (
            <p data-testid="set-aside">{t("restore.setAside", { name: isolated(back.set_aside) })}</p>
          )}
          <p>{t("restore.signIn")}</p>
        </DialogContent>
        <DialogActions>
          <Button ref={foot} appearance="primary" onClick={onClose} data-testid="restore-close">
            {t("common.close")}
          </Button>
        </DialogActions>
      </DialogBody>
    );
  }
  return (
    <form onSubmit={submit}>
      <DialogBody>
        <DialogTitle>{t("restore.title")}</DialogTitle>
        <DialogContent className={styles.form}>
          {restore.isError && <ErrorNotice error={toErrorView(restore.error)} />}
          {restore.isSuccess && <p role="status">{t("restore.closed")}</p>}
          <ul className={styles.points}>
            <li>{t("restore.replaces")}</li>
            <li>{t("restore.verified")}</li>
            <li>{t("restore.signedOut")}</li>
          </ul>
          <Field label={t("restore.passphrase")}>
            <Input
              type="password"
              autoComplete="off"
              value={passphrase}
              onChange={(_, { value }) => setPassphrase(value)}
              data-testid="restore-passphrase"
            />
          </Field>
        </DialogContent>
        <DialogActions>
          <Button ref={foot} onClick={onClose} disabledFocusable={restore.isPending}>
            {t("common.cancel")}
          </Button>
          <Button type="submit" appearance="primary" disabledFocusable={!ready} data-testid="restore-now">
            {t(restore.isPending ? "restore.going" : "restore.choose")}
          </Button>
        </DialogActions>
      </DialogBody>
    </form>
  );
}
