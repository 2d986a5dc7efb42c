//! What can go wrong in the store, without a word of what is stored.
//!
//! The errors of `rusqlite`, `serde_json` and `keyring` print SQL, values and secrets; none of them leaves this
//! crate. What is kept is the kind of failure, which is all that a user can act on.

use rusqlite::ErrorCode;
use std::io;

/// Shorthand for results of this crate.
pub type Result<T> = std::result::Result<T, Error>;

/// Why an operation of the store failed. Carries no names, paths, SQL, values or key bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Error {
    /// The data cannot be unlocked; nothing was changed.
    #[error("the data folder is locked ({reason})")]
    Locked {
        /// What stands in the way.
        reason: Locked,
    },
    /// The key is right, and the file is not what was written.
    #[error("the database or its key file is damaged")]
    Damaged,
    /// A file that was given as a backup is none.
    #[error("the file is no backup")]
    NoBackup,
    /// Written by a newer version of the program; nothing was changed.
    #[error("the data was written by a newer version")]
    NewerData,
    /// No room on the disk; the transaction was rolled back.
    #[error("the disk is full")]
    DiskFull,
    /// The folder or file may not be written.
    #[error("the data folder cannot be written")]
    ReadOnly,
    /// Another program held the database for longer than the time-out.
    #[error("another program is using the data folder")]
    Busy,
    /// The operating system refused a file operation.
    #[error("a file operation failed")]
    Io,
    /// No such meeting, course, upload or row.
    #[error("not found")]
    NotFound,
    /// A text that names more than one thing.
    #[error("more than one fits")]
    Ambiguous,
    /// A fault of the program.
    #[error("internal store error ({code})")]
    Internal {
        /// A fixed word for the place or kind of the fault.
        code: &'static str,
    },
}

/// Why the data is locked; the words are `details.reason` of the contract's `locked` error.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Locked {
    /// This machine has no keystore that answers.
    NoStore,
    /// The keystore is there and locked, or its prompt was dismissed.
    KeystoreLocked,
    /// The keystore did not answer in time.
    Silent,
    /// The keystore failed in another way.
    KeystoreFailed,
    /// There is a database, and its key is nowhere.
    KeyMissing,
    /// The keystore holds a key that is not this database's.
    WrongKey,
    /// The passphrase is not the one the database was made with.
    WrongPassphrase,
    /// No passphrase, or an empty one, was given.
    PassphraseNeeded,
    /// The folder was made with the other kind of key keeping.
    ModeMismatch,
}

impl Locked {
    /// The reason as a fixed word, for programs.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::NoStore => "no-keystore",
            Self::KeystoreLocked => "keystore-locked",
            Self::Silent => "keystore-silent",
            Self::KeystoreFailed => "keystore-failed",
            Self::KeyMissing => "key-missing",
            Self::WrongKey => "wrong-key",
            Self::WrongPassphrase => "wrong-passphrase",
            Self::PassphraseNeeded => "passphrase-needed",
            Self::ModeMismatch => "mode-mismatch",
        }
    }
}

impl std::fmt::Display for Locked {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.word())
    }
}

impl From<Locked> for Error {
    fn from(reason: Locked) -> Self {
        Self::Locked { reason }
    }
}

impl From<rusqlite::Error> for Error {
    /// Sorts an `SQLite` failure. The key was checked before the file was opened, so "not a database" is damage;
    /// `SQLCipher` says "out of memory" for a page whose authentication code does not fit.
    fn from(error: rusqlite::Error) -> Self {
        use rusqlite::Error as E;
        match error {
            E::SqliteFailure(failure, _) | E::SqlInputError { error: failure, .. } => from_code(failure),
            E::QueryReturnedNoRows => Self::NotFound,
            E::FromSqlConversionFailure(..) | E::InvalidColumnType(..) | E::IntegralValueOutOfRange(..) => {
                Self::Internal { code: "stored-value" }
            }
            _ => Self::Internal { code: "sql" },
        }
    }
}

fn from_code(failure: rusqlite::ffi::Error) -> Error {
    tracing::debug!(code = failure.extended_code, "SQLite refused");
    match failure.code {
        ErrorCode::NotADatabase | ErrorCode::DatabaseCorrupt | ErrorCode::OutOfMemory => Error::Damaged,
        ErrorCode::DiskFull => Error::DiskFull,
        // The shared-memory file could not grow: only a full disk does that.
        ErrorCode::SystemIoFailure if failure.extended_code == rusqlite::ffi::SQLITE_IOERR_SHMSIZE => {
            Error::DiskFull
        }
        ErrorCode::ReadOnly | ErrorCode::PermissionDenied => Error::ReadOnly,
        ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked => Error::Busy,
        ErrorCode::SystemIoFailure | ErrorCode::CannotOpen => Error::Io,
        ErrorCode::ConstraintViolation => Error::Internal { code: "constraint" },
        _ => Error::Internal { code: "sqlite" },
    }
}

impl From<rusqlite_migration::Error> for Error {
    fn from(error: rusqlite_migration::Error) -> Self {
        use rusqlite_migration::{Error as E, MigrationDefinitionError as D};
        match error {
            E::RusqliteError { err, .. } => err.into(),
            E::MigrationDefinition(D::DatabaseTooFarAhead) => Self::NewerData,
            _ => Self::Internal { code: "migration" },
        }
    }
}

impl From<io::Error> for Error {
    fn from(error: io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => Self::DiskFull,
            io::ErrorKind::ReadOnlyFilesystem | io::ErrorKind::PermissionDenied => Self::ReadOnly,
            _ => Self::Io,
        }
    }
}

impl From<crate::keystore::KeystoreError> for Error {
    fn from(error: crate::keystore::KeystoreError) -> Self {
        use crate::keystore::KeystoreError as K;
        let reason = match error {
            K::MissingStore => Locked::NoStore,
            K::Locked => Locked::KeystoreLocked,
            K::Silent => Locked::Silent,
            K::Other => Locked::KeystoreFailed,
        };
        Self::Locked { reason }
    }
}
