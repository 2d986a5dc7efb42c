//! The 71 other call records: seven of the same local day that are not the class, and 64 of other days, some of them
//! on 26 November in UTC only.

use super::super::stays::stay;
use super::super::{Call, Person, Stay, join_url};
use super::{Cast, at, call};
use crate::dice::Dice;
use chrono::{DateTime, TimeDelta, Utc};
use std::sync::Arc;

/// Calls from this one on lie beside the day.
const BORDER: usize = 55;

/// The instructor is in all seven; they are other people's, between two persons, or by telephone.
pub(super) fn same_day(seed: u64, cast: &Cast) -> Vec<Call> {
    let [sofia, priya, daniel, wei] = cast.staff.as_slice() else { return Vec::new() };
    let url = |organizer: &Arc<Person>, label: &str| Some(join_url(&cast.tenant, organizer, label));
    let all = |when: DateTime<Utc>, seconds: i64, people: &[&Arc<Person>]| -> Vec<Stay> {
        people
            .iter()
            .zip(0..)
            .map(|(person, place)| {
                let begin = when + TimeDelta::milliseconds(place * 7_315);
                stay(person, begin, when + TimeDelta::milliseconds(seconds * 1000 - place * 2_210))
            })
            .collect()
    };
    let admin = &cast.admin;
    // 00:30 and 03:45 in India: the 26th there, still the 25th in UTC.
    let night = all(at((11, 25), (19, 0), 0), 1500, &[sofia, admin, daniel, wei]);
    let early = all(at((11, 25), (22, 15), 250), 310, &[admin, &cast.hari]);
    let phone = all(at((11, 26), (3, 40), 500), 190, &[&cast.caller, admin]);
    let beside = all(at((11, 26), (4, 57), 0), 1260, &[priya, admin, daniel, wei, &cast.hari]);
    let review = all(at((11, 26), (9, 5), 125), 1830, &[daniel, admin, sofia, wei, &cast.hari]);
    let quick = all(at((11, 26), (14, 20), 0), 420, &[&cast.hari, admin]);
    // 23:40 in India.
    let late = all(at((11, 26), (18, 10), 0), 600, &[wei, admin, priya, daniel]);
    vec![
        call(seed, "night", true, sofia, url(sofia, "night"), night),
        call(seed, "early", false, admin, None, early),
        call(seed, "phone", false, &cast.caller, None, phone),
        call(seed, "beside", true, priya, url(priya, "beside"), beside),
        call(seed, "review", true, daniel, url(daniel, "review"), review),
        call(seed, "quick", false, &cast.hari, None, quick),
        call(seed, "late", true, wei, url(wei, "late"), late),
    ]
}

/// 56 before that day and 8 after it, the nearest of them just beyond midnight in India.
pub(super) fn other_days(seed: u64, cast: &Cast) -> Vec<Call> {
    let mut starts: Vec<DateTime<Utc>> =
        (0..55).map(|place| at((10, 29), (5, 30), place * 41_741_600)).collect();
    starts.push(at((11, 25), (18, 20), 0));
    for (day, hour, minute) in [
        (26, 18, 45),
        (26, 20, 5),
        (26, 22, 30),
        (27, 2, 0),
        (27, 3, 30),
        (27, 4, 40),
        (27, 6, 15),
        (27, 7, 50),
    ] {
        starts.push(at((11, day), (hour, minute), 0));
    }
    let mut dice = Dice::new(seed, "conference other days");
    starts.into_iter().enumerate().map(|(place, start)| other(seed, cast, &mut dice, place, start)).collect()
}

fn other(seed: u64, cast: &Cast, dice: &mut Dice, place: usize, start: DateTime<Utc>) -> Call {
    let staff = |dice: &mut Dice| cast.staff.get(dice.below(cast.staff.len())).unwrap_or(&cast.admin).clone();
    let organizer = staff(dice);
    let minutes = 5 + i64::try_from(dice.below(20)).unwrap_or(0);
    let until = start + TimeDelta::minutes(minutes);
    let mut people = vec![organizer.clone()];
    // Beside the day's borders only staff meet: whoever widens the day by half an hour must not find the class there.
    let at_border = place >= BORDER;
    let mut extras = vec![staff(dice), cast.admin.clone()];
    if !at_border {
        extras.extend([cast.hari.clone(), cast.meera.clone()]);
    }
    for extra in extras {
        if dice.below(3) > 0 && people.iter().all(|one| one.key != extra.key) {
            people.push(extra);
        }
    }
    if people.len() == 1 {
        people.push(if at_border { cast.admin.clone() } else { cast.arjun.clone() });
    }
    let group = people.len() > 2;
    let url = group.then(|| join_url(&cast.tenant, &organizer, &format!("other {place}")));
    let stays = people
        .iter()
        .zip(0..)
        .map(|(person, rank)| {
            // The organizer begins exactly at the start, so that the record keeps to its side of midnight.
            let joined = if rank == 0 { start } else { dice.moment(start, 1, 90) };
            stay(person, joined, dice.moment(until, -60, 0))
        })
        .collect();
    call(seed, &format!("other {place}"), group, &organizer, url, stays)
}
