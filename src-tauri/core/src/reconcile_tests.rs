#![allow(clippy::unwrap_used)]
use super::*;
use crate::attendance::SeenStay;
use crate::stay::StayFlags;
use chrono::{DateTime, TimeDelta};

fn span(from: i64, to: i64) -> Span {
    let at = |minute| DateTime::from_timestamp(1_764_151_200 + minute * 60, 0).unwrap();
    Span::new(at(from), at(to)).unwrap()
}

fn student(id: &str, emails: &[&str]) -> Student {
    Student {
        id: id.into(),
        lms_id: None,
        name: id.to_uppercase(),
        emails: emails.iter().map(|e| (*e).to_owned()).collect(),
        username: None,
        object_id: None,
        groups: vec![],
        active: true,
    }
}

fn person(email: &str, kind: Kind, spans: &[Span]) -> Participant {
    let stay = |span: &Span| SeenStay {
        call: "c".into(),
        join: Some(span.start),
        leave: Some(span.end),
        span: Some(*span),
        flags: StayFlags::default(),
    };
    Participant {
        id: email.into(),
        keys: vec![format!("2mail:{email}")],
        name: Some(email.into()),
        also_seen_as: vec![],
        stated_seconds: None,
        role: None,
        email: Some(email.into()),
        kind,
        stays: spans.iter().map(stay).collect(),
        presence: None,
        flags: vec![],
    }
}

#[test]
fn two_accounts_of_one_student_are_measured_together() {
    let people = vec![
        person("a@x", Kind::Member, &[span(0, 30)]),
        person("a@home", Kind::Guest, &[span(20, 50)]),
        person("bot@x", Kind::Application, &[span(0, 60)]),
        person("guest@y", Kind::Guest, &[span(0, 60)]),
    ];
    let attendance = Attendance { calls: vec![], participants: people };
    let roster = [student("a", &["a@x", "A@home"]), student("b", &["b@x"])];
    let marks = [("b".into(), Mark { status: Some(Status::Excused), note: Some("ill".into()) })].into();
    let decisions = Decisions { marks, ..Decisions::default() };
    let found = reconcile(&roster, &attendance, &decisions, Some(span(0, 60)), &Rules::default());
    assert_eq!(found.students[0].presence.as_ref().unwrap().present, TimeDelta::minutes(50));
    assert_eq!((found.students[0].status, found.students[0].participants.len()), (Status::Present, 2));
    assert_eq!(
        (found.students[1].status, found.students[1].ruling.status),
        (Status::Excused, Status::Absent)
    );
    let left: Vec<_> = found.unmatched.iter().map(|u| u.participant.as_str()).collect();
    assert_eq!(left, ["guest@y"], "the bot is nobody's absence and nobody's task");
}

#[test]
fn a_class_without_people_makes_nobody_absent() {
    let found = reconcile(
        &[student("a", &[])],
        &Attendance::default(),
        &Decisions::default(),
        None,
        &Rules::default(),
    );
    assert_eq!(found.students[0].status, Status::Unknown);
}
