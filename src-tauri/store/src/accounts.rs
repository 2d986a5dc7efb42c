//! The signed-in Microsoft account. The table allows several; one is active.

use crate::error::{Error, Result};
use crate::looks;
use crate::secrets;
use crate::store::Store;
use crate::tokens::{self, NewTokens, TokenKey};
use crate::value::{At, clean, fresh_id, sql};
use chrono::{DateTime, Utc};
use rusqlite::{Connection, OptionalExtension as _, Row, params};
use secrecy::{ExposeSecret, SecretSlice};

/// A signed-in account.
#[derive(Clone, PartialEq, Eq)]
pub struct Account {
    /// Id in this data folder.
    pub id: String,
    /// What the sign-in said of it.
    pub details: AccountDetails,
}

/// Who signed in, where, and with which registration.
#[derive(Clone, PartialEq, Eq)]
pub struct AccountDetails {
    /// Directory (tenant) id, from the token's `tid`.
    pub tenant_id: String,
    /// Directory object id, from the token's `oid`.
    pub object_id: String,
    /// User principal name.
    pub username: String,
    /// Display name.
    pub name: String,
    /// Root of the sign-in server that issued the tokens.
    pub login_url: String,
    /// Root of the Graph server they are for.
    pub graph_url: String,
    /// The app registration.
    pub client_id: String,
    /// When.
    pub signed_in_at: DateTime<Utc>,
}

impl std::fmt::Debug for Account {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Account({})", self.id)
    }
}

impl std::fmt::Debug for AccountDetails {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("AccountDetails(redacted)")
    }
}

/// The account in use.
pub fn active(store: &Store) -> Result<Option<Account>> {
    store.read(|c| Ok(c.prepare_cached(sql!("account/active"))?.query_row([], from_row).optional()?))
}

/// All accounts, the active one first, then the one that signed in last.
pub fn list(store: &Store) -> Result<Vec<Account>> {
    store.read(|c| {
        let mut statement = c.prepare_cached(sql!("account/list"))?;
        let rows = statement.query_map([], from_row)?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    })
}

/// Makes an account the active one. [`Error::NotFound`] when it is not there any more.
pub fn activate(store: &Store, account_id: &str) -> Result<()> {
    store.write(|tx| {
        tx.execute("UPDATE account SET active = 0 WHERE active = 1", [])?;
        match tx.execute("UPDATE account SET active = 1 WHERE id = ?1", [account_id])? {
            0 => Err(Error::NotFound),
            _ => Ok(()),
        }
    })
}

/// Adds the account, or brings the one of the same tenant and object id up to date, and makes it the active one.
pub fn upsert(store: &Store, details: &AccountDetails) -> Result<Account> {
    store.write(|tx| upsert_in(tx, details))
}

/// [`upsert`], and the tokens that the sign-in brought, in one transaction: never an account without them.
pub fn sign_in(store: &Store, details: &AccountDetails, audience: &str, new: &NewTokens) -> Result<Account> {
    store.write(|tx| {
        let account = upsert_in(tx, details)?;
        tokens::replace_in(tx, &TokenKey::account(&account.id, audience), new)?;
        // The sign-in has proven what was asked for, or the next answer will say what it has not.
        tx.execute("DELETE FROM secret WHERE name = ?1", [claims_name(&account.id)])?;
        // Somebody else may see what was not found before.
        looks::ask_anew_in(tx)?;
        Ok(account)
    })
}

/// Removes the account with all its tokens. A refresh that is under way elsewhere cannot bring them back
/// ([`tokens::save`] refuses). Where it was the active one, the one that signed in last takes its place. Tokens of the app-only registration stay: they are not this user's.
pub fn sign_out(store: &Store, account_id: &str) -> Result<()> {
    store.write(|tx| {
        tx.execute("DELETE FROM token WHERE account_id = ?1", [account_id])?;
        tx.execute("DELETE FROM secret WHERE name = ?1", [claims_name(account_id)])?;
        tx.execute("DELETE FROM account WHERE id = ?1", [account_id])?;
        tx.execute(sql!("account/activate_last"), [])?;
        Ok(())
    })
}

/// Keeps what the next sign-in of an account must prove, after a claims challenge.
pub fn set_claims(store: &Store, account_id: &str, claims: &str) -> Result<()> {
    secrets::set(store, &claims_name(account_id), &SecretSlice::from(claims.as_bytes().to_vec()))
}

/// What the next sign-in of an account must prove.
pub fn claims(store: &Store, account_id: &str) -> Result<Option<String>> {
    let kept = secrets::get(store, &claims_name(account_id))?;
    Ok(kept.and_then(|bytes| String::from_utf8(bytes.expose_secret().to_vec()).ok()))
}

fn claims_name(account_id: &str) -> String {
    format!("claims {account_id}")
}

fn upsert_in(c: &Connection, details: &AccountDetails) -> Result<Account> {
    c.execute("UPDATE account SET active = 0 WHERE active = 1", [])?;
    let id = c.prepare_cached(sql!("account/upsert"))?.query_row(
        params![
            fresh_id(),
            clean(&details.tenant_id),
            clean(&details.object_id),
            clean(&details.username),
            clean(&details.name),
            clean(&details.login_url),
            clean(&details.graph_url),
            clean(&details.client_id),
            At(details.signed_in_at),
        ],
        |row| row.get(0),
    )?;
    Ok(Account { id, details: details.clone() })
}

fn from_row(row: &Row<'_>) -> rusqlite::Result<Account> {
    Ok(Account {
        id: row.get(0)?,
        details: AccountDetails {
            tenant_id: row.get(1)?,
            object_id: row.get(2)?,
            username: row.get(3)?,
            name: row.get(4)?,
            login_url: row.get(5)?,
            graph_url: row.get(6)?,
            client_id: row.get(7)?,
            signed_in_at: row.get::<_, At>(8)?.0,
        },
    })
}
