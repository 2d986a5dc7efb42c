// "Import files…" of the list of classes, with the class list behind its arrow.
import {
  Menu,
  MenuItem,
  MenuList,
  MenuPopover,
  MenuTrigger,
  SplitButton,
  useRestoreFocusTarget,
} from "@fluentui/react-components";
import { ArrowImport20Regular } from "@fluentui/react-icons/svg/arrow-import";
import { useTranslation } from "react-i18next";
import { useFilesIn } from "./FilesProvider";

export function ImportButton() {
  const { t } = useTranslation();
  const { importFiles, importRoster } = useFilesIn();
  const restored = useRestoreFocusTarget();
  return (
    <Menu inline positioning="below-end">
      <MenuTrigger disableButtonEnhancement>
        {(trigger) => (
          <SplitButton
            icon={<ArrowImport20Regular />}
            primaryActionButton={
              {
                onClick: () => importFiles(),
                "data-testid": "import-files",
                ...restored,
              } as object
            }
            menuButton={
              {
                ...trigger,
                "aria-label": t("files.moreImports"),
                "data-testid": "import-more",
                ...restored,
              } as object
            }
          >
            {t("files.button")}
          </SplitButton>
        )}
      </MenuTrigger>
      <MenuPopover>
        <MenuList>
          <MenuItem onClick={() => importRoster()} data-testid="import-roster">
            {t("classList.button")}
          </MenuItem>
        </MenuList>
      </MenuPopover>
    </Menu>
  );
}
