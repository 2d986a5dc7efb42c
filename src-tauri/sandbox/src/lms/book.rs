//! What the LMS has stored: one sheet of attendance for each meeting, with a version.

use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::collections::BTreeMap;

/// One student's attendance in the LMS.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Record {
    /// The LMS's id of the student.
    pub student_id: String,
    /// `present`, `late`, `left-early`, `absent`, `excused` or `unknown`.
    pub status: String,
    /// A remark.
    #[serde(default)]
    pub note: Option<String>,
    /// Seconds present, where known.
    #[serde(default)]
    pub present_seconds: Option<i64>,
}

/// The attendance of one meeting as the LMS has it now.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Attendance {
    /// The version, as in the `ETag` header, quotes included.
    pub etag: String,
    /// In the order in which they were stored.
    pub records: Vec<Record>,
}

/// The first answer to an `Idempotency-Key`, for its repeats.
#[derive(Clone, Debug)]
pub(super) struct Answered {
    pub request: Vec<u8>,
    pub status: u16,
    pub etag: String,
    pub body: Value,
}

#[derive(Clone, Debug, Default)]
struct Sheet {
    version: u64,
    records: Vec<Record>,
    read: bool,
}

/// All sheets.
#[derive(Debug, Default)]
pub(crate) struct Book {
    sheets: BTreeMap<String, Sheet>,
    pub(super) answered: BTreeMap<String, Answered>,
}

impl Book {
    /// Of a meeting; empty before anything was stored.
    pub(crate) fn attendance(&self, meeting: &str) -> Attendance {
        let sheet = self.sheets.get(meeting).cloned().unwrap_or_default();
        Attendance { etag: format!("\"{meeting}.{}\"", sheet.version), records: sheet.records }
    }

    /// Replaces a meeting's records, which makes a new version.
    pub(crate) fn set(&mut self, meeting: &str, records: Vec<Record>) {
        let sheet = self.sheets.entry(meeting.to_owned()).or_default();
        sheet.version += 1;
        sheet.records = records;
    }

    /// Notes that a meeting was read; true the first time.
    pub(super) fn first_read(&mut self, meeting: &str) -> bool {
        let sheet = self.sheets.entry(meeting.to_owned()).or_default();
        !std::mem::replace(&mut sheet.read, true)
    }
}
