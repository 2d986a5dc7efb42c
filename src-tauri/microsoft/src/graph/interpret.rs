//! From kept JSON to observations: pure, and never stopped by what it does not understand.
//!
//! It reads what [`super::keep`] keeps, and Graph's own bodies as well. A record that is no object is left out; every
//! field of one may be missing.

use super::identity::{of_endpoint, of_participant, of_record, of_set};
use super::keep;
use super::read::{text, whole};
use super::time::Time;
use rollbook_core::identity::Identity;
use rollbook_core::ids::CallId;
use rollbook_core::observation::{Call, CallForm, CallKind, Record, Stay};
use rollbook_core::people::identity_keys;
use serde_json::Value;
use std::collections::BTreeMap;

/// An attendance report and its records (`None`: not fetched) as a call. `None` for a report without an id.
///
/// Where `records` is `None`, records that were expanded into the report are taken; the empty list that Graph's list of
/// reports carries says nothing.
#[must_use]
pub fn report(report: &Value, records: Option<&[Value]>, own_tenant: &str) -> Option<Call> {
    let expanded =
        || report.get("attendanceRecords")?.as_array().map(Vec::as_slice).filter(|a| !a.is_empty());
    let records = records.or_else(expanded);
    Some(Call {
        id: CallId::new(text(report, "id")?),
        kind: CallKind::Report,
        start: Time::field(report, "meetingStartDateTime").at(),
        end: Time::field(report, "meetingEndDateTime").at(),
        organizer: None,
        join_url: None,
        form: CallForm::Unknown,
        version: 0,
        known_people: None,
        records: records.map(|all| {
            all.iter().filter(|r| r.is_object()).map(|r| attendance_record(r, own_tenant)).collect()
        }),
        stated_people: whole(report, "totalParticipantCount").and_then(|count| u32::try_from(count).ok()),
        vanished: false,
    })
}

fn attendance_record(record: &Value, own_tenant: &str) -> Record {
    let intervals = record.get("attendanceIntervals").and_then(Value::as_array);
    let stays = intervals.into_iter().flatten().filter(|i| i.is_object()).map(|interval| {
        stay(interval, "joinDateTime", "leaveDateTime", whole(interval, "durationInSeconds"))
    });
    Record {
        identity: of_record(record, own_tenant),
        role: text(record, "role"),
        stays: stays.collect(),
        stated_seconds: whole(record, "totalAttendanceInSeconds"),
    }
}

/// The form of a call, as its `type` says.
#[must_use]
pub fn form(record: &Value) -> CallForm {
    match record.get("type").and_then(Value::as_str) {
        Some(word) if word.eq_ignore_ascii_case("groupCall") => CallForm::Group,
        Some(word) if word.eq_ignore_ascii_case("peerToPeer") => CallForm::PeerToPeer,
        _ => CallForm::Unknown,
    }
}

/// A call record with its participants and sessions (`None`: not fetched). `None` for a record without an id.
///
/// Of a session only the caller counts, because the other end of a meeting is Microsoft's service; in a call between two
/// people both count.
#[must_use]
pub fn call_record(
    record: &Value,
    participants: Option<&[Value]>,
    sessions: Option<&[Value]>,
    own_tenant: &str,
) -> Option<Call> {
    let form = form(record);
    // `organizer` is no longer filled since June 2026; older records that were kept have nothing else.
    let organizer = record.get("organizer_v2").and_then(|o| of_participant(o, own_tenant));
    let organizer = organizer.or_else(|| record.get("organizer").and_then(|set| of_set(set, own_tenant)));
    Some(Call {
        id: CallId::new(text(record, "id")?),
        kind: CallKind::CallRecord,
        start: Time::field(record, "startDateTime").at(),
        end: Time::field(record, "endDateTime").at(),
        organizer,
        join_url: text(record, "joinWebUrl"),
        form,
        version: keep::version(record),
        known_people: participants
            .map(|all| all.iter().filter_map(|one| of_participant(one, own_tenant)).collect()),
        records: sessions.map(|all| by_person(all, form, own_tenant)),
        stated_people: None,
        vanished: false,
    })
}

/// One record for each person with a key, in the order of their first session; one for each session of somebody who
/// has none, because two people may type the same name.
fn by_person(sessions: &[Value], form: CallForm, own_tenant: &str) -> Vec<Record> {
    let ends: &[&str] = if form == CallForm::PeerToPeer { &["caller", "callee"] } else { &["caller"] };
    let mut records: Vec<Record> = Vec::new();
    let mut with_key: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for session in sessions {
        for end in ends {
            let Some(who) = session.get(*end).and_then(|end| of_endpoint(end, own_tenant)) else { continue };
            let stay = stay(session, "startDateTime", "endDateTime", None);
            let keys = identity_keys(&who);
            let mut known = keys.iter().filter_map(|key| with_key.get(key)).flatten().copied();
            let at = if let Some(at) = known.find(|at| agree(&records[*at].identity, &who)) {
                fill(&mut records[at].identity, who);
                records[at].stays.push(stay);
                at
            } else {
                records.push(Record { identity: who, stays: vec![stay], ..Record::default() });
                records.len() - 1
            };
            for key in keys {
                let all = with_key.entry(key).or_default();
                if !all.contains(&at) {
                    all.push(at);
                }
            }
        }
    }
    records
}

/// True when two identities with a common key contradict each other nowhere: another name stays visible, as a record of
/// its own.
fn agree(a: &Identity, b: &Identity) -> bool {
    let agree = |a: &Option<String>, b: &Option<String>| match (a, b) {
        (Some(a), Some(b)) => a.eq_ignore_ascii_case(b),
        _ => true,
    };
    a.kind == b.kind
        && agree(&a.object_id, &b.object_id)
        && agree(&a.upn, &b.upn)
        && agree(&a.email, &b.email)
        && agree(&a.external_id, &b.external_id)
        && agree(&a.tenant_id, &b.tenant_id)
        && (a.name == b.name || a.name.is_none() || b.name.is_none())
}

fn fill(known: &mut Identity, more: Identity) {
    let Identity { object_id, upn, email, external_id, name, tenant_id, kind: _ } = more;
    for (field, value) in [
        (&mut known.object_id, object_id),
        (&mut known.upn, upn),
        (&mut known.email, email),
        (&mut known.external_id, external_id),
        (&mut known.name, name),
        (&mut known.tenant_id, tenant_id),
    ] {
        if field.is_none() {
            *field = value;
        }
    }
}

fn stay(object: &Value, join: &str, leave: &str, stated_seconds: Option<i64>) -> Stay {
    let (join, leave) = (Time::field(object, join), Time::field(object, leave));
    Stay {
        join: join.at(),
        leave: leave.at(),
        stated_seconds,
        unreadable: join == Time::Unreadable || leave == Time::Unreadable,
    }
}

#[cfg(test)]
#[path = "interpret_tests.rs"]
mod tests;
