//! Classes over changes of clocks, over midnight, and in zones of half and quarter hours: windows are of the zone, lengths
//! are of real time.

use crate::world::{account, call_record, person, record, student};
use chrono::{NaiveDate, NaiveDateTime, TimeDelta};
use chrono_tz::Tz;
use proptest::prelude::*;
use rollbook_core::attendance::{Attendance, derive};
use rollbook_core::calls::Surroundings;
use rollbook_core::class::local_instant;
use rollbook_core::observation::{Call, Stay};
use rollbook_core::reconcile::{Decisions, reconcile};
use rollbook_core::rules::Rules;
use rollbook_core::status::Status;
use rollbook_core::{Class, Span, When};
use std::collections::BTreeMap;

fn local(text: &str) -> NaiveDateTime {
    text.parse().unwrap()
}

fn class(zone: Tz, from: &str, to: &str) -> Class {
    let window = Span::new(local_instant(local(from), zone), local_instant(local(to), zone)).unwrap();
    Class { when: When::Window(window), timezone: zone, ..crate::world::class() }
}

/// Ann is there for the whole class and half an hour on either side; `call` is that stay.
fn attended(class: &Class) -> Attendance {
    let window = class.window().unwrap();
    let around_it = window.widened(TimeDelta::minutes(30));
    let mut ann = record(account("ann@x", "Ann"), &[]);
    ann.stays.push(Stay { join: Some(around_it.start), leave: Some(around_it.end), ..Stay::default() });
    let call =
        Call { start: Some(around_it.start), end: Some(around_it.end), ..call_record("c", 0, 1, vec![ann]) };
    derive(
        class,
        vec![call],
        &Surroundings::default().with_organizer(Some("teacher")),
        &BTreeMap::new(),
        false,
    )
}

fn present(zone: Tz, from: &str, to: &str) -> TimeDelta {
    let found = attended(&class(zone, from, to));
    person(&found, "Ann").presence.as_ref().unwrap().present
}

#[test]
fn the_night_the_clocks_go_back_has_an_hour_more_and_the_night_they_go_forward_one_less() {
    let berlin = chrono_tz::Europe::Berlin;
    assert_eq!(present(berlin, "2025-10-26T01:30:00", "2025-10-26T03:30:00"), TimeDelta::hours(3));
    assert_eq!(present(berlin, "2026-03-29T01:30:00", "2026-03-29T03:30:00"), TimeDelta::hours(1));
    let new_york = chrono_tz::America::New_York;
    assert_eq!(present(new_york, "2025-11-02T00:30:00", "2025-11-02T02:30:00"), TimeDelta::hours(3));
    // Lord Howe Island changes by half an hour.
    let lord_howe = chrono_tz::Australia::Lord_Howe;
    assert_eq!(present(lord_howe, "2026-04-05T01:00:00", "2026-04-05T03:00:00"), TimeDelta::minutes(150));
}

#[test]
fn half_and_quarter_hours_off_utc_are_whole_hours_of_class() {
    for zone in [chrono_tz::Asia::Kolkata, chrono_tz::Asia::Kathmandu, chrono_tz::America::St_Johns] {
        assert_eq!(present(zone, "2025-11-26T10:00:00", "2025-11-26T11:00:00"), TimeDelta::hours(1));
    }
}

#[test]
fn a_class_over_midnight_is_one_class_and_a_class_of_that_day_is_found_on_its_local_day() {
    let tokyo = chrono_tz::Asia::Tokyo;
    assert_eq!(present(tokyo, "2025-11-26T23:00:00", "2025-11-27T01:00:00"), TimeDelta::hours(2));
    // 08:00 in Tokyo is still the day before in UTC.
    let morning = Class {
        when: When::Day(NaiveDate::from_ymd_opt(2025, 11, 26).unwrap()),
        ..class(tokyo, "2025-11-26T08:00:00", "2025-11-26T09:00:00")
    };
    let start = local_instant(local("2025-11-26T08:00:00"), tokyo);
    let bob = record(account("bob@x", "Bob"), &[]);
    let of_the_day = Call { start: Some(start), end: Some(start), ..call_record("c", 0, 1, vec![bob]) };
    let found = derive(
        &morning,
        vec![of_the_day],
        &Surroundings { all_day: true, ..Surroundings::default() },
        &BTreeMap::new(),
        false,
    );
    assert!(found.calls[0].verdict.included, "{}", found.calls[0].verdict.reason);
}

proptest! {
    #[test]
    fn whoever_is_there_from_start_to_end_is_present_on_every_day_of_every_zone(
        zone in prop::sample::select(chrono_tz::TZ_VARIANTS.to_vec()), day in 0i64..9_000, minute in 0i64..1440, length in 1i64..600,
    ) {
        let from = NaiveDate::from_ymd_opt(2015, 1, 1).unwrap().and_hms_opt(0, 0, 0).unwrap() + TimeDelta::minutes(day * 1440 + minute);
        let window = Span::new(local_instant(from, zone), local_instant(from + TimeDelta::minutes(length), zone)).unwrap();
        prop_assume!(window.start < window.end); // the change of clocks may swallow it
        let class = Class { when: When::Window(window), timezone: zone, ..crate::world::class() };
        let attendance = attended(&class);
        prop_assert_eq!(person(&attendance, "Ann").presence.as_ref().unwrap().present, window.length());
        let found = reconcile(&[student("a", "Ann", "ann@x")], &attendance, &Decisions::default(), class.window(), &Rules::default());
        prop_assert_eq!(found.students[0].status, Status::Present);
        prop_assert!(class.day_span().start <= window.start && window.start < class.day_span().end);
    }
}
