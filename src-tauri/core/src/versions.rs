//! One call out of several answers about it: the newest wins, and what only a fuller, earlier answer held is kept.
//!
//! Presence rules, section 1: re-syncing never removes; the newest version of a call record wins; the same report
//! twice counts once.

use crate::class::Span;
use crate::ids::CallId;
use crate::observation::{Call, CallKind, Record, Stay};
use crate::people::{identity_keys, typed_name};
use std::collections::{BTreeMap, BTreeSet};

/// Merges all answers to one [`Call`] for each kind and id, ordered by start, then id.
///
/// Answers must come in the order in which they were fetched, oldest first.
#[must_use]
pub fn merge(answers: impl IntoIterator<Item = Call>) -> Vec<Call> {
    let mut by_id: BTreeMap<(CallKind, CallId), Call> = BTreeMap::new();
    for newer in answers {
        let key = (newer.kind, newer.id.clone());
        let merged = match by_id.remove(&key) {
            Some(older) => fuller(older, newer),
            None => newer,
        };
        by_id.insert(key, merged);
    }
    let mut calls: Vec<Call> = by_id.into_values().collect();
    calls.sort_by(|a, b| (a.start, &a.id).cmp(&(b.start, &b.id)));
    calls
}

fn fuller(older: Call, newer: Call) -> Call {
    let (older, mut newer) = if newer.version < older.version { (newer, older) } else { (older, newer) };
    newer.known_people = newer.known_people.or(older.known_people);
    newer.stated_people = newer.stated_people.or(older.stated_people);
    newer.start = newer.start.or(older.start);
    newer.end = newer.end.or(older.end);
    newer.records = match (older.records, newer.records) {
        // A report lists each person once, so whom the newer one lacks can be told.
        (Some(before), Some(now)) if newer.kind == CallKind::Report => Some(with_missing(before, now)),
        // Sessions of a newer version replace the older ones, unless it has none at all.
        (Some(before), Some(now)) if now.is_empty() => Some(before),
        (before, now) => now.or(before),
    };
    newer
}

/// The newer records, and of the older ones the people they lack and, of somebody with a key, the stays they lack: those
/// that share no time with any stay of the newer record.
fn with_missing(before: Vec<Record>, mut now: Vec<Record>) -> Vec<Record> {
    let mut known: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (at, record) in now.iter().enumerate() {
        for key in keys(record) {
            known.entry(key).or_default().push(at);
        }
    }
    for record in before {
        let found: BTreeSet<usize> =
            keys(&record).iter().filter_map(|key| known.get(key)).flatten().copied().collect();
        match found.first() {
            None => now.push(record),
            Some(_) if !identity_keys(&record.identity).is_empty() => keep_stays(record, &mut now, &found),
            // Two records of one typed name may be two people: nothing says whose stays are missing.
            Some(_) => {}
        }
    }
    now
}

fn keys(record: &Record) -> Vec<String> {
    let keys = identity_keys(&record.identity);
    if keys.is_empty() { vec![typed_name(&record.identity)] } else { keys }
}

/// `of` are the newer records of the same person; what they lack goes to the first of them.
fn keep_stays(before: Record, now: &mut [Record], of: &BTreeSet<usize>) {
    let span = |stay: &Stay| Span::new(stay.join?, stay.leave?);
    let stays = || of.iter().flat_map(|at| &now[*at].stays);
    let held: Vec<Span> = stays().filter_map(span).collect();
    // A stay that the newer answer leaves open may be any of the older ones.
    if held.len() < stays().count() {
        return;
    }
    let Some(first) = of.first().and_then(|at| now.get_mut(*at)) else { return };
    for stay in before.stays {
        if span(&stay).is_some_and(|old| held.iter().all(|new| !old.overlaps(new))) {
            // Microsoft's newer total is of its own stays, so the older one's share has to come in.
            first.stated_seconds =
                first.stated_seconds.zip(stay.stated_seconds).map(|(a, b)| a.saturating_add(b));
            first.stays.push(stay);
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::identity::Identity;
    use crate::observation::CallForm;
    use chrono::DateTime;

    fn record(email: &str) -> Record {
        Record {
            identity: Identity { email: Some(email.into()), ..Identity::default() },
            ..Record::default()
        }
    }

    fn call(kind: CallKind, version: u64, records: Option<Vec<Record>>) -> Call {
        Call {
            id: "c".into(),
            kind,
            start: None,
            end: None,
            organizer: None,
            join_url: None,
            form: CallForm::Unknown,
            version,
            known_people: None,
            records,
            stated_people: None,
            vanished: false,
        }
    }

    #[test]
    fn the_newest_version_of_a_call_record_wins_whatever_came_last() {
        let newest = call(CallKind::CallRecord, 3, Some(vec![record("a@x"), record("b@x")]));
        let older = call(CallKind::CallRecord, 1, Some(vec![record("a@x")]));
        assert_eq!(merge([newest.clone(), older.clone()]), vec![newest.clone()]);
        assert_eq!(merge([older, newest.clone()]), vec![newest]);
    }

    #[test]
    fn sessions_not_fetched_again_or_gone_empty_are_kept() {
        let full = call(CallKind::CallRecord, 1, Some(vec![record("a@x")]));
        for later in [None, Some(vec![])] {
            let merged = merge([full.clone(), call(CallKind::CallRecord, 2, later)]);
            assert_eq!((merged[0].version, merged[0].records.as_ref()), (2, full.records.as_ref()));
        }
    }

    #[test]
    fn people_missing_from_a_later_report_stay() {
        let first = call(CallKind::Report, 0, Some(vec![record("a@x"), record("b@x")]));
        let later = call(CallKind::Report, 0, Some(vec![record("B@x"), record("c@x")]));
        let merged = merge([first, later]);
        assert_eq!(merged[0].records, Some(vec![record("B@x"), record("c@x"), record("a@x")]));
    }

    fn stay(from: i64, to: i64) -> Stay {
        let at = |minute| DateTime::from_timestamp(1_764_151_200 + minute * 60, 0);
        Stay { join: at(from), leave: at(to), stated_seconds: Some((to - from) * 60), unreadable: false }
    }

    fn attended(email: &str, stays: Vec<Stay>) -> Record {
        let stated_seconds = stays.iter().map(|stay| stay.stated_seconds).sum();
        Record { stays, stated_seconds, ..record(email) }
    }

    #[test]
    fn a_stay_that_a_later_answer_of_a_report_lacks_stays() {
        let first = call(CallKind::Report, 0, Some(vec![attended("a@x", vec![stay(0, 20), stay(30, 40)])]));
        let later = call(CallKind::Report, 0, Some(vec![attended("A@x", vec![stay(30, 55)])]));
        let merged = merge([first, later]);
        let kept = &merged[0].records.as_ref().unwrap()[0];
        assert_eq!(
            (kept.stays.clone(), kept.stated_seconds),
            (vec![stay(30, 55), stay(0, 20)], Some(45 * 60))
        );
    }

    #[test]
    fn a_corrected_stay_replaces_the_older_one() {
        let first = call(CallKind::Report, 0, Some(vec![attended("a@x", vec![stay(0, 20)])]));
        let later = call(CallKind::Report, 0, Some(vec![attended("a@x", vec![stay(0, 60)])]));
        assert_eq!(merge([first, later.clone()]), vec![later]);
    }
}
