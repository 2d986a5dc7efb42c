//! The care of the data folder: erasing, backups, and what is in order.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// What is to be erased.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum PurgeWhat {
    /// One class with all that hangs on it.
    Meeting(String),
    /// One person, everywhere: an e-mail address, or the id of a student or participant.
    Person(String),
    /// Classes older than the settings keep them, where they are uploaded or dismissed.
    Expired(bool),
    /// Everything but the settings.
    Everything(bool),
}

/// So many of one kind.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct RemovedView {
    /// `meetings`, `records`, `students`, `decisions`, `upload-rows`, `lms-marks`, `files`, `courses`, `accounts`, `secrets`.
    pub what: String,
    /// How many.
    pub count: u32,
}

/// A class that is older than the settings keep it, and stays.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct KeptView {
    /// Which.
    pub meeting_id: String,
    /// Its title.
    pub title: String,
    /// Why it stays.
    pub reason: String,
}

/// What was erased, or would be.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct PurgeView {
    /// False where it was only asked what would go.
    pub done: bool,
    /// Kinds of which something goes.
    pub removed: Vec<RemovedView>,
    /// What stays although it is old.
    pub kept: Vec<KeptView>,
}

/// A backup that was written or read back.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct BackupView {
    /// Name of the file, without the folder.
    pub name: String,
    /// Its size in bytes.
    #[ts(as = "u32")]
    pub bytes: u64,
    /// Classes in it.
    pub meetings: u32,
    /// Where damaged data was put aside before restoring; null where there was none.
    pub set_aside: Option<String>,
}

/// One thing that was looked at.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct FindingView {
    /// A fixed word.
    pub id: String,
    /// `ok`, `warning` or `problem`.
    pub state: String,
    /// What was found. No names, addresses or titles.
    pub message: String,
    /// What to do.
    pub hint: Option<String>,
}

/// `rollbook doctor`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct DoctorView {
    /// Version of the program.
    pub version: String,
    /// The data folder.
    pub home: String,
    /// Checks, the fundamental ones first.
    pub checks: Vec<FindingView>,
}
