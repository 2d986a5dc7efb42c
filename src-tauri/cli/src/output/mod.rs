//! What is printed: one JSON document, or words for people; errors in either form.

mod progress;
pub mod table;
pub mod text;
pub mod visible;

pub use progress::Shown;

use crate::arguments::Global;
use rollbook_engine::view::{ErrorView, OkView};
use serde::Serialize;
use serde_json::json;
use std::io::Write;

/// Where and how to print.
pub struct Output {
    json: bool,
    quiet: bool,
}

impl Output {
    /// As the arguments say.
    pub fn new(global: &Global) -> Self {
        Self { json: global.json, quiet: global.quiet }
    }

    /// The one answer of a command.
    pub fn answer<T: Serialize>(&self, view: &T, words: impl FnOnce() -> String) {
        self.event(view, words);
    }

    /// One line of several (JSON lines).
    pub fn event<T: Serialize>(&self, view: &T, words: impl FnOnce() -> String) {
        let line = if self.json { serde_json::to_string(view).unwrap_or_default() } else { words() };
        // A reader that went away wants no more.
        let _ = writeln!(std::io::stdout().lock(), "{}", line.trim_end_matches('\n'));
    }

    /// The answer of a command whose words are dispensable: not with `--quiet`.
    pub fn answer_or_quiet<T: Serialize>(&self, view: &T, words: impl FnOnce() -> String) {
        if self.json || !self.quiet {
            self.event(view, words);
        }
    }

    /// A command that only changed something.
    pub fn done(&self, words: &str) {
        self.answer_or_quiet(&OkView { ok: true }, || words.to_owned());
    }

    /// An error: as JSON on standard output, in words on standard error.
    pub fn failure(&self, error: &ErrorView) {
        if self.json {
            self.event(&json!({ "error": error }), String::new);
        } else {
            let (message, hint) = (visible::visible(&error.message), visible::visible(&error.hint));
            let _ = writeln!(std::io::stderr().lock(), "error: {message}\nhint: {hint} ({})", error.code);
        }
    }

    /// Progress of long work: on a terminal only.
    pub fn progress(&self) -> Shown {
        Shown::new(!self.json && !self.quiet)
    }
}
