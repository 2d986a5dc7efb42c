// Address, kind and token of the LMS; "Test" tries them at once and keeps them when they work.
import {
  Button,
  Checkbox,
  Field,
  Input,
  MessageBar,
  MessageBarBody,
  Select,
  Spinner,
} from "@fluentui/react-components";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { ErrorNotice } from "../../components/ErrorNotice";
import { isolated } from "../../i18n/visible";
import type { ErrorView } from "../../platform/bindings/ErrorView";
import type { LmsCheckView } from "../../platform/bindings/LmsCheckView";
import { useHost } from "../../platform/context";
import { toErrorView } from "../../platform/errors";
import { keys, useStatus } from "../../platform/queries";
import styles from "./Settings.module.css";

// What the program can talk to today.
const KINDS = ["moodle", "canvas", "http"] as const;

interface Form {
  kind: string;
  url: string;
  token: string;
  /** With a name and a password in place of a token; Moodle only. */
  byPassword: boolean;
  user: string;
}

const kindOf = (kind: string | undefined): string => KINDS.find((known) => known === kind) ?? "moodle";

export function LmsForm() {
  const { t } = useTranslation();
  const host = useHost();
  const client = useQueryClient();
  const lms = useStatus().data?.lms;
  const [form, setForm] = useState<Form>({
    kind: kindOf(lms?.kind),
    url: lms?.url ?? "",
    token: "",
    byPassword: false,
    user: "",
  });
  const check = useMutation<LmsCheckView, ErrorView, Form>({
    mutationFn: ({ kind, url, token, byPassword, user }) =>
      byPassword && kind === "moodle"
        ? host.signInMoodle(url.trim(), user.trim(), token)
        : host.checkLms(kind, url.trim(), token.trim()),
    onSuccess: () => {
      // A token is not kept in the page any longer than it takes to hand it over.
      setForm((before) => ({ ...before, token: "" }));
      void client.invalidateQueries({ queryKey: keys.status });
      void client.invalidateQueries({ queryKey: keys.settings });
      void client.invalidateQueries({ queryKey: keys.courses });
    },
  });
  const byPassword = form.byPassword && form.kind === "moodle";
  const complete =
    form.url.trim() !== "" && form.token.trim() !== "" && (!byPassword || form.user.trim() !== "");
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (complete) check.mutate(form);
  };
  const set =
    (field: "kind" | "url" | "token" | "user") =>
    (_: unknown, { value }: { value: string }) =>
      setForm((before) => ({ ...before, [field]: value }));
  return (
    <form className={styles.form} onSubmit={submit} data-testid="lms-form">
      {check.isError && <ErrorNotice error={toErrorView(check.error)} />}
      {check.isSuccess ? (
        <MessageBar intent="success" layout="multiline" data-testid="lms-works">
          <MessageBarBody>
            {check.data.who === null
              ? t("lms.works", { count: check.data.courses })
              : t("lms.worksFor", { count: check.data.courses, who: isolated(check.data.who) })}
            {check.data.abilities.length > 0 && (
              <ul className={styles.abilities} aria-label={t("lms.can")} data-testid="abilities">
                {check.data.abilities.map(({ deed, granted, says }) => (
                  <li key={deed} data-granted={granted}>
                    <strong>{t(granted ? "lms.yes" : "lms.no")}</strong> {says}
                  </li>
                ))}
              </ul>
            )}
          </MessageBarBody>
        </MessageBar>
      ) : (
        lms?.configured === true && (
          <p className={styles.muted}>{t("lms.configured", { url: lms.url ?? "" })}</p>
        )
      )}
      <div className={styles.pair}>
        <Field label={t("lms.kindLabel")}>
          <Select value={form.kind} onChange={set("kind")}>
            {KINDS.map((kind) => (
              <option key={kind} value={kind}>
                {t(`lms.kind.${kind}`)}
              </option>
            ))}
          </Select>
        </Field>
        <Field label={t("lms.url")}>
          <Input
            type="url"
            value={form.url}
            onChange={set("url")}
            placeholder="https://"
            spellCheck={false}
            data-testid="lms-url"
          />
        </Field>
      </div>
      {form.kind === "moodle" && (
        <Checkbox
          checked={form.byPassword}
          onChange={(_, { checked }) => setForm((before) => ({ ...before, byPassword: checked === true }))}
          label={t("lms.byPassword")}
          data-testid="lms-by-password"
        />
      )}
      {byPassword && (
        <Field label={t("lms.user")}>
          <Input
            value={form.user}
            onChange={set("user")}
            autoComplete="off"
            spellCheck={false}
            data-testid="lms-user"
          />
        </Field>
      )}
      <Field
        label={t(byPassword ? "lms.password" : "lms.token")}
        hint={t(byPassword ? "lms.passwordHint" : `lms.tokenOf.${form.kind}`)}
      >
        <Input
          type="password"
          autoComplete="off"
          value={form.token}
          onChange={set("token")}
          data-testid="lms-token"
        />
      </Field>
      <div className={styles.buttons}>
        {check.isPending && <Spinner size="tiny" label={t("lms.testing")} />}
        <Button type="submit" disabledFocusable={!complete || check.isPending} data-testid="lms-test">
          {t("lms.test")}
        </Button>
      </div>
    </form>
  );
}
