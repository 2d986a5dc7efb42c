//! A class list from a file, before and after it becomes the roster of a course.

use super::ErrorView;
use serde::Serialize;
use ts_rs::TS;

/// A class list as it was read, and what it does to the roster.
#[derive(Clone, Debug, Default, PartialEq, Serialize, TS)]
pub struct RosterFileView {
    /// Name of the file, without the folder.
    pub name: String,
    /// `moodle` or `canvas` where it is an export of theirs.
    pub recognised: Option<String>,
    /// Every column with what it was taken for.
    pub columns: Vec<RosterColumnView>,
    /// The students as they were read.
    pub students: Vec<RosterEntryView>,
    /// Students who are new.
    pub added: u32,
    /// Students who are known, with another name, address, login or id.
    pub changed: u32,
    /// Names of the students whom the file lacks: hidden, with their history kept.
    pub hidden: Vec<String>,
    /// Rows that were passed over.
    pub skipped: Vec<SkippedRowView>,
    /// What was odd, in sentences.
    pub notes: Vec<String>,
    /// Why it cannot be used as it is; then there are no students.
    pub problem: Option<ErrorView>,
}

/// One column of a class list.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
pub struct RosterColumnView {
    /// Number of the column, from 0.
    pub index: u32,
    /// Its heading, empty where there is none.
    pub heading: String,
    /// `name`, `given`, `family`, `email`, `lms-id`, `number`, `username`, `group` or `ignored`.
    pub role: String,
    /// `heading`, `content` or `instructor`: what told it.
    pub from: String,
    /// Its first few cells.
    pub samples: Vec<String>,
}

/// One student of a class list.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
pub struct RosterEntryView {
    /// Line of the file.
    pub line: u32,
    /// Name.
    pub name: String,
    /// Addresses, the main one first.
    pub emails: Vec<String>,
    /// The LMS's id.
    pub lms_id: Option<String>,
    /// Login name.
    pub username: Option<String>,
    /// Group or section.
    pub group: Option<String>,
    /// `new`, `changed` or `same`, against the roster as it is.
    pub state: String,
}

/// A row that was passed over.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
pub struct SkippedRowView {
    /// Line of the file.
    pub line: u32,
    /// Why, in a sentence.
    pub why: String,
}
