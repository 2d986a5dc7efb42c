//! Nordhaven University: one instructor, a course of 30 and one of 300, four weeks of classes behind and some ahead.

mod databases;
mod programming;

use super::names::Name;
use super::people::{self, Enrolled, Person};
use super::{Course, Event, Tenant, World};
use crate::dice::{self, Dice};
use chrono::{DateTime, Datelike, Days, NaiveDate, NaiveTime, TimeDelta, TimeZone, Utc, Weekday};
use chrono_tz::Tz;
use std::collections::HashSet;
use std::sync::Arc;

/// What both courses are built from.
pub(super) struct Ground {
    pub seed: u64,
    pub now: DateTime<Utc>,
    pub zone: Tz,
    pub tenant: Tenant,
    pub instructor: Arc<Person>,
    pub colleague: Arc<Person>,
}

impl Ground {
    /// The last four weeks' classes on two days of the week, oldest first: always eight.
    pub(super) fn past(
        &self,
        days: [Weekday; 2],
        begin: (u32, u32),
        minutes: i64,
    ) -> Vec<(DateTime<Utc>, DateTime<Utc>)> {
        let today = self.now.with_timezone(&self.zone).date_naive();
        (1..=28)
            .rev()
            .filter_map(|back| today.checked_sub_days(Days::new(back)))
            .filter(|day| days.contains(&day.weekday()))
            .map(|day| self.slot(day, begin, minutes))
            .collect()
    }

    /// The next class on a day of the week after today.
    pub(super) fn next(
        &self,
        weekday: Weekday,
        begin: (u32, u32),
        minutes: i64,
    ) -> (DateTime<Utc>, DateTime<Utc>) {
        let today = self.now.with_timezone(&self.zone).date_naive();
        let day = (1..=7)
            .filter_map(|ahead| today.checked_add_days(Days::new(ahead)))
            .find(|day| day.weekday() == weekday)
            .unwrap_or(today);
        self.slot(day, begin, minutes)
    }

    fn slot(&self, day: NaiveDate, begin: (u32, u32), minutes: i64) -> (DateTime<Utc>, DateTime<Utc>) {
        let local = day.and_time(NaiveTime::from_hms_opt(begin.0, begin.1, 0).unwrap_or_default());
        let start = self
            .zone
            .from_local_datetime(&local)
            .earliest()
            .map_or_else(|| local.and_utc(), |at| at.with_timezone(&Utc));
        (start, start + TimeDelta::minutes(minutes))
    }

    pub(super) fn event(
        &self,
        label: &str,
        subject: &str,
        organizer: &Arc<Person>,
        slot: (DateTime<Utc>, DateTime<Utc>),
        join_url: Option<&str>,
    ) -> Event {
        Event {
            id: format!("AAMkAG{}AAA=", dice::uuid(&format!("{}/event/{label}", self.seed)).replace('-', "")),
            subject: subject.to_owned(),
            organizer: organizer.clone(),
            start: slot.0,
            end: slot.1,
            join_url: join_url.map(str::to_owned),
            in_series: false,
        }
    }
}

/// What one course adds to the world.
pub(super) struct Part {
    pub course: Course,
    pub meetings: Vec<super::Meeting>,
    pub events: Vec<Event>,
    pub calls: Vec<super::Call>,
}

/// The tenant of the demonstration. The credentials are as pretended as the people.
pub(crate) fn tenant(institution: &str, domain: &str) -> Tenant {
    Tenant {
        institution: institution.to_owned(),
        domain: domain.to_owned(),
        id: dice::uuid(&format!("{domain}/tenant")),
        client_id: dice::uuid(&format!("{domain}/public client")),
        app_client_id: dice::uuid(&format!("{domain}/confidential client")),
        app_secret: format!("sandbox~{}", dice::uuid(&format!("{domain}/secret")).replace('-', "")),
        lms_token: format!("lms-{}", dice::uuid(&format!("{domain}/lms")).replace('-', "")),
        moodle_token: dice::uuid(&format!("{domain}/moodle")).replace('-', ""),
    }
}

/// Builds the institution around `now`.
pub(crate) fn build(seed: u64, now: DateTime<Utc>) -> World {
    let tenant = tenant("Nordhaven University", "nordhaven.example");
    let ground = Ground {
        seed,
        now,
        zone: Tz::Europe__Berlin,
        instructor: Person::member(&tenant, "Dr. Ines Almeida", "ines.almeida@nordhaven.example"),
        colleague: Person::member(&tenant, "Prof. Henrik Østergård", "henrik.oestergaard@nordhaven.example"),
        tenant,
    };
    let (small, large) = lists(&ground);
    let databases = databases::build(&ground, &small);
    let programming = programming::build(&ground, &large);
    let mut world = World {
        tenant: ground.tenant.clone(),
        instructor: ground.instructor.clone(),
        colleagues: vec![ground.colleague.clone()],
        zone: ground.zone,
        courses: Vec::new(),
        meetings: Vec::new(),
        events: other_events(&ground),
        calls: Vec::new(),
    };
    for part in [databases, programming] {
        world.courses.push(part.course);
        world.meetings.extend(part.meetings);
        world.events.extend(part.events);
        world.calls.extend(part.calls);
    }
    world.in_order()
}

/// The two lists. The small one starts with two people of one name.
fn lists(ground: &Ground) -> (Vec<Enrolled>, Vec<Enrolled>) {
    let mut taken = HashSet::from(["Anna Schmidt".to_owned()]);
    let mut dice = Dice::new(ground.seed, "people");
    let anna = Name::latin(("Anna", "anna"), ("Schmidt", "schmidt"));
    let mut small: Vec<Enrolled> =
        (0..2).map(|place| people::enrolled(&ground.tenant, &anna, 1001 + place, place)).collect();
    let rest = people::enrol(&ground.tenant, &mut dice, &mut taken, 1003, 28);
    small.extend(rest);
    let large = people::enrol(&ground.tenant, &mut dice, &mut taken, 2001, 300);
    (small, large)
}

/// Entries that are no classes: they must not be taken for any.
fn other_events(ground: &Ground) -> Vec<Event> {
    let hours = ground.past([Weekday::Fri, Weekday::Sun], (9, 0), 60);
    hours
        .into_iter()
        .enumerate()
        .filter(|(place, _)| place % 2 == 0)
        .map(|(place, slot)| {
            ground.event(&format!("office {place}"), "Office hour, room 2.14", &ground.instructor, slot, None)
        })
        .collect()
}
