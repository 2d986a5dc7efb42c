//! A keystore that forgets everything when the program ends: for demonstrations and tests.

use super::{Keystore, KeystoreError};
use crate::key::Key;
use std::collections::BTreeMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

/// Keys in memory.
#[derive(Debug, Default)]
pub struct MemoryKeystore(Mutex<BTreeMap<String, Key>>);

impl MemoryKeystore {
    /// An empty one.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    fn keys(&self) -> MutexGuard<'_, BTreeMap<String, Key>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Keystore for MemoryKeystore {
    fn get(&self, folder_id: &str) -> Result<Option<Key>, KeystoreError> {
        Ok(self.keys().get(folder_id).cloned())
    }

    fn set(&self, folder_id: &str, key: &Key) -> Result<(), KeystoreError> {
        self.keys().insert(folder_id.to_owned(), key.clone());
        Ok(())
    }

    fn delete(&self, folder_id: &str) -> Result<(), KeystoreError> {
        self.keys().remove(folder_id);
        Ok(())
    }
}
