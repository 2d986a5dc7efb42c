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
import { useTranslation } from "react-i18next";
import { useErrorActions } from "../../components/errorActions";
import { OpeningButton } from "../../components/OpeningButton";
import { PersonName } from "../../components/PersonName";
import { isolated, visibleText } from "../../i18n/visible";
import type { StatusView } from "../../platform/bindings/StatusView";
import { useAccounts } from "../../platform/queries";
import styles from "./SignIn.module.css";
import { useAccountActions } from "./useAccountActions";

export function AccountMenu({ status }: { status: StatusView }) {
  const { t } = useTranslation();
  const { use, signOut } = useAccountActions();
  const others = useAccounts().data?.accounts.filter(({ active }) => !active) ?? [];
  const { signIn, settings } = useErrorActions();
  const account = status.account;
  if (account === null) {
    return (
      <OpeningButton appearance="primary" size="small" onClick={signIn} data-testid="sign-in-header">
        {t("signin.action")}
      </OpeningButton>
    );
  }
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
              <div>
                <PersonName name={account.name} />
                <div className={styles.small}>{account.username}</div>
              </div>
            </MenuGroupHeader>
          </MenuGroup>
          <MenuDivider />
          {others.length > 0 && (
            <>
              <MenuGroup>
                <MenuGroupHeader>{t("signin.others")}</MenuGroupHeader>
                {others.map((other) => (
                  <MenuItem
                    key={other.id}
                    onClick={() => void use(other.id, isolated(other.name))}
                    data-testid="use-account"
                  >
                    <PersonName name={other.name} />
                    <div className={styles.small}>{other.username}</div>
                  </MenuItem>
                ))}
              </MenuGroup>
              <MenuDivider />
            </>
          )}
          <MenuItem onClick={signIn}>{t("signin.add")}</MenuItem>
          <MenuItem onClick={() => settings("account")}>{t("signin.manage")}</MenuItem>
          <MenuItem onClick={() => void signOut(null)}>{t("signin.signOut")}</MenuItem>
        </MenuList>
      </MenuPopover>
    </Menu>
  );
}
