// The shares of a course as grades: which item of the gradebook, what would change there, and sending exactly that.
import {
  Button,
  Checkbox,
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
  Field,
  Select,
} from "@fluentui/react-components";
import { useMutation, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { ErrorNotice } from "../../components/ErrorNotice";
import { QueryView } from "../../components/QueryView";
import { useFormats } from "../../i18n/useFormats";
import { visibleText } from "../../i18n/visible";
import type { ErrorView } from "../../platform/bindings/ErrorView";
import type { GradesView } from "../../platform/bindings/GradesView";
import { useHost } from "../../platform/context";
import { toErrorView } from "../../platform/errors";
import { toWrite } from "./counts";
import styles from "./Grades.module.css";
import { GradesTable } from "./GradesTable";

interface Props {
  course: string;
  onClose: () => void;
}

export function GradesDialog({ open, ...props }: Props & { open: boolean }) {
  return (
    <Dialog open={open} onOpenChange={(_, data) => !data.open && props.onClose()}>
      <DialogSurface className={styles.wide ?? ""} aria-describedby={undefined} data-testid="grades-dialog">
        <Grades {...props} />
      </DialogSurface>
    </Dialog>
  );
}

function Grades({ course, onClose }: Props) {
  const { t } = useTranslation();
  const host = useHost();
  const [item, setItem] = useState("");
  const items = useQuery({
    queryKey: ["grades", course],
    queryFn: () => host.gradeItems(course),
    staleTime: 0,
  });
  return (
    <DialogBody>
      <DialogTitle>{t("grades.title")}</DialogTitle>
      <DialogContent className={styles.content ?? ""}>
        <p className={styles.muted}>{t("grades.lead")}</p>
        <QueryView query={items}>
          {(view) =>
            view.items.length === 0 ? (
              <p>{t("grades.noItems")}</p>
            ) : (
              <Field label={t("grades.item")}>
                <Select value={item} onChange={(_, { value }) => setItem(value)} data-testid="grade-item">
                  <option value="">{t("grades.choose")}</option>
                  {view.items.map(({ id, title, max }) => (
                    <option key={id} value={id}>
                      {t("grades.option", { title: visibleText(title), max })}
                    </option>
                  ))}
                </Select>
              </Field>
            )
          }
        </QueryView>
        {item !== "" && <Item key={item} course={course} item={item} onClose={onClose} />}
      </DialogContent>
      {item === "" && (
        <DialogActions>
          <Button onClick={onClose}>{t("common.close")}</Button>
        </DialogActions>
      )}
    </DialogBody>
  );
}

function Item({ course, item, onClose }: Props & { item: string }) {
  const { t } = useTranslation();
  const host = useHost();
  const [overwrite, setOverwrite] = useState(false);
  const look = useQuery<GradesView>({
    queryKey: ["grades", course, item],
    queryFn: () => host.grades(course, item, "look", crypto.randomUUID()),
    staleTime: 0,
  });
  const send = useMutation<GradesView, ErrorView>({
    mutationFn: () => host.grades(course, item, overwrite ? "overwrite" : "send", crypto.randomUUID()),
  });
  return (
    <QueryView query={look}>
      {(before) => {
        const view = send.data ?? before;
        return (
          <>
            {send.isError && <ErrorNotice error={toErrorView(send.error)} onRetry={() => send.mutate()} />}
            <Said view={view} />
            <GradesTable changes={view.changes} max={view.item.max} />
            {view.summary.conflict > 0 && view.state !== "done" && (
              <Checkbox
                checked={overwrite}
                onChange={(_, { checked }) => setOverwrite(checked === true)}
                label={t("grades.overwrite", { count: view.summary.conflict })}
                data-testid="grades-overwrite"
              />
            )}
            <div className={styles.actions}>
              <Button onClick={onClose}>{t("common.close")}</Button>
              {view.state !== "done" && (
                <Send
                  view={view}
                  overwrite={overwrite}
                  sending={send.isPending}
                  onSend={() => send.mutate()}
                />
              )}
            </div>
          </>
        );
      }}
    </QueryView>
  );
}

interface SendProps {
  view: GradesView;
  overwrite: boolean;
  sending: boolean;
  onSend: () => void;
}

function Send({ view, overwrite, sending, onSend }: SendProps) {
  const { t } = useTranslation();
  const count = toWrite(view, overwrite);
  return (
    <Button
      appearance="primary"
      disabledFocusable={count === 0 || sending}
      onClick={() => count > 0 && !sending && onSend()}
      data-testid="grades-send"
    >
      {sending ? t("grades.sending") : t("grades.send", { count })}
    </Button>
  );
}

/** Where it stands, in a sentence that is also read out. */
function Said({ view }: { view: GradesView }) {
  const { t } = useTranslation();
  const format = useFormats();
  const done = view.changes.filter(({ result }) => result === "confirmed").length;
  const failed = view.changes.filter(({ result }) => result === "failed").length;
  const { create, update, none } = view.summary;
  const text =
    view.state === "dry-run"
      ? t("grades.look", {
          create: format.count(create),
          update: format.count(update),
          none: format.count(none),
        })
      : failed > 0
        ? t("grades.partly", { count: done, failed: format.count(failed) })
        : t("grades.done", { count: done });
  return (
    <p role="status" data-testid="grades-said" data-state={view.state}>
      {text}
    </p>
  );
}
