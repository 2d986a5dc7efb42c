// Before the first sync: what Fetch will do, and the button.
import { Button } from "@fluentui/react-components";
import { PeopleTeam48Regular } from "@fluentui/react-icons/svg/people-team";
import { useTranslation } from "react-i18next";
import { EmptyState } from "../../components/EmptyState";
import type { ShowView } from "../../platform/bindings/ShowView";
import { useSyncs } from "../sync/SyncProvider";

export function NotFetched({ view }: { view: ShowView }) {
  const { t } = useTranslation();
  const { running, start } = useSyncs();
  const id = view.meeting.id;
  return (
    <EmptyState icon={<PeopleTeam48Regular />} title={t("class.notFetched.title")}>
      <p>{t("class.notFetched.explain")}</p>
      {!(id in running) && <Button onClick={() => start([id])}>{t("class.sync")}</Button>}
    </EmptyState>
  );
}
