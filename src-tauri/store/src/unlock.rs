//! From what the user has (a keystore, a passphrase) to the key of the data folder.
//!
//! The rules that keep data from being lost: a key is made only where no database holds anything; a database whose key
//! is nowhere is locked, and stays as it is; the order of steps is such that after a crash at any of them the folder
//! opens, or is set up again with nothing lost.

use crate::error::{Error, Locked, Result};
use crate::folder;
use crate::key::Key;
use crate::key_file::{KeyFile, KeyMode};
use crate::keystore::Keystore;
use crate::passphrase::Recipe;
use secrecy::SecretString;
use std::path::Path;
use std::sync::Arc;

/// What opens a data folder.
#[derive(Clone)]
pub enum Unlock {
    /// The folder's key stands in this keystore.
    Os(Arc<dyn Keystore>),
    /// It is derived from this passphrase.
    Passphrase(SecretString),
    /// This is it.
    Memory(Key),
}

impl Unlock {
    fn mode(&self) -> KeyMode {
        match self {
            Self::Os(_) => KeyMode::Os,
            Self::Passphrase(_) => KeyMode::Passphrase,
            Self::Memory(_) => KeyMode::Memory,
        }
    }
}

impl std::fmt::Debug for Unlock {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Unlock({:?})", self.mode())
    }
}

/// How far a folder is set up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum SetUp {
    /// No database yet: key and database are made under the folder's lock.
    Missing,
    /// There is a database, and the key file does not say so yet (a crash just after it was made).
    Unmarked,
    /// Nothing is left to do.
    Complete,
}

/// Looks how far the folder is set up. Changes nothing.
pub(crate) fn progress(home: &Path) -> Result<SetUp> {
    // Before the database, which another program may be making: its mark comes last.
    let file = KeyFile::read(home);
    let marked = file.as_ref().is_ok_and(|file| file.as_ref().is_some_and(|file| file.database));
    match (folder::has_database(home), file) {
        (false, _) if marked => Err(Error::Damaged),
        (false, _) => Ok(SetUp::Missing),
        (true, Err(error)) => Err(error),
        (true, Ok(None)) => Err(Locked::KeyMissing.into()),
        (true, Ok(Some(file))) if file.check.is_none() => Err(Error::Damaged),
        (true, Ok(Some(_))) => Ok(if marked { SetUp::Complete } else { SetUp::Unmarked }),
    }
}

/// Notes in the key file that there is a database. The caller holds the folder's lock.
pub(crate) fn mark(home: &Path) -> Result<()> {
    match KeyFile::read(home)? {
        Some(file) if !file.database => KeyFile { database: true, ..file }.write(home),
        _ => Ok(()),
    }
}

/// The key of a folder that holds a database. Changes nothing.
pub(crate) fn existing(home: &Path, unlock: &Unlock) -> Result<Key> {
    let file = KeyFile::read(home)?.ok_or(Locked::KeyMissing)?;
    let check = file.check.as_deref().ok_or(Error::Damaged)?;
    let (key, wrong) = match (unlock, file.mode) {
        (Unlock::Os(keystore), KeyMode::Os) => {
            (keystore.get(&file.folder_id)?.ok_or(Locked::KeyMissing)?, Locked::WrongKey)
        }
        (Unlock::Passphrase(passphrase), KeyMode::Passphrase) => {
            let recipe = file.passphrase.as_ref().ok_or(Error::Damaged)?;
            (recipe.derive(passphrase)?, Locked::WrongPassphrase)
        }
        (Unlock::Memory(key), KeyMode::Memory) => (key.clone(), Locked::WrongKey),
        _ => return Err(Locked::ModeMismatch.into()),
    };
    if key.fits(check)? { Ok(key) } else { Err(wrong.into()) }
}

/// The key of a folder that holds no database yet, made where needed. The caller holds the folder's lock.
pub(crate) fn set_up(home: &Path, unlock: &Unlock) -> Result<Key> {
    // Without a database a key file that cannot be read, or is of another mode, guards nothing.
    let old = match KeyFile::read(home) {
        Err(Error::Damaged) => None,
        other => other?,
    };
    let old = old.filter(|file| file.mode == unlock.mode());
    match unlock {
        Unlock::Os(keystore) => set_up_keystore(home, &**keystore, old),
        Unlock::Passphrase(passphrase) => {
            // Finished but for the database: a slip of the fingers must not become a second passphrase.
            if old.as_ref().is_some_and(|file| file.check.is_some()) {
                return existing(home, unlock);
            }
            let recipe = Recipe::fresh()?;
            let key = recipe.derive(passphrase)?;
            let mut file = KeyFile::new(KeyMode::Passphrase);
            file.passphrase = Some(recipe);
            finish(home, file, key)
        }
        Unlock::Memory(key) => {
            finish(home, old.unwrap_or_else(|| KeyFile::new(KeyMode::Memory)), key.clone())
        }
    }
}

/// First the folder's id on disk, then the key in the keystore, then its check value on disk: a crash in between leaves
/// an id whose keystore item the next start finds or makes.
fn set_up_keystore(home: &Path, keystore: &dyn Keystore, old: Option<KeyFile>) -> Result<Key> {
    let file = if let Some(file) = old {
        file
    } else {
        let file = KeyFile::new(KeyMode::Os);
        // A keystore that is missing, locked or silent leaves no trace in the folder.
        keystore.get(&file.folder_id)?;
        file.write(home)?;
        file
    };
    let key = if let Some(key) = keystore.get(&file.folder_id)? {
        key
    } else {
        let key = Key::generate()?;
        keystore.set(&file.folder_id, &key)?;
        key
    };
    finish(home, file, key)
}

fn finish(home: &Path, mut file: KeyFile, key: Key) -> Result<Key> {
    let check = key.check_value()?.to_vec();
    if file.check.as_deref() != Some(&check) {
        file.check = Some(check);
        file.write(home)?;
    }
    Ok(key)
}
