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
import { PersonName } from "../../components/PersonName";
import { useNote } from "../../components/toaster";
import { isolated, visibleText } from "../../i18n/visible";
import type { StatusView } from "../../platform/bindings/StatusView";
import { useHost } from "../../platform/context";
import { toErrorView } from "../../platform/errors";
import { keys } from "../../platform/queries";

export function AccountMenu({ status }: { status: StatusView }) {
  const { t } = useTranslation();
  const host = useHost();
  const client = useQueryClient();
  const note = useNote();
  const { signIn, settings } = useErrorActions();
  const account = status.account;
  if (account === null) {
    return (
      <Button appearance="primary" size="small" onClick={signIn} data-testid="sign-in-header">
        {t("signin.action")}
      </Button>
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
    <Menu>
      <MenuTrigger disableButtonEnhancement>
        <Button
          appearance="subtle"
          shape="circular"
          data-testid="account"
          aria-label={t("signin.account", { name: isolated(account.name) })}
          icon={<Avatar name={visibleText(account.name)} size={28} color="brand" aria-hidden="true" />}
        />
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
