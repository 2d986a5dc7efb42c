//! Attendance files before they are imported: what they say, and which class each is of.

use super::ErrorView;
use chrono::{DateTime, NaiveDateTime, Utc};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use ts_rs::TS;

/// What files say, and which classes they fit; nothing is stored.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
pub struct FilesView {
    /// One entry a file, in the order in which they were given.
    pub files: Vec<FileView>,
}

/// One file.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
pub struct FileView {
    /// Its name, without the folder.
    pub name: String,
    /// What it says; null where it cannot be read as it is.
    pub reading: Option<FileReadingView>,
    /// Why it cannot be read, and what would help.
    pub problem: Option<ErrorView>,
    /// The classes that it may be of, best first.
    pub classes: Vec<FileClassView>,
    /// True where the first class is beyond doubt.
    pub sure: bool,
    /// The name of an earlier file of this list with the same content.
    pub same_as: Option<String>,
}

/// What a file says, in short.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
pub struct FileReadingView {
    /// `list`, `summary`, `sections` or `live-event`.
    pub generation: String,
    /// In words.
    pub description: String,
    /// Title of the meeting.
    pub title: Option<String>,
    /// First instant.
    #[ts(as = "Option<String>")]
    pub start: Option<DateTime<Utc>>,
    /// Last instant.
    #[ts(as = "Option<String>")]
    pub end: Option<DateTime<Utc>>,
    /// The zone that its times were taken to be in; `UTC` where the file says so.
    pub timezone: String,
    /// `dmy`, `mdy` or `ymd`.
    pub date_order: String,
    /// `file`, `same`, `class` or `instructor`: what told the order.
    pub order_from: String,
    /// People by name and address.
    pub people: u32,
    /// Stays.
    pub stays: u32,
    /// What was odd, in sentences, with the line where there is one.
    pub notes: Vec<FileNoteView>,
}

/// Something odd in a file.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
pub struct FileNoteView {
    /// Line of the file, counted from 1.
    pub line: Option<u32>,
    /// `info` or `warn`.
    pub level: String,
    /// One sentence.
    pub message: String,
}

/// A class that a file may be of.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
pub struct FileClassView {
    /// Which.
    pub meeting_id: String,
    /// Its title.
    pub title: String,
    /// Its start, or the start of its day.
    #[ts(as = "String")]
    pub start: DateTime<Utc>,
    /// Title of its course.
    pub course_title: Option<String>,
    /// In words: "the same time, the same title".
    pub reason: String,
    /// True where this file was imported there before.
    pub imported: bool,
}

/// How to read a file, as the page says it.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct FileOptions {
    /// `dmy`, `mdy` or `ymd`.
    pub date_order: Option<String>,
    /// IANA name.
    pub timezone: Option<String>,
    /// Column number (from 0) to what it is, where the file's own headings do not tell; and
    /// `action:` with a word of a list's action column to what it means.
    pub columns: Option<BTreeMap<String, String>>,
}

/// One of two ways to read the dates of a file, in `details.readings` of `ambiguous-dates`.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
pub struct DateReadingView {
    /// `dmy` or `mdy`.
    pub order: String,
    /// First instant, local to the file.
    #[ts(as = "String")]
    pub first: NaiveDateTime,
    /// Last instant.
    #[ts(as = "String")]
    pub last: NaiveDateTime,
}
