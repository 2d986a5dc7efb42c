// "Import files…" of the list of classes, with the class list behind its arrow.
import { ArrowImport20Regular } from "@fluentui/react-icons/svg/arrow-import";
import { useTranslation } from "react-i18next";
import { MoreButton } from "../../components/MoreButton";
import { useFilesIn } from "./FilesProvider";

export function ImportButton() {
  const { t } = useTranslation();
  const { importFiles, importRoster } = useFilesIn();
  return (
    <MoreButton
      icon={<ArrowImport20Regular />}
      label={t("files.button")}
      onClick={() => importFiles()}
      testId="import-files"
      more={t("files.moreImports")}
      items={[{ label: t("classList.button"), onClick: () => importRoster(), testId: "import-roster" }]}
    />
  );
}
