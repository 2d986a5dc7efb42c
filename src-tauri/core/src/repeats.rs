//! The same stay told by several attendance files of one class counts once.
//!
//! Instructors download the list during the class and again at its end, or one report in two languages: other files, the
//! same stays. A stay that begins at the same instant, of the same person, is one stay; of two that end differently the
//! later end is true, for the earlier file was written before it. Reports and call records never need this: Microsoft
//! tells them apart by id.

use crate::attendance::JudgedCall;
use crate::observation::{Call, CallKind, Record, Stay};
use crate::people::{fold_spaces, identity_keys};
use crate::stay::resolve;
use chrono::{DateTime, Utc};
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

/// Where a stay stands: index of the call, of its record, of the stay.
type Place = (usize, usize, usize);

/// The records that hold stays which another file tells better, by their places: what is left of them, `None` where
/// nothing is.
pub(crate) fn retold(calls: &[JudgedCall]) -> BTreeMap<(usize, usize), Option<Record>> {
    let repeated = repeated(calls);
    let records: BTreeSet<(usize, usize)> = repeated.iter().map(|(at, index, _)| (*at, *index)).collect();
    let left = |(at, index): (usize, usize)| {
        let record = calls.get(at)?.call.records.as_ref()?.get(index)?;
        let told = |(number, _): &(usize, &Stay)| !repeated.contains(&(at, index, *number));
        let stays: Vec<Stay> =
            record.stays.iter().enumerate().filter(told).map(|(_, stay)| stay.clone()).collect();
        // A record without a stay would say "present, duration unknown"; the other file says more. The file's own total
        // is of all its stays, so it goes.
        (!stays.is_empty()).then(|| Record { stays, stated_seconds: None, ..record.clone() })
    };
    records.into_iter().map(|place| (place, left(place))).collect()
}

fn counting(calls: &[JudgedCall]) -> impl Iterator<Item = (usize, &JudgedCall)> {
    calls.iter().enumerate().filter(|(_, judged)| judged.verdict.included)
}

/// The places of the stays that are told again, and not best, by a file.
fn repeated(calls: &[JudgedCall]) -> BTreeSet<Place> {
    let files: Vec<(usize, &Call)> = counting(calls)
        .filter(|(_, judged)| judged.call.kind == CallKind::File)
        .map(|(at, judged)| (at, &judged.call))
        .collect();
    if files.len() < 2 {
        return BTreeSet::new();
    }
    let mut told: BTreeMap<(String, DateTime<Utc>), Vec<Told>> = BTreeMap::new();
    for (at, call) in files {
        for (index, record) in call.records.iter().flatten().enumerate() {
            let who = identity_keys(&record.identity)
                .into_iter()
                .next()
                .unwrap_or_else(|| fold_spaces(record.identity.name.as_deref().unwrap_or("")));
            for (number, stay) in record.stays.iter().enumerate() {
                let Some(join) = stay.join else { continue };
                let end = resolve(stay, call.end).0.map(|span| span.end);
                let one = Told { place: (at, index, number), closed: stay.leave.is_some(), end };
                told.entry((who.clone(), join)).or_default().push(one);
            }
        }
    }
    told.into_values().flat_map(worse).collect()
}

/// One telling of a stay.
struct Told {
    place: Place,
    /// A leave stands there.
    closed: bool,
    end: Option<DateTime<Utc>>,
}

/// Of the tellings of one person's stays that begin together, those that another file tells as well or better. One file
/// may hold several (two devices, or two people of one name): the n-th best of one file is the n-th best of the other.
fn worse(all: Vec<Told>) -> Vec<Place> {
    let mut of_file: BTreeMap<usize, Vec<Told>> = BTreeMap::new();
    for told in all {
        of_file.entry(told.place.0).or_default().push(told);
    }
    if of_file.len() < 2 {
        return vec![];
    }
    for of_one in of_file.values_mut() {
        of_one.sort_by_key(|told| Reverse((told.closed, told.end)));
    }
    let ranks = of_file.values().map(Vec::len).max().unwrap_or(0);
    let mut places = Vec::new();
    for rank in 0..ranks {
        let mut equal: Vec<&Told> = of_file.values().filter_map(|of_one| of_one.get(rank)).collect();
        equal.sort_by_key(|told| (Reverse((told.closed, told.end)), told.place));
        places.extend(equal.iter().skip(1).map(|told| told.place));
    }
    places
}

#[cfg(test)]
#[path = "repeats_tests.rs"]
mod tests;
