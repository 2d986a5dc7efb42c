// What is in order and what is not, a report for whoever helps, and the way to the data folder.
import { Button } from "@fluentui/react-components";
import { CheckmarkCircle16Filled } from "@fluentui/react-icons/svg/checkmark-circle";
import { ErrorCircle16Filled } from "@fluentui/react-icons/svg/error-circle";
import { Warning16Filled } from "@fluentui/react-icons/svg/warning";
import { useMutation, useQuery } from "@tanstack/react-query";
import type { ComponentType } from "react";
import { useTranslation } from "react-i18next";
import { useAnnounce } from "../../components/Announcer";
import { ErrorNotice } from "../../components/ErrorNotice";
import { QueryView } from "../../components/QueryView";
import { isolated } from "../../i18n/visible";
import type { DoctorView } from "../../platform/bindings/DoctorView";
import type { ErrorView } from "../../platform/bindings/ErrorView";
import type { FindingView } from "../../platform/bindings/FindingView";
import type { OkView } from "../../platform/bindings/OkView";
import { useHost } from "../../platform/context";
import { toErrorView } from "../../platform/errors";
import { keys } from "../../platform/queries";
import styles from "./Settings.module.css";

const SHAPES: Record<string, ComponentType<{ className?: string }>> = {
  ok: CheckmarkCircle16Filled,
  warning: Warning16Filled,
  problem: ErrorCircle16Filled,
};

export function DiagnosticsSection() {
  const { t } = useTranslation();
  const host = useHost();
  const announce = useAnnounce();
  const doctor = useQuery<DoctorView>({
    queryKey: keys.doctor,
    queryFn: () => host.doctor(),
    staleTime: 0,
  });
  const save = useMutation<string | null, ErrorView>({ mutationFn: () => host.saveDiagnostics() });
  const reveal = useMutation<OkView, ErrorView>({ mutationFn: () => host.revealHome() });
  const failure = save.error ?? reveal.error;
  return (
    <>
      <QueryView query={doctor}>
        {({ checks }) => (
          <ul className={styles.findings} aria-label={t("diagnostics.checks")} data-testid="findings">
            {checks.map((check) => (
              <Finding key={`${check.id} ${check.message}`} check={check} />
            ))}
          </ul>
        )}
      </QueryView>
      {failure !== null && <ErrorNotice error={toErrorView(failure)} />}
      <div className={styles.choices}>
        <Button
          disabledFocusable={doctor.isFetching}
          onClick={() => void doctor.refetch().then(() => announce(t("diagnostics.checked")))}
          data-testid="check-again"
        >
          {t("diagnostics.again")}
        </Button>
        <Button disabledFocusable={save.isPending} onClick={() => save.mutate()} data-testid="save-report">
          {t("diagnostics.save")}
        </Button>
        <Button onClick={() => reveal.mutate()} data-testid="reveal-home">
          {t("diagnostics.reveal")}
        </Button>
      </div>
      {save.data && (
        <p role="status" data-testid="report-saved">
          {t("diagnostics.saved", { name: isolated(save.data) })}
        </p>
      )}
      <p className={styles.muted}>{t("diagnostics.redacted")}</p>
    </>
  );
}

function Finding({ check }: { check: FindingView }) {
  const { t } = useTranslation();
  const state = check.state in SHAPES ? check.state : "warning";
  const Shape = SHAPES[state] ?? Warning16Filled;
  return (
    <li className={styles.finding} data-testid="finding" data-state={state} data-id={check.id}>
      <Shape className={styles.shape} aria-hidden="true" />
      <span className={styles.state}>{t(`diagnostics.state.${state}`)}</span>
      <div>
        {check.message}
        {check.hint !== null && <div className={styles.muted}>{check.hint}</div>}
      </div>
    </li>
  );
}
