// Before the first sync: what Fetch will do. The button stands in the head of the class.
import { PeopleTeam48Regular } from "@fluentui/react-icons/svg/people-team";
import { useTranslation } from "react-i18next";
import { EmptyState } from "../../components/EmptyState";

export function NotFetched() {
  const { t } = useTranslation();
  return (
    <EmptyState icon={<PeopleTeam48Regular />} title={t("class.notFetched.title")}>
      <p>{t("class.notFetched.explain")}</p>
    </EmptyState>
  );
}
