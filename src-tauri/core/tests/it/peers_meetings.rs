//! Mistakes of other attendance programs in choosing calls, and questions of their users; each test names one.

use crate::world::*;
use rollbook_core::rules::Rules;
use rollbook_core::status::Status;

/// jernejpangersic, microsoft-graph-docs #15462: all reports of a recurring meeting lumped together under today's date.
#[test]
fn last_weeks_report_of_the_same_meeting_does_not_count() {
    let week = 7 * 24 * 60;
    let found = attend(vec![
        report("today", 0, 60, vec![record(account("ann@x", "Ann"), &[(0, 60)])]),
        report("last week", -week, 60 - week, vec![record(account("bob@x", "Bob"), &[(-week, 60 - week)])]),
    ]);
    assert_eq!(found.participants.len(), 1);
    let other = found.calls.iter().find(|call| call.call.id.as_str() == "last week").unwrap();
    assert!(!other.verdict.included && other.verdict.reason.contains("outside the class"));
}

/// al-caughey #93: students of earlier meetings of the day in the same sheet.
#[test]
fn the_class_before_does_not_leak_into_this_one() {
    let found = attend(vec![
        report("8 o'clock", -120, -60, vec![record(account("bob@x", "Bob"), &[(-120, -60)])]),
        report("10 o'clock", 0, 60, vec![record(account("ann@x", "Ann"), &[(0, 60)])]),
    ]);
    assert_eq!(found.participants.len(), 1);
    person(&found, "Ann");
}

/// `mod_attendance` #530: two courses at the same hour.
#[test]
fn another_meeting_at_the_same_hour_is_another_meeting() {
    let mut other = call_record("other", 0, 60, vec![record(account("bob@x", "Bob"), &[(0, 60)])]);
    other.join_url = Some("https://teams.microsoft.com/l/meetup-join/19%3aother%40thread.v2/0".into());
    let mut class = class();
    class.join_url = Some("https://teams.microsoft.com/l/meetup-join/19%3amine%40thread.v2/0".into());
    let around = rollbook_core::calls::Surroundings::default().with_organizer(Some("teacher"));
    let verdict = rollbook_core::calls::judge(&other, &class, &around);
    assert!(!verdict.included && verdict.reason.contains("another meeting"), "{}", verdict.reason);
}

/// The files "(1)", "(2)", "(3)" are one report; downloading or fetching it again adds nobody and no minute.
#[test]
fn the_same_report_three_times_counts_once() {
    let one = || {
        report(
            "r",
            0,
            60,
            vec![record(account("ann@x", "Ann"), &[(0, 30)]), record(typed("Guest"), &[(0, 60)])],
        )
    };
    assert_eq!(attend(vec![one(), one(), one()]), attend(vec![one()]));
}

/// `mod_teamsattendance` keeps the rows of vanished reports without a word; others lose them.
#[test]
fn a_vanished_report_still_counts_and_says_so() {
    let mut gone = report("r", 0, 60, vec![record(account("ann@x", "Ann"), &[(0, 60)])]);
    gone.vanished = true;
    let found = attend(vec![gone]);
    assert!(found.calls[0].call.vanished && found.calls[0].verdict.included);
    assert_eq!(found.participants.len(), 1);
}

/// "The report must exist": a class whose sync found nobody makes nobody absent.
#[test]
fn a_class_without_data_makes_nobody_absent() {
    let roster = [student("ann", "Ann", "ann@x")];
    let found = judged(&roster, &attend(vec![]), &Rules::default());
    assert_eq!(result(&found, "ann").status, Status::Unknown);
}

/// Microsoft lets people opt out of the report: whoever is missing then is not absent for sure.
#[test]
fn whoever_opted_out_of_the_report_is_not_marked_absent() {
    let roster = [student("ann", "Ann", "ann@x"), student("bob", "Bob", "bob@x")];
    let mut short = report("r", 0, 60, vec![record(account("ann@x", "Ann"), &[(0, 60)])]);
    short.stated_people = Some(2);
    let found = judged(&roster, &attend(vec![short.clone()]), &Rules::default());
    assert_eq!(result(&found, "ann").status, Status::Present);
    assert_eq!(result(&found, "bob").status, Status::Unknown);
    short.stated_people = Some(1);
    assert_eq!(
        result(&judged(&roster, &attend(vec![short]), &Rules::default()), "bob").status,
        Status::Absent
    );
}

/// "Only who attended" policy: records without times are presence of unknown length.
#[test]
fn who_attended_without_times_is_present_not_absent() {
    let roster = [student("ann", "Ann", "ann@x")];
    let found = judged(
        &roster,
        &attend(vec![report("r", 0, 60, vec![record(account("ann@x", "Ann"), &[])])]),
        &Rules::default(),
    );
    assert_eq!(result(&found, "ann").status, Status::Present);
    assert_eq!(result(&found, "ann").presence, None);
}

/// Re-import wipes corrections elsewhere: an excluded call stays excluded when more of it comes.
#[test]
fn a_call_taken_out_stays_out_after_the_next_fetch() {
    let choices = [("r".into(), false)].into();
    let mut later = report("r", 0, 60, vec![record(account("ann@x", "Ann"), &[(0, 60)])]);
    later.version = 2;
    let found = attend_with(vec![report("r", 0, 60, vec![]), later], &choices);
    assert!(found.participants.is_empty() && found.calls[0].by_instructor);
}
