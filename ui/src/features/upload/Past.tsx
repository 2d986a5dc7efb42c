// What was sent of this class before, and the way back.
import {
  Button,
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
} from "@fluentui/react-components";
import { useMutation, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { ErrorNotice } from "../../components/ErrorNotice";
import { useFormats } from "../../i18n/useFormats";
import type { ErrorView } from "../../platform/bindings/ErrorView";
import type { UploadsView } from "../../platform/bindings/UploadsView";
import type { UploadView } from "../../platform/bindings/UploadView";
import { useHost } from "../../platform/context";
import { toErrorView } from "../../platform/errors";
import { keys, useMeetingChanged } from "../../platform/queries";
import styles from "./Upload.module.css";

export function Past({ meeting, onBack }: { meeting: string; onBack: (answer: UploadView) => void }) {
  const { t } = useTranslation();
  const host = useHost();
  const format = useFormats();
  const [asking, setAsking] = useState<UploadView | null>(null);
  const past = useQuery<UploadsView>({
    queryKey: keys.uploads(meeting),
    queryFn: () => host.uploads(meeting),
    staleTime: 0,
  });
  const uploads = [...(past.data?.uploads ?? [])].reverse();
  if (uploads.length === 0) return null;
  const taken = new Set(
    uploads.flatMap(({ reverts, state }) => (state === "done" && reverts ? [reverts] : [])),
  );
  return (
    <section className={styles.group} aria-labelledby="past-uploads" data-testid="past-uploads">
      <h2 className={styles.groupTitle} id="past-uploads">
        {t("upload.past.title")}
      </h2>
      <ul className={styles.past}>
        {uploads.map((upload) => {
          const confirmed = upload.results.filter(({ state }) => state === "confirmed").length;
          const back = upload.reverts === null && confirmed > 0 && !taken.has(upload.upload_id ?? "");
          return (
            <li key={upload.upload_id} className={styles.pastLine} data-testid="past-upload">
              <span>
                {upload.read_at !== null && format.moment(upload.read_at)}
                {" · "}
                {t(upload.reverts === null ? "upload.past.sent" : "upload.past.back", { count: confirmed })}
                {taken.has(upload.upload_id ?? "") && ` · ${t("upload.past.taken")}`}
              </span>
              {back && (
                <Button
                  size="small"
                  appearance="subtle"
                  onClick={() => setAsking(upload)}
                  data-testid="take-back"
                >
                  {t("upload.past.takeBack")}
                </Button>
              )}
            </li>
          );
        })}
      </ul>
      {asking !== null && (
        <TakeBack
          upload={asking}
          meeting={meeting}
          onClose={() => setAsking(null)}
          onBack={(answer) => {
            setAsking(null);
            onBack(answer);
          }}
        />
      )}
    </section>
  );
}

interface TakeBackProps {
  upload: UploadView;
  meeting: string;
  onClose: () => void;
  onBack: (answer: UploadView) => void;
}

function TakeBack({ upload, meeting, onClose, onBack }: TakeBackProps) {
  const { t } = useTranslation();
  const host = useHost();
  const changed = useMeetingChanged();
  const revert = useMutation<UploadView, ErrorView>({
    mutationFn: () => host.revert(upload.upload_id ?? "", crypto.randomUUID()),
    onSuccess: onBack,
    onSettled: () => changed(meeting),
  });
  const count = upload.results.filter(({ state }) => state === "confirmed").length;
  return (
    <Dialog open onOpenChange={(_, data) => !data.open && onClose()}>
      <DialogSurface>
        <DialogBody>
          <DialogTitle>{t("upload.past.ask", { count })}</DialogTitle>
          <DialogContent>
            {revert.isError && <ErrorNotice error={toErrorView(revert.error)} />}
            <p>{t("upload.past.explain")}</p>
          </DialogContent>
          <DialogActions>
            <Button onClick={onClose}>{t("common.cancel")}</Button>
            <Button
              appearance="primary"
              disabledFocusable={revert.isPending}
              onClick={() => revert.mutate()}
              data-testid="take-back-now"
            >
              {t(revert.isPending ? "upload.past.going" : "upload.past.takeBack")}
            </Button>
          </DialogActions>
        </DialogBody>
      </DialogSurface>
    </Dialog>
  );
}
