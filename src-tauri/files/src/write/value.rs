//! One cell before it has a form: what it is decides how a table, a typed cell or a page shows it.

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use chrono_tz::Tz;
use rollbook_core::rounding;
use rollbook_core::status::Status;
use std::borrow::Cow;

/// The value of a cell.
#[derive(Clone, Debug, PartialEq)]
pub enum Value<'a> {
    /// Nothing known.
    Empty,
    /// Text that somebody typed, or an id: to be guarded.
    Text(Cow<'a, str>),
    /// One of our own words: needs no guard.
    Word(Cow<'static, str>),
    /// A status.
    Status(Status),
    /// An exact length, shown in minutes with two decimals.
    Minutes(TimeDelta),
    /// Percent, shown with one decimal.
    Percent(f64),
    /// A whole number.
    Count(usize),
    /// An instant, shown in the local time of the table.
    Time(DateTime<Utc>),
    /// An instant, shown in the local time of a zone of its own.
    TimeIn(DateTime<Utc>, Tz),
    /// A calendar day.
    Day(NaiveDate),
}

impl<'a> Value<'a> {
    /// Text, or nothing.
    #[must_use]
    pub fn text(text: Option<&'a str>) -> Self {
        text.map_or(Self::Empty, |text| Self::Text(Cow::Borrowed(text)))
    }

    /// One of our own words.
    #[must_use]
    pub fn word(word: &'static str) -> Self {
        Self::Word(Cow::Borrowed(word))
    }

    /// Minutes, or nothing.
    #[must_use]
    pub fn minutes(length: Option<TimeDelta>) -> Self {
        length.map_or(Self::Empty, Self::Minutes)
    }

    /// Percent, or nothing.
    #[must_use]
    pub fn percent(share: Option<f64>) -> Self {
        share.map_or(Self::Empty, Self::Percent)
    }

    /// A time in a zone of its own, or nothing.
    #[must_use]
    pub fn time_in(at: Option<DateTime<Utc>>, zone: Tz) -> Self {
        at.map_or(Self::Empty, |at| Self::TimeIn(at, zone))
    }

    /// A time, or nothing.
    #[must_use]
    pub fn time(at: Option<DateTime<Utc>>) -> Self {
        at.map_or(Self::Empty, Self::Time)
    }
}

/// Minutes with two decimals and a point, rounded once.
#[must_use]
pub fn minutes_text(length: TimeDelta) -> String {
    format!("{:.2}", rounding::minutes(length))
}

/// Percent with one decimal, halves up; the form that a limit is compared with is the exact one.
#[must_use]
pub fn percent(share: f64) -> f64 {
    (share * 10.0 + 1e-9).round() / 10.0
}

/// [`percent`] with a point.
#[must_use]
pub fn percent_text(share: f64) -> String {
    format!("{:.1}", percent(share))
}
