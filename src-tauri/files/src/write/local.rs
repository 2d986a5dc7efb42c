//! Local times as people and spreadsheets read them.

use chrono::{
    DateTime, Datelike, DurationRound, MappedLocalTime, NaiveDateTime, TimeDelta, TimeZone, Timelike, Utc,
};
use chrono_tz::Tz;

/// The instant on the clocks of the zone, to the second, halves up.
#[must_use]
pub fn on_the_clock(at: DateTime<Utc>, zone: Tz) -> DateTime<Tz> {
    let rounded =
        if at.nanosecond() == 0 { at } else { at.duration_round(TimeDelta::seconds(1)).unwrap_or(at) };
    rounded.with_timezone(&zone)
}

/// Whether the clocks of the zone show this time twice: the hour after they were set back.
#[must_use]
pub fn comes_twice(at: DateTime<Tz>) -> bool {
    matches!(at.timezone().from_local_datetime(&at.naive_local()), MappedLocalTime::Ambiguous(..))
}

/// `2025-11-26 10:00:05`: ISO 8601 with a blank, which spreadsheets in every language take for a time. With the offset
/// where the clock shows this time twice.
#[must_use]
pub fn local(at: DateTime<Utc>, zone: Tz) -> String {
    let at = on_the_clock(at, zone);
    let form = if comes_twice(at) { "%Y-%m-%d %H:%M:%S%:z" } else { "%Y-%m-%d %H:%M:%S" };
    at.format(form).to_string()
}

/// `10:00:05`, for pages that name the day elsewhere; with the day where it is another one.
#[must_use]
pub fn clock(at: DateTime<Utc>, zone: Tz, day: chrono::NaiveDate) -> String {
    let there = on_the_clock(at, zone);
    if there.date_naive() == day && !comes_twice(there) {
        there.format("%H:%M:%S").to_string()
    } else {
        local(at, zone)
    }
}

/// The zone with its offset at an instant: `Europe/Berlin (UTC+01:00)`.
#[must_use]
pub fn zone_at(zone: Tz, at: Option<DateTime<Utc>>) -> String {
    match at {
        Some(at) => format!("{} (UTC{})", zone.name(), at.with_timezone(&zone).format("%:z")),
        None => zone.name().to_owned(),
    }
}

/// The serial number of a local time in the calendar of spreadsheets: days since 30 December 1899. `None` before March
/// 1900, where Excel counts a day that never was.
#[must_use]
#[allow(clippy::cast_precision_loss)] // days and seconds of a day are far below 2^53
pub fn serial(at: NaiveDateTime) -> Option<f64> {
    const EPOCH: i32 = 693_594; // 1899-12-30 as days since the year 1
    let days = at.num_days_from_ce() - EPOCH;
    (61..=2_958_465)
        .contains(&days)
        .then(|| f64::from(days) + f64::from(at.num_seconds_from_midnight()) / 86_400.0)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::float_cmp)]
    use super::*;

    const BERLIN: Tz = chrono_tz::Europe::Berlin;

    fn utc(text: &str) -> DateTime<Utc> {
        text.parse().unwrap()
    }

    #[test]
    fn the_hour_that_comes_twice_says_which_one_it_is() {
        assert_eq!(local(utc("2025-10-26T00:30:00Z"), BERLIN), "2025-10-26 02:30:00+02:00");
        assert_eq!(local(utc("2025-10-26T01:30:00Z"), BERLIN), "2025-10-26 02:30:00+01:00");
        assert_eq!(local(utc("2025-10-26T02:30:00Z"), BERLIN), "2025-10-26 03:30:00");
    }

    #[test]
    fn halves_of_a_second_go_up() {
        assert_eq!(local(utc("2025-11-26T09:00:00.5Z"), BERLIN), "2025-11-26 10:00:01");
        assert_eq!(clock(utc("2025-11-26T09:00:00.4Z"), BERLIN, "2025-11-26".parse().unwrap()), "10:00:00");
        assert_eq!(
            clock(utc("2025-11-26T23:00:00Z"), BERLIN, "2025-11-26".parse().unwrap()),
            "2025-11-27 00:00:00"
        );
    }

    #[test]
    fn serial_numbers_are_those_of_excel() {
        let at = |text: &str| serial(text.parse().unwrap());
        assert_eq!(at("2025-11-26T00:00:00"), Some(45_987.0));
        assert_eq!(at("2025-11-26T18:00:00"), Some(45_987.75));
        assert_eq!(at("1900-03-01T00:00:00"), Some(61.0));
        assert_eq!(at("1900-02-28T00:00:00"), None);
        assert_eq!(at("9999-12-31T00:00:00"), Some(2_958_465.0));
        assert_eq!(zone_at(BERLIN, Some(utc("2025-07-01T00:00:00Z"))), "Europe/Berlin (UTC+02:00)");
    }
}
