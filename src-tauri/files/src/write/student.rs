//! One student of the roster with what they were in a class.

use chrono::{DateTime, TimeDelta, Utc};
use rollbook_core::Span;
use rollbook_core::reconcile::StudentResult;
use rollbook_core::roster::Student;
use rollbook_core::status::Status;

/// One student of the roster.
#[derive(Clone, Debug, PartialEq)]
pub struct StudentRow {
    /// Who, as the roster says.
    pub student: Student,
    /// The status that stands.
    pub status: Status,
    /// True where the instructor set it.
    pub by_instructor: bool,
    /// Exact time in class; zero for who was not there, `None` where no duration is known.
    pub present: Option<TimeDelta>,
    /// First join, not cut.
    pub first_join: Option<DateTime<Utc>>,
    /// Last leave, not cut.
    pub last_leave: Option<DateTime<Utc>>,
    /// What was counted: disjoint, sorted, cut to the class.
    pub counted: Vec<Span>,
    /// Why, in words.
    pub reasons: Vec<String>,
    /// The instructor's note.
    pub note: Option<String>,
}

impl From<&StudentResult> for StudentRow {
    fn from(result: &StudentResult) -> Self {
        let there = result.presence.as_ref();
        Self {
            student: result.student.clone(),
            status: result.status,
            by_instructor: result.mark.as_ref().is_some_and(|mark| mark.status.is_some()),
            present: time_in_class(result),
            first_join: there.and_then(|p| p.first_join),
            last_leave: there.and_then(|p| p.last_leave),
            counted: there.map(|p| p.counted.clone()).unwrap_or_default(),
            reasons: result.ruling.reasons.clone(),
            note: result.mark.as_ref().and_then(|mark| mark.note.clone()),
        }
    }
}

/// Time in class of one student: zero for who was not there, `None` where no duration is known.
#[must_use]
pub fn time_in_class(result: &StudentResult) -> Option<TimeDelta> {
    let not_there =
        || (result.status != Status::Unknown && result.participants.is_empty()).then_some(TimeDelta::zero());
    result.presence.as_ref().map(|p| p.present).or_else(not_there)
}
