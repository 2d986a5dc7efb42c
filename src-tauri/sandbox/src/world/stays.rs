//! Who was when in a class: most stay, some come late, leave early, fall out and come back, or use two devices.

use super::{Call, Kind, Person, Report, Stay, Tenant};
use crate::dice::{self, Dice};
use chrono::{DateTime, TimeDelta, Utc};
use std::sync::Arc;

/// One sitting of a class: its hour and everybody's stays.
#[derive(Clone, Debug)]
pub(crate) struct Sitting {
    pub label: String,
    pub start: DateTime<Utc>,
    pub end: DateTime<Utc>,
    pub stays: Vec<Stay>,
}

impl Sitting {
    /// Draws the attendance of one class.
    pub(crate) fn drawn(
        dice: &mut Dice,
        label: &str,
        start: DateTime<Utc>,
        end: DateTime<Utc>,
        instructor: &Arc<Person>,
        students: &[Arc<Person>],
    ) -> Self {
        let length = (end - start).num_seconds();
        let mut stays = vec![stay(instructor, dice.moment(start, -420, -240), dice.moment(end, 30, 150))];
        for person in students {
            add_student(dice, &mut stays, person, start, length);
        }
        Self { label: label.to_owned(), start, end, stays }
    }

    /// Adds guests, telephones and machines.
    pub(crate) fn with_strangers(mut self, dice: &mut Dice, tenant: &Tenant, place: usize) -> Self {
        let (start, end) = (self.start, self.end);
        let key = |what: &str| dice::uuid(&format!("{}/{}/{what}", tenant.id, self.label)).replace('-', "");
        let visitor = |what: &str, name: Option<&str>| {
            Person::other(Kind::Visitor, &format!("teamsvisitor:{}", key(what)), name, None)
        };
        let guest = Person::other(
            Kind::External,
            &dice::uuid("guest/mireille"),
            Some("Mireille Fontaine"),
            Some("mireille.fontaine@fabrikam.example"),
        );
        let bot =
            Person::other(Kind::Application, &dice::uuid("bot/recorder"), Some("Lecture Recorder"), None);
        let phone = Person::other(Kind::Phone, "+4930555012", None, None);
        let (iphone, second, nameless) = (
            visitor("iphone", Some("iPhone")),
            visitor("iphone 2", Some("iPhone")),
            visitor("nameless", None),
        );
        let stays = &mut self.stays;
        stays.push(stay(&bot, dice.moment(start, -60, -20), dice.moment(end, 5, 40)));
        match place % 4 {
            0 => stays.push(stay(&guest, dice.moment(start, 30, 300), dice.moment(end, -600, -60))),
            1 => {
                stays.push(stay(&iphone, dice.moment(start, 60, 240), dice.moment(end, -400, 0)));
                stays.push(stay(&second, dice.moment(start, 300, 900), dice.moment(end, -900, -500)));
            }
            2 => stays.push(stay(&phone, dice.moment(start, 100, 400), dice.moment(start, 2400, 3600))),
            _ => stays.push(stay(&nameless, dice.moment(start, 200, 500), dice.moment(end, -300, 0))),
        }
        self
    }

    /// First join, last leave.
    pub(crate) fn bounds(&self) -> (DateTime<Utc>, DateTime<Utc>) {
        let from = self.stays.iter().map(|s| s.from).min().unwrap_or(self.start);
        let to = self.stays.iter().map(|s| s.to).max().unwrap_or(self.end);
        (from, to)
    }

    /// The attendance report that Teams writes of it. Bots are not in reports.
    pub(crate) fn report(&self, seed: u64) -> Report {
        let (start, end) = self.bounds();
        let stays = self.stays.iter().filter(|s| s.person.kind != Kind::Application).cloned().collect();
        Report {
            id: dice::uuid(&format!("{seed}/report/{}", self.label)),
            start,
            end,
            stays,
            identity_only: false,
            opted_out: 0,
            written: end,
            running: false,
        }
    }

    /// The call record of it, complete 26 minutes after the end.
    pub(crate) fn call(&self, seed: u64, organizer: &Arc<Person>, join_url: Option<&str>) -> Call {
        let (start, end) = self.bounds();
        let mut stays = self.stays.clone();
        stays.sort_by(|a, b| (a.from, &a.person.key).cmp(&(b.from, &b.person.key)));
        Call {
            id: dice::uuid(&format!("{seed}/call/{}", self.label)),
            version: 2,
            group: true,
            start,
            end,
            written: end + TimeDelta::minutes(26),
            organizer: Some(organizer.clone()),
            join_url: join_url.map(str::to_owned),
            stays,
        }
    }
}

/// A stay; an end before its beginning cannot come out of the draws, but would be turned around.
pub(crate) fn stay(person: &Arc<Person>, from: DateTime<Utc>, to: DateTime<Utc>) -> Stay {
    Stay { person: person.clone(), from: from.min(to), to: to.max(from) }
}

fn add_student(
    dice: &mut Dice,
    stays: &mut Vec<Stay>,
    person: &Arc<Person>,
    start: DateTime<Utc>,
    length: i64,
) {
    let joined = dice.moment(start, -240, 270);
    let left = dice.moment(start, length - 90, length + 100);
    match dice.below(100) {
        0..=6 => {}
        7..=12 => stays.push(stay(person, dice.moment(start, 660, length / 2), left)),
        13..=17 => stays.push(stay(person, joined, dice.moment(start, length / 3, length - 700))),
        18..=23 => {
            let out = dice.moment(start, length / 5, length / 2);
            stays.push(stay(person, joined, out));
            stays.push(stay(person, dice.moment(out, 20, 300), left));
        }
        24..=27 => {
            stays.push(stay(person, joined, left));
            stays.push(stay(
                person,
                dice.moment(start, 400, length / 3),
                dice.moment(start, length / 2, length),
            ));
        }
        _ => stays.push(stay(person, joined, left)),
    }
}
