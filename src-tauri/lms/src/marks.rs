//! The marks of a meeting, one upload of them, and what became of it. The words are those of the contract.

use crate::model::{LmsStatus, Place};
use crate::server_text::ServerText;
use rollbook_core::status::Status;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

/// A status as the LMS holds it.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum HeldStatus {
    /// A word of the contract.
    Known(Status),
    /// A status of the LMS's own: its [`crate::LmsStatus::id`] where [`Marks::statuses`] lists a set, else the word as it
    /// is, so that taking an upload back can restore it.
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
    /// The instructor's note.
    pub note: Option<String>,
    /// One sentence with reasons and note, for an LMS that is not sent the report.
    pub remark: Option<String>,
    /// Seconds in class.
    pub present_seconds: Option<i64>,
}

/// All marks of one meeting as the LMS holds them. A student without a mark has no record here.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Marks {
    /// In the LMS's order, each student once.
    pub records: Vec<Mark>,
    /// The LMS's own set of statuses for this session; empty where it takes the words of the contract.
    pub statuses: Vec<LmsStatus>,
    /// Ids of those who can be marked in this session, where the LMS says; a mark of anybody else must not be sent.
    pub students: Option<BTreeSet<String>>,
    /// What [`Write::base_version`] is compared with (an `ETag`), where the LMS has such a thing.
    pub version: Option<String>,
    /// Records that could not be read. A write that replaces the whole would remove them unseen: ask first.
    pub skipped: usize,
}

impl Marks {
    /// The status words by student id, as the difference takes them.
    #[must_use]
    pub fn held(&self) -> rollbook_core::difference::Held {
        self.records.iter().map(|mark| (mark.student_id.clone(), mark.status.word().to_owned())).collect()
    }

    /// What the LMS is to hold after `changes`: its own records with the changes laid over them, new ones at the end.
    /// Students that are not changed stay word for word what they are; this is what [`Write::marks`] takes.
    #[must_use]
    pub fn overlaid(&self, changes: &[Mark]) -> Vec<Mark> {
        let mut new: BTreeMap<&str, &Mark> =
            changes.iter().map(|mark| (mark.student_id.as_str(), mark)).collect();
        let mut all: Vec<Mark> = self
            .records
            .iter()
            .map(|held| new.remove(held.student_id.as_str()).unwrap_or(held).clone())
            .collect();
        all.extend(changes.iter().filter_map(|mark| new.remove(mark.student_id.as_str())).cloned());
        all
    }
}

/// One upload: all marks of one meeting.
#[derive(Clone, Debug)]
pub struct Write {
    /// The meeting.
    pub place: Place,
    /// All marks that the meeting is to have: an LMS may take away the mark of a student who is not among them. See
    /// [`Marks::overlaid`].
    pub marks: Vec<Mark>,
    /// Those among [`Write::marks`] that are other than the LMS held: all that is sent where marks are written one by
    /// one. At most [`crate::Lms::marks_per_write`].
    pub changed: Vec<Mark>,
    /// Students who are to have no mark any more: they had none before an upload that is taken back. Never among
    /// [`Write::marks`] or [`Write::changed`].
    pub removed: Vec<String>,
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
    /// One for every mark of [`Write::changed`], in that order, then one for each of [`Write::removed`].
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
    /// The LMS cannot take a mark away again.
    CannotRemove,
    /// Not among those who can be marked in this session; not sent.
    NotListed,
    /// No status of this session's set; not sent.
    NoSuchStatus,
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
            Self::CannotRemove => "The LMS cannot take a mark away again: delete it there by hand.",
            Self::NotListed => {
                "The LMS does not list this student for this session, so the mark was not sent."
            }
            Self::NoSuchStatus => {
                "This session has no such status in the LMS any more, so the mark was not sent."
            }
            Self::ChangedMeanwhile => "Somebody else changed this student at the same time.",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn changes_are_laid_over_what_is_held_and_nothing_else_moves() {
        let mark = |id: &str, word: &str, note: Option<&str>| Mark {
            student_id: id.to_owned(),
            status: HeldStatus::from_word(word),
            note: note.map(str::to_owned),
            remark: None,
            present_seconds: None,
        };
        let held = Marks {
            records: vec![mark("2", "PA", Some("bus")), mark("1", "absent", None)],
            ..Marks::default()
        };
        let changes = [mark("3", "late", None), mark("1", "present", None)];
        let all = held.overlaid(&changes);
        assert_eq!(all, [held.records[0].clone(), changes[1].clone(), changes[0].clone()]);
        assert_eq!(held.overlaid(&[]), held.records);
    }
}
