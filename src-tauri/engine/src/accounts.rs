//! The accounts that are signed in: several institutions, or several accounts of one.
//!
//! One is the active one; a class is fetched as the account that fetched it before, where that is still signed in.

use crate::engine::Engine;
use crate::error::{Error, Result};
use crate::loaded::{Loaded, inputs};
use crate::view::{AccountRowView, AccountsView};
use rollbook_store::accounts::{self, Account};

/// As much of an id as must be given.
const PREFIX: usize = 6;

impl Engine {
    /// All accounts, the active one first.
    pub async fn accounts(&self) -> Result<AccountsView> {
        let (all, active) = self.db(|store| Ok((accounts::list(store)?, accounts::active(store)?))).await?;
        let active = active.map(|account| account.id);
        let row = |account: Account| AccountRowView {
            active: active.as_ref() == Some(&account.id),
            id: account.id,
            name: account.details.name,
            username: account.details.username,
            tenant_id: account.details.tenant_id,
            signed_in_at: account.details.signed_in_at,
        };
        Ok(AccountsView { accounts: all.into_iter().map(row).collect() })
    }

    /// Makes an account the active one, by user name, id, or the beginning of one.
    pub async fn use_account(&self, name: &str) -> Result<()> {
        let account = self.find_account(name).await?;
        self.db(move |store| accounts::activate(store, &account.id)).await
    }

    /// Forgets an account and its tokens on this machine; without a name the active one. Microsoft is not asked: that would
    /// end the sessions of every other program too. What was fetched stays.
    pub async fn sign_out(&self, name: Option<&str>) -> Result<()> {
        let account = match name {
            Some(name) => Some(self.find_account(name).await?),
            None => self.db(accounts::active).await?,
        };
        match account {
            Some(account) => self.db(move |store| accounts::sign_out(store, &account.id)).await,
            None => Ok(()),
        }
    }

    /// Forgets all accounts.
    pub async fn sign_out_all(&self) -> Result<()> {
        self.db(|store| {
            for account in accounts::list(store)? {
                accounts::sign_out(store, &account.id)?;
            }
            Ok(())
        })
        .await
    }

    async fn find_account(&self, name: &str) -> Result<Account> {
        let all = self.db(accounts::list).await?;
        let named = |account: &Account| {
            account.id == name || account.details.username.eq_ignore_ascii_case(name.trim())
        };
        if let Some(account) = all.iter().find(|account| named(account)) {
            return Ok(account.clone());
        }
        let mut begin = all.iter().filter(|account| name.len() >= PREFIX && account.id.starts_with(name));
        match (begin.next(), begin.next()) {
            (Some(account), None) => Ok(account.clone()),
            (Some(_), Some(_)) => Err(Error::bad_input(
                "This fits more than one account.",
                "Give the user name, or more characters of the id.",
            )),
            (None, _) => Err(Error::not_found("account")),
        }
    }

    /// As whom a class is fetched, in the order to try: the account that fetched it before, the active one, the others.
    pub(crate) async fn accounts_for(&self, class: &Loaded) -> Result<Vec<Account>> {
        let mut all = self.db(accounts::list).await?;
        let before = inputs(class.run.as_ref());
        let fetched = |account: &Account| {
            account.details.tenant_id == before.tenant
                && before.organizers.first() == Some(&account.details.object_id)
        };
        if let Some(at) = all.iter().position(fetched) {
            all[..=at].rotate_right(1);
        }
        Ok(all)
    }
}
