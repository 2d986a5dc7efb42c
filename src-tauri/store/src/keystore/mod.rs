//! Where the key is kept: the operating system's keystore, or memory for demonstrations and tests.

mod memory;
mod os;
mod owner;

pub use memory::MemoryKeystore;
pub use os::OsKeystore;

use crate::key::Key;

/// Holds one [`Key`] for each data folder, named by the folder's id (a UUID from `key.json`).
pub trait Keystore: Send + Sync {
    /// The folder's key; `None` when the keystore answers that it has none.
    fn get(&self, folder_id: &str) -> Result<Option<Key>, KeystoreError>;
    /// Stores the folder's key.
    fn set(&self, folder_id: &str, key: &Key) -> Result<(), KeystoreError>;
    /// Removes the folder's key; fine when there is none.
    fn delete(&self, folder_id: &str) -> Result<(), KeystoreError>;
}

/// Why a keystore did not do as asked. Carries nothing of what it holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum KeystoreError {
    /// This machine has none.
    #[error("there is no keystore on this machine")]
    MissingStore,
    /// It is locked, or access was refused.
    #[error("the keystore is locked")]
    Locked,
    /// It did not answer in time.
    #[error("the keystore does not answer")]
    Silent,
    /// Anything else, including an answer that is not a key.
    #[error("the keystore failed")]
    Other,
}
