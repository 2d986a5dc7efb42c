//! What the writers say of one class: plain rows with exact lengths. Nothing is rounded here.

pub use super::person::{PersonRow, StayRow};
pub use super::student::{StudentRow, time_in_class};
use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use chrono_tz::Tz;
use rollbook_core::Span;
use rollbook_core::rules::Rules;

/// One class, ready to be written.
#[derive(Clone, Debug)]
pub struct ClassSheet {
    /// The class itself, and where its data came from.
    pub about: About,
    /// The people who were there, in the order in which they are to stand.
    pub people: Vec<PersonRow>,
    /// The students of the roster; `None` where the class has no roster.
    pub students: Option<Vec<StudentRow>>,
}

/// The class, the origin of its data and the rules.
#[derive(Clone, Debug)]
pub struct About {
    /// Title as it was typed.
    pub title: String,
    /// Title of the course.
    pub course: Option<String>,
    /// First local day.
    pub day: NaiveDate,
    /// The class window; `None` where only the day is known.
    pub window: Option<Span>,
    /// Zone of all local times.
    pub zone: Tz,
    /// Source, in words.
    pub source: String,
    /// Completeness, in words.
    pub completeness: String,
    /// When the data was fetched.
    pub fetched_at: Option<DateTime<Utc>>,
    /// When the file was written.
    pub written_at: DateTime<Utc>,
    /// The rules that the statuses were made with.
    pub rules: Rules,
    /// True where these are the rules of an upload, not those of the settings.
    pub rules_of_upload: bool,
}

impl About {
    /// What stays are cut to; `None` where nothing is cut.
    #[must_use]
    pub fn cut(&self) -> Option<Span> {
        self.window.filter(|_| !self.rules.count_outside_window)
    }
}

/// The share of a class in percent, exact; `None` where the length of the class or of the stay is not known.
#[must_use]
pub fn share(present: Option<TimeDelta>, window: Option<Span>) -> Option<f64> {
    let whole = window?.length().as_seconds_f64();
    (whole > 0.0).then(|| present.map(|present| 100.0 * present.as_seconds_f64() / whole))?
}
