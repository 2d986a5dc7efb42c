//! `export --format json`: the shape of Graph's `meetingAttendanceReport`, whichever source the data came from.
//!
//! Contract, section 5. Whatever reads Microsoft's attendance reports reads ours; what Microsoft has no place for
//! stands beside it under `rollbook`. Property names, nullability and the derived identity types are those of
//! Graph v1.0 (`attendanceRecord`, `attendanceInterval`, `communicationsUserIdentity` and its siblings).

use super::plain::clean_value;
use chrono::{DateTime, SubsecRound, TimeDelta, Utc};
use rollbook_core::attendance::{Participant, SeenStay};
use rollbook_core::identity::{Identity, Kind};
use rollbook_core::{ParticipantId, rounding};
use serde::Serialize;
use serde_json::Value;

/// One class, ready to be written as a report.
#[derive(Clone, Debug)]
pub struct ClassReport {
    /// Id of the report: the source's where there is one, else the meeting's.
    pub id: String,
    /// Start of the meeting, where it is known.
    pub start: Option<DateTime<Utc>>,
    /// End of the meeting, where it is known.
    pub end: Option<DateTime<Utc>>,
    /// The people, in the order in which they are to stand.
    pub attendees: Vec<Attendee>,
    /// The part that is ours (`source`, `completeness`, `students`); written as it is.
    pub rollbook: Value,
}

/// One person of the class.
#[derive(Clone, Debug)]
pub struct Attendee {
    /// Id of the participant; the record's id where the source names no directory object.
    pub id: ParticipantId,
    /// Who.
    pub identity: Identity,
    /// The source's word (`Organizer`, `Presenter`, `Attendee`), as it is.
    pub role: Option<String>,
    /// The raw stays with what each counts for.
    pub stays: Vec<SeenStay>,
}

impl From<&Participant> for Attendee {
    /// The attendee that a participant is.
    fn from(person: &Participant) -> Self {
        let key = |prefix| person.keys.iter().find_map(|key| key.strip_prefix(prefix)).map(str::to_owned);
        let identity = Identity {
            object_id: key("1oid:"),
            external_id: key("3ext:"),
            email: person.email.clone(),
            name: person.name.clone(),
            kind: person.kind,
            ..Identity::default()
        };
        Self { id: person.id.clone(), identity, role: person.role.clone(), stays: person.stays.clone() }
    }
}

impl ClassReport {
    /// The document.
    #[must_use]
    pub fn to_value(&self) -> Value {
        let document = Document {
            report: Report {
                id: &self.id,
                start: self.start.map(instant),
                end: self.end.map(instant),
                total: self.attendees.len(),
                records: self.attendees.iter().map(record).collect(),
            },
            rollbook: &self.rollbook,
        };
        // Plain structs with text keys always become a value.
        serde_json::to_value(document).unwrap_or_default()
    }

    /// The document as a file: UTF-8, indented, with a line feed at its end; `emails` says whether addresses may stand
    /// in it.
    #[must_use]
    pub fn to_bytes(&self, emails: bool) -> Vec<u8> {
        let mut document = self.to_value();
        if !emails {
            clean_value(&mut document);
        }
        format!("{document:#}\n").into_bytes()
    }
}

#[derive(Serialize)]
struct Document<'a> {
    #[serde(rename = "meetingAttendanceReport")]
    report: Report<'a>,
    rollbook: &'a Value,
}

#[derive(Serialize)]
struct Report<'a> {
    id: &'a str,
    #[serde(rename = "meetingStartDateTime")]
    start: Option<String>,
    #[serde(rename = "meetingEndDateTime")]
    end: Option<String>,
    #[serde(rename = "totalParticipantCount")]
    total: usize,
    #[serde(rename = "attendanceRecords")]
    records: Vec<Record<'a>>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Record<'a> {
    id: &'a str,
    email_address: Option<String>,
    role: Option<&'a str>,
    total_attendance_in_seconds: Option<i64>,
    identity: Who<'a>,
    attendance_intervals: Vec<Interval>,
}

#[derive(Serialize)]
struct Who<'a> {
    id: Option<&'a str>,
    #[serde(rename = "displayName")]
    name: Option<&'a str>,
    #[serde(rename = "@odata.type")]
    kind: &'static str,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Interval {
    join_date_time: Option<String>,
    leave_date_time: Option<String>,
    duration_in_seconds: Option<i64>,
}

fn record(attendee: &Attendee) -> Record<'_> {
    let who = &attendee.identity;
    let mut known = None;
    let mut intervals = Vec::with_capacity(attendee.stays.len());
    for stay in &attendee.stays {
        let span = stay.span;
        if let Some(span) = span {
            known = Some(known.unwrap_or_else(TimeDelta::zero) + span.length());
        }
        intervals.push(Interval {
            join_date_time: stay.join.map(instant),
            // Where no leave was recorded, the end of what was counted stands for it.
            leave_date_time: stay.leave.or(span.map(|s| s.end)).map(instant),
            duration_in_seconds: span.map(|s| rounding::seconds(s.length())),
        });
    }
    Record {
        id: who.object_id.as_deref().unwrap_or(attendee.id.as_str()),
        email_address: who.address(),
        role: attendee.role.as_deref(),
        // Rounded once, from the exact sum: the rounded intervals may add up to something else.
        total_attendance_in_seconds: known.map(rounding::seconds),
        identity: Who {
            id: who.object_id.as_deref().or(who.external_id.as_deref()),
            name: who.name.as_deref(),
            kind: odata_type(who),
        },
        attendance_intervals: intervals,
    }
}

/// The Graph type of an identity. A guest of another tenant has an account and is a user to Graph; its "guest" is
/// somebody without one.
fn odata_type(who: &Identity) -> &'static str {
    match (who.kind, who.object_id.is_some()) {
        (Kind::Phone, _) => "#microsoft.graph.communicationsPhoneIdentity",
        (Kind::Application, _) => "#microsoft.graph.communicationsApplicationIdentity",
        (Kind::Member, _) | (Kind::Guest | Kind::Unknown, true) => {
            "#microsoft.graph.communicationsUserIdentity"
        }
        (Kind::Guest, false) | (Kind::Anonymous, _) => "#microsoft.graph.communicationsGuestIdentity",
        (Kind::Unknown, false) => "#microsoft.graph.identity",
    }
}

/// RFC 3339 in UTC with `Z` and, like Graph, at most seven decimals without trailing zeros: .NET and others read no
/// more.
fn instant(at: DateTime<Utc>) -> String {
    let at = at.trunc_subsecs(7);
    let ticks = at.timestamp_subsec_nanos() / 100;
    let whole = at.format("%Y-%m-%dT%H:%M:%S");
    if ticks == 0 {
        return format!("{whole}Z");
    }
    let decimals = format!("{ticks:07}");
    format!("{whole}.{}Z", decimals.trim_end_matches('0'))
}

#[cfg(test)]
#[path = "report_json_tests.rs"]
mod tests;
