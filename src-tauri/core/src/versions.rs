//! One call out of several answers about it: the newest wins, and what only a fuller, earlier answer held is kept.
//!
//! Presence rules, section 1: re-syncing never removes; the newest version of a call record wins; the same report
//! twice counts once.

use crate::ids::CallId;
use crate::observation::{Call, CallKind, Record};
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

fn with_missing(before: Vec<Record>, mut now: Vec<Record>) -> Vec<Record> {
    let key = |record: &Record| match identity_keys(&record.identity).into_iter().next() {
        Some(key) => key,
        None => typed_name(&record.identity),
    };
    let known: BTreeSet<String> = now.iter().map(key).collect();
    now.extend(before.into_iter().filter(|record| !known.contains(&key(record))));
    now
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::identity::Identity;
    use crate::observation::CallForm;

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
}
