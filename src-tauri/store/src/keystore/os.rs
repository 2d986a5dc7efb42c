//! The operating system's keystore: Keychain, Credential Manager, Secret Service.
//!
//! One item of 48 bytes for each data folder (a Windows entry holds 2,560 bytes, so tokens live in the database
//! instead), written as bytes and read back.

use super::owner::Owner;
use super::{Keystore, KeystoreError};
use crate::key::Key;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;
use zeroize::Zeroizing;

const SERVICE: &str = "rollbook";

/// How long a keystore may take where no prompt can show.
pub const TIMEOUT: Duration = Duration::from_secs(5);
/// How long it may take where the user can be asked.
pub const PROMPT_TIMEOUT: Duration = Duration::from_secs(30);

/// All instances of one process share one owner thread.
static OWNER: Mutex<Option<Owner>> = Mutex::new(None);

/// The keystore of this machine's user.
#[derive(Clone, Copy, Debug)]
pub struct OsKeystore {
    within: Duration,
}

impl OsKeystore {
    /// With a time-out of 5 seconds: for programs without a window.
    #[must_use]
    pub fn new() -> Self {
        Self { within: TIMEOUT }
    }

    /// With a time-out of 30 seconds: for a desktop where the keystore can ask the user.
    #[must_use]
    pub fn with_prompt() -> Self {
        Self { within: PROMPT_TIMEOUT }
    }
}

impl Default for OsKeystore {
    fn default() -> Self {
        Self::new()
    }
}

fn owner() -> Result<Owner, KeystoreError> {
    let mut slot = OWNER.lock().unwrap_or_else(PoisonError::into_inner);
    if slot.is_none() {
        *slot = Owner::start("keystore", Native);
    }
    slot.clone().ok_or(KeystoreError::Other)
}

impl Keystore for OsKeystore {
    fn get(&self, folder_id: &str) -> Result<Option<Key>, KeystoreError> {
        owner()?.get(folder_id, self.within)
    }

    fn set(&self, folder_id: &str, key: &Key) -> Result<(), KeystoreError> {
        owner()?.set(folder_id, key, self.within)
    }

    fn delete(&self, folder_id: &str) -> Result<(), KeystoreError> {
        owner()?.delete(folder_id, self.within)
    }
}

/// The direct, blocking calls; only the owner thread makes them.
struct Native;

impl Keystore for Native {
    fn get(&self, folder_id: &str) -> Result<Option<Key>, KeystoreError> {
        let found = match entry(folder_id)?.get_secret() {
            Ok(bytes) => Zeroizing::new(bytes),
            Err(keyring::Error::NoEntry) => return Ok(None),
            Err(error) => return Err(sort(error)),
        };
        Key::from_slice(&found).map(Some).ok_or(KeystoreError::Other)
    }

    fn set(&self, folder_id: &str, key: &Key) -> Result<(), KeystoreError> {
        entry(folder_id)?.set_secret(key.expose()).map_err(sort)?;
        // A store that says yes and keeps nothing would lock the user out at the next start.
        match self.get(folder_id)? {
            Some(kept) if kept.expose() == key.expose() => Ok(()),
            _ => Err(KeystoreError::Other),
        }
    }

    fn delete(&self, folder_id: &str) -> Result<(), KeystoreError> {
        match entry(folder_id)?.delete_credential() {
            Ok(()) | Err(keyring::Error::NoEntry) => Ok(()),
            Err(error) => Err(sort(error)),
        }
    }
}

#[cfg(not(target_os = "windows"))]
fn entry(folder_id: &str) -> Result<keyring::Entry, KeystoreError> {
    keyring::Entry::new(SERVICE, folder_id).map_err(sort)
}

/// On Windows the default persistence roams with a domain profile, which would copy the key to other machines.
#[cfg(target_os = "windows")]
fn entry(folder_id: &str) -> Result<keyring_core::Entry, KeystoreError> {
    if keyring::Entry::store_status().is_err() {
        return Err(KeystoreError::MissingStore);
    }
    let local = std::collections::HashMap::from([("persistence", "Local")]);
    keyring_core::Entry::new_with_modifiers(SERVICE, folder_id, &local).map_err(sort)
}

/// Keeps the kind of a keystore's error and drops the rest: some variants hold the secret's bytes.
fn sort(error: keyring::Error) -> KeystoreError {
    use keyring::Error as E;
    match error {
        E::NoDefaultStore => KeystoreError::MissingStore,
        E::NoStorageAccess(_) => KeystoreError::Locked,
        E::BadEncoding(bytes) | E::BadDataFormat(bytes, _) => {
            drop(Zeroizing::new(bytes));
            KeystoreError::Other
        }
        _ => KeystoreError::Other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_keystores_error_says_nothing_of_the_secret() {
        let error = sort(keyring::Error::BadEncoding(b"0123456789".to_vec()));
        assert_eq!(error, KeystoreError::Other);
        assert!(!format!("{error:?} {error}").contains("48"));
        assert_eq!(sort(keyring::Error::NoDefaultStore), KeystoreError::MissingStore);
    }
}
