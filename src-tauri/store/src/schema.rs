//! The schema's versions. `user_version` is the fence: a file from a newer program is refused untouched.

use crate::answers;
use crate::error::Result;
use rusqlite::{Connection, TransactionBehavior};
use rusqlite_migration::{M, Migrations};

/// The `user_version` of a file that this program writes: the number of [`steps`].
pub(crate) const CURRENT: i64 = 8;

fn steps() -> Migrations<'static> {
    Migrations::new(vec![
        M::up(include_str!("../migrations/0001_first.sql")).comment("accounts to uploads, first version"),
        M::up(include_str!("../migrations/0002_upload_rules.sql")).comment("the rules of an upload"),
        M::up_with_hook(include_str!("../migrations/0003_packed_answers.sql"), answers::repack)
            .comment("answers packed, and counted as they are seen"),
        M::up(include_str!("../migrations/0004_column_choices.sql"))
            .comment("columns named by the instructor"),
        M::up(include_str!("../migrations/0005_looks.sql")).comment("looks that found nothing"),
        M::up(include_str!("../migrations/0006_token_times.sql")).comment("when tokens were got"),
        M::up(include_str!("../migrations/0007_outbox.sql"))
            .comment("uploads that wait, chosen statuses, groups, roster changes"),
        M::up(include_str!("../migrations/0008_grades.sql")).comment("grades as last read"),
    ])
}

pub(crate) fn version(connection: &Connection) -> Result<i64> {
    Ok(connection.query_row("PRAGMA user_version", [], |row| row.get(0))?)
}

pub(crate) fn is_newer(connection: &Connection) -> Result<bool> {
    Ok(version(connection)? > CURRENT)
}

/// True when no migration ever ran.
pub(crate) fn is_unmade(connection: &Connection) -> Result<bool> {
    Ok(version(connection)? == 0)
}

pub(crate) fn is_older(connection: &Connection) -> Result<bool> {
    Ok(version(connection)? < CURRENT)
}

/// Brings the file to the current version in one transaction. The caller holds the folder's lock, so that two programs
/// do not both start from the same version.
pub(crate) fn migrate(connection: &mut Connection) -> Result<()> {
    connection.set_transaction_behavior(TransactionBehavior::Immediate);
    let done = steps().to_latest(connection);
    connection.set_transaction_behavior(TransactionBehavior::Deferred);
    Ok(done?)
}

#[cfg(test)]
#[path = "tests/migrating.rs"]
mod tests;
