//! Backing up and restoring the data folder.

use crate::engine::{Engine, blocking};
use crate::error::{Error, Result};
use crate::present::count;
use crate::view::BackupView;
use rollbook_store::{meetings, restore};
use secrecy::{ExposeSecret, SecretString};
use std::path::{Path, PathBuf};

/// Fewer characters can be tried one after the other.
const SHORTEST: usize = 8;

impl Engine {
    /// Writes everything but the sign-ins into one file that the passphrase encrypts. An existing file is replaced, whole
    /// or not at all.
    pub async fn backup(&self, path: PathBuf, passphrase: SecretString) -> Result<BackupView> {
        if passphrase.expose_secret().chars().count() < SHORTEST {
            return Err(Error::bad_input(
                format!("The passphrase of a backup needs {SHORTEST} characters or more."),
                "Take several words that belong to no saying, and keep them apart from the file.",
            ));
        }
        let settings = std::fs::read_to_string(self.home().join("config.toml")).unwrap_or_default();
        self.db(move |store| {
            let bytes = rollbook_store::backup::write(store, &path, &passphrase, &settings)?;
            let meetings = count(meetings::list(store, None, None)?.len());
            Ok(BackupView { name: name(&path), bytes, meetings, set_aside: None })
        })
        .await
    }

    /// Puts a backup in place of what the data folder holds. It is verified first; whatever fails leaves the data as it
    /// was. Everybody is signed out; data that is damaged or whose key is lost is put aside, not deleted.
    pub async fn restore(&self, path: PathBuf, passphrase: SecretString) -> Result<BackupView> {
        let (home, unlock, now) = (self.home().to_owned(), self.way_in()?, self.now());
        let (view, settings) = blocking(move || {
            let restored = restore(&home, unlock, &path, &passphrase, now)?;
            let view = BackupView {
                name: name(&path),
                bytes: std::fs::metadata(&path).map_or(0, |file| file.len()),
                meetings: count(meetings::list(&restored.store, None, None)?.len()),
                set_aside: restored.set_aside.as_deref().map(name),
            };
            Ok((view, restored.settings))
        })
        .await?;
        self.config_file().restore(&settings)?;
        Ok(view)
    }
}

fn name(path: &Path) -> String {
    path.file_name().unwrap_or_default().to_string_lossy().into_owned()
}
