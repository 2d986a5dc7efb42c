//! Meetings that are found or reported in other ways than most: of a channel, expired, still on, a webinar, a town hall,
//! with people who opted out, with a report that comes late.

use super::demo::tenant;
use super::names::Name;
use super::people;
use super::stays::Sitting;
use super::{Course, Event, Found, LmsMeeting, Meeting, Person, Report, World, join_url, meeting_id};
use crate::dice::{self, Dice};
use chrono::{DateTime, TimeDelta, Utc};
use chrono_tz::Tz;
use std::collections::HashSet;
use std::sync::Arc;

/// One class: its label, how many hours ago it began, and what is unusual about it.
type Kind = (&'static str, i64, Found, fn(Report) -> Report);

const KINDS: &[Kind] = &[
    ("channel-one", 50, Found::Ordinarily, |report| report),
    ("channel-two", 26, Found::Ordinarily, |report| report),
    ("opted-out", 74, Found::Ordinarily, |report| Report { opted_out: 3, ..report }),
    ("late-report", 3, Found::Ordinarily, |report| Report {
        written: report.end + TimeDelta::hours(2),
        ..report
    }),
    ("running", 1, Found::Ordinarily, |report| Report { running: true, written: report.start, ..report }),
    ("expired", 24 * 100, Found::ByReportsOnly, |report| report),
    ("webinar", 98, Found::AsWebinar, |report| report),
    ("town-hall", 122, Found::AsTownHall, |report| report),
];

pub(crate) fn build(seed: u64, now: DateTime<Utc>) -> World {
    let tenant = tenant("Nordhaven University", "nordhaven.example");
    let instructor = Person::member(&tenant, "Dr. Ines Almeida", "ines.almeida@nordhaven.example");
    let mut dice = Dice::new(seed, "unusual people");
    let mut taken = HashSet::new();
    let zeno = Name::latin(("Zeno", "zeno"), ("Adler", "adler"));
    let mut list = vec![people::enrolled(&tenant, &zeno, 5001, 0)];
    list.extend(people::enrol(&tenant, &mut dice, &mut taken, 5002, 11));
    let accounts: Vec<Arc<Person>> = list.iter().map(|one| one.account.clone()).collect();
    let (mut meetings, mut events, mut classes) = (Vec::new(), Vec::new(), Vec::new());
    for (place, (label, ago, found, change)) in KINDS.iter().enumerate() {
        let begin = now - TimeDelta::hours(*ago);
        let end = begin + TimeDelta::minutes(60);
        let url = join_url(&tenant, &instructor, label);
        let mut dice = Dice::new(seed, label);
        let sitting = Sitting::drawn(&mut dice, label, begin, end, &instructor, &accounts);
        meetings.push(Meeting {
            id: meeting_id(&instructor, label),
            code: format!("{}", 400_000_000_000_u64 + place as u64),
            subject: (*label).to_owned(),
            join_url: url.clone(),
            organizer: instructor.clone(),
            start: begin,
            end,
            reports: vec![change(sitting.report(seed))],
            found: *found,
        });
        events.push(Event {
            id: format!("AAMkAG{}AAA=", dice::uuid(&format!("{seed}/{label}")).replace('-', "")),
            subject: (*label).to_owned(),
            organizer: instructor.clone(),
            start: begin,
            end,
            join_url: Some(url.clone()),
            in_series: false,
        });
        classes.push(LmsMeeting {
            id: (*label).to_owned(),
            title: (*label).to_owned(),
            start: begin,
            end,
            join_url: Some(url),
        });
    }
    share(&mut meetings);
    World {
        zone: Tz::Europe__Berlin,
        colleagues: Vec::new(),
        courses: vec![Course {
            number: 8,
            id: "unusual".to_owned(),
            short: "UNU".to_owned(),
            title: "Unusual meetings".to_owned(),
            students: list.into_iter().map(|one| one.student).collect(),
            meetings: classes,
        }],
        calls: Vec::new(),
        instructor,
        meetings,
        events,
        tenant,
    }
    .in_order()
}

/// Every meeting of a channel lists the reports of all of them (Graph, "List meetingAttendanceReports").
fn share(meetings: &mut [Meeting]) {
    let of_channel = |one: &Meeting| one.subject.starts_with("channel");
    let all: Vec<Report> =
        meetings.iter().filter(|one| of_channel(one)).flat_map(|one| one.reports.clone()).collect();
    for meeting in meetings.iter_mut().filter(|one| of_channel(one)) {
        meeting.reports.clone_from(&all);
    }
}
