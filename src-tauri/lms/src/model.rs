//! What every LMS has in common: courses, students, meetings.
//!
//! Ids are the LMS's own, as text, whatever they are over there.

use chrono::{DateTime, Utc};
use chrono_tz::Tz;

/// Which kind of LMS (`lms.kind` of the configuration).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum LmsKind {
    /// Any LMS that implements the `http` contract.
    Http,
    /// Moodle with the Attendance plug-in.
    Moodle,
    /// Canvas.
    Canvas,
}

impl LmsKind {
    /// The kind of a configuration word; `None` for `none` and for anything unknown.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        [Self::Http, Self::Moodle, Self::Canvas].into_iter().find(|kind| kind.word() == word)
    }

    /// The word of the configuration.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Http => "http",
            Self::Moodle => "moodle",
            Self::Canvas => "canvas",
        }
    }
}

/// A list with the number of records in it that could not be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listed<T> {
    /// The readable records, in the LMS's order, each id once.
    pub items: Vec<T>,
    /// How many were left out.
    pub skipped: usize,
}

impl<T> Default for Listed<T> {
    fn default() -> Self {
        Self { items: Vec::new(), skipped: 0 }
    }
}

/// Whom the token belongs to, as far as the LMS tells.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LmsAccount {
    /// Name of the user; `None` where the LMS has no such call.
    pub name: Option<String>,
    /// How many courses the first page of the course list shows.
    pub courses: usize,
}

/// A course.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LmsCourse {
    /// Id.
    pub id: String,
    /// Title; the id where the LMS gives none.
    pub title: String,
}

/// A student of a course.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LmsStudent {
    /// Id.
    pub id: String,
    /// Name; the login name, an address or the id where the LMS gives none.
    pub name: String,
    /// Addresses as they are stored, the main one first, none twice.
    pub emails: Vec<String>,
    /// Login name.
    pub username: Option<String>,
    /// False for a suspended student.
    pub active: bool,
}

/// A class meeting that the LMS knows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LmsMeeting {
    /// Id; the `session` of [`crate::Write`].
    pub id: String,
    /// Title.
    pub title: String,
    /// Start.
    pub start: DateTime<Utc>,
    /// End, where it has one, never before the start.
    pub end: Option<DateTime<Utc>>,
    /// IANA zone, where the LMS names a known one.
    pub timezone: Option<Tz>,
    /// Link to join; `http` and `https` only.
    pub join_url: Option<String>,
}
