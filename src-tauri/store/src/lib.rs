//! The encrypted `SQLite` cache of one data folder, its key, and who may hold it.
//!
//! [`Store::open`] unlocks; one module a table does the rest, its SQL under `src/sql/`. What sources answered and what
//! the instructor decided is kept as it came; everything else can be computed again. Times are stored exact to the
//! nanosecond as RFC 3339 text. Every write is one transaction that holds the write lock from its start, and is on
//! disk when the call returns.

pub mod accounts;
pub mod answers;
pub mod backup;
mod body;
mod check;
pub mod column_choices;
pub mod courses;
mod crash;
pub mod decisions;
mod error;
mod folder;
pub mod grade_states;
mod key;
mod key_file;
pub mod keystore;
pub mod lms_states;
pub mod looks;
pub mod meetings;
pub mod outbox;
pub mod parallel;
mod passphrase;
pub mod purge;
mod restore;
pub mod roster;
pub mod roster_changes;
mod roster_match;
pub mod roster_plan;
mod schema;
pub mod secrets;
pub mod status_choices;
mod store;
pub mod syncs;
#[cfg(test)]
mod tests;
pub mod tokens;
mod unlock;
pub mod uploads;
mod value;

pub use check::Integrity;
pub use error::{Error, Locked, Result};
pub use key::{KEY_LENGTH, Key};
pub use key_file::KeyMode;
pub use restore::{Restored, restore};
pub use store::Store;
pub use unlock::Unlock;
