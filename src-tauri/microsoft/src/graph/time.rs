//! Times, numbers and texts as Graph writes them: seven digits of a second, nulls, numbers as text, rubbish.
//!
//! A value that cannot be read makes its record say so; it never fails a page.

use chrono::{DateTime, Datelike, Utc};
use serde_json::Value;

/// What a time field held.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Moment {
    /// Nothing: absent, null or empty.
    Missing,
    /// A time.
    At(DateTime<Utc>),
    /// Something that is no time, or none that a meeting can have (year 1 stands for "not set").
    Unreadable,
}

impl Moment {
    /// The time, if there is one.
    pub(super) fn at(self) -> Option<DateTime<Utc>> {
        match self {
            Self::At(at) => Some(at),
            Self::Missing | Self::Unreadable => None,
        }
    }
}

/// Reads an RFC 3339 time with its offset.
pub(super) fn moment(value: &Value) -> Moment {
    match value {
        Value::Null => Moment::Missing,
        Value::String(text) if text.trim().is_empty() => Moment::Missing,
        Value::String(text) => match DateTime::parse_from_rfc3339(text.trim()) {
            Ok(at) if (1990..2200).contains(&at.year()) => Moment::At(at.to_utc()),
            _ => Moment::Unreadable,
        },
        _ => Moment::Unreadable,
    }
}

/// A whole number, also written as text or with `.0`.
#[allow(clippy::cast_possible_truncation)]
pub(super) fn whole(value: &Value) -> Option<i64> {
    match value {
        Value::Number(number) => number
            .as_i64()
            .or_else(|| number.as_f64().filter(|f| f.fract() == 0.0 && f.abs() < 9e15).map(|f| f as i64)),
        Value::String(text) => text.trim().parse().ok(),
        _ => None,
    }
}

/// A text that is not blank, without NUL, which no name holds and no database likes.
pub(super) fn text(value: &Value) -> Option<String> {
    let text = value.as_str()?;
    let text = if text.contains('\0') { text.replace('\0', "") } else { text.to_owned() };
    (!text.trim().is_empty()).then_some(text)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use serde_json::json;

    #[test]
    fn times_are_read_with_two_to_nine_digits() {
        for (text, expected) in [
            ("2021-03-16T18:59:52.2782182Z", "2021-03-16T18:59:52.278218200Z"),
            ("2021-10-05T04:43:49.77Z", "2021-10-05T04:43:49.770Z"),
            ("2023-09-25T10:36:40Z", "2023-09-25T10:36:40Z"),
            ("2023-09-25T16:06:40+05:30", "2023-09-25T10:36:40Z"),
            (" 2023-09-25T10:36:40Z ", "2023-09-25T10:36:40Z"),
        ] {
            assert_eq!(moment(&json!(text)), Moment::At(expected.parse().unwrap()), "{text}");
        }
    }

    #[test]
    fn nothing_and_rubbish_are_told_apart() {
        for value in [json!(null), json!(""), json!("  ")] {
            assert_eq!(moment(&value), Moment::Missing, "{value}");
        }
        for value in [
            json!("2023-09-25T10:36:40"),
            json!("2023-09-25T10:36:40+25:00"),
            json!("2023-02-30T10:36:40Z"),
            json!("0001-01-01T00:00:00Z"),
            json!("9999-12-31T23:59:59Z"),
            json!("yesterday"),
            json!(1_695_638_200),
            json!({}),
        ] {
            assert_eq!(moment(&value), Moment::Unreadable, "{value}");
        }
    }

    #[test]
    fn numbers_and_texts() {
        assert_eq!(whole(&json!(322)), Some(322));
        assert_eq!(whole(&json!("5")), Some(5));
        assert_eq!(whole(&json!(5.0)), Some(5));
        for bad in [json!(5.5), json!(1e300), json!("x"), json!(null), json!([1])] {
            assert_eq!(whole(&bad), None, "{bad}");
        }
        assert_eq!(text(&json!("A\u{0}nn")).as_deref(), Some("Ann"));
        assert_eq!(text(&json!("  ")), None);
        assert_eq!(text(&json!(4)), None);
    }
}
