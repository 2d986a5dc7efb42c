//! From kept JSON to observations: pure, and never stopped by what it does not understand.
//!
//! It reads what [`super::keep`] keeps, and Graph's own bodies as well. A record that is no object is left out; every
//! field of one may be missing. Only what is no JSON at all is nothing.

use super::identity::{of_endpoint, of_participant, of_record, of_set};
use super::keep::both_ends;
use super::time::Time;
use super::wire::{Attendee, CallRecord, FromMap, Held, List, Participant, Plain, Report, Session};
use rollbook_core::identity::Identity;
use rollbook_core::ids::CallId;
use rollbook_core::observation::{Call, CallForm, CallKind, Record, Stay};
use rollbook_core::people::identity_keys;
use std::collections::HashMap;

/// An attendance report and its records (`None`: not fetched) as a call. `None` for a report without an id.
///
/// Where `records` is `None`, records that were expanded into the report are taken; the empty list that Graph's list of
/// reports carries says nothing.
#[must_use]
pub fn report(report: &str, records: Option<&str>, own_tenant: &str) -> Option<Call> {
    let report: Report<'_> = object(report)?;
    let given = records.and_then(list::<Attendee<'_>>);
    let records = given.or(report.records.0.filter(|all| !all.is_empty()));
    Some(Call {
        id: CallId::new(report.id.owned()?),
        kind: CallKind::Report,
        start: report.start.time().at(),
        end: report.end.time().at(),
        organizer: None,
        join_url: None,
        form: CallForm::Unknown,
        version: 0,
        known_people: None,
        records: records.map(|all| all.iter().map(|r| attendance_record(r, own_tenant)).collect()),
        stated_people: report.people.whole().and_then(|count| u32::try_from(count).ok()),
        vanished: false,
    })
}

fn object<'a, T: FromMap<'a>>(json: &'a str) -> Option<T> {
    serde_json::from_str::<Held<T>>(json).ok()?.0
}

fn list<'a, T: FromMap<'a>>(json: &'a str) -> Option<Vec<T>> {
    serde_json::from_str::<List<T>>(json).ok()?.0
}

fn attendance_record(record: &Attendee<'_>, own_tenant: &str) -> Record {
    let intervals = record.intervals.0.as_deref().unwrap_or_default();
    let stays = intervals.iter().map(|one| stay(&one.join, &one.leave, one.seconds.whole()));
    Record {
        identity: of_record(record, own_tenant),
        role: record.role.owned(),
        stays: stays.collect(),
        stated_seconds: record.seconds.whole(),
    }
}

fn form(record: &CallRecord<'_>) -> CallForm {
    match &record.form {
        Plain::Text(word) if word.eq_ignore_ascii_case("groupCall") => CallForm::Group,
        Plain::Text(word) if word.eq_ignore_ascii_case("peerToPeer") => CallForm::PeerToPeer,
        _ => CallForm::Unknown,
    }
}

/// A call record with its participants and sessions (`None`: not fetched). `None` for a record without an id.
///
/// Of a session only the caller counts, because the other end of a meeting is Microsoft's service; in a call between two
/// people both count.
#[must_use]
pub fn call_record(
    record: &str,
    participants: Option<&str>,
    sessions: Option<&str>,
    own_tenant: &str,
) -> Option<Call> {
    let record: CallRecord<'_> = object(record)?;
    let form = form(&record);
    // `organizer` is no longer filled since June 2026; older records that were kept have nothing else.
    let organizer = record.organizer_v2.0.as_ref().and_then(|o| of_participant(o, own_tenant));
    let organizer = organizer.or_else(|| record.organizer.0.as_ref().and_then(|set| of_set(set, own_tenant)));
    let people = participants.and_then(list::<Participant<'_>>);
    let sessions = sessions.and_then(list::<Session<'_>>);
    Some(Call {
        id: CallId::new(record.id.owned()?),
        kind: CallKind::CallRecord,
        start: record.start.time().at(),
        end: record.end.time().at(),
        organizer,
        join_url: record.join_url.owned(),
        form,
        version: record.version.version(),
        known_people: people
            .map(|all| all.iter().filter_map(|one| of_participant(one, own_tenant)).collect()),
        records: sessions.map(|all| by_person(&all, form, own_tenant)),
        stated_people: None,
        vanished: false,
    })
}

/// One record for each person with a key, in the order of their first session; one for each session of somebody who
/// has none, because two people may type the same name.
fn by_person(sessions: &[Session<'_>], form: CallForm, own_tenant: &str) -> Vec<Record> {
    let mut records: Vec<Record> = Vec::new();
    let mut with_key: HashMap<String, Vec<usize>> = HashMap::new();
    for session in sessions {
        let ends = [Some(&session.caller), both_ends(form).then_some(&session.callee)];
        for end in ends.into_iter().flatten() {
            let Some(who) = end.0.as_ref().and_then(|end| of_endpoint(end, own_tenant)) else { continue };
            let stay = stay(&session.start, &session.end, None);
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

fn stay(join: &Plain<'_>, leave: &Plain<'_>, stated_seconds: Option<i64>) -> Stay {
    let (join, leave) = (join.time(), leave.time());
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
