//! Mistakes of other attendance programs with time, and questions of their users; each test names one.

use crate::world::*;
use chrono::{DateTime, TimeDelta};
use rollbook_core::attendance::PersonFlag;
use rollbook_core::observation::{Record, Stay};
use rollbook_core::presence::StayFlag;
use rollbook_core::reconcile::{Decisions, Mark};
use rollbook_core::rules::Rules;
use rollbook_core::status::Status;

fn ann(stays: &[(i64, i64)]) -> Vec<Record> {
    vec![record(account("ann@x", "Ann"), stays)]
}

fn roster() -> Vec<rollbook_core::roster::Student> {
    vec![student("ann", "Ann", "ann@x"), student("bob", "Bob", "bob@x")]
}

fn status(stays: &[(i64, i64)], rules: &Rules) -> (Status, bool, bool) {
    let found = judged(&roster(), &attend(vec![report("r", -30, 90, ann(stays))]), rules);
    let of = result(&found, "ann");
    (of.status, of.ruling.late, of.ruling.left_early)
}

/// `mod_teamsattendance` and every other Teams tool add up intervals.
#[test]
fn two_devices_at_once_are_not_added_up() {
    let found = attend(vec![report("r", 0, 60, ann(&[(0, 40), (20, 50)]))]);
    let presence = person(&found, "Ann").presence.as_ref().unwrap();
    assert_eq!((presence.summed, presence.present), (minutes(70), minutes(50)));
}

/// `mod_teamsattendance`: total ÷ expected can exceed 100 %.
#[test]
fn nobody_is_there_for_more_than_the_whole_class() {
    let found = judged(
        &roster(),
        &attend(vec![report("r", -60, 120, ann(&[(-60, 120), (-10, 70)]))]),
        &Rules::default(),
    );
    assert!((result(&found, "ann").ruling.checks[0].found - 100.0).abs() < f64::EPSILON);
}

/// `mod_zoom` cuts the meeting to the schedule, but not the people.
#[test]
fn ten_minutes_of_waiting_before_the_start_do_not_count() {
    let found = attend(vec![report("r", -10, 60, ann(&[(-10, 20)]))]);
    let presence = person(&found, "Ann").presence.as_ref().unwrap();
    assert_eq!((presence.connected, presence.present), (minutes(30), minutes(20)));
}

/// `mod_zoom`'s union is right only because the records come sorted.
#[test]
fn the_order_of_records_does_not_matter() {
    let stays = [(40, 50), (0, 10), (45, 60), (5, 20)];
    let mut turned = stays;
    turned.reverse();
    let of =
        |stays: &[(i64, i64)]| person(&attend(vec![report("r", 0, 60, ann(stays))]), "Ann").presence.clone();
    assert_eq!(of(&stays), of(&turned));
}

/// bbb-events: joins and lefts as one state machine lose the time of the second connection.
#[test]
fn leaving_on_one_device_does_not_end_the_other() {
    let found = attend(vec![report("r", 0, 60, ann(&[(0, 60), (10, 20)]))]);
    assert_eq!(person(&found, "Ann").presence.as_ref().unwrap().present, minutes(60));
}

/// bbb-events #17: joins and lefts unequal → duration 0.
#[test]
fn a_lost_leave_does_not_lose_the_stay() {
    let mut records = ann(&[(0, 20)]);
    records[0].stays.push(Stay { join: Some(minute(30)), ..Stay::default() });
    let found = attend(vec![call_record("c", 0, 55, records)]);
    let ann = person(&found, "Ann");
    assert_eq!(ann.presence.as_ref().unwrap().present, minutes(45));
    assert!(ann.stays[1].flags.contains(StayFlag::NoLeave));
}

/// jernejpangersic takes the first and the last interval as they come.
#[test]
fn first_join_and_last_leave_are_not_those_of_the_list() {
    let found = attend(vec![report("r", 0, 60, ann(&[(30, 40), (5, 10), (50, 58), (20, 25)]))]);
    let presence = person(&found, "Ann").presence.as_ref().unwrap();
    assert_eq!((presence.first_join, presence.last_leave), (Some(minute(5)), Some(minute(58))));
    assert_eq!((presence.late, presence.left_early), (Some(minutes(5)), Some(minutes(2))));
}

/// jernejpangersic: "Partial" hides "Late".
#[test]
fn too_short_does_not_hide_late() {
    assert_eq!(status(&[(40, 60)], &Rules::default()), (Status::Absent, true, false));
}

/// Kings: lateness judged interval by interval.
#[test]
fn coming_back_late_is_not_coming_late() {
    assert_eq!(status(&[(0, 10), (30, 60)], &Rules::default()), (Status::Present, false, false));
}

/// Kings: every interval is floored to minutes.
#[test]
fn sixty_stays_of_half_a_minute_are_half_an_hour() {
    let mut records = ann(&[]);
    for at in 0..60 {
        let join = second(at * 60);
        records[0].stays.push(Stay {
            join: Some(join),
            leave: Some(join + TimeDelta::seconds(30)),
            ..Stay::default()
        });
    }
    let found = attend(vec![report("r", 0, 60, records)]);
    assert_eq!(person(&found, "Ann").presence.as_ref().unwrap().present, minutes(30));
}

/// dylanstetts: "assume the user was involved" where sessions could not be read.
#[test]
fn nobody_is_there_because_sessions_could_not_be_read() {
    let mut unread = call_record("c", 0, 60, vec![]);
    unread.records = None;
    unread.known_people = Some(vec![account("ann@x", "Ann")]);
    let found = judged(&roster(), &attend(vec![unread]), &Rules::default());
    assert_eq!(
        result(&found, "ann").status,
        Status::Unknown,
        "no data is not presence, and not absence either"
    );
}

