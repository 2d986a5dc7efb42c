//! "Databases I", 30 students: a series, so that all classes share one meeting object and its many reports.

use super::super::people::Enrolled;
use super::super::stays::Sitting;
use super::super::{Call, Course, Found, LmsMeeting, Meeting, Person, Report, join_url, meeting_id};
use super::{Ground, Part};
use crate::dice::{self, Dice};
use chrono::{DateTime, Days, TimeDelta, Timelike, Utc, Weekday};
use std::sync::Arc;

const TITLE: &str = "Databases I";

/// Tuesdays and Thursdays 10:15 to 11:45, instant calls beside them, and one class still to come.
pub(super) fn build(ground: &Ground, list: &[Enrolled]) -> Part {
    let people: Vec<Arc<Person>> = list.iter().map(|one| one.account.clone()).collect();
    let url = join_url(&ground.tenant, &ground.instructor, "databases");
    let slots = ground.past([Weekday::Tue, Weekday::Thu], (10, 15), 90);
    let (mut reports, mut calls, mut classes, mut events) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    for (place, slot) in slots.iter().copied().enumerate() {
        for (sitting, identity_only) in sittings(ground, &people, place, slot) {
            reports.push(Report { identity_only, ..sitting.report(ground.seed) });
            calls.push(sitting.call(ground.seed, &ground.instructor, Some(&url)));
        }
        let link = (place % 4 != 3).then(|| url.clone());
        classes.push(class(place + 1, &format!("{TITLE}, lecture {}", place + 1), slot, link));
        let mut event =
            ground.event(&format!("databases {place}"), TITLE, &ground.instructor, slot, Some(&url));
        event.in_series = true;
        events.push(event);
    }
    instant_calls(ground, &people, &slots, &mut calls, &mut classes);
    let ahead = later(ground);
    let exercise = join_url(&ground.tenant, &ground.instructor, "databases exercise");
    classes.push(class(90, &format!("{TITLE}, exercise"), ahead, Some(exercise.clone())));
    events.push(ground.event(
        "databases exercise",
        &format!("{TITLE}: exercise"),
        &ground.instructor,
        ahead,
        Some(&exercise),
    ));
    let first = slots.first().copied().unwrap_or(ahead);
    let meetings = vec![
        meeting(ground, "databases", TITLE, &url, first, reports),
        meeting(ground, "databases exercise", &format!("{TITLE}: exercise"), &exercise, ahead, Vec::new()),
    ];
    let course = Course {
        number: 2,
        id: "db1".to_owned(),
        short: "DB1".to_owned(),
        title: TITLE.to_owned(),
        students: list.iter().map(|one| one.student.clone()).collect(),
        meetings: classes,
    };
    Part { course, meetings, events, calls }
}

/// One sitting a class; in the third all left and came back, the fifth tells only who attended.
fn sittings(
    ground: &Ground,
    people: &[Arc<Person>],
    place: usize,
    slot: (DateTime<Utc>, DateTime<Utc>),
) -> Vec<(Sitting, bool)> {
    let label = format!("databases {place}");
    let mut dice = Dice::new(ground.seed, &label);
    if place != 2 {
        let sitting = Sitting::drawn(&mut dice, &label, slot.0, slot.1, &ground.instructor, people)
            .with_strangers(&mut dice, &ground.tenant, place);
        return vec![(sitting, place == 4)];
    }
    let (pause, again) = (slot.0 + TimeDelta::minutes(40), slot.0 + TimeDelta::minutes(52));
    let first = Sitting::drawn(&mut dice, &label, slot.0, pause, &ground.instructor, people);
    let second =
        Sitting::drawn(&mut dice, &format!("{label} again"), again, slot.1, &ground.instructor, people)
            .with_strangers(&mut dice, &ground.tenant, place);
    vec![(first, false), (second, false)]
}

/// "Meet now": no entry in the calendar, no meeting object, nothing but call records. The LMS knows them as classes.
fn instant_calls(
    ground: &Ground,
    people: &[Arc<Person>],
    slots: &[(DateTime<Utc>, DateTime<Utc>)],
    calls: &mut Vec<Call>,
    classes: &mut Vec<LmsMeeting>,
) {
    for (place, slot) in slots.iter().copied().enumerate().filter(|(place, _)| matches!(place, 3 | 6)) {
        let label = format!("databases instant {place}");
        let mut dice = Dice::new(ground.seed, &label);
        let start = slot.1 + TimeDelta::hours(4);
        let sitting = Sitting::drawn(
            &mut dice,
            &label,
            start,
            start + TimeDelta::minutes(60),
            &ground.instructor,
            people,
        )
        .with_strangers(&mut dice, &ground.tenant, place);
        let url = join_url(&ground.tenant, &ground.instructor, &label);
        calls.push(sitting.call(ground.seed, &ground.instructor, Some(&url)));
        classes.push(class(
            50 + place,
            &format!("{TITLE}, extra session"),
            (sitting.start, sitting.end),
            None,
        ));
    }
}

/// Later today in the daytime, else tomorrow morning.
fn later(ground: &Ground) -> (DateTime<Utc>, DateTime<Utc>) {
    let local = ground.now.with_timezone(&ground.zone);
    let (day, hour) = if local.hour() < 16 {
        (local.date_naive(), 17)
    } else {
        (local.date_naive().checked_add_days(Days::new(1)).unwrap_or(local.date_naive()), 10)
    };
    ground.slot(day, (hour, 15), 90)
}

fn class(
    number: usize,
    title: &str,
    slot: (DateTime<Utc>, DateTime<Utc>),
    join_url: Option<String>,
) -> LmsMeeting {
    LmsMeeting {
        id: format!("db1-{number:02}"),
        title: title.to_owned(),
        start: slot.0,
        end: slot.1,
        join_url,
    }
}

/// A meeting object of the instructor.
pub(super) fn meeting(
    ground: &Ground,
    label: &str,
    subject: &str,
    url: &str,
    slot: (DateTime<Utc>, DateTime<Utc>),
    reports: Vec<Report>,
) -> Meeting {
    Meeting {
        id: meeting_id(&ground.instructor, label),
        code: digits(ground.seed, label),
        subject: subject.to_owned(),
        join_url: url.to_owned(),
        organizer: ground.instructor.clone(),
        start: slot.0,
        end: slot.1,
        reports,
        found: Found::Ordinarily,
    }
}

/// The numeric meeting id of the invitations, nine to twelve digits.
pub(super) fn digits(seed: u64, label: &str) -> String {
    let mut dice = Dice::new(seed, &dice::uuid(label));
    format!("{}", 200_000_000_000 + dice.next() % 99_000_000_000)
}
