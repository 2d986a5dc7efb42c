//! What every LMS has in common: courses, students, meetings, marks, and one write.
//!
//! Ids are the LMS's own, as text, whatever they are over there. The words of a status are those of the contract.

use crate::server_text::ServerText;
use chrono::{DateTime, Utc};
use chrono_tz::Tz;
use rollbook_core::status::Status;
use serde_json::Value;
use std::fmt;

/// Which kind of LMS (`lms.kind` of the configuration).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum LmsKind {
    /// Any LMS that implements the `http` contract.
    Http,
    /// Moodle with the Attendance plug-in.
    Moodle,
    /// Canvas.
    Canvas,
}

impl LmsKind {
    /// The kind of a configuration word; `None` for `none` and for anything unknown.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        [Self::Http, Self::Moodle, Self::Canvas].into_iter().find(|kind| kind.word() == word)
    }

    /// The word of the configuration.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Http => "http",
            Self::Moodle => "moodle",
            Self::Canvas => "canvas",
        }
    }
}

/// A list with the number of records in it that could not be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listed<T> {
    /// The readable records, in the LMS's order, each id once.
    pub items: Vec<T>,
    /// How many were left out.
    pub skipped: usize,
}

impl<T> Default for Listed<T> {
    fn default() -> Self {
        Self { items: Vec::new(), skipped: 0 }
    }
}

/// Whom the token belongs to, as far as the LMS tells.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LmsAccount {
    /// Name of the user; `None` where the LMS has no such call.
    pub name: Option<String>,
    /// How many courses the first page of the course list shows.
    pub courses: usize,
}

/// A course.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LmsCourse {
    /// Id.
    pub id: String,
    /// Title; the id where the LMS gives none.
    pub title: String,
}

/// A student of a course.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LmsStudent {
    /// Id.
    pub id: String,
    /// Name; the login name, an address or the id where the LMS gives none.
    pub name: String,
    /// Addresses as they are stored, the main one first, none twice.
    pub emails: Vec<String>,
    /// Login name.
    pub username: Option<String>,
    /// False for a suspended student.
    pub active: bool,
}

/// A class meeting that the LMS knows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LmsMeeting {
    /// Id; the `session` of [`Write`].
    pub id: String,
    /// Title.
    pub title: String,
    /// Start.
    pub start: DateTime<Utc>,
    /// End, where it has one, never before the start.
    pub end: Option<DateTime<Utc>>,
    /// IANA zone, where the LMS names a known one.
    pub timezone: Option<Tz>,
    /// Link to join; `http` and `https` only.
    pub join_url: Option<String>,
}

/// A status as the LMS holds it.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum HeldStatus {
    /// A word of the contract.
    Known(Status),
    /// A status of the LMS's own; kept as it is, so that taking an upload back can restore it.
    Other(String),
}

impl HeldStatus {
    /// The status of a word.
    #[must_use]
    pub fn from_word(word: &str) -> Self {
        Status::from_word(word).map_or_else(|| Self::Other(word.to_owned()), Self::Known)
    }

    /// The word.
    #[must_use]
    pub fn word(&self) -> &str {
        match self {
            Self::Known(status) => status.word(),
            Self::Other(word) => word,
        }
    }
}

impl From<Status> for HeldStatus {
    fn from(status: Status) -> Self {
        Self::Known(status)
    }
}

impl fmt::Display for HeldStatus {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.word())
    }
}

/// The mark of one student in one meeting.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mark {
    /// The student's id in the LMS.
    pub student_id: String,
    /// Status.
    pub status: HeldStatus,
    /// Remark.
    pub note: Option<String>,
    /// Seconds in class.
    pub present_seconds: Option<i64>,
}

/// All marks of one meeting as the LMS holds them. A student without a mark has no record here.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Marks {
    /// In the LMS's order, each student once.
    pub records: Vec<Mark>,
    /// What [`Write::base_version`] is compared with (an `ETag`), where the LMS has such a thing.
    pub version: Option<String>,
    /// Records that could not be read. A write over them would overwrite them unseen.
    pub skipped: usize,
}

impl Marks {
    /// The status words by student id, as the difference takes them.
    #[must_use]
    pub fn held(&self) -> rollbook_core::difference::Held {
        self.records.iter().map(|mark| (mark.student_id.clone(), mark.status.word().to_owned())).collect()
    }
}

/// One upload: the whole roster of one meeting.
#[derive(Clone, Debug)]
pub struct Write {
    /// The meeting's id in the LMS.
    pub session: String,
    /// What every student is to have.
    pub marks: Vec<Mark>,
    /// The document of `export --format json`.
    pub report: Value,
    /// [`Marks::version`] of the reading that this write was planned on.
    pub base_version: Option<String>,
    /// Made once for an upload and kept with it: a repeat with the same key and body is the same upload.
    pub idempotency_key: String,
}

/// The LMS's answer to a write.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Written {
    /// Version after the write, where the LMS says it.
    pub version: Option<String>,
    /// One for every mark that was sent, in that order.
    pub results: Vec<MarkResult>,
}

/// What became of one student's mark.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MarkResult {
    /// The student's id in the LMS.
    pub student_id: String,
    /// What became of it.
    pub state: MarkState,
    /// Why, where it is not confirmed.
    pub error: Option<MarkFault>,
}

/// State of one student's mark after a write (contract, section 5).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum MarkState {
    /// The LMS holds it.
    Confirmed,
    /// The LMS does not hold it.
    Failed,
    /// Somebody else changed this student.
    Conflict,
    /// Not sent, or passed over by the LMS.
    Skipped,
}

impl MarkState {
    /// The word of the contract.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Confirmed => "confirmed",
            Self::Failed => "failed",
            Self::Conflict => "conflict",
            Self::Skipped => "skipped",
        }
    }

    /// The state of a word.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        [Self::Confirmed, Self::Failed, Self::Conflict, Self::Skipped].into_iter().find(|s| s.word() == word)
    }
}

/// Why a mark is not confirmed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum MarkFault {
    /// The LMS refused it without a reason.
    Refused,
    /// The LMS's own reason.
    Said(ServerText),
    /// The LMS said done, but still shows what it held before.
    NotStored,
    /// The LMS shows neither what it held before nor what was sent.
    ChangedMeanwhile,
}

impl MarkFault {
    /// One sentence for the instructor.
    #[must_use]
    pub fn text(&self) -> &str {
        match self {
            Self::Refused => "The LMS refused this student's mark without saying why.",
            Self::Said(text) => text.as_str(),
            Self::NotStored => "The LMS accepted the mark but still shows the old one.",
            Self::ChangedMeanwhile => "Somebody else changed this student at the same time.",
        }
    }
}