/// eduhub #1663, microsoft-graph-docs #13015: a call that was interrupted, or joined again after its end.
#[test]
fn a_class_in_three_calls_is_one_class_and_a_rejoin_after_the_end_replaces_nothing() {
    let found = attend(vec![
        report("first", 0, 25, ann(&[(0, 25)])),
        report("second", 30, 60, ann(&[(30, 60)])),
        report("after the end", 61, 62, ann(&[(61, 62)])),
    ]);
    let ann = person(&found, "Ann");
    assert_eq!((ann.stays.len(), ann.presence.as_ref().unwrap().present), (3, minutes(55)));
}

/// Users: all join and leave times, not only the first.
#[test]
fn every_stay_is_there_to_see() {
    let found = attend(vec![report("r", 0, 60, ann(&[(0, 5), (10, 15), (20, 25)]))]);
    let joins: Vec<_> = person(&found, "Ann").stays.iter().map(|stay| stay.join).collect();
    assert_eq!(joins, [Some(minute(0)), Some(minute(10)), Some(minute(20))]);
}

/// Users: "only count those who stayed 85 %"; exactly at the threshold must be defined.
#[test]
fn eighty_five_percent_is_enough_and_a_second_less_is_not() {
    let rules = Rules { min_present_percent: 85.0, left_early_minutes: 60.0, ..Rules::default() };
    assert_eq!(status(&[(0, 51)], &rules).0, Status::Present);
    let mut short = ann(&[(0, 51)]);
    short[0].stays[0].leave = Some(minute(51) - TimeDelta::seconds(1));
    let found = judged(&roster(), &attend(vec![report("r", 0, 60, short)]), &rules);
    assert_eq!(result(&found, "ann").status, Status::Absent);
}

/// Users: staying on after the end is allowed, leaving after it too.
#[test]
fn staying_on_after_the_end_is_neither_early_nor_counted() {
    assert_eq!(status(&[(0, 90)], &Rules::default()), (Status::Present, false, false));
}

/// `BigBlueButton` #15199: all join and leave times equal.
#[test]
fn a_stay_of_no_length_is_shown_and_counts_nothing() {
    let found = attend(vec![report("r", 0, 60, ann(&[(7, 7)]))]);
    let ann = person(&found, "Ann");
    assert_eq!(ann.stays[0].flags, [StayFlag::ZeroLength].into());
    assert_eq!(ann.presence.as_ref().unwrap().present, TimeDelta::zero());
}

/// microsoft-graph-docs #8894: one hour shown as five seconds, until a later version of the record.
#[test]
fn a_later_version_of_a_call_record_mends_the_earlier_one() {
    let early = call_record("c", 0, 60, ann(&[(0, 1)]));
    let mut late = call_record("c", 0, 60, ann(&[(0, 60)]));
    late.version = 2;
    let found = attend(vec![late, early]);
    assert_eq!(person(&found, "Ann").presence.as_ref().unwrap().present, minutes(60));
    assert_eq!(found.calls.len(), 1);
}

/// Microsoft's total is the plain sum; nobody says when it differs from what was measured.
#[test]
fn a_total_of_microsofts_that_counts_two_devices_twice_is_flagged() {
    let mut records = ann(&[(0, 40), (20, 50)]);
    records[0].stated_seconds = Some(70 * 60);
    let found = attend(vec![report("r", 0, 60, records)]);
    assert_eq!(person(&found, "Ann").flags, [PersonFlag::TotalDiffers]);
    let mut honest = ann(&[(0, 40)]);
    honest[0].stated_seconds = Some(40 * 60);
    assert!(person(&attend(vec![report("r", 0, 60, honest)]), "Ann").flags.is_empty());
}

/// One bad time sinks a whole file elsewhere.
#[test]
fn a_leave_before_its_join_sinks_neither_the_person_nor_the_class() {
    let found = attend(vec![report("r", 0, 60, ann(&[(50, 20), (0, 30)]))]);
    let ann = person(&found, "Ann");
    assert_eq!(ann.presence.as_ref().unwrap().present, minutes(30));
    assert_eq!(ann.stays.iter().filter(|stay| stay.flags.contains(StayFlag::BadTimes)).count(), 1);
}

/// Users: the instructor must be able to correct and to excuse, and the correction must outlive the next fetch.
#[test]
fn a_mark_stands_over_every_rule_and_every_fetch() {
    let mut decisions = Decisions::default();
    decisions.marks.insert("bob".into(), Mark { status: Some(Status::Excused), note: Some("ill".into()) });
    for calls in [vec![], vec![report("r", 0, 60, ann(&[(0, 60)]))]] {
        let found = decided(&roster(), &attend(calls), &decisions, &Rules::default());
        assert_eq!(result(&found, "bob").status, Status::Excused);
    }
}

/// Every number that comes from a server may be absurd: it must not stop the arithmetic.
#[test]
fn times_at_the_ends_of_the_calendar_do_not_overflow() {
    let mut records = ann(&[(0, 60)]);
    let absurd = Stay {
        join: Some(DateTime::<chrono::Utc>::MIN_UTC),
        leave: Some(DateTime::<chrono::Utc>::MAX_UTC),
        ..Stay::default()
    };
    records[0].stays.extend(std::iter::repeat_n(absurd, 2_000));
    let found = attend(vec![report("r", 0, 60, records)]);
    assert_eq!(person(&found, "Ann").presence.as_ref().unwrap().present, minutes(60));
    assert_eq!(result(&judged(&roster(), &found, &Rules::default()), "ann").status, Status::Present);
}
