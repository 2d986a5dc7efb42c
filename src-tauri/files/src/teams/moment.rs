//! One date and time as it stands in a cell, before it is known whether day or month comes first.
//!
//! Only what is sure is read: an unknown word after a time that could be "p.m." makes the cell unreadable, and years of
//! the Persian, Islamic and Republic-of-China calendars are told apart, never taken for others.

use super::clock::{Clock, seconds_of};
use super::reading::DateOrder;
use super::tokens::{Token, Tokens};
use chrono::{Datelike, Duration, NaiveDate, NaiveDateTime};

/// How much the shape of a date tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// Nothing moves: the year stands in front, or the month is a word. The order is what it looks like.
    Fixed(DateOrder),
    /// Three numbers, the year last or of two digits.
    Free,
}

/// How the dates of a whole file are read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Dates {
    pub(super) order: DateOrder,
    /// Years of two digits are Buddhist: 69 is 2569, which is 2026.
    pub(super) buddhist: bool,
}

impl From<DateOrder> for Dates {
    fn from(order: DateOrder) -> Self {
        Self { order, buddhist: false }
    }
}

/// A date whose fields stand as they were written; year, month and day where the kind is fixed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Day {
    pub(super) kind: Kind,
    pub(super) fields: [u16; 3],
    /// True where the year has two digits.
    pub(super) short_year: bool,
    /// Dots between the fields.
    pub(super) dotted: bool,
    /// A dot after the third field, as Korean and Serbian put it.
    pub(super) trailing: bool,
}

impl Day {
    /// The date in this order; years of two digits are 20xx (or Buddhist, where said), 2400 to 2700 Buddhist.
    pub(super) fn date(self, Dates { order, buddhist }: Dates) -> Option<NaiveDate> {
        let [a, b, c] = self.fields;
        let (year, month, day) = match (self.kind, order) {
            (Kind::Fixed(_), _) => (a, b, c),
            (Kind::Free, DateOrder::Dmy) => (c, b, a),
            (Kind::Free, DateOrder::Mdy) => (c, a, b),
            (Kind::Free, DateOrder::Ymd) if self.short_year => (a, b, c),
            (Kind::Free, DateOrder::Ymd) => return None,
        };
        let year = match year {
            60..=99 if self.short_year && buddhist => 1957 + year,
            // Attendance files are of 2020: an earlier year is another field.
            0..20 if self.short_year => return None,
            20..=99 if self.short_year => 2000 + year,
            2400..2700 => year - 543,
            1900..2200 => year,
            _ => return None,
        };
        NaiveDate::from_ymd_opt(i32::from(year), u32::from(month), u32::from(day))
    }
}

/// A date, a time, or both.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Moment {
    pub(super) day: Option<Day>,
    /// Seconds since midnight; 86400 for 24:00.
    pub(super) seconds: Option<u32>,
    /// Offset from UTC in seconds, where the cell says one.
    pub(super) offset: Option<i32>,
}

impl Moment {
    /// True with a date and a time.
    pub(super) fn is_whole(&self) -> bool {
        self.day.is_some() && self.seconds.is_some()
    }

    /// The instant in this order: UTC where the cell has an offset, else local.
    pub(super) fn instant(&self, dates: impl Into<Dates>) -> Option<NaiveDateTime> {
        let day = self.day?.date(dates.into())?.and_time(chrono::NaiveTime::MIN);
        let ahead = i64::from(self.seconds?) - i64::from(self.offset.unwrap_or(0));
        day.checked_add_signed(Duration::seconds(ahead))
    }
}

/// What a cell holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Cell {
    /// Nothing.
    Empty,
    /// A date, a time, or both.
    Moment(Moment),
    /// A date of a calendar that this program does not know, with its year.
    Calendar(u16),
    /// Something else.
    Other,
}

impl Cell {
    /// The date and time, where both are there.
    pub(super) fn whole(self) -> Option<Moment> {
        match self {
            Self::Moment(moment) if moment.is_whole() => Some(moment),
            _ => None,
        }
    }
}

/// Reads a cell.
pub(super) fn cell(text: &str) -> Cell {
    let text = text.trim();
    if text.is_empty() {
        return Cell::Empty;
    }
    Tokens::of(text).and_then(|tokens| read(text, tokens.as_slice())).unwrap_or(Cell::Other)
}

fn read(text: &str, tokens: &[Token<'_>]) -> Option<Cell> {
    let clock = Clock::find(tokens)?;
    let day = super::moment_day::day(tokens, &clock)?;
    let (day, loose) = match day {
        super::moment_day::Found::None => (None, &[][..]),
        super::moment_day::Found::Calendar(year) => return Some(Cell::Calendar(year)),
        super::moment_day::Found::Day(mut day, loose) => {
            // Korean short dates have spaces after their dots, Serbian ones have not.
            day.trailing = day.trailing && text.matches(". ").count() > 1;
            (Some(day), loose_of(loose, tokens))
        }
    };
    let seconds = if clock.range.is_empty() { seconds_of(&clock, loose)? } else { Some(clock.seconds()?) };
    if day.is_none() && seconds.is_none() {
        return serial(text, tokens).map(Cell::Moment);
    }
    Some(Cell::Moment(Moment { day, seconds, offset: clock.offset }))
}

fn loose_of<'t, 'c>(from: usize, tokens: &'t [Token<'c>]) -> &'t [Token<'c>] {
    tokens.get(from..).unwrap_or_default()
}

/// A spreadsheet's serial number of a day with its fraction, from 2017 to 2058.
fn serial(text: &str, tokens: &[Token<'_>]) -> Option<Moment> {
    let [Token::Number(day @ 42_736..58_000, 5), Token::Sign('.' | ','), Token::Number(_, digits)] = tokens
    else {
        return None;
    };
    let fraction: f64 = format!("0.{}", text.get(6..).filter(|_| *digits >= 2)?).parse().ok()?;
    let date = NaiveDate::from_ymd_opt(1899, 12, 30)?.checked_add_days(chrono::Days::new(u64::from(*day)))?;
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    let seconds = (fraction * 86_400.0).round() as u32;
    let field = |value: u32| u16::try_from(value).ok();
    let fields = [u16::try_from(date.year()).ok()?, field(date.month())?, field(date.day())?];
    let day =
        Day { kind: Kind::Fixed(DateOrder::Ymd), fields, short_year: false, dotted: false, trailing: false };
    Some(Moment { day: Some(day), seconds: Some(seconds), offset: None })
}
