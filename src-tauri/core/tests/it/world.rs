//! Small classes to reason about: minutes after ten o'clock, people by name or address.

use chrono::{DateTime, TimeDelta, Utc};
use rollbook_core::attendance::{Attendance, Participant, derive};
use rollbook_core::calls::Surroundings;
use rollbook_core::identity::{Identity, Kind};
use rollbook_core::observation::{Call, CallForm, CallKind, Record, Stay};
use rollbook_core::reconcile::{Decisions, Reconciliation, StudentResult, reconcile};
use rollbook_core::roster::Student;
use rollbook_core::rules::Rules;
use rollbook_core::versions::merge;
use rollbook_core::{CallId, Class, Span, When};
use std::collections::BTreeMap;

/// So many seconds after 2025-11-26T10:00:00Z.
pub fn second(count: i64) -> DateTime<Utc> {
    DateTime::from_timestamp(1_764_151_200 + count, 0).unwrap()
}

pub fn minute(count: i64) -> DateTime<Utc> {
    second(count * 60)
}

pub fn minutes(count: i64) -> TimeDelta {
    TimeDelta::minutes(count)
}

pub fn span(from: i64, to: i64) -> Span {
    Span::new(minute(from), minute(to)).unwrap()
}

pub fn stay(from: i64, to: i64) -> Stay {
    Stay { join: Some(minute(from)), leave: Some(minute(to)), ..Stay::default() }
}

/// Somebody with an account.
pub fn account(email: &str, name: &str) -> Identity {
    Identity {
        email: Some(email.into()),
        name: (!name.is_empty()).then(|| name.to_owned()),
        kind: Kind::Member,
        ..Identity::default()
    }
}

/// Somebody who typed a name.
pub fn typed(name: &str) -> Identity {
    Identity { name: Some(name.into()), kind: Kind::Anonymous, ..Identity::default() }
}

/// A visitor of a call record: an id, no name.
pub fn visitor(id: &str) -> Identity {
    Identity { external_id: Some(format!("teamsvisitor:{id}")), kind: Kind::Guest, ..Identity::default() }
}

pub fn record(identity: Identity, stays: &[(i64, i64)]) -> Record {
    Record { identity, stays: stays.iter().map(|(from, to)| stay(*from, *to)).collect(), ..Record::default() }
}

pub fn call(id: &str, kind: CallKind, from: i64, to: i64, records: Vec<Record>) -> Call {
    Call {
        id: id.into(),
        kind,
        start: Some(minute(from)),
        end: Some(minute(to)),
        organizer: Some(Identity { object_id: Some("teacher".into()), ..Identity::default() }),
        join_url: None,
        form: CallForm::Group,
        version: 1,
        known_people: None,
        records: Some(records),
        stated_people: None,
        vanished: false,
    }
}

pub fn report(id: &str, from: i64, to: i64, records: Vec<Record>) -> Call {
    call(id, CallKind::Report, from, to, records)
}

pub fn call_record(id: &str, from: i64, to: i64, records: Vec<Record>) -> Call {
    call(id, CallKind::CallRecord, from, to, records)
}

/// A class from 10:00 to 11:00 UTC.
pub fn class() -> Class {
    Class {
        id: "m".into(),
        title: "Algorithms".into(),
        when: When::Window(span(0, 60)),
        timezone: chrono_tz::Europe::Berlin,
        join_url: None,
        course_id: None,
        lms_id: None,
    }
}

pub fn attend(calls: Vec<Call>) -> Attendance {
    attend_with(calls, &BTreeMap::new())
}

pub fn attend_with(calls: Vec<Call>, choices: &BTreeMap<CallId, bool>) -> Attendance {
    let around = Surroundings::default().with_organizer(Some("teacher"));
    derive(&class(), merge(calls), &around, choices, false)
}

/// The participant of this name or address.
pub fn person<'a>(attendance: &'a Attendance, who: &str) -> &'a Participant {
    let is = |p: &&Participant| p.name.as_deref() == Some(who) || p.email.as_deref() == Some(who);
    let mut found = attendance.participants.iter().filter(is);
    let one = found.next().unwrap_or_else(|| panic!("nobody is {who}"));
    assert!(found.next().is_none(), "more than one is {who}");
    one
}

pub fn student(id: &str, name: &str, email: &str) -> Student {
    Student {
        id: id.into(),
        lms_id: None,
        name: name.into(),
        emails: (!email.is_empty()).then(|| email.to_owned()).into_iter().collect(),
        username: None,
        object_id: None,
        groups: vec![],
        active: true,
    }
}

pub fn judged(roster: &[Student], attendance: &Attendance, rules: &Rules) -> Reconciliation {
    decided(roster, attendance, &Decisions::default(), rules)
}

pub fn decided(
    roster: &[Student],
    attendance: &Attendance,
    decisions: &Decisions,
    rules: &Rules,
) -> Reconciliation {
    reconcile(roster, attendance, decisions, class().window(), rules)
}

pub fn result<'a>(found: &'a Reconciliation, id: &str) -> &'a StudentResult {
    found.students.iter().find(|s| s.student.id.as_str() == id).unwrap()
}
