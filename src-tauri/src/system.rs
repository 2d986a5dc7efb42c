//! What the desktop does for the program: dialogs, the browser, notifications. One implementation on the system itself;
//! development and tests put another one in its place.

use std::path::PathBuf;
use tauri::{AppHandle, Runtime};
use tauri_plugin_dialog::{DialogExt, FilePath};
use tauri_plugin_notification::NotificationExt;
use tauri_plugin_opener::OpenerExt;
use tokio::sync::oneshot::Sender;

/// Files that a dialog is to offer.
#[derive(Clone, Debug)]
pub struct Filter {
    /// In words.
    pub name: &'static str,
    /// Endings of names, without the dot.
    pub endings: &'static [&'static str],
}

/// The desktop. A dialog answers later; a sender that is dropped is a dialog that was closed.
pub trait System: Send + Sync {
    /// Lets the user choose files, or with `several` false one.
    fn choose(&self, filter: Filter, several: bool, answer: Sender<Vec<PathBuf>>);
    /// Lets the user say where a file is to be written. The dialog asks about overwriting.
    fn choose_target(&self, name: &str, answer: Sender<PathBuf>);
    /// Opens a web page in the browser; false where that failed.
    fn open_page(&self, address: &str) -> bool;
    /// Opens a folder in the file manager; false where that failed.
    fn open_folder(&self, path: &str) -> bool;
    /// Shows a notification, where the system has any.
    fn notify(&self, title: &str, body: &str);
}

/// The system itself.
pub struct Native<R: Runtime>(pub AppHandle<R>);

impl<R: Runtime> System for Native<R> {
    fn choose(&self, filter: Filter, several: bool, answer: Sender<Vec<PathBuf>>) {
        let dialog = self.0.dialog().file().add_filter(filter.name, filter.endings);
        let paths =
            |chosen: Vec<FilePath>| chosen.into_iter().filter_map(|path| path.into_path().ok()).collect();
        if several {
            dialog.pick_files(move |chosen| drop(chosen.map(|chosen| answer.send(paths(chosen)))));
        } else {
            dialog.pick_file(move |chosen| drop(chosen.map(|chosen| answer.send(paths(vec![chosen])))));
        }
    }

    fn choose_target(&self, name: &str, answer: Sender<PathBuf>) {
        let dialog = self.0.dialog().file().set_file_name(name);
        dialog.save_file(move |path| {
            drop(path.and_then(|path| path.into_path().ok()).map(|path| answer.send(path)));
        });
    }

    fn open_page(&self, address: &str) -> bool {
        self.0.opener().open_url(address, None::<&str>).is_ok()
    }

    fn open_folder(&self, path: &str) -> bool {
        self.0.opener().open_path(path, None::<&str>).is_ok()
    }

    fn notify(&self, title: &str, body: &str) {
        if self.0.notification().builder().title(title).body(body).show().is_err() {
            tracing::debug!("the system shows no notifications");
        }
    }
}
