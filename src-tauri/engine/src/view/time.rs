//! Times in JSON: RFC 3339 in UTC with `Z`, as chrono writes them.
//!
//! A class shows a hundred thousand of them, and chrono's own way goes through the formatting machinery for each; here the
//! bytes are put where they belong. A property test holds both to the same text.

use chrono::{DateTime, Datelike, SecondsFormat, Timelike, Utc};
use serde::Serializer;

#[allow(clippy::ref_option)] // the form that serde asks for
pub(super) fn optional<S: Serializer>(
    time: &Option<DateTime<Utc>>,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    match time {
        Some(time) => plain(time, serializer),
        None => serializer.serialize_none(),
    }
}

pub(super) fn plain<S: Serializer>(time: &DateTime<Utc>, serializer: S) -> Result<S::Ok, S::Error> {
    let mut text = [0; LONGEST];
    match write(time, &mut text).and_then(|text| std::str::from_utf8(text).ok()) {
        Some(text) => serializer.serialize_str(text),
        None => serializer.serialize_str(&time.to_rfc3339_opts(SecondsFormat::AutoSi, true)),
    }
}

/// `2025-11-26T10:02:31.123456789Z`
const LONGEST: usize = 30;

/// `None` for what four digits of a year or sixty seconds of a minute cannot write.
fn write<'a>(time: &DateTime<Utc>, text: &'a mut [u8; LONGEST]) -> Option<&'a [u8]> {
    let (date, clock) = (time.date_naive(), time.time());
    let year = u32::try_from(date.year()).ok().filter(|year| *year <= 9_999)?;
    let nanos = clock.nanosecond();
    if nanos >= 1_000_000_000 {
        return None;
    }
    text[..20].copy_from_slice(b"0000-00-00T00:00:00Z");
    digits(&mut text[0..4], year);
    digits(&mut text[5..7], date.month());
    digits(&mut text[8..10], date.day());
    digits(&mut text[11..13], clock.hour());
    digits(&mut text[14..16], clock.minute());
    digits(&mut text[17..19], clock.second());
    let (places, fraction) = match nanos {
        0 => return Some(&text[..20]),
        _ if nanos.is_multiple_of(1_000_000) => (3, nanos / 1_000_000),
        _ if nanos.is_multiple_of(1_000) => (6, nanos / 1_000),
        _ => (9, nanos),
    };
    text[19] = b'.';
    digits(&mut text[20..20 + places], fraction);
    text[20 + places] = b'Z';
    Some(&text[..=20 + places])
}

fn digits(places: &mut [u8], mut number: u32) {
    for place in places.iter_mut().rev() {
        *place = b'0' + u8::try_from(number % 10).unwrap_or_default();
        number /= 10;
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use proptest::prelude::*;
    use serde::Serialize;

    #[derive(Serialize)]
    struct Ours(#[serde(serialize_with = "plain")] DateTime<Utc>);

    fn same(time: DateTime<Utc>) {
        assert_eq!(serde_json::to_string(&Ours(time)).unwrap(), serde_json::to_string(&time).unwrap());
    }

    #[test]
    fn the_ends_of_the_calendar_and_leap_seconds() {
        same(DateTime::<Utc>::MIN_UTC);
        same(DateTime::<Utc>::MAX_UTC);
        same(DateTime::from_timestamp(253_402_300_799, 999_999_999).unwrap());
        same(DateTime::from_timestamp(253_402_300_800, 0).unwrap());
        same(DateTime::from_timestamp(1_483_228_799, 1_500_000_000).unwrap());
    }

    proptest! {
        #[test]
        fn it_is_chronos_text(
            seconds in -62_167_219_200i64..253_402_300_800,
            nanos in prop_oneof![Just(0u32), (0u32..1000).prop_map(|n| n * 1_000_000), (0u32..1_000_000).prop_map(|n| n * 1_000), 0u32..1_000_000_000],
        ) {
            same(DateTime::from_timestamp(seconds, nanos).unwrap());
        }
    }
}
