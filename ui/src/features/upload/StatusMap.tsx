// Which of the LMS's own statuses each status becomes, and how to change that.
import { Select } from "@fluentui/react-components";
import { useMutation, useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { Disclosure } from "../../components/Disclosure";
import { ErrorNotice } from "../../components/ErrorNotice";
import { visibleText } from "../../i18n/visible";
import type { ErrorView } from "../../platform/bindings/ErrorView";
import type { OkView } from "../../platform/bindings/OkView";
import type { StatusMapView } from "../../platform/bindings/StatusMapView";
import { useHost } from "../../platform/context";
import { toErrorView } from "../../platform/errors";
import { keys } from "../../platform/queries";
import styles from "./Upload.module.css";

/** Whoever was both is late by the rules, unless the LMS has a status for that. */
const BOTH = "late+left-early";

const keyOf = (status: string): string => status.replace("+", "-and-");

export function StatusMap({ meeting, onChange }: { meeting: string; onChange: () => void }) {
  const { t } = useTranslation();
  const host = useHost();
  const map = useQuery<StatusMapView>({
    queryKey: keys.statuses(meeting),
    queryFn: () => host.statusMap(meeting),
    staleTime: 0,
  });
  const choose = useMutation<OkView, ErrorView, { status: string; short: string | null }>({
    mutationFn: ({ status, short }) => host.chooseStatus(meeting, status, short),
    onSuccess: () => {
      void map.refetch();
      onChange();
    },
  });
  if (map.data === undefined || map.data.own.length === 0) return null;
  const { own, targets } = map.data;
  const missing = targets.some(({ status, becomes }) => becomes === null && status !== BOTH);
  return (
    <Disclosure summary={t("upload.statuses.title")} testId="status-map" open={missing}>
      <p className={styles.muted}>{t("upload.statuses.explain")}</p>
      {choose.isError && <ErrorNotice error={toErrorView(choose.error)} />}
      <ul className={styles.targets}>
        {targets.map(({ status, becomes, chosen }) => (
          <li key={status}>
            <div className={styles.targetLine}>
              <label htmlFor={`target-${status}`}>{t(`upload.statuses.of.${keyOf(status)}`)}</label>
              <Select
                id={`target-${status}`}
                size="small"
                value={becomes ?? ""}
                onChange={(_, { value }) => choose.mutate({ status, short: value === "" ? null : value })}
                data-testid={`status-${status}`}
              >
                <option value="">
                  {t(`upload.statuses.${chosen ? "byItself" : status === BOTH ? "asLate" : "none"}`)}
                </option>
                {own.map(({ short, title }) => (
                  <option key={short} value={short}>
                    {visibleText(`${short} – ${title}`)}
                  </option>
                ))}
              </Select>
            </div>
          </li>
        ))}
      </ul>
    </Disclosure>
  );
}
