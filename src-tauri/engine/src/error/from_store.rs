//! Faults of the encrypted store in the contract's codes.

use super::{Code, Error};
use rollbook_store::{Error as Store, Locked};

impl From<Store> for Error {
    fn from(error: Store) -> Self {
        match error {
            Store::Locked { reason } => locked(reason),
            Store::Damaged => Self::new(
                Code::DataDamaged,
                "The data in this folder is damaged: it is not what Rollbook wrote.",
                "Nothing was changed. Restore a backup into a new data folder, or ask for help before you delete anything.",
            ),
            Store::NoBackup => Self::new(
                Code::UnknownFormat,
                "This file is no backup of Rollbook's; nothing was changed.",
                "Choose a file that `rollbook backup` or the settings page wrote.",
            ),
            Store::NewerData => Self::new(
                Code::NewerData,
                "This data folder was written by a newer version of Rollbook, which this one cannot read.",
                "Update Rollbook. Nothing was changed.",
            ),
            Store::DiskFull => Self::new(
                Code::DiskFull,
                "The disk is full, so nothing was saved; what was there before is as it was.",
                "Free some space and try again.",
            ),
            Store::ReadOnly => Self::new(
                Code::Internal,
                "The data folder cannot be written, so nothing was saved.",
                "Check who owns the folder and whether its disk is read-only.",
            ),
            Store::Busy => Self::new(
                Code::Internal,
                "Another program was using the data folder for too long; nothing was changed.",
                "Try again when the other window or command is done.",
            ),
            Store::Io => Self::new(
                Code::Internal,
                "The system could not read or write the data folder; nothing was changed.",
                "Check the disk and try again.",
            ),
            Store::NotFound => Self::not_found("entry"),
            Store::Ambiguous => {
                Self::bad_input("This name fits more than one entry.", "Give more characters of the id.")
            }
            Store::Internal { code } => Self::internal(code),
        }
    }
}

fn locked(reason: Locked) -> Error {
    let (message, hint) = match reason {
        Locked::NoStore => (
            "This machine has no keystore that could hold the key of your data.",
            "Start a keystore (on Linux: gnome-keyring or KWallet), or, for a new data folder, choose a passphrase: `rollbook config set security.keystore passphrase`.",
        ),
        Locked::KeystoreLocked => (
            "The system's keystore is locked, so your data stays locked too.",
            "Unlock your login keyring and try again.",
        ),
        Locked::Silent => (
            "The system's keystore does not answer.",
            "Sign out of the system and in again, then try once more.",
        ),
        Locked::KeystoreFailed => (
            "The system's keystore failed.",
            "Try again; if it stays so, check the keystore with its own program.",
        ),
        Locked::KeyMissing => (
            "There is data in this folder, but its key is not in the keystore.",
            "Sign in to the system as the user who made it, or restore a backup. Rollbook never makes a new key over existing data.",
        ),
        Locked::WrongKey => (
            "The keystore holds another key than the one this data was written with.",
            "Sign in to the system as the user who made it, or restore a backup.",
        ),
        Locked::WrongPassphrase => ("The passphrase is wrong.", "Try again; upper and lower case count."),
        Locked::PassphraseNeeded => {
            ("This data folder is locked by a passphrase.", "Type it in, or give it in ROLLBOOK_PASSPHRASE.")
        }
        Locked::ModeMismatch => (
            "This data folder was made with the other way of keeping its key.",
            "Set security.keystore back to what it was.",
        ),
    };
    Error::new(Code::Locked, message, hint).with("reason", reason.word())
}
