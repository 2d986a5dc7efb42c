// The passphrase that opens the data folder. It goes to the program and is kept nowhere in the page.
import { Button, Field, Input } from "@fluentui/react-components";
import { type FormEvent, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { useHost } from "../platform/context";
import { toErrorView } from "../platform/errors";
import styles from "./BlockingPage.module.css";

export function UnlockForm({ onUnlocked }: { onUnlocked: () => void }) {
  const { t } = useTranslation();
  const host = useHost();
  const [passphrase, setPassphrase] = useState("");
  const [problem, setProblem] = useState<string>();
  const [busy, setBusy] = useState(false);
  const field = useRef<HTMLInputElement>(null);
  const ready = !busy && passphrase !== "";
  const unlock = async (event: FormEvent) => {
    event.preventDefault();
    if (!ready) return;
    setBusy(true);
    try {
      await host.unlock(passphrase);
      onUnlocked();
    } catch (thrown) {
      const { message, hint } = toErrorView(thrown);
      setProblem(`${message || t("errors.unexpected")} ${hint}`.trim());
      field.current?.focus();
    } finally {
      setPassphrase("");
      setBusy(false);
    }
  };
  return (
    <form className={styles.unlock} onSubmit={(event) => void unlock(event)}>
      <Field
        label={t("blocking.locked.passphrase")}
        {...(problem === undefined ? {} : { validationMessage: problem, validationState: "error" as const })}
      >
        <Input
          ref={field}
          type="password"
          autoComplete="off"
          autoFocus
          value={passphrase}
          onChange={(_, data) => setPassphrase(data.value)}
          data-testid="passphrase"
        />
      </Field>
      <Button type="submit" appearance="primary" disabledFocusable={!ready} data-testid="unlock">
        {t("blocking.locked.unlock")}
      </Button>
    </form>
  );
}
