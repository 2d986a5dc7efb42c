//! What a source observed, in one form for reports, call records and files: calls, their records, their stays.
//!
//! The crates that read a source produce these; everything after is computed from them. Nothing here is cut,
//! merged or rounded.

use crate::identity::Identity;
use crate::ids::CallId;
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

/// Where the observations of a class come from (presence rules, section 1).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Source {
    /// Graph `attendanceReports`.
    AttendanceReports,
    /// Graph `callRecords` and their sessions.
    CallRecords,
    /// The attendance file the organizer downloads from Teams.
    TeamsCsv,
    /// Nothing was fetched yet.
    #[default]
    None,
}

/// What a [`Call`] was read from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum CallKind {
    /// One attendance report.
    Report,
    /// One call record.
    CallRecord,
    /// One attendance file.
    File,
}

/// The form of a call, as a call record's `type` says.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum CallForm {
    /// `groupCall`.
    Group,
    /// `peerToPeer`.
    PeerToPeer,
    /// `unknown`, any other word, or a source that has no such word.
    #[default]
    Unknown,
}

/// One call: a report, a call record or a file, with what it says of people.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Call {
    /// The source's id.
    pub id: CallId,
    /// What it was read from.
    pub kind: CallKind,
    /// Start, where the source says.
    pub start: Option<DateTime<Utc>>,
    /// End, where the source says.
    pub end: Option<DateTime<Utc>>,
    /// Who organized it.
    pub organizer: Option<Identity>,
    /// The meeting's join link.
    pub join_url: Option<String>,
    /// Group call or not.
    pub form: CallForm,
    /// Version of a call record; 0 elsewhere.
    pub version: u64,
    /// The identities of `participants_v2`, where they were asked for.
    pub known_people: Option<Vec<Identity>>,
    /// The records of people; `None` where they were not fetched.
    pub records: Option<Vec<Record>>,
    /// How many people the source says there were. More than it has records of: it leaves some out, for people may opt
    /// out of a report (Teams admin, "Who's in the report").
    pub stated_people: Option<u32>,
    /// True when an earlier sync saw it and the newest answer does not name it any more.
    pub vanished: bool,
}

impl Call {
    /// How many people the source counts but has no record of; 0 where it does not say.
    #[must_use]
    pub fn left_out(&self) -> u32 {
        let named =
            self.records.as_ref().map_or(u32::MAX, |all| u32::try_from(all.len()).unwrap_or(u32::MAX));
        self.stated_people.unwrap_or(0).saturating_sub(named)
    }
}

/// What one call says of one person: an attendance record, or the sessions of one caller.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Record {
    /// Who.
    pub identity: Identity,
    /// The source's word for the role, as it is.
    pub role: Option<String>,
    /// Their stays, in the source's order.
    pub stays: Vec<Stay>,
    /// The source's own total in whole seconds (Graph truncates).
    pub stated_seconds: Option<i64>,
}

/// One stay as the source wrote it; either end may be missing.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stay {
    /// Join, `None` when missing or unreadable.
    pub join: Option<DateTime<Utc>>,
    /// Leave, `None` when missing or unreadable.
    pub leave: Option<DateTime<Utc>>,
    /// The source's own duration in seconds.
    pub stated_seconds: Option<i64>,
    /// True when a time was there but could not be read.
    pub unreadable: bool,
}
