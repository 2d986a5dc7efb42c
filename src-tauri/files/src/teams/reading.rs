//! What an attendance file says: the people, their stays in the file's own local time, and what was odd about it.
//!
//! A reading knows no time zone and no class. It is kept as the answer of a source, as Graph's answers are, and turned
//! into an observed call under the zone that the instructor says.

use chrono::NaiveDateTime;
use serde::{Deserialize, Serialize};

/// Which of Microsoft's files it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Generation {
    /// The list that is downloaded during a meeting (2020 on): name, action, time. A roll call, not durations.
    List,
    /// "Meeting Summary" (2021 to 2022): one row a stay.
    Summary,
    /// "1. Summary, 2. Participants, 3. In-Meeting Activities" (late 2022 on).
    Sections,
    /// The attendee report of a live event: one row an event and session, in UTC.
    LiveEvent,
}

/// In which order a file writes day, month and year.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum DateOrder {
    /// 31/12/2026
    Dmy,
    /// 12/31/2026
    Mdy,
    /// 2026/12/31
    Ymd,
}

/// What told the order of the dates.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum OrderFrom {
    /// The file itself: a field above 12, dots, the year in front, start before end.
    File,
    /// Every order gives the same days.
    Same,
    /// Only one order fits the class.
    Class,
    /// The instructor.
    Instructor,
}

/// The whole of a file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reading {
    /// Which file.
    pub generation: Generation,
    /// The meeting's title, where the file has one.
    pub title: Option<String>,
    /// The meeting's own start, local to the exporting client.
    pub start: Option<NaiveDateTime>,
    /// The meeting's own end.
    pub end: Option<NaiveDateTime>,
    /// How many people the summary counts. Not to be trusted: it may count rows, or people who were blanked.
    pub stated_people: Option<u32>,
    /// True where the times are UTC, whatever the instructor's zone (live events).
    pub utc: bool,
    /// Order of the dates.
    pub date_order: DateOrder,
    /// What told it.
    pub order_from: OrderFrom,
    /// Where a stay without a leave ends: the meeting's end, else the last instant of the file.
    pub open_end: Option<NaiveDateTime>,
    /// People with an address: one record each. Typed names: one record a stay, for only the times tell whether two
    /// stays of one name are one person.
    pub records: Vec<FileRecord>,
    /// What was odd, in the order of the file.
    pub notes: Vec<Note>,
}

/// What the file says of one person.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct FileRecord {
    /// Name as it was typed, white space folded.
    pub name: Option<String>,
    /// Other names beside the same address.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub also_named: Vec<String>,
    /// E-mail address as it stands, where it is one.
    pub email: Option<String>,
    /// User principal name as it stands.
    pub upn: Option<String>,
    /// The role in the file's language.
    pub role: Option<String>,
    /// The stays in the order of the file.
    pub stays: Vec<FileStay>,
}

/// One stay.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct FileStay {
    /// Join, local.
    pub join: Option<NaiveDateTime>,
    /// Leave, local.
    pub leave: Option<NaiveDateTime>,
    /// The duration that stands beside it, in seconds: a check, never the truth.
    pub stated_seconds: Option<i64>,
    /// True when a time stood there and could not be read.
    pub unreadable: bool,
    /// True for "Joined before": the person was there earlier than the time says.
    pub joined_before: bool,
    /// The line it begins on, counted from 1.
    pub line: u32,
}

/// Something odd, for the log.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Note {
    /// The line it is about; `None` for the whole file.
    pub line: Option<u32>,
    /// True where something was left out or needs a look; false for a remark.
    pub warn: bool,
    /// One sentence. Names no person: logs are copied into reports.
    pub text: String,
}
