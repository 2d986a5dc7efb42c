// "Import files…" of the list of classes; the class list, and a course as a file, are behind its arrow.
import { ArrowImport20Regular } from "@fluentui/react-icons/svg/arrow-import";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { MoreButton } from "../../components/MoreButton";
import { ExportDialog } from "../export/ExportDialog";
import { useFilesIn } from "./FilesProvider";

export function ImportButton() {
  const { t } = useTranslation();
  const { importFiles, importRoster } = useFilesIn();
  const [exporting, setExporting] = useState(false);
  return (
    <>
      <MoreButton
        icon={<ArrowImport20Regular />}
        label={t("files.button")}
        onClick={() => importFiles()}
        testId="import-files"
        more={t("files.moreImports")}
        items={[
          { label: t("classList.button"), onClick: () => importRoster(), testId: "import-roster" },
          { label: t("export.button"), onClick: () => setExporting(true), testId: "export-course-button" },
        ]}
      />
      <ExportDialog open={exporting} meeting={null} onClose={() => setExporting(false)} />
    </>
  );
}
