#![allow(clippy::unwrap_used)]
use super::*;
use crate::class::When;
use chrono::{DateTime, Utc};

fn utc(text: &str) -> DateTime<Utc> {
    text.parse().unwrap()
}

fn class(join_url: Option<&str>) -> Class {
    Class {
        id: "m".into(),
        title: "Conference".into(),
        when: When::Window(Span::new(utc("2025-11-26T10:00:00Z"), utc("2025-11-26T11:00:00Z")).unwrap()),
        timezone: chrono_tz::Europe::Berlin,
        join_url: join_url.map(str::to_owned),
        course_id: None,
        lms_id: None,
    }
}

fn person(id: &str) -> Identity {
    Identity { object_id: Some(id.to_owned()), ..Identity::default() }
}

fn call(start: &str, end: &str) -> Call {
    Call {
        id: "c".into(),
        kind: CallKind::CallRecord,
        start: Some(utc(start)),
        end: Some(utc(end)),
        organizer: Some(person("me")),
        join_url: None,
        form: CallForm::Group,
        version: 1,
        known_people: None,
        records: None,
        stated_people: None,
        vanished: false,
    }
}

fn me() -> Surroundings {
    Surroundings::default().with_organizer(Some("ME"))
}

const LINK: &str = "https://teams.microsoft.com/l/meetup-join/19%3ameeting_Ab%40thread.v2/0?context=%7b%22Tid%22%3a%22x%22%7d";

#[test]
fn step_1_the_join_link_decides_in_every_encoding() {
    let mut record = call("2025-11-26T10:05:00Z", "2025-11-26T10:50:00Z");
    record.organizer = None;
    for form in [
        LINK.to_owned(),
        LINK.replace('%', "%25"),
        LINK.replace("teams.m", "Teams.M"),
        LINK.replace("%3a", ":"),
    ] {
        record.join_url = Some(form);
        assert!(judge(&record, &class(Some(LINK)), &me()).included);
    }
}

#[test]
fn step_2_another_link_is_another_meeting_even_if_you_organized_it() {
    let mut record = call("2025-11-26T10:05:00Z", "2025-11-26T10:50:00Z");
    record.join_url = Some(LINK.replace("_Ab", "_aB"));
    let verdict = judge(&record, &class(Some(LINK)), &me());
    assert!(!verdict.included && verdict.reason.starts_with("another meeting"));
}

#[test]
fn a_short_link_and_a_long_one_do_not_tell_so_the_organizer_decides() {
    let mut record = call("2025-11-26T10:05:00Z", "2025-11-26T10:50:00Z");
    record.join_url = Some(LINK.to_owned());
    let short = class(Some("https://teams.microsoft.com/meet/2345678901234"));
    assert_eq!(judge(&record, &short, &me()).reason, "organized by you, at the time of the class");
    record.organizer = Some(person("colleague"));
    assert!(!judge(&record, &short, &me()).included);
    record.join_url = Some("https://teams.microsoft.com/meet/9995678901234?p=x".to_owned());
    assert!(judge(&record, &short, &me()).reason.starts_with("another meeting"));
}

#[test]
fn step_3_your_own_group_call_counts_but_no_call_between_two() {
    let mut record = call("2025-11-26T09:20:00Z", "2025-11-26T09:31:00Z");
    assert!(judge(&record, &class(None), &me()).included, "half an hour early is within reach");
    record.form = CallForm::PeerToPeer;
    assert!(!judge(&record, &class(None), &me()).included);
    let early = call("2025-11-26T08:20:00Z", "2025-11-26T09:29:59Z");
    assert!(!judge(&early, &class(None), &me()).included);
}

#[test]
fn step_4_half_of_the_known_people_on_the_roster_suggests_it() {
    let mut record = call("2025-11-26T10:05:00Z", "2025-11-26T10:50:00Z");
    record.organizer = Some(person("colleague"));
    let mut around = me();
    around.roster.extend(["s1".to_owned(), "s2@x.y".to_owned()]);
    assert!(judge(&record, &class(None), &around).people_would_tell);
    let by_mail = Identity { upn: Some("S2@x.y".into()), ..Identity::default() };
    record.known_people = Some(vec![person("S1"), by_mail, person("a"), person("b"), Identity::default()]);
    let verdict = judge(&record, &class(None), &around);
    assert!(verdict.included && verdict.please_check);
    record.known_people.as_mut().unwrap().push(person("c"));
    assert!(!judge(&record, &class(None), &around).included, "2 of 5 is less than half");
}

#[test]
fn all_day_counts_what_starts_on_the_local_day() {
    let around = Surroundings { all_day: true, ..Surroundings::default() };
    let included = |start: &str| judge(&call(start, "2025-11-27T23:00:00Z"), &class(None), &around).included;
    assert!(included("2025-11-25T23:00:00Z"), "midnight in Berlin");
    assert!(!included("2025-11-25T22:59:59Z"));
    assert!(!included("2025-11-26T23:00:00Z"));
}

#[test]
fn a_report_counts_when_it_overlaps() {
    let mut report = call("2025-11-26T10:59:00Z", "2025-11-26T12:00:00Z");
    report.kind = CallKind::Report;
    report.organizer = None;
    assert!(judge(&report, &class(None), &Surroundings::default()).included);
    report.start = Some(utc("2025-11-26T11:30:00Z"));
    assert!(!judge(&report, &class(None), &Surroundings::default()).included);
}
