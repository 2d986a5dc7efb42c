//! Tokens, and how many programs on one data folder refresh them once.
//!
//! Whoever wants to refresh takes the lease, asks the server, and saves under the generation it started from. Somebody
//! else's newer set is never overwritten, and tokens of an account that signed out meanwhile are not brought back.

use crate::error::Result;
use crate::store::Store;
use crate::value::{At, clean, sql};
use chrono::{DateTime, TimeDelta, Utc};
use rusqlite::{Connection, OptionalExtension as _, params};
use secrecy::{ExposeSecret, SecretString};

const APP: &str = "app";

/// Whose tokens, and for which resource.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct TokenKey {
    owner: String,
    audience: String,
}

impl TokenKey {
    /// Tokens of a signed-in account; `audience` is the resource's root.
    #[must_use]
    pub fn account(account_id: &str, audience: &str) -> Self {
        Self { owner: account_id.to_owned(), audience: audience.to_owned() }
    }

    /// Tokens of the app-only registration (client credentials, RFC 6749, section 4.4).
    #[must_use]
    pub fn app(audience: &str) -> Self {
        Self { owner: APP.to_owned(), audience: audience.to_owned() }
    }
}

/// Tokens as a server gave them.
#[derive(Clone, Debug)]
pub struct NewTokens {
    /// The access token.
    pub access: SecretString,
    /// The refresh token, where there is one. A server that does not rotate sends none again: pass on the old one.
    pub refresh: Option<SecretString>,
    /// When they were got; `None` for those of an older program.
    pub obtained_at: Option<DateTime<Utc>>,
    /// When the access token ends, by the same clock.
    pub expires_at: DateTime<Utc>,
    /// The granted scopes, separated by spaces.
    pub scopes: String,
}

/// Tokens as they are stored.
#[derive(Clone, Debug)]
pub struct TokenSet {
    /// The tokens.
    pub tokens: NewTokens,
    /// Grows with every save in this data folder; never repeats, also not after a sign-out.
    pub generation: u64,
}

/// The answer to [`try_lease`].
#[derive(Clone, Debug)]
pub enum Lease {
    /// The asker may refresh. The current set was read in the same transaction: look again whether it still has to be.
    Mine(Option<TokenSet>),
    /// Another one is at it, until it is done or this time has come.
    Held {
        /// End of the other's lease.
        until: DateTime<Utc>,
    },
}

/// The answer to [`save`].
#[derive(Clone, Debug)]
pub enum Saved {
    /// Stored, under this generation; the lease is free again.
    Stored {
        /// The new generation.
        generation: u64,
    },
    /// Not stored: the set changed meanwhile. This is the one that stands; `None` after a sign-out.
    Superseded(Option<TokenSet>),
}

/// The stored tokens.
pub fn get(store: &Store, key: &TokenKey) -> Result<Option<TokenSet>> {
    store.read(|c| Ok(find(c, key)?.and_then(|row| row.set)))
}

/// Stores a newer set if the stored one is still the expected generation (0: none yet).
pub fn save(store: &Store, key: &TokenKey, new: &NewTokens, expected_generation: u64) -> Result<Saved> {
    store.write(|tx| {
        let current = find(tx, key)?.and_then(|row| row.set);
        let generation = current.as_ref().map_or(0, |set| set.generation);
        if generation != expected_generation || !owner_exists(tx, key)? {
            return Ok(Saved::Superseded(current));
        }
        Ok(Saved::Stored { generation: replace_in(tx, key, new)? })
    })
}

/// Takes the right to refresh for `ttl`, unless another owner has it. Asking again as the same owner prolongs it.
pub fn try_lease(
    store: &Store,
    key: &TokenKey,
    owner: &str,
    now: DateTime<Utc>,
    ttl: TimeDelta,
) -> Result<Lease> {
    store.write(|tx| {
        let row = find(tx, key)?;
        if let Some((holder, until)) = row.as_ref().and_then(|row| row.lease.as_ref())
            && holder != owner
            && *until > now
            // A clock that was set back must not lock everybody out for longer than a lease can last.
            && *until <= now + ttl + ttl
        {
            return Ok(Lease::Held { until: *until });
        }
        let until = now.checked_add_signed(ttl).unwrap_or(now);
        tx.prepare_cached(sql!("token/lease"))?.execute(params![
            key.owner,
            key.audience,
            owner,
            At(until)
        ])?;
        Ok(Lease::Mine(row.and_then(|row| row.set)))
    })
}

/// Gives the lease back without a new set (the refresh failed). Does nothing when it is not this owner's.
pub fn release(store: &Store, key: &TokenKey, owner: &str) -> Result<()> {
    store.write(|tx| {
        tx.prepare_cached(sql!("token/release"))?.execute(params![key.owner, key.audience, owner])?;
        Ok(())
    })
}

/// Removes the tokens of one key: those that the server will never take again.
pub fn clear(store: &Store, key: &TokenKey) -> Result<()> {
    store.write(|tx| {
        tx.execute("DELETE FROM token WHERE account_id = ?1 AND audience = ?2", [&key.owner, &key.audience])?;
        Ok(())
    })
}

/// Stores a set whatever stands there; the new generation.
pub(crate) fn replace_in(c: &Connection, key: &TokenKey, new: &NewTokens) -> Result<u64> {
    let generation: i64 = c.prepare_cached(sql!("token/next_generation"))?.query_row([], |row| row.get(0))?;
    c.prepare_cached(sql!("token/put"))?.execute(params![
        key.owner,
        key.audience,
        new.access.expose_secret(),
        new.refresh.as_ref().map(ExposeSecret::expose_secret),
        At(new.expires_at),
        clean(&new.scopes),
        generation,
        new.obtained_at.map(At),
    ])?;
    Ok(generation.unsigned_abs())
}

fn owner_exists(c: &Connection, key: &TokenKey) -> Result<bool> {
    let known = "SELECT EXISTS (SELECT 1 FROM account WHERE id = ?1)";
    Ok(key.owner == APP || c.query_row(known, [&key.owner], |row| row.get(0))?)
}

struct Found {
    set: Option<TokenSet>,
    lease: Option<(String, DateTime<Utc>)>,
}

fn find(c: &Connection, key: &TokenKey) -> Result<Option<Found>> {
    let mut statement = c.prepare_cached(sql!("token/get"))?;
    let row = statement.query_row([&key.owner, &key.audience], |row| {
        let access: Option<String> = row.get(0)?;
        let refresh: Option<String> = row.get(1)?;
        let expires_at: Option<At> = row.get(2)?;
        let scopes = row.get(3)?;
        let generation: i64 = row.get(4)?;
        let obtained_at: Option<At> = row.get(7)?;
        let set = access.zip(expires_at).map(|(access, expires_at)| TokenSet {
            tokens: NewTokens {
                access: access.into(),
                refresh: refresh.map(SecretString::from),
                obtained_at: obtained_at.map(|at| at.0),
                expires_at: expires_at.0,
                scopes,
            },
            generation: generation.unsigned_abs(),
        });
        let (owner, until): (Option<String>, Option<At>) = (row.get(5)?, row.get(6)?);
        Ok(Found { set, lease: owner.zip(until.map(|at| at.0)) })
    });
    Ok(row.optional()?)
}
