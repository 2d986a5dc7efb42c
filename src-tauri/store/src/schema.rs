//! The schema's versions. `user_version` is the fence: a file from a newer program is refused untouched.

use crate::error::Result;
use rusqlite::{Connection, TransactionBehavior};
use rusqlite_migration::{M, Migrations};

const STEPS: &[M<'_>] = &[
    M::up(include_str!("../migrations/0001_first.sql")).comment("accounts to uploads, first version"),
    M::up(include_str!("../migrations/0002_upload_rules.sql")).comment("the rules of an upload"),
];

/// The `user_version` of a file that this program writes.
const CURRENT: usize = STEPS.len();

fn version(connection: &Connection) -> Result<i64> {
    Ok(connection.query_row("PRAGMA user_version", [], |row| row.get(0))?)
}

fn current() -> i64 {
    i64::try_from(CURRENT).unwrap_or(i64::MAX)
}

pub(crate) fn is_newer(connection: &Connection) -> Result<bool> {
    Ok(version(connection)? > current())
}

/// True when no migration ever ran.
pub(crate) fn is_unmade(connection: &Connection) -> Result<bool> {
    Ok(version(connection)? == 0)
}

pub(crate) fn is_older(connection: &Connection) -> Result<bool> {
    Ok(version(connection)? < current())
}

/// Brings the file to the current version in one transaction. The caller holds the folder's lock, so that two programs
/// do not both start from the same version.
pub(crate) fn migrate(connection: &mut Connection) -> Result<()> {
    connection.set_transaction_behavior(TransactionBehavior::Immediate);
    let done = Migrations::from_slice(STEPS).to_latest(connection);
    connection.set_transaction_behavior(TransactionBehavior::Deferred);
    Ok(done?)
}
