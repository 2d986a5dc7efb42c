#![allow(clippy::unwrap_used)]
use super::*;
use proptest::prelude::*;

const BASE: i64 = 1_764_151_200_000_000; // 2025-11-26T10:00:00Z in microseconds

fn at(micros: i64) -> DateTime<Utc> {
    DateTime::from_timestamp_micros(BASE + micros).unwrap()
}

fn span(from: i64, to: i64) -> Span {
    Span::new(at(from), at(to)).unwrap()
}

fn spans() -> impl Strategy<Value = Vec<Span>> {
    prop::collection::vec((0i64..5_000, 0i64..800), 0..40)
        .prop_map(|all| all.into_iter().map(|(from, length)| span(from, from + length)).collect())
}

#[test]
fn a_zero_length_stay_counts_nothing() {
    let presence = measure(&[span(3, 3)], Some(span(0, 10)), false);
    assert_eq!((presence.connected, presence.late), (TimeDelta::zero(), None));
    assert_eq!((presence.first_join, presence.counted), (Some(at(3)), vec![]));
}

#[test]
fn gaps_late_and_left_early() {
    let presence = measure(&[span(12, 20), span(30, 45)], Some(span(10, 50)), false);
    assert_eq!(presence.gaps(), vec![span(20, 30)]);
    assert_eq!(presence.late, Some(TimeDelta::microseconds(2)));
    assert_eq!(presence.left_early, Some(TimeDelta::microseconds(5)));
    let outside = measure(&[span(0, 20), span(30, 60)], Some(span(10, 50)), true);
    assert_eq!((outside.late, outside.left_early), (Some(TimeDelta::zero()), Some(TimeDelta::zero())));
    assert_eq!(outside.present, outside.connected);
}

#[test]
fn overlap_marks_both_sides_also_under_a_long_stay() {
    let sorted = [span(0, 100), span(10, 20), span(30, 40), span(100, 110)].map(Some);
    assert_eq!(overlapping(&sorted), vec![true, true, true, false]);
}

proptest! {
    #[test]
    fn order_does_not_matter(all in spans().prop_shuffle(), seed in any::<u64>()) {
        let mut turned = all.clone();
        let turn = usize::try_from(seed % 40).unwrap().min(turned.len());
        turned.rotate_left(turn);
        prop_assert_eq!(measure(&all, Some(span(100, 3_000)), false), measure(&turned, Some(span(100, 3_000)), false));
    }

    #[test]
    fn union_is_idempotent_and_bounded(all in spans()) {
        let once = union(&all);
        prop_assert_eq!(&union(&once), &once);
        let presence = measure(&all, Some(span(100, 3_000)), false);
        prop_assert!(presence.present <= presence.connected && presence.connected <= presence.summed);
        prop_assert!(once.windows(2).all(|pair| pair[0].end < pair[1].start));
    }

    #[test]
    fn clipping_commutes_with_union(all in spans()) {
        let window = span(700, 2_900);
        let cut_first: Vec<Span> = all.iter().filter_map(|s| s.intersect(&window)).collect();
        prop_assert_eq!(union(&cut_first), clip(&union(&all), window));
    }

    #[test]
    fn splitting_a_stay_changes_nothing(all in spans(), pick in any::<prop::sample::Index>(), part in 0.0f64..1.0) {
        prop_assume!(!all.is_empty());
        let mut split = all.clone();
        let whole = split.swap_remove(pick.index(all.len()));
        #[allow(clippy::cast_possible_truncation, clippy::cast_precision_loss)]
        let cut = whole.start + TimeDelta::microseconds((whole.length().num_microseconds().unwrap() as f64 * part) as i64);
        split.push(Span { start: whole.start, end: cut });
        split.push(Span { start: cut, end: whole.end });
        prop_assert_eq!(measure(&all, None, false), measure(&split, None, false));
    }

    #[test]
    fn every_microsecond_is_counted_once(all in spans()) {
        let mut there = vec![false; 6_000];
        for span in &all {
            let from = usize::try_from((span.start - at(0)).num_microseconds().unwrap()).unwrap();
            let to = usize::try_from((span.end - at(0)).num_microseconds().unwrap()).unwrap();
            there[from..to].fill(true);
        }
        let counted = i64::try_from(there.iter().filter(|t| **t).count()).unwrap();
        prop_assert_eq!(measure(&all, None, false).connected, TimeDelta::microseconds(counted));
    }

    #[test]
    fn it_is_what_counting_every_nanosecond_would_give(
        all in prop::collection::vec((0i64..300, 0i64..80), 0..12), from in 0i64..200, length in 0i64..150, outside in any::<bool>(),
    ) {
        // Nanoseconds around a full second, so that both parts of an instant matter.
        let at = |n: i64| DateTime::from_timestamp(1_764_151_200, 999_999_900).unwrap() + TimeDelta::nanoseconds(n);
        let spans: Vec<Span> = all.iter().map(|(from, l)| Span { start: at(*from), end: at(from + l) }).collect();
        let window = Span { start: at(from), end: at(from + length) };
        let there = |n: &i64| all.iter().any(|(from, l)| from <= n && *n < from + l);
        let inside = |n: &i64| outside || (from <= *n && *n < from + length);
        let found = measure(&spans, Some(window), outside);
        let count = |of: &dyn Fn(&i64) -> bool| i64::try_from((0..400).filter(|n| of(n)).count()).unwrap();
        prop_assert_eq!(found.summed, TimeDelta::nanoseconds(all.iter().map(|(_, l)| l).sum()));
        prop_assert_eq!(found.connected, TimeDelta::nanoseconds(count(&there)));
        prop_assert_eq!(found.present, TimeDelta::nanoseconds(count(&|n| there(n) && inside(n))));
        let counted: Vec<i64> = (0..400).filter(|n| there(n) && inside(n)).collect();
        let late = counted.first().map(|first| TimeDelta::nanoseconds((first - from).max(0)));
        let early = counted.last().map(|last| TimeDelta::nanoseconds((from + length - last - 1).max(0)));
        prop_assert_eq!((found.late, found.left_early), (late, early));
        prop_assert_eq!(found.first_join, all.iter().map(|(from, _)| at(*from)).min());
        prop_assert_eq!(found.last_leave, all.iter().map(|(from, l)| at(from + l)).max());
        prop_assert_eq!(&found.counted, &if outside { union(&spans) } else { clip(&union(&spans), window) });
    }
}
