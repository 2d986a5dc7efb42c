//! The class that somebody wants attendance for: its title, its window in time, its zone.

use crate::ids::{CourseId, MeetingId};
use chrono::{DateTime, Days, NaiveDate, NaiveDateTime, TimeDelta, TimeZone, Utc};
use chrono_tz::Tz;
use serde::{Deserialize, Serialize};

/// How far a call may lie outside the class window and still belong to it (presence rules, section 1).
pub const WINDOW_MARGIN: TimeDelta = TimeDelta::minutes(30);

/// A half-open span of time `[start, end)` in UTC.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Span {
    /// First instant inside.
    pub start: DateTime<Utc>,
    /// First instant after.
    pub end: DateTime<Utc>,
}

impl Span {
    /// The span, or `None` when `end` is before `start`.
    #[must_use]
    pub fn new(start: DateTime<Utc>, end: DateTime<Utc>) -> Option<Self> {
        (start <= end).then_some(Self { start, end })
    }

    /// Its exact length.
    #[must_use]
    pub fn length(&self) -> TimeDelta {
        self.end - self.start
    }

    /// The common part, if it has one (touching is not overlapping; a zero-length span inside is).
    #[must_use]
    pub fn intersect(&self, other: &Self) -> Option<Self> {
        let both = Self::new(self.start.max(other.start), self.end.min(other.end))?;
        (both.start < both.end || self.start == self.end || other.start == other.end).then_some(both)
    }

    /// True when the two have a common instant.
    #[must_use]
    pub fn overlaps(&self, other: &Self) -> bool {
        self.intersect(other).is_some()
    }

    /// The span made longer on both sides.
    #[must_use]
    pub fn widened(&self, by: TimeDelta) -> Self {
        Self { start: self.start - by, end: self.end + by }
    }
}

/// One class meeting as the instructor, the calendar or the LMS names it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Class {
    /// Its id in this data folder.
    pub id: MeetingId,
    /// Title as it was typed.
    pub title: String,
    /// When it is held.
    pub when: When,
    /// The zone of the instructor's day.
    pub timezone: Tz,
    /// Teams join link.
    pub join_url: Option<String>,
    /// The course it belongs to.
    pub course_id: Option<CourseId>,
    /// The LMS's id of this meeting.
    pub lms_id: Option<String>,
}

/// When a class is held: a window, or only a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum When {
    /// From start to end.
    Window(Span),
    /// Some time on this local calendar day.
    Day(NaiveDate),
}

impl Class {
    /// The class window, where there is one.
    #[must_use]
    pub fn window(&self) -> Option<Span> {
        match self.when {
            When::Window(span) => Some(span),
            When::Day(_) => None,
        }
    }

    /// The local calendar days that the class touches, as one span: usually a single day, two for a class over
    /// midnight. Day borders are those of the instructor's zone, not UTC's.
    #[must_use]
    pub fn day_span(&self) -> Span {
        let (first, last) = match self.when {
            When::Day(day) => (day, day),
            When::Window(span) => {
                let first = span.start.with_timezone(&self.timezone).date_naive();
                // A class that ends at midnight sharp does not touch the next day.
                let inside =
                    if span.end > span.start { span.end - TimeDelta::nanoseconds(1) } else { span.end };
                (first, inside.with_timezone(&self.timezone).date_naive())
            }
        };
        let after = last.checked_add_days(Days::new(1)).unwrap_or(last);
        Span { start: day_start(first, self.timezone), end: day_start(after, self.timezone) }
    }

    /// The span that a call must overlap to belong to the class: the window widened by [`WINDOW_MARGIN`], or the day.
    #[must_use]
    pub fn reach(&self) -> Span {
        self.window().map_or_else(|| self.day_span(), |w| w.widened(WINDOW_MARGIN))
    }

    /// The first local day of the class, for people to read.
    #[must_use]
    pub fn local_day(&self) -> NaiveDate {
        self.day_span().start.with_timezone(&self.timezone).date_naive()
    }
}

/// The instant at which a local calendar day begins.
///
/// Where midnight does not exist (a clock change at 00:00) the day begins with its first existing minute; where it
/// exists twice, with the earlier one.
#[must_use]
pub fn day_start(day: NaiveDate, zone: Tz) -> DateTime<Utc> {
    local_instant(day.and_time(chrono::NaiveTime::MIN), zone)
}

/// A local date and time as an instant: the earlier one where it exists twice, the first one after the gap where it
/// does not exist.
#[must_use]
pub fn local_instant(local: NaiveDateTime, zone: Tz) -> DateTime<Utc> {
    for minutes in 0..=(26 * 60) {
        if let Some(found) = zone.from_local_datetime(&(local + TimeDelta::minutes(minutes))).earliest() {
            return found.with_timezone(&Utc);
        }
    }
    // No zone has a gap of more than a day (the longest, Samoa 2011 and Kwajalein 1993, are 24 h).
    Utc.from_utc_datetime(&local)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn utc(text: &str) -> DateTime<Utc> {
        text.parse().unwrap()
    }

    #[test]
    fn a_day_is_the_instructors_not_utcs() {
        let kolkata = chrono_tz::Asia::Kolkata;
        assert_eq!(day_start(day("2025-11-26"), kolkata), utc("2025-11-25T18:30:00Z"));
    }

    #[test]
    fn days_with_clock_changes_are_23_and_25_hours() {
        let berlin = chrono_tz::Europe::Berlin;
        let length = |a, b| (day_start(day(b), berlin) - day_start(day(a), berlin)).num_hours();
        assert_eq!(length("2025-03-30", "2025-03-31"), 23);
        assert_eq!(length("2025-10-26", "2025-10-27"), 25);
    }

    #[test]
    fn a_day_without_midnight_and_a_day_that_never_was() {
        // Beirut sprang forward at midnight; Samoa skipped 30 December 2011 altogether.
        let beirut = chrono_tz::Asia::Beirut;
        assert_eq!(day_start(day("2022-03-27"), beirut), utc("2022-03-26T22:00:00Z"));
        let apia = chrono_tz::Pacific::Apia;
        assert_eq!(day_start(day("2011-12-30"), apia), day_start(day("2011-12-31"), apia));
    }

    #[test]
    fn a_class_over_midnight_touches_two_days_and_one_until_midnight_only_one() {
        let mut class = Class {
            id: "m".into(),
            title: "Night".into(),
            when: When::Window(Span::new(utc("2025-11-26T22:30:00Z"), utc("2025-11-26T23:30:00Z")).unwrap()),
            timezone: chrono_tz::Europe::Berlin,
            join_url: None,
            course_id: None,
            lms_id: None,
        };
        assert_eq!(class.day_span().length(), TimeDelta::hours(48));
        class.when =
            When::Window(Span::new(utc("2025-11-26T22:00:00Z"), utc("2025-11-26T23:00:00Z")).unwrap());
        assert_eq!(class.day_span().length(), TimeDelta::hours(24));
    }

    #[test]
    fn touching_spans_do_not_overlap() {
        let a = Span::new(utc("2025-01-01T10:00:00Z"), utc("2025-01-01T11:00:00Z")).unwrap();
        let b = Span::new(utc("2025-01-01T11:00:00Z"), utc("2025-01-01T12:00:00Z")).unwrap();
        assert!(!a.overlaps(&b));
        assert!(a.overlaps(&Span::new(a.start, a.start).unwrap()));
    }
}
