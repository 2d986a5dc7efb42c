// Before the first sync: what Fetch will do, and the way that needs no permission. Fetch stands in the head of the class.
import { PeopleTeam48Regular } from "@fluentui/react-icons/svg/people-team";
import { useTranslation } from "react-i18next";
import { EmptyState } from "../../components/EmptyState";
import { OpeningButton } from "../../components/OpeningButton";
import { leavesFile } from "../../platform/errors";
import { useFilesIn } from "../files/FilesProvider";
import { useFailure } from "../sync/failure";

export function NotFetched({ meeting }: { meeting: string }) {
  const { t } = useTranslation();
  const { importFiles } = useFilesIn();
  const left = leavesFile(useFailure(meeting));
  return (
    <EmptyState icon={<PeopleTeam48Regular />} title={t("class.notFetched.title")}>
      <p>{t(left ? "class.notFetched.fileLeft" : "class.notFetched.explain")}</p>
      <p>{t("class.notFetched.where")}</p>
      <OpeningButton
        appearance={left ? "primary" : "secondary"}
        onClick={() => importFiles(meeting)}
        data-testid="import-here"
      >
        {t("files.buttonOne")}
      </OpeningButton>
    </EmptyState>
  );
}
