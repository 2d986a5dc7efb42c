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
fn a_stay_without_leave_ends_with_its_call() {
    let open = Stay { join: Some(at(0)), ..Stay::default() };
    assert_eq!(resolve(&open, Some(at(10))), (Some(span(0, 10)), vec![StayFlag::NoLeave]));
    assert_eq!(resolve(&open, Some(at(-5))).0, Some(span(0, 0)));
    assert_eq!(resolve(&open, None), (None, vec![StayFlag::NoLeave]));
}

#[test]
fn bad_times_are_dropped_not_turned_round() {
    let reversed = Stay { join: Some(at(10)), leave: Some(at(0)), ..Stay::default() };
    assert_eq!(resolve(&reversed, Some(at(20))), (None, vec![StayFlag::BadTimes]));
    let half = Stay { join: Some(at(0)), unreadable: true, ..Stay::default() };
    assert_eq!(resolve(&half, Some(at(20))), (None, vec![StayFlag::BadTimes]));
    assert_eq!(resolve(&Stay::default(), Some(at(20))), (None, vec![StayFlag::BadTimes]));
}

#[test]
fn a_zero_length_stay_is_seen_and_counts_nothing() {
    let stay = Stay { join: Some(at(3)), leave: Some(at(3)), ..Stay::default() };
    let (found, flags) = resolve(&stay, None);
    assert_eq!(flags, vec![StayFlag::ZeroLength]);
    let presence = measure(&[found.unwrap()], Some(span(0, 10)), false);
    assert_eq!((presence.connected, presence.late), (TimeDelta::zero(), None));
    assert_eq!(presence.first_join, Some(at(3)));
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
}
