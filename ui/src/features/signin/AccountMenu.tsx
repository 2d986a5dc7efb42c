// The account in the header: who is signed in, and out again.
import {
  Avatar,
  Button,
  Menu,
  MenuDivider,
  MenuGroup,
  MenuGroupHeader,
  MenuItem,
  MenuList,
  MenuPopover,
  MenuTrigger,
} from "@fluentui/react-components";
import { useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { useErrorActions } from "../../components/errorActions";
import { OpeningButton } from "../../components/OpeningButton";
import { PersonName } from "../../components/PersonName";
import { useNote } from "../../components/toaster";
import { visibleText } from "../../i18n/visible";
import type { StatusView } from "../../platform/bindings/StatusView";
import { useHost } from "../../platform/context";
import { toErrorView } from "../../platform/errors";
import { keys } from "../../platform/queries";
import styles from "./SignIn.module.css";

export function AccountMenu({ status }: { status: StatusView }) {
  const { t } = useTranslation();
  const host = useHost();
  const client = useQueryClient();
  const note = useNote();
  const { signIn, settings } = useErrorActions();
  const account = status.account;
  if (account === null) {
    return (
      <OpeningButton appearance="primary" size="small" onClick={signIn} data-testid="sign-in-header">
        {t("signin.action")}
      </OpeningButton>
    );
  }
  const signOut = async () => {
    try {
      await host.signOut();
      note(t("signin.signedOut"));
    } catch (thrown) {
      note(toErrorView(thrown).message || t("errors.unexpected"), "error");
    }
    void client.invalidateQueries({ queryKey: keys.status });
  };
  return (
    <Menu inline>
      <MenuTrigger disableButtonEnhancement>
        <Button
          appearance="subtle"
          data-testid="account"
          className={styles.account ?? ""}
          icon={<Avatar name={visibleText(account.name)} size={24} color="brand" aria-hidden="true" />}
        >
          <span className={styles.accountName}>
            <PersonName name={account.name} />
          </span>
        </Button>
      </MenuTrigger>
      <MenuPopover>
        <MenuList>
          <MenuGroup>
            <MenuGroupHeader>
              <PersonName name={account.name} />
              <br />
              {account.username}
            </MenuGroupHeader>
          </MenuGroup>
          <MenuDivider />
          <MenuItem onClick={() => settings("account")}>{t("signin.manage")}</MenuItem>
          <MenuItem onClick={() => void signOut()}>{t("signin.signOut")}</MenuItem>
        </MenuList>
      </MenuPopover>
    </Menu>
  );
}
