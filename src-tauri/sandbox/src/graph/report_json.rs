//! Attendance reports and records as Graph prints them.

use super::identity_json;
use crate::clock::graph_time;
use crate::dice;
use crate::world::{Kind, Person, Report, Stay};
use serde_json::{Map, Value, json};
use std::collections::HashMap;

/// A report without its records, as in a list.
pub(super) fn head(report: &Report) -> Map<String, Value> {
    Map::from_iter([
        ("id".to_owned(), json!(report.id)),
        ("totalParticipantCount".to_owned(), json!(grouped(report).len())),
        ("meetingStartDateTime".to_owned(), json!(graph_time(report.start))),
        ("meetingEndDateTime".to_owned(), json!((!report.running).then(|| graph_time(report.end)))),
    ])
}

/// Those who have a record: whoever opted out is counted only.
pub(super) fn named(report: &Report) -> Vec<Vec<&Stay>> {
    let mut all = grouped(report);
    all.truncate(all.len().saturating_sub(report.opted_out));
    all
}

/// The stays of each person, in the order of first joins.
pub(super) fn grouped(report: &Report) -> Vec<Vec<&Stay>> {
    let mut sorted: Vec<&Stay> = report.stays.iter().collect();
    sorted.sort_by(|a, b| (a.from, &a.person.key).cmp(&(b.from, &b.person.key)));
    let mut places: HashMap<&str, usize> = HashMap::new();
    let mut out: Vec<Vec<&Stay>> = Vec::new();
    for stay in sorted {
        let place = *places.entry(&stay.person.key).or_insert(out.len());
        match out.get_mut(place) {
            Some(own) => own.push(stay),
            None => out.push(vec![stay]),
        }
    }
    out
}

/// One person's record. Seconds are cut, not rounded, and their total is the plain sum, as in Microsoft's samples.
pub(super) fn record(stays: &[&Stay], organizer: &str, identity_only: bool) -> Value {
    let Some(person) = stays.first().map(|stay| stay.person.as_ref()) else { return Value::Null };
    let seconds = |stay: &Stay| (stay.to - stay.from).num_seconds();
    let intervals: Vec<Value> = stays
        .iter()
        .map(|stay| {
            json!({
                "joinDateTime": graph_time(stay.from),
                "leaveDateTime": graph_time(stay.to),
                "durationInSeconds": seconds(stay),
            })
        })
        .collect();
    let total: i64 = stays.iter().map(|stay| seconds(stay)).sum();
    json!({
        "id": record_id(person),
        "emailAddress": person.email,
        "totalAttendanceInSeconds": if identity_only { Value::Null } else { json!(total) },
        "role": role(person, organizer),
        "identity": identity_json::of_record(person),
        "registrationId": null,
        "attendanceIntervals": if identity_only { Vec::new() } else { intervals },
    })
}

/// An account's record has the account's id; whoever has none gets one.
fn record_id(person: &Person) -> String {
    match person.kind {
        Kind::Member | Kind::External => person.key.clone(),
        _ => dice::uuid(&format!("record/{}", person.key)),
    }
}

fn role(person: &Person, organizer: &str) -> &'static str {
    match person.kind {
        _ if person.key == organizer => "Organizer",
        Kind::External => "Presenter",
        _ => "Attendee",
    }
}
