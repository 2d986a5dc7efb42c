//! Files that the user chose or dropped. The page gets a token and a name for each, and can name no path of its own.

use rollbook_engine::Error;
use rollbook_engine::view::ErrorView;
use serde::Serialize;
use std::collections::VecDeque;
use std::path::PathBuf;
use std::sync::{Mutex, MutexGuard, PoisonError};
use uuid::Uuid;

/// More files than anybody imports at once; the oldest leave first.
const AT_MOST: usize = 500;

/// The files that the page may speak of.
#[derive(Default)]
pub struct Tray {
    files: Mutex<VecDeque<(String, PathBuf)>>,
}

/// A file as the page sees it.
#[derive(Clone, Debug, Serialize)]
pub struct OfferedFile {
    /// Stands for the file in commands; random, so that none can be guessed.
    pub token: String,
    /// Its name, without the folder.
    pub name: String,
}

impl Tray {
    /// Takes files in.
    pub fn offer(&self, paths: impl IntoIterator<Item = PathBuf>) -> Vec<OfferedFile> {
        let mut files = self.files();
        paths
            .into_iter()
            .take(AT_MOST)
            .map(|path| {
                let token = Uuid::new_v4().simple().to_string();
                let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
                files.push_back((token.clone(), path));
                if files.len() > AT_MOST {
                    files.pop_front();
                }
                OfferedFile { token, name }
            })
            .collect()
    }

    /// The file of a token.
    pub fn path(&self, token: &str) -> Result<PathBuf, ErrorView> {
        let files = self.files();
        let found = files.iter().find(|(known, _)| known == token);
        found.map(|(_, path)| path.clone()).ok_or_else(|| {
            Error::bad_input("Rollbook no longer knows this file.", "Choose or drop it again.").view()
        })
    }

    /// Lets files go.
    pub fn forget(&self, tokens: &[String]) {
        self.files().retain(|(token, _)| !tokens.contains(token));
    }

    fn files(&self) -> MutexGuard<'_, VecDeque<(String, PathBuf)>> {
        self.files.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
    use super::*;

    #[test]
    fn a_file_is_known_by_its_token_alone_and_only_until_it_is_let_go() {
        let tray = Tray::default();
        let path = PathBuf::from("folder").join("class.csv");
        let offered = tray.offer([path.clone(), path.clone()]);
        assert_eq!(offered[0].name, "class.csv");
        assert_ne!(offered[0].token, offered[1].token);
        assert_eq!(tray.path(&offered[0].token).unwrap(), path);
        assert_eq!(tray.path("class.csv").unwrap_err().code, "bad-input");
        tray.forget(&[offered[0].token.clone()]);
        assert!(tray.path(&offered[0].token).is_err());
        assert!(tray.path(&offered[1].token).is_ok());
    }

    #[test]
    fn the_oldest_leave_first() {
        let tray = Tray::default();
        let first = tray.offer([PathBuf::from("first.csv")]);
        let many = tray.offer((0..AT_MOST).map(|number| PathBuf::from(format!("{number}.csv"))));
        assert!(tray.path(&first[0].token).is_err());
        assert!(tray.path(&many[0].token).is_ok());
    }
}
