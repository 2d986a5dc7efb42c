//! `rollbook show`: one class with its calls, people and log.

use super::WhyView;
use chrono::{DateTime, NaiveDate, Utc};
use rollbook_core::CallId;
use serde::Serialize;
use ts_rs::TS;

/// A class meeting.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
pub struct MeetingView {
    /// Id.
    pub id: String,
    /// Title as it was typed.
    pub title: String,
    /// Start of the class window; null for a class of which only the day is known.
    #[ts(as = "Option<String>")]
    pub start: Option<DateTime<Utc>>,
    /// End of the class window.
    #[ts(as = "Option<String>")]
    pub end: Option<DateTime<Utc>>,
    /// The local calendar day.
    #[ts(as = "String")]
    pub date: NaiveDate,
    /// IANA zone of the instructor's day.
    pub timezone: String,
    /// Teams join link.
    pub join_url: Option<String>,
    /// Course in this data folder.
    pub course_id: Option<String>,
    /// The LMS's id of this meeting.
    pub lms_id: Option<String>,
}

/// What was fetched, when, and how final it is.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
pub struct SyncView {
    /// `attendance-reports`, `call-records`, `teams-csv` or `none`.
    pub source: String,
    /// Time of the last sync that succeeded.
    #[ts(as = "Option<String>")]
    pub fetched_at: Option<DateTime<Utc>>,
    /// `final`, `provisional` or `unknown`.
    pub completeness: String,
    /// When to look again.
    #[ts(as = "Option<String>")]
    pub next_attempt_at: Option<DateTime<Utc>>,
    /// In words: which source was taken and why.
    pub explanation: String,
}

/// One call that a source named for the class's day.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
pub struct CallView {
    /// The source's id.
    pub id: String,
    /// `report`, `call-record` or `file`.
    pub kind: String,
    /// Name of the file; null for what was fetched.
    pub file: Option<String>,
    /// Start.
    #[ts(as = "Option<String>")]
    pub start: Option<DateTime<Utc>>,
    /// End.
    #[ts(as = "Option<String>")]
    pub end: Option<DateTime<Utc>>,
    /// Name or address of the organizer.
    pub organizer: Option<String>,
    /// Join link of the call.
    pub join_url: Option<String>,
    /// Whether it counts.
    pub included: bool,
    /// Why it counts or does not, in words.
    pub reason: String,
    /// `rule` or `instructor`.
    pub decided_by: String,
    /// `please-check`, `provisional`, `vanished`.
    pub flags: Vec<String>,
    /// How many people it names; null where they were not fetched.
    pub people: Option<u32>,
}

/// One stay of one participant, as the source wrote it.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
pub struct SessionView {
    /// Join.
    #[serde(serialize_with = "super::time::optional")]
    #[ts(as = "Option<String>")]
    pub join: Option<DateTime<Utc>>,
    /// Leave.
    #[serde(serialize_with = "super::time::optional")]
    #[ts(as = "Option<String>")]
    pub leave: Option<DateTime<Utc>>,
    /// Exact length rounded half up; null where an end is not known.
    #[ts(as = "Option<u32>")]
    pub seconds: Option<i64>,
    /// Of that, what lies in the class window.
    #[ts(as = "Option<u32>")]
    pub in_class_seconds: Option<i64>,
    /// The call it belongs to.
    #[ts(as = "String")]
    pub call_id: CallId,
    /// Always null: device names are never kept.
    pub device: Option<String>,
    /// `no-leave`, `swapped`, `bad-times`, `zero-length`, `cut-start`, `cut-end`, `overlap`, `row-skipped`.
    #[ts(as = "Vec<String>")]
    pub flags: Vec<&'static str>,
}

/// One person in the class.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
pub struct ParticipantView {
    /// Id, stable over re-syncs.
    pub id: String,
    /// Display name as it was typed.
    pub name: Option<String>,
    /// E-mail, else UPN.
    pub email: Option<String>,
    /// `member`, `guest`, `anonymous`, `phone`, `application`, `unknown`.
    pub kind: String,
    /// Plain sum of the stays, as Microsoft counts; null when no interval is known.
    #[ts(as = "Option<u32>")]
    pub summed_seconds: Option<i64>,
    /// Union of the stays.
    #[ts(as = "Option<u32>")]
    pub connected_seconds: Option<i64>,
    /// Union cut to the class window.
    #[ts(as = "Option<u32>")]
    pub present_seconds: Option<i64>,
    /// The exact union in minutes, two decimals.
    pub total_minutes: Option<f64>,
    /// The exact union cut to the class window in minutes, two decimals.
    pub present_minutes: Option<f64>,
    /// First join, not cut.
    #[serde(serialize_with = "super::time::optional")]
    #[ts(as = "Option<String>")]
    pub first_join: Option<DateTime<Utc>>,
    /// Last leave, not cut.
    #[serde(serialize_with = "super::time::optional")]
    #[ts(as = "Option<String>")]
    pub last_leave: Option<DateTime<Utc>>,
    /// The raw stays, sorted by join.
    pub sessions: Vec<SessionView>,
    /// `same-name`, `name-conflict`, `duration-unknown`, `total-differs`.
    pub flags: Vec<String>,
    /// Other names the sources gave.
    pub also_seen_as: Vec<String>,
    /// The way to these numbers; null where no interval is known.
    pub why: Option<WhyView>,
}

/// One line of the log of the last successful sync.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
pub struct LogView {
    /// When.
    #[ts(as = "String")]
    pub at: DateTime<Utc>,
    /// `info`, `warn` or `error`.
    pub level: String,
    /// In words.
    pub message: String,
}

/// `rollbook show`.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
pub struct ShowView {
    /// The class.
    pub meeting: MeetingView,
    /// What was fetched.
    pub sync: SyncView,
    /// The calls of the day.
    pub calls: Vec<CallView>,
    /// The people of the calls that count.
    pub participants: Vec<ParticipantView>,
    /// The log of the last sync.
    pub log: Vec<LogView>,
}
