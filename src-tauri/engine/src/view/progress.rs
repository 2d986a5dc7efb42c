//! Progress of long work, in words and numbers (architecture: at most ten events a second).

use serde::Serialize;
use ts_rs::TS;

/// One progress event.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
pub struct ProgressView {
    /// The meeting it is about.
    pub meeting: Option<String>,
    /// What is being done, as the user reads it: "Call records: 128 read, 10 on 26 Nov".
    pub message: String,
    /// Steps done, where a total is known.
    pub done: Option<u32>,
    /// Total, where it is known.
    pub total: Option<u32>,
}

/// `{"ok": true}` of commands that only change something.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
pub struct OkView {
    /// Always true.
    pub ok: bool,
}

/// What was undone or redone, in words; null when there was nothing.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
pub struct UndoneView {
    /// In words.
    pub what: Option<String>,
}

/// One decision of the history.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
pub struct HistoryView {
    /// When.
    #[ts(as = "String")]
    pub at: chrono::DateTime<chrono::Utc>,
    /// In words.
    pub what: String,
    /// True when taken back.
    pub undone: bool,
}
