//! A whole tenant's day for measuring: 6,000 call records, 40 with the instructor in them, 12 of those the class
//! with 300 people and 600 sessions.

use super::demo::tenant;
use super::people::{self, Enrolled};
use super::stays::stay;
use super::{Call, Course, LmsMeeting, Person, World, join_url};
use crate::dice::{self, Dice};
use chrono::{DateTime, Days, NaiveTime, TimeDelta, TimeZone, Utc};
use chrono_tz::Tz;
use std::collections::HashSet;
use std::sync::Arc;

const CALLS: u32 = 6_000;
/// As many as a large tenant was seen to have.
const MANY_CALLS: u32 = 97_000;
/// The shortest day there is: 23 hours.
const DAY: i64 = 82_800_000;
const CLASS_CALLS: usize = 12;
const WITH_INSTRUCTOR: u32 = 40;

/// Builds yesterday (local) of `now`.
pub(crate) fn build(seed: u64, now: DateTime<Utc>) -> World {
    of(CALLS, seed, now)
}

/// The same with as many calls as a large tenant has.
pub(crate) fn large(seed: u64, now: DateTime<Utc>) -> World {
    of(MANY_CALLS, seed, now)
}

fn of(calls_of_the_day: u32, seed: u64, now: DateTime<Utc>) -> World {
    let tenant = tenant("Nordhaven University", "nordhaven.example");
    let zone = Tz::Europe__Berlin;
    let instructor = Person::member(&tenant, "Dr. Ines Almeida", "ines.almeida@nordhaven.example");
    let mut dice = Dice::new(seed, "tenant day");
    let list = people::enrol(&tenant, &mut dice, &mut HashSet::new(), 2001, 300);
    let today = now.with_timezone(&zone).date_naive();
    let midnight = today.checked_sub_days(Days::new(1)).unwrap_or(today).and_time(NaiveTime::MIN);
    let midnight = zone.from_local_datetime(&midnight).earliest().map_or(now, |at| at.with_timezone(&Utc));
    let (start, end) = (midnight + TimeDelta::hours(10), midnight + TimeDelta::hours(12));
    let mut calls = class(seed, &instructor, &list, start, &join_url(&tenant, &instructor, "tenant day"));
    let strangers: Vec<Arc<Person>> = (0..400)
        .map(|place| {
            Person::member(&tenant, &format!("Colleague {place}"), &format!("c{place}@nordhaven.example"))
        })
        .collect();
    let own = WITH_INSTRUCTOR - u32::try_from(CLASS_CALLS).unwrap_or(0);
    let others = calls_of_the_day - u32::try_from(CLASS_CALLS).unwrap_or(0);
    for place in 0..others {
        let from = midnight + TimeDelta::milliseconds(i64::from(place) * DAY / i64::from(calls_of_the_day));
        let with = (place % (others / own) == 3 && place / (others / own) < own).then_some(&instructor);
        calls.push(background(seed, &mut dice, place, from, &strangers, with));
    }
    let course = Course {
        number: 3,
        id: "prog".to_owned(),
        short: "PROG".to_owned(),
        title: "Introduction to Programming".to_owned(),
        students: list.into_iter().map(|one| one.student).collect(),
        meetings: vec![LmsMeeting {
            id: "prog-day".to_owned(),
            title: "Introduction to Programming".to_owned(),
            start,
            end,
            join_url: None,
        }],
    };
    World {
        tenant,
        instructor,
        colleagues: Vec::new(),
        zone,
        courses: vec![course],
        meetings: Vec::new(),
        events: Vec::new(),
        calls,
    }
    .in_order()
}

/// Twelve calls of ten minutes, one after the other; everybody is in two of them, 50 sessions each with the
/// instructor's as one of the 50.
fn class(
    seed: u64,
    instructor: &Arc<Person>,
    list: &[Enrolled],
    start: DateTime<Utc>,
    url: &str,
) -> Vec<Call> {
    let mut dice = Dice::new(seed, "tenant day class");
    (0..CLASS_CALLS)
        .map(|place| {
            let begin = start + TimeDelta::minutes(i64::try_from(place * 10).unwrap_or(0));
            let mut stays = vec![stay(instructor, begin, begin + TimeDelta::seconds(580))];
            // 49 students a call are 588 seats: 288 people sit in two calls, twelve in one.
            for seat in 0..49 {
                if let Some(one) = list.get((place * 49 + seat) % list.len().max(1)) {
                    stays.push(stay(&one.account, dice.moment(begin, 1, 60), dice.moment(begin, 480, 575)));
                }
            }
            record(seed, &format!("class {place}"), true, instructor, Some(url.to_owned()), stays)
        })
        .collect()
}

fn background(
    seed: u64,
    dice: &mut Dice,
    place: u32,
    from: DateTime<Utc>,
    people: &[Arc<Person>],
    with: Option<&Arc<Person>>,
) -> Call {
    let to = from + TimeDelta::seconds(120 + i64::try_from(dice.below(1500)).unwrap_or(0));
    let mut stays = Vec::new();
    let first = dice.below(people.len());
    for step in 0..2 {
        if let Some(person) = people.get((first + step * 7) % people.len().max(1)) {
            stays.push(stay(person, from + TimeDelta::seconds(i64::try_from(step).unwrap_or(0)), to));
        }
    }
    if let Some(person) = with {
        stays.push(stay(person, from + TimeDelta::seconds(5), to));
    }
    let organizer = stays.first().map_or_else(|| people.first().cloned(), |s| Some(s.person.clone()));
    let mut call = record(
        seed,
        &format!("background {place}"),
        with.is_some(),
        &stays_owner(organizer, with),
        None,
        stays,
    );
    call.start = from;
    call
}

fn stays_owner(organizer: Option<Arc<Person>>, with: Option<&Arc<Person>>) -> Arc<Person> {
    organizer
        .or_else(|| with.cloned())
        .unwrap_or_else(|| Person::other(super::Kind::Phone, "+4930555000", None, None))
}

fn record(
    seed: u64,
    label: &str,
    group: bool,
    organizer: &Arc<Person>,
    join_url: Option<String>,
    stays: Vec<super::Stay>,
) -> Call {
    let start = stays.iter().map(|s| s.from).min().unwrap_or_default();
    let end = stays.iter().map(|s| s.to).max().unwrap_or_default();
    Call {
        id: dice::uuid(&format!("{seed}/tenant day/{label}")),
        version: 1,
        group,
        start,
        end,
        written: end + TimeDelta::minutes(26),
        organizer: Some(organizer.clone()),
        join_url,
        stays,
    }
}
