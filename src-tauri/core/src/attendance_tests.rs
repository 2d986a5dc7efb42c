#![allow(clippy::unwrap_used)]
use super::*;
use crate::class::When;
use crate::identity::Identity;
use crate::observation::{CallForm, CallKind, Stay};
use chrono::TimeDelta;

fn at(minute: i64) -> DateTime<Utc> {
    DateTime::from_timestamp(1_764_151_200 + minute * 60, 0).unwrap()
}

fn stay(from: i64, to: i64) -> Stay {
    Stay { join: Some(at(from)), leave: Some(at(to)), ..Stay::default() }
}

fn record(name: &str, email: &str, stays: Vec<Stay>) -> Record {
    let identity = Identity { name: Some(name.into()), email: Some(email.into()), ..Identity::default() };
    Record { identity, stays, ..Record::default() }
}

fn report(id: &str, from: i64, to: i64, records: Vec<Record>) -> Call {
    Call {
        id: id.into(),
        kind: CallKind::Report,
        start: Some(at(from)),
        end: Some(at(to)),
        organizer: None,
        join_url: None,
        form: CallForm::Unknown,
        version: 0,
        known_people: None,
        records: Some(records),
        stated_people: None,
        vanished: false,
    }
}

fn class() -> Class {
    Class {
        id: "m".into(),
        title: "Class".into(),
        when: When::Window(Span::new(at(0), at(60)).unwrap()),
        timezone: chrono_tz::UTC,
        join_url: None,
        course_id: None,
        lms_id: None,
    }
}

fn attend(calls: Vec<Call>, choices: &[(&str, bool)]) -> Attendance {
    let choices = choices.iter().map(|(id, included)| (CallId::from(*id), *included)).collect();
    derive(&class(), calls, &Surroundings::default(), &choices, false)
}

#[test]
fn one_person_over_two_reports_is_one_row() {
    let found = attend(
        vec![
            report("a", -10, 25, vec![record("Hari", "hari@x.y", vec![stay(-10, 20)])]),
            report("b", 30, 70, vec![record("Hari Krishnan", "HARI@x.y", vec![stay(30, 70), stay(40, 50)])]),
            report("c", 95, 99, vec![record("Late", "late@x.y", vec![stay(95, 99)])]),
        ],
        &[],
    );
    assert_eq!(found.participants.len(), 1);
    let hari = &found.participants[0];
    let presence = hari.presence.as_ref().unwrap();
    assert_eq!(presence.summed, TimeDelta::minutes(80));
    assert_eq!(presence.connected, TimeDelta::minutes(70));
    assert_eq!(presence.present, TimeDelta::minutes(50));
    assert_eq!(hari.name.as_deref(), Some("Hari Krishnan"));
    assert_eq!(hari.also_seen_as, ["Hari"]);
    assert_eq!(hari.flags, [PersonFlag::NameConflict]);
    let flags: Vec<_> = hari.stays.iter().map(|s| s.flags).collect();
    assert_eq!(
        flags,
        [
            [StayFlag::CutStart].into(),
            [StayFlag::CutEnd, StayFlag::Overlap].into(),
            StayFlags::from([StayFlag::Overlap])
        ]
    );
    assert!(!found.calls[2].verdict.included);
}

#[test]
fn the_instructors_choice_stands_over_the_rules() {
    let calls = || {
        vec![
            report("a", 0, 60, vec![record("A", "a@x", vec![stay(0, 60)])]),
            report("c", 95, 99, vec![record("B", "b@x", vec![stay(95, 99)])]),
        ]
    };
    let found = attend(calls(), &[("a", false), ("c", true)]);
    assert_eq!(found.participants.iter().map(|p| p.email.clone().unwrap()).collect::<Vec<_>>(), ["b@x"]);
    assert!(found.calls.iter().all(|c| c.by_instructor));
}

#[test]
fn who_attended_without_intervals_is_there_with_unknown_duration() {
    let found = attend(
        vec![report("a", 0, 60, vec![record("A", "a@x", vec![]), record("B", "b@x", vec![Stay::default()])])],
        &[],
    );
    assert!(
        found.participants.iter().all(|p| p.presence.is_none() && p.flags == [PersonFlag::DurationUnknown])
    );
}

#[test]
fn microsofts_truncation_is_no_difference_but_a_minute_is() {
    let with_total = |stated| {
        let mut record = record(
            "A",
            "a@x",
            vec![
                Stay {
                    join: Some(at(0)),
                    leave: Some(at(1) + TimeDelta::milliseconds(975)),
                    ..Stay::default()
                },
                Stay {
                    join: Some(at(2)),
                    leave: Some(at(3) + TimeDelta::milliseconds(975)),
                    ..Stay::default()
                },
            ],
        );
        record.stated_seconds = Some(stated);
        attend(vec![report("a", 0, 60, vec![record])], &[]).participants[0].flags.clone()
    };
    assert!(with_total(120).is_empty());
    assert!(with_total(121).is_empty());
    assert_eq!(with_total(180), [PersonFlag::TotalDiffers]);
}

#[test]
fn people_come_by_name_with_the_nameless_last() {
    let mut nameless = record("", "z@x", vec![stay(0, 1)]);
    nameless.identity.name = None;
    let found = attend(
        vec![report("a", 0, 60, vec![nameless, record("bea", "b@x", vec![]), record("Adam", "a@x", vec![])])],
        &[],
    );
    let names: Vec<_> = found.participants.iter().map(|p| p.name.as_deref()).collect();
    assert_eq!(names, [Some("Adam"), Some("bea"), None]);
}
