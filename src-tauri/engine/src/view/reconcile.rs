//! `rollbook reconcile`: the roster against the people of one class.

use super::{MeetingView, StudentWhyView};
use serde::Serialize;
use ts_rs::TS;

/// The rules in force for a class (contract, section 3).
#[derive(Clone, Copy, Debug, PartialEq, Serialize, TS)]
pub struct RulesView {
    /// Below this share of the window: absent.
    pub min_present_percent: f64,
    /// Joined later than this after the start: late.
    pub late_after_minutes: f64,
    /// Left earlier than this before the end: left early.
    pub left_early_minutes: f64,
    /// Time outside the window counts too.
    pub count_outside_window: bool,
}

/// How a student was matched.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
pub struct MatchView {
    /// `object-id`, `email`, `remembered`, `manual` or null.
    pub how: Option<String>,
}

/// One student with the status of this class.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
pub struct StudentView {
    /// Id in this data folder.
    pub student_id: String,
    /// The LMS's id.
    pub lms_id: Option<String>,
    /// Name.
    pub name: String,
    /// Main e-mail.
    pub email: Option<String>,
    /// `present`, `late`, `left-early`, `absent`, `excused` or `unknown`.
    pub status: String,
    /// `rule` or `instructor`.
    pub decided_by: String,
    /// Joined too late, whatever the status says.
    pub late: bool,
    /// Left too early, whatever the status says.
    pub left_early: bool,
    /// Seconds in class; null where no duration is known.
    #[ts(as = "Option<u32>")]
    pub present_seconds: Option<i64>,
    /// Seconds between the start and the first counted join.
    #[ts(as = "Option<u32>")]
    pub late_seconds: Option<i64>,
    /// Seconds between the last counted leave and the end.
    #[ts(as = "Option<u32>")]
    pub left_early_seconds: Option<i64>,
    /// Why, in words.
    pub reasons: Vec<String>,
    /// The instructor's note.
    pub note: Option<String>,
    /// The people this student was in the class.
    pub participant_ids: Vec<String>,
    /// How they were matched.
    #[serde(rename = "match")]
    pub matched: MatchView,
    /// The way to this status.
    pub why: StudentWhyView,
}

/// A student who might be an unmatched person.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
pub struct CandidateView {
    /// Which student.
    pub student_id: String,
    /// 0 to 1.
    pub score: f64,
    /// Why, in words.
    pub reasons: Vec<String>,
}

/// A person who is no student yet.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
pub struct UnmatchedView {
    /// Which person.
    pub participant_id: String,
    /// Name as typed.
    pub name: Option<String>,
    /// E-mail or UPN.
    pub email: Option<String>,
    /// More than one student fits.
    pub ambiguous: bool,
    /// The first candidate is one that nobody could mistake: "accept all unambiguous" takes it.
    pub unambiguous: bool,
    /// Best first.
    pub candidates: Vec<CandidateView>,
}

/// How many students have which status.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "kebab-case")]
#[allow(missing_docs)]
pub struct StatusCounts {
    pub present: u32,
    pub late: u32,
    pub left_early: u32,
    pub absent: u32,
    pub excused: u32,
    pub unknown: u32,
    pub unmatched: u32,
}

/// `rollbook reconcile`.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
pub struct ReconcileView {
    /// The class.
    pub meeting: MeetingView,
    /// The rules used.
    pub rules: RulesView,
    /// Where they come from: `settings`, or `upload` where the class is in the LMS and keeps the rules of that upload.
    pub rules_from: String,
    /// Every active student of the course.
    pub students: Vec<StudentView>,
    /// People who are no student yet.
    pub unmatched: Vec<UnmatchedView>,
    /// Counts.
    pub summary: StatusCounts,
}
