//! `export --format json`: the shape of Graph's `meetingAttendanceReport`, whichever source the data came from.
//!
//! Contract, section 5. Whatever reads Microsoft's attendance reports reads ours; what Microsoft has no place for
//! stands beside it under `rollbook`. Property names, nullability and the derived identity types are those of
//! Graph v1.0 (`attendanceRecord`, `attendanceInterval`, `communicationsUserIdentity` and its siblings).

use chrono::{DateTime, SubsecRound, TimeDelta, Utc};
use rollbook_core::identity::{Identity, Kind};
use rollbook_core::observation::Stay;
use rollbook_core::{ParticipantId, presence, rounding};
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
    /// The raw stays, each with the end of its call, which stands for a leave that is missing.
    pub stays: Vec<(Stay, Option<DateTime<Utc>>)>,
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

    /// The document as a file: UTF-8, indented, with a line feed at its end.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        format!("{:#}\n", self.to_value()).into_bytes()
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
    for (stay, call_end) in &attendee.stays {
        let span = presence::resolve(stay, *call_end).0;
        if let Some(span) = span {
            known = Some(known.unwrap_or_else(TimeDelta::zero) + span.length());
        }
        intervals.push(Interval {
            join_date_time: stay.join.map(instant),
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
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use proptest::prelude::*;
    use serde_json::json;

    fn utc(text: &str) -> DateTime<Utc> {
        text.parse().unwrap()
    }

    fn stay(join: &str, leave: &str) -> (Stay, Option<DateTime<Utc>>) {
        (Stay { join: Some(utc(join)), leave: Some(utc(leave)), ..Stay::default() }, None)
    }

    fn attendee(stays: Vec<(Stay, Option<DateTime<Utc>>)>) -> Attendee {
        let identity = Identity {
            object_id: Some("0a".into()),
            email: Some("hari@nexsy.io".into()),
            name: Some("Hari Krishnan".into()),
            kind: Kind::Member,
            ..Identity::default()
        };
        Attendee { id: "p1".into(), identity, role: Some("Presenter".into()), stays }
    }

    fn report(attendees: Vec<Attendee>) -> ClassReport {
        ClassReport {
            id: "r".into(),
            start: Some(utc("2025-11-26T10:00:00Z")),
            end: None,
            attendees,
            rollbook: json!({"source": "call-records"}),
        }
    }

    #[test]
    fn has_exactly_the_names_of_graph_in_its_order() {
        let text = report(vec![attendee(vec![stay("2025-11-26T10:00:00.5Z", "2025-11-26T10:03:20.5Z")])])
            .to_value()
            .to_string();
        assert_eq!(
            text,
            concat!(
                r#"{"meetingAttendanceReport":{"id":"r","meetingStartDateTime":"2025-11-26T10:00:00Z","#,
                r#""meetingEndDateTime":null,"totalParticipantCount":1,"attendanceRecords":[{"id":"0a","#,
                r#""emailAddress":"hari@nexsy.io","role":"Presenter","totalAttendanceInSeconds":200,"#,
                r#""identity":{"id":"0a","displayName":"Hari Krishnan","#,
                r##""@odata.type":"#microsoft.graph.communicationsUserIdentity"},"##,
                r#""attendanceIntervals":[{"joinDateTime":"2025-11-26T10:00:00.5Z","#,
                r#""leaveDateTime":"2025-11-26T10:03:20.5Z","durationInSeconds":200}]}]},"#,
                r#""rollbook":{"source":"call-records"}}"#
            )
        );
    }

    #[test]
    fn the_total_is_the_exact_sum_rounded_once() {
        let stays = vec![
            stay("2025-11-26T10:00:00Z", "2025-11-26T10:00:00.4Z"),
            stay("2025-11-26T10:00:00Z", "2025-11-26T10:00:00.4Z"),
        ];
        let value = report(vec![attendee(stays)]).to_value();
        let record = &value["meetingAttendanceReport"]["attendanceRecords"][0];
        assert_eq!(record["attendanceIntervals"][0]["durationInSeconds"], 0);
        assert_eq!(record["totalAttendanceInSeconds"], 1);
    }

    #[test]
    fn unknown_lengths_are_null_and_a_missing_leave_is_the_end_of_the_call() {
        let end = utc("2025-11-26T11:00:00Z");
        let open = Stay { join: Some(utc("2025-11-26T10:59:00Z")), ..Stay::default() };
        let (reversed, _) = stay("2025-11-26T10:30:00Z", "2025-11-26T10:00:00Z");
        let people =
            vec![attendee(vec![]), attendee(vec![(open, Some(end))]), attendee(vec![(reversed, Some(end))])];
        let value = report(people).to_value();
        let records = &value["meetingAttendanceReport"]["attendanceRecords"];
        assert_eq!(records[0]["totalAttendanceInSeconds"], Value::Null);
        assert_eq!(records[1]["totalAttendanceInSeconds"], 60);
        assert_eq!(records[1]["attendanceIntervals"][0]["leaveDateTime"], "2025-11-26T11:00:00Z");
        assert_eq!(records[2]["totalAttendanceInSeconds"], Value::Null);
        assert_eq!(records[2]["attendanceIntervals"][0]["leaveDateTime"], "2025-11-26T10:00:00Z");
        assert_eq!(records[2]["attendanceIntervals"][0]["durationInSeconds"], Value::Null);
    }

    #[test]
    fn every_kind_has_its_graph_type() {
        let kind = |kind, object: bool| {
            odata_type(&Identity { kind, object_id: object.then(|| "0a".into()), ..Identity::default() })
                .trim_start_matches("#microsoft.graph.")
        };
        assert_eq!(kind(Kind::Guest, true), "communicationsUserIdentity");
        assert_eq!(kind(Kind::Anonymous, false), "communicationsGuestIdentity");
        assert_eq!(kind(Kind::Phone, false), "communicationsPhoneIdentity");
        assert_eq!(kind(Kind::Application, false), "communicationsApplicationIdentity");
        assert_eq!(kind(Kind::Unknown, false), "identity");
    }

    #[test]
    fn somebody_without_account_keeps_the_key_they_have() {
        let mut person = attendee(vec![]);
        person.identity =
            Identity { external_id: Some("+49301".into()), kind: Kind::Phone, ..Identity::default() };
        let value = report(vec![person]).to_value();
        let record = &value["meetingAttendanceReport"]["attendanceRecords"][0];
        assert_eq!(record["id"], "p1");
        assert_eq!(record["identity"]["id"], "+49301");
        assert_eq!(record["identity"]["displayName"], Value::Null);
        assert_eq!(record["emailAddress"], Value::Null);
    }

    proptest! {
        #[test]
        fn times_are_read_back_to_the_tick(seconds in 0i64..4_000_000_000, ticks in 0u32..10_000_000) {
            let at = DateTime::from_timestamp(seconds, ticks * 100).unwrap();
            let text = instant(at);
            prop_assert!(text.len() <= "2025-11-26T10:00:00.1234567Z".len());
            prop_assert_eq!(utc(&text), at);
        }

        #[test]
        fn any_names_make_a_file_that_parses(name in ".{0,40}", count in 0usize..4) {
            let mut person = attendee(vec![]);
            person.identity.name = Some(name.clone());
            let bytes = report(vec![person; count]).to_bytes();
            let value: Value = serde_json::from_slice(&bytes).unwrap();
            prop_assert_eq!(&value["meetingAttendanceReport"]["totalParticipantCount"], &json!(count));
            if count > 0 {
                let who = &value["meetingAttendanceReport"]["attendanceRecords"][0]["identity"];
                prop_assert_eq!(&who["displayName"], &json!(name));
            }
        }
    }
}
