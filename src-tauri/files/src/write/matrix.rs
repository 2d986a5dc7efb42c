//! A course as students × classes: what each was in each class, and what that adds up to.

use super::class::share;
pub use super::totals::Totals;
use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use chrono_tz::Tz;
use rollbook_core::Span;
use rollbook_core::roster::Student;
use rollbook_core::rules::Rules;
use rollbook_core::status::Status;

/// One course, ready to be written.
#[derive(Clone, Debug)]
pub struct CourseSheet {
    /// Title of the course.
    pub title: String,
    /// The classes, oldest first.
    pub classes: Vec<ClassColumn>,
    /// The students of the roster, in its order.
    pub students: Vec<MatrixRow>,
    /// Attendance share in percent below which a student is marked.
    pub limit: Option<f64>,
    /// Zone of the times that belong to no class.
    pub zone: Tz,
    /// The rules of the settings.
    pub rules: Rules,
    /// When the file was written.
    pub written_at: DateTime<Utc>,
}

/// Whether a class says anything.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Held {
    /// Fetched: its statuses count.
    Data,
    /// Never fetched.
    NotFetched,
    /// Has not begun.
    Upcoming,
    /// Needs no attendance, by the instructor's word.
    Dismissed,
}

impl Held {
    /// In words.
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Self::Data => "counted",
            Self::NotFetched => "no data: not fetched",
            Self::Upcoming => "no data: has not begun",
            Self::Dismissed => "no data: needs no attendance",
        }
    }
}

/// One class of the course.
#[derive(Clone, Debug)]
pub struct ClassColumn {
    /// Title as it was typed.
    pub title: String,
    /// First local day.
    pub day: NaiveDate,
    /// The class window; `None` where only the day is known.
    pub window: Option<Span>,
    /// Zone of its times.
    pub zone: Tz,
    /// Whether it counts.
    pub held: Held,
    /// Source, in words.
    pub source: String,
    /// Completeness, in words.
    pub completeness: String,
    /// People seen.
    pub people: usize,
    /// True where its statuses were made with the rules of an upload, not with those of the settings.
    pub rules_of_upload: bool,
}

impl ClassColumn {
    /// The start of the class, else its day, as a heading: `2025-11-26 10:00`.
    #[must_use]
    pub fn when(&self) -> String {
        match self.window {
            Some(window) => window.start.with_timezone(&self.zone).format("%Y-%m-%d %H:%M").to_string(),
            None => self.day.to_string(),
        }
    }
}

/// What one student was in one class.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MatrixCell {
    /// The status that stands.
    pub status: Status,
    /// Exact time in class; `None` where no duration is known.
    pub present: Option<TimeDelta>,
}

/// One student over all classes.
#[derive(Clone, Debug)]
pub struct MatrixRow {
    /// Who, as the roster says.
    pub student: Student,
    /// One cell a class, in the order of the classes; `None` where the class says nothing.
    pub cells: Vec<Option<MatrixCell>>,
}

impl MatrixRow {
    /// What the student's cells add up to.
    #[must_use]
    pub fn totals(&self) -> Totals {
        Totals::of(self.cells.iter().map(Option::as_ref))
    }

    /// The exact time in all classes; `None` where none is known.
    #[must_use]
    pub fn time(&self) -> Option<TimeDelta> {
        let known = self.cells.iter().flatten().filter_map(|cell| cell.present);
        known.fold(None, |sum, time| Some(sum.unwrap_or_else(TimeDelta::zero) + time))
    }

    /// The share of one class that the student was there, in percent.
    #[must_use]
    pub fn share_of(&self, index: usize, class: &ClassColumn) -> Option<f64> {
        share(self.cells.get(index)?.as_ref()?.present, class.window)
    }
}

impl CourseSheet {
    /// What a class adds up to over its students.
    #[must_use]
    pub fn totals_of_class(&self, index: usize) -> Totals {
        Totals::of(self.students.iter().map(|row| row.cells.get(index).and_then(Option::as_ref)))
    }

    /// Whether a student is marked as below the limit.
    #[must_use]
    pub fn is_below(&self, totals: &Totals) -> bool {
        self.limit.is_some_and(|limit| totals.is_below(limit))
    }
}

/// The letters of a status in a matrix; the legend says what they mean.
#[must_use]
pub fn letters(status: Status) -> &'static str {
    match status {
        Status::Present => "P",
        Status::Late => "L",
        Status::LeftEarly => "LE",
        Status::Absent => "A",
        Status::Excused => "E",
        Status::Unknown => "?",
    }
}
