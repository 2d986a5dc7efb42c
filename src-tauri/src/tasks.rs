//! Long work under way, by the id that the page gave it, so that it can be cancelled.

use rollbook_engine::{CancelToken, Context};
use std::collections::BTreeMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

/// The work under way.
#[derive(Default)]
pub struct Tasks {
    running: Mutex<BTreeMap<String, CancelToken>>,
}

/// Takes itself off the list when the work ends.
pub struct Task<'a> {
    tasks: &'a Tasks,
    id: String,
    /// For the use case.
    pub context: Context,
}

impl Tasks {
    /// Puts work on the list.
    pub fn begin(&self, id: &str) -> Task<'_> {
        let cancel = CancelToken::default();
        self.list().insert(id.to_owned(), cancel.clone());
        Task { tasks: self, id: id.to_owned(), context: Context::new(cancel) }
    }

    /// Cancels; fine when there is no such work any more.
    pub fn cancel(&self, id: &str) {
        if let Some(cancel) = self.list().get(id) {
            cancel.cancel();
        }
    }

    /// Cancels everything.
    pub fn cancel_all(&self) {
        for cancel in self.list().values() {
            cancel.cancel();
        }
    }

    fn list(&self) -> MutexGuard<'_, BTreeMap<String, CancelToken>> {
        self.running.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for Task<'_> {
    fn drop(&mut self) {
        self.tasks.list().remove(&self.id);
    }
}
