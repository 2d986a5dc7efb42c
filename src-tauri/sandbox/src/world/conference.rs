//! The case of 26 November 2025: an instant meeting without any report, 74 call records in the listing, ten of them
//! on that day in India, three of those ten the class. The class comes to 278.4 s for Admin One and 408.6 s for Hari.

mod days;

use super::demo::tenant;
use super::stays::stay;
use super::{Call, Course, Kind, LmsMeeting, Person, Stay, Student, Tenant, World, join_url};
use crate::dice;
use chrono::{DateTime, TimeDelta, TimeZone, Utc};
use chrono_tz::Tz;
use std::sync::Arc;

/// The people of the case.
pub(super) struct Cast {
    pub tenant: Tenant,
    pub admin: Arc<Person>,
    pub hari: Arc<Person>,
    pub meera: Arc<Person>,
    pub arjun: Arc<Person>,
    /// Colleagues who are on no list of students.
    pub staff: Vec<Arc<Person>>,
    pub caller: Arc<Person>,
}

impl Cast {
    fn gathered() -> Self {
        let tenant = tenant("Nexsy", "nexsy.io");
        let member = |name: &str, local: &str| Person::member(&tenant, name, &format!("{local}@nexsy.io"));
        Self {
            admin: member("Admin One", "hi"),
            hari: member("Hari Krishnan", "hari"),
            meera: member("Meera Nair", "meera"),
            arjun: member("Arjun Patel", "arjun"),
            staff: vec![
                member("Sofia Lindqvist", "sofia"),
                member("Priya Raman", "priya"),
                member("Daniel Okafor", "daniel"),
                member("Wei Chen", "wei"),
            ],
            caller: Person::other(Kind::Phone, "+914445550147", None, None),
            tenant,
        }
    }
}

/// A moment of the case in UTC, to the millisecond.
pub(super) fn at(day: (u32, u32), hour: (u32, u32), millis: i64) -> DateTime<Utc> {
    let whole = Utc.with_ymd_and_hms(2025, day.0, day.1, hour.0, hour.1, 0).single().unwrap_or_default();
    whole + TimeDelta::milliseconds(millis)
}

/// The default clock of the scenario: the morning after.
pub(crate) fn morning_after() -> DateTime<Utc> {
    at((11, 27), (9, 0), 0)
}

/// Builds the case; `seed` changes ids, never times.
pub(crate) fn build(seed: u64, _now: DateTime<Utc>) -> World {
    let cast = Cast::gathered();
    let mut calls = the_class(seed, &cast);
    calls.extend(days::same_day(seed, &cast));
    calls.extend(days::other_days(seed, &cast));
    World {
        courses: vec![course(&cast)],
        instructor: cast.admin.clone(),
        colleagues: Vec::new(),
        tenant: cast.tenant,
        zone: Tz::Asia__Kolkata,
        meetings: Vec::new(),
        events: Vec::new(),
        calls,
    }
    .in_order()
}

/// A call record of the case that spans its stays.
pub(super) fn call(
    seed: u64,
    label: &str,
    group: bool,
    organizer: &Arc<Person>,
    url: Option<String>,
    stays: Vec<Stay>,
) -> Call {
    let start = stays.iter().map(|s| s.from).min().unwrap_or_default();
    let end = stays.iter().map(|s| s.to).max().unwrap_or_default();
    Call {
        id: dice::uuid(&format!("{seed}/conference/{label}")),
        version: 1,
        group,
        start,
        end,
        written: end + TimeDelta::minutes(26),
        organizer: Some(organizer.clone()),
        join_url: url,
        stays,
    }
}

/// The instant meeting, 10:00 to 11:00 in India: everyone left twice, so there are three records of one address.
fn the_class(seed: u64, cast: &Cast) -> Vec<Call> {
    let url = join_url(&cast.tenant, &cast.admin, "conference");
    let during = |person: &Arc<Person>, minute: u32, from: i64, to: i64| {
        let base = at((11, 26), (4, minute), 0);
        stay(person, base + TimeDelta::milliseconds(from), base + TimeDelta::milliseconds(to))
    };
    let sittings = [
        vec![
            during(&cast.admin, 32, 10_125, 130_375),
            during(&cast.hari, 32, 31_200, 92_500),
            during(&cast.hari, 32, 110_050, 212_500),
            during(&cast.meera, 32, 40_710, 205_040),
        ],
        vec![
            during(&cast.admin, 41, 2_300, 100_700),
            during(&cast.hari, 41, 20_150, 153_750),
            during(&cast.arjun, 41, 25_005, 149_330),
        ],
        vec![
            during(&cast.hari, 52, 5_000, 116_250),
            during(&cast.admin, 52, 15_500, 75_250),
            during(&cast.meera, 52, 30_480, 110_920),
        ],
    ];
    sittings
        .into_iter()
        .enumerate()
        .map(|(place, stays)| {
            call(seed, &format!("class {place}"), true, &cast.admin, Some(url.clone()), stays)
        })
        .collect()
}

fn course(cast: &Cast) -> Course {
    let students = [&cast.hari, &cast.meera, &cast.arjun]
        .into_iter()
        .zip(7401..)
        .map(|(person, number)| {
            let name = person.name.clone().unwrap_or_default();
            let (given, family) = name.split_once(' ').unwrap_or((&name, ""));
            Student {
                number,
                given: given.to_owned(),
                family: family.to_owned(),
                emails: person.email.iter().cloned().collect(),
                username: given.to_lowercase(),
                active: true,
                name: name.clone(),
            }
        })
        .collect();
    let class = LmsMeeting {
        id: "conf-1".to_owned(),
        title: "Conference".to_owned(),
        start: at((11, 26), (4, 30), 0),
        end: at((11, 26), (5, 30), 0),
        join_url: None,
    };
    Course {
        number: 74,
        id: "conference".to_owned(),
        short: "CONF".to_owned(),
        title: "Conference".to_owned(),
        students,
        meetings: vec![class],
    }
}
