// What was erased, to be kept or sent on.
import { Button, DialogActions, DialogBody, DialogContent, DialogTitle } from "@fluentui/react-components";
import type { RefObject } from "react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { CopyButton } from "../../components/CopyButton";
import { useNow } from "../../components/useNow";
import { useFormats } from "../../i18n/useFormats";
import type { PurgeView } from "../../platform/bindings/PurgeView";
import { useStatus } from "../../platform/queries";
import { receiptText } from "./counts";
import styles from "./Privacy.module.css";
import { Kept, Removed } from "./WhatGoes";

interface Props {
  view: PurgeView;
  subject: string;
  onClose: () => void;
  closeRef: RefObject<HTMLButtonElement | null>;
}

export function Receipt({ view, subject, onClose, closeRef }: Props) {
  const { t, i18n } = useTranslation();
  const format = useFormats();
  const now = useNow();
  const [when] = useState(now);
  const version = useStatus().data?.version ?? "";
  const iso = new Date(when).toISOString();
  const at = `${format.day(iso)}, ${format.time(iso)}`;
  return (
    <DialogBody data-testid="erase-receipt">
      <DialogTitle>{t("privacy.done")}</DialogTitle>
      <DialogContent className={styles.dialog}>
        <p>{t("privacy.receipt.head", { subject, at })}</p>
        <Removed removed={view.removed} />
        <Kept kept={view.kept} />
      </DialogContent>
      <DialogActions>
        <CopyButton
          text={receiptText({ subject, at, version, view }, t, i18n)}
          label={t("privacy.receipt.copy")}
          data-testid="copy-receipt"
        />
        <Button ref={closeRef} appearance="primary" onClick={onClose} data-testid="erase-close">
          {t("common.close")}
        </Button>
      </DialogActions>
    </DialogBody>
  );
}
