// Everybody who is signed in: the account that new classes are fetched as, and the others.
import { Badge, Button } from "@fluentui/react-components";
import { useTranslation } from "react-i18next";
import { useErrorActions } from "../../components/errorActions";
import { OpeningButton } from "../../components/OpeningButton";
import { PersonName } from "../../components/PersonName";
import { isolated } from "../../i18n/visible";
import type { AccountRowView } from "../../platform/bindings/AccountRowView";
import { useAccounts } from "../../platform/queries";
import { useAccountActions } from "../signin/useAccountActions";
import styles from "./Settings.module.css";

export function Accounts() {
  const { t } = useTranslation();
  const { signIn } = useErrorActions();
  const accounts = useAccounts().data?.accounts ?? [];
  return (
    <>
      {accounts.length === 0 && <p>{t("settings.account.none")}</p>}
      {accounts.length > 0 && (
        <ul className={styles.list} aria-label={t("settings.section.account")}>
          {accounts.map((account) => (
            <Account key={account.id} account={account} alone={accounts.length === 1} />
          ))}
        </ul>
      )}
      {accounts.length > 1 && <p className={styles.muted}>{t("settings.account.several")}</p>}
      <div className={styles.buttons}>
        <OpeningButton appearance={accounts.length === 0 ? "primary" : "secondary"} onClick={signIn}>
          {t(accounts.length === 0 ? "signin.action" : "signin.add")}
        </OpeningButton>
      </div>
    </>
  );
}

function Account({ account, alone }: { account: AccountRowView; alone: boolean }) {
  const { t } = useTranslation();
  const { use, signOut } = useAccountActions();
  const name = isolated(account.name);
  return (
    <li className={styles.line} data-testid="account-row" data-active={account.active}>
      <div>
        <strong>
          <PersonName name={account.name} />
        </strong>{" "}
        {account.active && !alone && (
          <Badge appearance="tint" color="brand">
            {t("settings.account.active")}
          </Badge>
        )}
        <div className={styles.muted}>{account.username}</div>
      </div>
      <div className={styles.buttons}>
        {!account.active && (
          <Button
            onClick={() => void use(account.id, name)}
            aria-label={t("settings.account.useOf", { name })}
          >
            {t("settings.account.use")}
          </Button>
        )}
        <Button
          appearance="subtle"
          onClick={() => void signOut(account.id)}
          aria-label={t("settings.account.signOutOf", { name })}
        >
          {t("signin.signOut")}
        </Button>
      </div>
    </li>
  );
}
