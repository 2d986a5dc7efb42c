//! A desktop whose dialogs answer what a test has put there, and that notes what it was asked.

use rollbook_desktop::{Filter, System};
use serde::Deserialize;
use serde_json::{Value, json};
use std::collections::VecDeque;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use tokio::sync::oneshot::Sender;

/// What the next dialogs answer.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct Next {
    /// Files for the next dialog that asks for some.
    choose: Option<Vec<PathBuf>>,
    /// The place for the next file that is written.
    target: Option<PathBuf>,
    /// Files that are let go of over the window now.
    drop: Option<Vec<PathBuf>>,
}

/// What is prepared, and what was asked.
#[derive(Default)]
pub struct Desk {
    state: Mutex<State>,
}

#[derive(Default)]
struct State {
    choose: VecDeque<Vec<PathBuf>>,
    targets: VecDeque<PathBuf>,
    asked: Vec<Value>,
}

impl Desk {
    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Takes answers in; gives back the files that are let go of.
    pub fn answer(&self, next: Next) -> Option<Vec<PathBuf>> {
        let mut state = self.state();
        state.choose.extend(next.choose);
        state.targets.extend(next.target);
        next.drop
    }

    /// Everything that was asked, in order.
    pub fn asked(&self) -> Value {
        json!(self.state().asked)
    }

    fn note(&self, what: Value) {
        self.state().asked.push(what);
    }
}

/// The program's side of it.
pub struct OnDesk(pub Arc<Desk>);

impl System for OnDesk {
    fn choose(&self, filter: Filter, several: bool, answer: Sender<Vec<PathBuf>>) {
        self.0.note(json!({ "choose": filter.name, "several": several }));
        // A dialog without a prepared answer is closed by dropping the sender.
        if let Some(paths) = self.0.state().choose.pop_front() {
            let _ = answer.send(paths);
        }
    }

    fn choose_target(&self, name: &str, answer: Sender<PathBuf>) {
        self.0.note(json!({ "target": name }));
        if let Some(path) = self.0.state().targets.pop_front() {
            let _ = answer.send(path);
        }
    }

    fn open_page(&self, address: &str) -> bool {
        self.0.note(json!({ "page": address }));
        true
    }

    fn open_folder(&self, path: &str) -> bool {
        self.0.note(json!({ "folder": path }));
        true
    }

    fn notify(&self, title: &str, body: &str) {
        self.0.note(json!({ "notify": title, "body": body }));
    }
}
