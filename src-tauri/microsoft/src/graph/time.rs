//! Times as Graph writes them: UTC with up to seven digits of a second, sometimes more, sometimes null.

use chrono::{DateTime, Datelike, NaiveDate, NaiveDateTime, TimeDelta, Utc};
use serde_json::Value;

/// What a time field says.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Time {
    /// Nothing: absent, null or empty.
    #[default]
    Missing,
    /// Something that is no time between 1970 and 2199.
    Unreadable,
    /// A time, exact.
    At(DateTime<Utc>),
}

impl Time {
    /// Reads a field.
    #[must_use]
    pub fn field(object: &Value, field: &str) -> Self {
        match object.get(field) {
            None | Some(Value::Null) => Self::Missing,
            Some(Value::String(text)) => Self::parse(text),
            Some(_) => Self::Unreadable,
        }
    }

    /// Reads a text in the form of RFC 3339; without an offset it is UTC, as everything in Graph's call data is.
    #[must_use]
    pub fn parse(text: &str) -> Self {
        let text = text.trim();
        if text.is_empty() {
            return Self::Missing;
        }
        let read = usual(text).or_else(|| unusual(text).map(without_leap_second));
        match read.filter(|time| (1970..=2199).contains(&time.year())) {
            Some(time) => Self::At(time),
            None => Self::Unreadable,
        }
    }

    /// The time, if there is a readable one.
    #[must_use]
    pub fn at(self) -> Option<DateTime<Utc>> {
        match self {
            Self::At(time) => Some(time),
            Self::Missing | Self::Unreadable => None,
        }
    }
}

/// `2021-03-16T18:59:52.2782182Z`, which is how Graph writes nearly all of them; a class has a hundred thousand.
fn usual(text: &str) -> Option<DateTime<Utc>> {
    let text = text.as_bytes().strip_suffix(b"Z")?;
    let (whole, fraction) = text.split_at_checked(19)?;
    let number = |from: usize, to: usize| {
        whole[from..to].iter().try_fold(0, |sum: u32, byte| Some(sum * 10 + digit(*byte)?))
    };
    let marks = [(4, b'-'), (7, b'-'), (10, b'T'), (13, b':'), (16, b':')];
    if marks.iter().any(|(at, mark)| whole[*at] != *mark) {
        return None;
    }
    let nanos = match fraction {
        [] => 0,
        [b'.', digits @ ..] if !digits.is_empty() => {
            let all = digits.iter().try_fold((0, 100_000_000), |(sum, place), byte| {
                Some((sum + digit(*byte)? * place, place / 10))
            });
            all?.0
        }
        _ => return None,
    };
    let date = NaiveDate::from_ymd_opt(i32::try_from(number(0, 4)?).ok()?, number(5, 7)?, number(8, 10)?)?;
    Some(date.and_hms_nano_opt(number(11, 13)?, number(14, 16)?, number(17, 19)?, nanos)?.and_utc())
}

fn digit(byte: u8) -> Option<u32> {
    byte.is_ascii_digit().then(|| u32::from(byte - b'0'))
}

fn unusual(text: &str) -> Option<DateTime<Utc>> {
    let with_offset = DateTime::parse_from_rfc3339(text).map(|time| time.to_utc());
    with_offset
        .or_else(|_| NaiveDateTime::parse_from_str(text, "%Y-%m-%dT%H:%M:%S%.f").map(|time| time.and_utc()))
        .ok()
}

/// chrono keeps `23:59:60` as a second of 2000 ms, which no other part of the program expects.
fn without_leap_second(time: DateTime<Utc>) -> DateTime<Utc> {
    let over = i64::from(time.timestamp_subsec_nanos()) - 1_000_000_000;
    match DateTime::from_timestamp(time.timestamp(), 0) {
        Some(second) if over >= 0 => second + TimeDelta::seconds(1) + TimeDelta::nanoseconds(over),
        _ => time,
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn every_fraction_is_exact() {
        for (text, nanos) in [
            ("2021-03-16T18:59:52.2782182Z", 278_218_200),
            ("2021-10-05T04:43:49.77Z", 770_000_000),
            ("2024-04-06T08:18:21.668Z", 668_000_000),
            ("2023-09-25T10:36:40Z", 0),
            ("2023-09-25T10:36:40.123456789Z", 123_456_789),
            ("2023-09-25T10:36:40.12345678987654Z", 123_456_789),
            ("2023-09-25T12:36:40.5+02:00", 500_000_000),
            ("2023-09-25T10:36:40.25", 250_000_000),
        ] {
            assert_eq!(Time::parse(text).at().unwrap().timestamp_subsec_nanos(), nanos, "{text}");
        }
        let offset = Time::parse("2023-09-25T12:36:40+02:00").at().unwrap();
        assert_eq!(offset.to_rfc3339(), "2023-09-25T10:36:40+00:00");
    }

    #[test]
    fn what_is_no_time_is_said_so() {
        for text in ["0001-01-01T00:00:00Z", "2200-01-01T00:00:00Z", "yesterday", "2024-02-30T00:00:00Z", "1"]
        {
            assert_eq!(Time::parse(text), Time::Unreadable, "{text}");
        }
        let object = serde_json::json!({"a": null, "b": 5, "c": " "});
        assert_eq!(Time::field(&object, "a"), Time::Missing);
        assert_eq!(Time::field(&object, "b"), Time::Unreadable);
        assert_eq!(Time::field(&object, "c"), Time::Missing);
        assert_eq!(Time::field(&object, "d"), Time::Missing);
        assert_eq!(Time::field(&Value::Null, "a"), Time::Missing);
    }

    #[test]
    fn a_leap_second_is_the_next_second() {
        let time = Time::parse("2016-12-31T23:59:60.5Z").at().unwrap();
        assert_eq!(time.to_rfc3339(), "2017-01-01T00:00:00.500+00:00");
    }

    proptest! {
        #[test]
        fn the_usual_form_is_read_as_any_other(
            text in "[0-2][0-9]{3}-[01][0-9]-[0-3][0-9]T[0-2][0-9]:[0-6][0-9]:[0-6][0-9](\\.[0-9]{0,12})?Z",
        ) {
            if let Some(time) = usual(&text) {
                prop_assert_eq!(Some(time), unusual(&text));
            } else {
                let left_to_chrono = unusual(&text).is_none_or(|time| time.timestamp_subsec_nanos() >= 1_000_000_000);
                prop_assert!(left_to_chrono, "{}", text);
            }
        }

        #[test]
        fn no_text_panics(text in ".{0,40}", digits in "[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(\\.[0-9]{0,12})?Z?") {
            let _ = Time::parse(&text);
            let _ = Time::parse(&digits);
        }
    }
}
