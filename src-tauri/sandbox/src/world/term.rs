//! A long term: one course, many classes, every one with its reports; as one series or each a meeting of its own.

use super::demo::tenant;
use super::names::Name;
use super::people;
use super::stays::Sitting;
use super::{Course, Event, Found, LmsMeeting, Meeting, Person, World, join_url, meeting_id};
use crate::dice::{self, Dice};
use chrono::{DateTime, TimeDelta, Utc};
use chrono_tz::Tz;
use std::collections::HashSet;
use std::sync::Arc;

/// How long, how large.
struct Shape {
    classes: usize,
    students: u32,
    /// Sittings of each class: everybody left and came back in between.
    sittings: i64,
    /// All classes are occurrences of one meeting.
    series: bool,
}

/// Sixty weekly occurrences of one meeting: Graph lists the reports of the fifty newest only.
pub(crate) fn long_series(seed: u64, now: DateTime<Utc>) -> World {
    build(seed, now, &Shape { classes: 60, students: 12, sittings: 1, series: true })
}

/// Forty classes with two reports of 500 people each: for measuring.
pub(crate) fn large(seed: u64, now: DateTime<Utc>) -> World {
    build(seed, now, &Shape { classes: 40, students: 499, sittings: 2, series: false })
}

fn build(seed: u64, now: DateTime<Utc>, shape: &Shape) -> World {
    let tenant = tenant("Nordhaven University", "nordhaven.example");
    let instructor = Person::member(&tenant, "Dr. Ines Almeida", "ines.almeida@nordhaven.example");
    let mut dice = Dice::new(seed, "term people");
    let mut taken = HashSet::new();
    let zeno = Name::latin(("Zeno", "zeno"), ("Adler", "adler"));
    let mut list = vec![people::enrolled(&tenant, &zeno, 4001, 0)];
    list.extend(people::enrol(&tenant, &mut dice, &mut taken, 4002, shape.students - 1));
    let accounts: Vec<Arc<Person>> = list.iter().map(|one| one.account.clone()).collect();
    let mut world = World {
        instructor: instructor.clone(),
        colleagues: Vec::new(),
        zone: Tz::Europe__Berlin,
        courses: Vec::new(),
        meetings: Vec::new(),
        events: Vec::new(),
        calls: Vec::new(),
        tenant,
    };
    let mut classes = Vec::new();
    // The last one ended an hour ago; the others lie a day or a week apart before it.
    let step = if shape.series { TimeDelta::weeks(1) } else { TimeDelta::days(1) };
    let mut begin = now - TimeDelta::minutes(150);
    for place in (1..=shape.classes).rev() {
        let label = if shape.series { "term".to_owned() } else { format!("term {place}") };
        let url = join_url(&world.tenant, &instructor, &label);
        let end = begin + TimeDelta::minutes(90);
        let reports = (0..shape.sittings).map(|sitting| {
            let length = TimeDelta::minutes(90 / shape.sittings);
            let from = begin + length * i32::try_from(sitting).unwrap_or_default();
            let mut dice = Dice::new(seed, &format!("term {place} {sitting}"));
            let label = format!("term {place} {sitting}");
            Sitting::drawn(
                &mut dice,
                &label,
                from,
                from + length - TimeDelta::minutes(5),
                &instructor,
                &accounts,
            )
            .report(seed)
        });
        let reports: Vec<_> = reports.collect();
        match world.meetings.first_mut().filter(|_| shape.series) {
            Some(meeting) => meeting.reports.extend(reports),
            None => world.meetings.push(Meeting {
                id: meeting_id(&instructor, &label),
                code: format!("{}", 300_000_000_000 + place),
                subject: "Long seminar".to_owned(),
                join_url: url.clone(),
                organizer: instructor.clone(),
                start: begin,
                end,
                reports,
                found: Found::Ordinarily,
            }),
        }
        world.events.push(Event {
            id: format!("AAMkAG{}AAA=", dice::uuid(&format!("{seed}/term {place}")).replace('-', "")),
            subject: format!("Long seminar {place}"),
            organizer: instructor.clone(),
            start: begin,
            end,
            join_url: Some(url.clone()),
            in_series: shape.series,
        });
        classes.push(LmsMeeting {
            id: format!("term-{place:02}"),
            title: format!("Long seminar {place}"),
            start: begin,
            end,
            join_url: Some(url),
        });
        begin -= step;
    }
    world.courses.push(Course {
        number: 7,
        id: "term".to_owned(),
        short: "TERM".to_owned(),
        title: "Long seminar".to_owned(),
        students: list.into_iter().map(|one| one.student).collect(),
        meetings: classes,
    });
    world.in_order()
}
