//! People who only typed a name, told apart by time (presence rules, section 2).
//!
//! Records of one name become as few people as cover them without overlap, in order of joining: somebody who was there
//! twice at once is two people. Sorting and a queue of who left when keep this O(n log n) also when a thousand join as
//! "iPhone".

use super::Appearance;
use crate::class::Span;
use crate::presence::union;
use chrono::{DateTime, Utc};
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet, BinaryHeap};

/// How many people who come back later are looked at for a gap that a record fits into.
///
/// Covering records of several stays by the fewest people is graph colouring, which has no fast exact answer; up to this
/// many people of one name at the same time the answer is that of trying each in turn.
const MOST_TRIED: usize = 64;

/// One person of a typed name.
#[derive(Debug)]
struct Person {
    members: Vec<usize>,
    /// Disjoint, by start: the end of each.
    busy: BTreeMap<DateTime<Utc>, DateTime<Utc>>,
}

impl Person {
    fn is_free(&self, spans: &[Span]) -> bool {
        spans.iter().all(|span| {
            let before = self.busy.range(..span.end).next_back();
            before.is_none_or(|(_, end)| *end <= span.start)
        })
    }
}

/// Brings records into the order of joining. Everything that tells them apart is compared, so that the order of the input
/// never decides.
pub(super) fn in_order(records: &mut [usize], all: &[Appearance<'_>]) {
    records.sort_by_cached_key(|at| {
        let mut spans = all[*at].spans.clone();
        spans.sort_unstable();
        (spans, all[*at].identity)
    });
}

/// Parts the records of one name into people, in order of joining. `records` are indices into `all`.
pub(super) fn part(mut records: Vec<usize>, all: &[Appearance<'_>]) -> Vec<Vec<usize>> {
    in_order(&mut records, all);
    let mut people: Vec<Person> = Vec::new();
    let mut leaving: BinaryHeap<(Reverse<DateTime<Utc>>, Reverse<usize>)> = BinaryHeap::new();
    let mut free: BTreeSet<usize> = BTreeSet::new();
    let mut coming_back: BTreeSet<usize> = BTreeSet::new();
    let mut timeless = Vec::new();
    for index in records {
        let spans = union(&all[index].spans);
        let (Some(first), Some(last)) = (spans.first(), spans.last()) else {
            // No time tells this record apart from anybody.
            timeless.push(index);
            continue;
        };
        while let Some((Reverse(end), Reverse(who))) =
            leaving.peek().copied().filter(|(end, _)| end.0 <= first.start)
        {
            leaving.pop();
            // A later record may have made this person stay longer.
            if people[who].busy.last_key_value().is_none_or(|(_, last)| *last <= end) {
                free.insert(who);
                coming_back.remove(&who);
            }
        }
        let gap = coming_back.iter().take(MOST_TRIED).copied().find(|who| people[*who].is_free(&spans));
        let who = gap.into_iter().chain(free.first().copied()).min().unwrap_or(people.len());
        free.remove(&who);
        add(&mut people, who, index, &spans);
        if spans.len() > 1 {
            coming_back.insert(who);
        }
        leaving.push((Reverse(last.end), Reverse(who)));
    }
    for index in timeless {
        add(&mut people, 0, index, &[]);
    }
    people.into_iter().map(|person| person.members).collect()
}

fn add(people: &mut Vec<Person>, who: usize, index: usize, spans: &[Span]) {
    if who == people.len() {
        people.push(Person { members: vec![], busy: BTreeMap::new() });
    }
    people[who].members.push(index);
    people[who].busy.extend(spans.iter().map(|span| (span.start, span.end)));
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::identity::Identity;
    use proptest::prelude::*;

    fn span(from: i64, to: i64) -> Span {
        let at = |s| DateTime::from_timestamp(1_764_151_200 + s, 0).unwrap();
        Span::new(at(from), at(to)).unwrap()
    }

    fn parted(stays: &[Vec<Span>]) -> Vec<Vec<usize>> {
        let identity = Identity::default();
        let all: Vec<_> =
            stays.iter().map(|spans| Appearance { identity: &identity, spans: spans.clone() }).collect();
        part((0..all.len()).collect(), &all)
    }

    #[test]
    fn a_gap_of_somebody_who_comes_back_is_filled() {
        let people = parted(&[vec![span(0, 10), span(30, 40)], vec![span(10, 30)], vec![span(35, 50)]]);
        assert_eq!(people, [vec![0, 1], vec![2]]);
    }

    #[test]
    fn ten_thousand_of_one_name_at_once_take_no_quadratic_time() {
        let stays: Vec<_> =
            (0..10_000).map(|i| vec![span(i, i + 20_000), span(i + 40_000, i + 50_000)]).collect();
        assert_eq!(parted(&stays).len(), 10_000);
    }

    #[test]
    fn records_without_times_are_told_apart_from_nobody() {
        assert_eq!(parted(&[vec![], vec![span(0, 10)], vec![]]).len(), 1);
    }

    proptest! {
        #[test]
        fn single_stays_take_the_fewest_people_and_nobody_is_twice_at_once(
            stays in prop::collection::vec((0i64..100, 1i64..40), 1..30),
        ) {
            let stays: Vec<Vec<Span>> = stays.iter().map(|(from, length)| vec![span(*from, from + length)]).collect();
            let people = parted(&stays);
            for person in &people {
                let spans: Vec<Span> = person.iter().flat_map(|at| stays[*at].clone()).collect();
                prop_assert!(spans.iter().enumerate().all(|(i, a)| spans.iter().skip(i + 1).all(|b| !a.overlaps(b))));
            }
            // The fewest people are as many as were there at the busiest instant.
            let busiest = stays.iter().map(|at| {
                stays.iter().filter(|s| s[0].start <= at[0].start && at[0].start < s[0].end).count()
            }).max().unwrap();
            prop_assert_eq!(people.len(), busiest);
        }

        #[test]
        fn several_stays_never_share_time_either(
            stays in prop::collection::vec(prop::collection::vec((0i64..100, 0i64..20), 0..4), 1..15),
        ) {
            let stays: Vec<Vec<Span>> =
                stays.iter().map(|all| union(&all.iter().map(|(from, l)| span(*from, from + l)).collect::<Vec<_>>())).collect();
            for person in parted(&stays) {
                let spans: Vec<Span> = person.iter().flat_map(|at| stays[*at].clone()).collect();
                prop_assert!(spans.iter().enumerate().all(|(i, a)| spans.iter().skip(i + 1).all(|b| !a.overlaps(b))));
            }
        }
    }
}
