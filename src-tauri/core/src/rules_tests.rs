#![allow(clippy::unwrap_used)]
use super::*;
use crate::presence::measure;
use chrono::DateTime;
use proptest::prelude::*;

fn span(from: i64, to: i64) -> Span {
    let at = |ms| DateTime::from_timestamp_millis(1_764_151_200_000 + ms).unwrap();
    Span::new(at(from), at(to)).unwrap()
}

fn hour() -> Span {
    span(0, 3_600_000)
}

fn ruled(stays: &[Span]) -> Ruling {
    rule(&Evidence::There(measure(stays, Some(hour()), false)), Some(hour()), &Rules::default())
}

#[test]
fn exactly_at_a_limit_is_on_the_good_side() {
    assert_eq!(ruled(&[span(600_000, 3_000_000)]).status, Status::Present);
    assert_eq!(ruled(&[span(600_001, 3_000_000)]).status, Status::Late);
    assert_eq!(ruled(&[span(600_000, 2_999_999)]).status, Status::LeftEarly);
    assert_eq!(ruled(&[span(0, 1_800_000)]).status, Status::LeftEarly);
    assert_eq!(ruled(&[span(0, 1_799_999)]).status, Status::Absent);
}

#[test]
fn somebody_can_be_both_late_and_early_and_still_absent() {
    let both = ruled(&[span(700_000, 2_900_000)]);
    assert_eq!((both.status, both.late, both.left_early), (Status::Late, true, true));
    let short = ruled(&[span(700_000, 800_000)]);
    assert_eq!((short.status, short.late, short.left_early), (Status::Absent, true, true));
}

#[test]
fn a_missed_limit_does_not_read_as_reached() {
    assert!(ruled(&[span(0, 1_799_999)]).reasons[0].starts_with("49.9 % of the class, less than 50 %"));
}

#[test]
fn no_data_is_unknown_and_no_duration_is_present() {
    let of = |evidence| rule(&evidence, Some(hour()), &Rules::default()).status;
    assert_eq!(of(Evidence::NoData), Status::Unknown);
    assert_eq!(of(Evidence::NotThere), Status::Absent);
    assert_eq!(of(Evidence::DurationUnknown), Status::Present);
}

#[test]
fn a_class_without_times_knows_only_there_or_not() {
    let there = rule(&Evidence::There(measure(&[span(0, 5)], None, false)), None, &Rules::default());
    assert_eq!((there.status, there.late), (Status::Present, false));
    let blink = rule(&Evidence::There(measure(&[span(0, 0)], None, false)), None, &Rules::default());
    assert_eq!(blink.status, Status::Absent);
}

#[test]
fn a_limit_with_decimals_is_met_exactly() {
    let limits = Rules {
        min_present_percent: 66.6,
        late_after_minutes: 10.1,
        left_early_minutes: 0.3,
        ..Rules::default()
    };
    let ruled =
        |stays: &[Span]| rule(&Evidence::There(measure(stays, Some(hour()), false)), Some(hour()), &limits);
    assert_eq!(ruled(&[span(606_000, 3_582_000)]).status, Status::Present);
    assert_eq!(ruled(&[span(606_001, 3_582_000)]).status, Status::Late);
    assert_eq!(ruled(&[span(0, 2_397_600)]).checks[0].found.to_bits(), 66.6f64.to_bits());
    assert!(ruled(&[span(0, 2_397_600)]).checks[0].kept);
    assert!(!ruled(&[span(0, 2_397_599)]).checks[0].kept);
}

#[test]
fn whoever_may_have_been_left_out_of_the_report_is_unknown() {
    let found = rule(&Evidence::PerhapsLeftOut(2), Some(hour()), &Rules::default());
    assert_eq!(found.status, Status::Unknown);
    assert!(found.reasons[0].contains("2 people are left out"), "{:?}", found.reasons);
}

#[test]
fn ten_minutes_and_a_second_do_not_read_as_ten_minutes() {
    assert_eq!(ruled(&[span(601_000, 3_600_000)]).reasons[1], "came 10 min 1 s after the start");
    assert_eq!(ruled(&[span(660_000, 3_600_000)]).reasons[1], "came 11 min after the start");
}

proptest! {
    #[test]
    fn longer_presence_never_makes_it_worse(from in 0i64..3_000_000, length in 1i64..600_000, more in 0i64..600_000) {
        let rank = |stays: &[Span]| match ruled(stays).status { Status::Absent => 0, Status::Late | Status::LeftEarly => 1, _ => 2 };
        prop_assert!(rank(&[span(from, from + length)]) <= rank(&[span(from, from + length + more)]));
    }
}
