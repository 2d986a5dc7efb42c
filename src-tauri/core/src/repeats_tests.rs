#![allow(clippy::unwrap_used)]
use crate::attendance::{Attendance, Participant, derive};
use crate::calls::Surroundings;
use crate::class::{Class, Span, When};
use crate::identity::Identity;
use crate::ids::CallId;
use crate::observation::{Call, CallForm, CallKind, Record, Stay};
use chrono::{DateTime, TimeDelta, Utc};
use std::collections::BTreeMap;

fn at(minute: i64) -> DateTime<Utc> {
    DateTime::from_timestamp(1_764_151_200 + minute * 60, 0).unwrap()
}

fn typed(name: &str, join: i64, leave: Option<i64>) -> Record {
    let identity = Identity { name: Some(name.into()), ..Identity::default() };
    let stay = Stay { join: Some(at(join)), leave: leave.map(at), ..Stay::default() };
    Record { identity, stays: vec![stay], ..Record::default() }
}

fn mailed(email: &str, stays: &[(i64, i64)]) -> Record {
    let identity = Identity { email: Some(email.into()), ..Identity::default() };
    let stay = |(join, leave): &(i64, i64)| Stay {
        join: Some(at(*join)),
        leave: Some(at(*leave)),
        ..Stay::default()
    };
    Record { identity, stays: stays.iter().map(stay).collect(), ..Record::default() }
}

fn file(id: &str, end: i64, records: Vec<Record>) -> Call {
    Call {
        id: id.into(),
        kind: CallKind::File,
        start: Some(at(0)),
        end: Some(at(end)),
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

fn attend(calls: Vec<Call>, choices: &[(&str, bool)]) -> Attendance {
    let class = Class {
        id: "m".into(),
        title: "Class".into(),
        when: When::Window(Span::new(at(0), at(60)).unwrap()),
        timezone: chrono_tz::UTC,
        join_url: None,
        course_id: None,
        lms_id: None,
    };
    let choices: BTreeMap<CallId, bool> = choices.iter().map(|(id, yes)| ((*id).into(), *yes)).collect();
    derive(&class, calls, &Surroundings::default(), &choices, false)
}

fn summed(person: &Participant) -> i64 {
    person.presence.as_ref().map_or(0, |presence| presence.summed.num_minutes())
}

#[test]
fn a_list_downloaded_twice_gives_one_person_with_the_later_end() {
    let early = file("a", 20, vec![typed("Ana", 0, None), typed("Bo", 5, Some(15))]);
    let late =
        file("b", 55, vec![typed("Ana", 0, Some(50)), typed("Bo", 5, Some(15)), typed("Bo", 30, None)]);
    for calls in [vec![early.clone(), late.clone()], vec![late, early]] {
        let found = attend(calls, &[]);
        let people: Vec<_> =
            found.participants.iter().map(|p| (p.name.as_deref().unwrap(), summed(p))).collect();
        assert_eq!(people, [("Ana", 50), ("Bo", 35)]);
    }
}

#[test]
fn a_report_in_two_languages_counts_once() {
    let stays = [(0, 20), (30, 60)];
    let found = attend(
        vec![file("a", 60, vec![mailed("ana@x", &stays)]), file("b", 60, vec![mailed("ANA@x", &stays)])],
        &[],
    );
    let ana = &found.participants[0];
    assert_eq!((found.participants.len(), ana.stays.len(), summed(ana)), (1, 2, 50));
    assert_eq!(ana.presence.as_ref().unwrap().connected, TimeDelta::minutes(50));
}

#[test]
fn two_devices_in_each_of_two_files_stay_two_stays() {
    let stays = [(0, 20), (0, 40)];
    let found = attend(
        vec![file("a", 60, vec![mailed("ana@x", &stays)]), file("b", 60, vec![mailed("ana@x", &stays)])],
        &[],
    );
    assert_eq!((found.participants[0].stays.len(), summed(&found.participants[0])), (2, 60));
}

#[test]
fn what_only_an_excluded_file_tells_better_is_not_lost() {
    let early = file("a", 20, vec![typed("Ana", 0, Some(18))]);
    let late = file("b", 55, vec![typed("Ana", 0, Some(50))]);
    let found = attend(vec![early, late], &[("b", false)]);
    assert_eq!(summed(&found.participants[0]), 18);
}

#[test]
fn reports_are_told_apart_by_microsoft_and_are_left_alone() {
    let mut calls = vec![
        file("a", 60, vec![mailed("ana@x", &[(0, 20)])]),
        file("b", 60, vec![mailed("ana@x", &[(0, 20)])]),
    ];
    for call in &mut calls {
        call.kind = CallKind::Report;
    }
    assert_eq!(attend(calls, &[]).participants[0].stays.len(), 2);
}
