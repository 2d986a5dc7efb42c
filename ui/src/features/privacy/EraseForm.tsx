// The inside of the dialog that erases: what would go, the yes, and the receipt.
import {
  Button,
  Checkbox,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogTitle,
  Field,
  Input,
} from "@fluentui/react-components";
import { useMutation, useQuery } from "@tanstack/react-query";
import { type FormEvent, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { useAnnounce } from "../../components/Announcer";
import { ErrorNotice } from "../../components/ErrorNotice";
import { QueryView } from "../../components/QueryView";
import { useLostFocus } from "../../components/useLostFocus";
import type { ErrorView } from "../../platform/bindings/ErrorView";
import type { PurgeView } from "../../platform/bindings/PurgeView";
import { useHost } from "../../platform/context";
import { toErrorView } from "../../platform/errors";
import type { Erasing } from "./EraseDialog";
import styles from "./Privacy.module.css";
import { Receipt } from "./Receipt";
import { Kept, Removed } from "./WhatGoes";

interface Props extends Erasing {
  onClose: () => void;
  onBusy: (busy: boolean) => void;
  onDone: () => void;
}

export function EraseForm({ what, title, subject, explain, confirm, onClose, onBusy, onDone }: Props) {
  const { t } = useTranslation();
  const host = useHost();
  const announce = useAnnounce();
  const foot = useRef<HTMLButtonElement>(null);
  const [ticked, setTicked] = useState(false);
  const [typed, setTyped] = useState("");
  const erase = useMutation<PurgeView, ErrorView>({
    mutationFn: () => host.purge(what, false),
    onMutate: () => onBusy(true),
    onSuccess: () => {
      onDone();
      announce(t("privacy.done"));
    },
    onSettled: () => onBusy(false),
  });
  const preview = useQuery<PurgeView>({
    queryKey: ["purge", what],
    queryFn: () => host.purge(what, true),
    // What is gone need not be looked at again.
    enabled: !erase.isSuccess,
    staleTime: 0,
    gcTime: 0,
  });
  useLostFocus(foot, `${erase.isSuccess} ${preview.isSuccess}`);
  const word = t("privacy.word");
  const meant =
    confirm === "button" ||
    (confirm === "tick" ? ticked : typed.trim().toLocaleLowerCase() === word.toLocaleLowerCase());
  const nothing = preview.data?.removed.length === 0;
  const ready = meant && preview.isSuccess && !nothing && !erase.isPending;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (ready) erase.mutate();
  };
  if (erase.data !== undefined) {
    return <Receipt view={erase.data} subject={subject} onClose={onClose} closeRef={foot} />;
  }
  return (
    <form onSubmit={submit}>
      <DialogBody>
        <DialogTitle>{title}</DialogTitle>
        <DialogContent className={styles.dialog}>
          {erase.isError && <ErrorNotice error={toErrorView(erase.error)} />}
          <QueryView query={preview}>
            {(view) => (
              <>
                {nothing ? (
                  <p data-testid="nothing-to-erase">{t("privacy.nothing")}</p>
                ) : (
                  <>
                    <p>
                      <strong>{t("privacy.forGood")}</strong> {explain[0]}
                    </p>
                    <Removed removed={view.removed} />
                    {explain.slice(1).map((sentence) => (
                      <p key={sentence} className={styles.muted}>
                        {sentence}
                      </p>
                    ))}
                  </>
                )}
                <Kept kept={view.kept} />
                {!nothing && confirm === "tick" && (
                  <Checkbox
                    checked={ticked}
                    onChange={(_, { checked }) => setTicked(checked === true)}
                    label={t("privacy.tick")}
                    data-testid="erase-tick"
                  />
                )}
                {!nothing && confirm === "word" && (
                  <Field label={t("privacy.typeWord", { word })}>
                    <Input
                      className={styles.word ?? ""}
                      value={typed}
                      onChange={(_, { value }) => setTyped(value)}
                      autoComplete="off"
                      spellCheck={false}
                      data-testid="erase-word"
                    />
                  </Field>
                )}
              </>
            )}
          </QueryView>
        </DialogContent>
        <DialogActions>
          <Button ref={foot} onClick={onClose} disabledFocusable={erase.isPending}>
            {t(nothing ? "common.close" : "common.cancel")}
          </Button>
          {!nothing && (
            <Button
              type="submit"
              appearance="primary"
              className={ready ? (styles.danger ?? "") : ""}
              disabledFocusable={!ready}
              data-testid="erase-now"
            >
              {t(erase.isPending ? "privacy.deleting" : "privacy.delete")}
            </Button>
          )}
        </DialogActions>
      </DialogBody>
    </form>
  );
}
