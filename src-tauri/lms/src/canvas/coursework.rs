//! Assignments and submissions: what classes and marks are in Canvas. Pure.

use super::comment;
use super::marker::{self, Line};
use super::scheme::{self, Score};
use super::wire::{field, list, number};
use crate::lenient::{id, instant, text, yes};
use crate::marks::Mark;
use crate::model::LmsMeeting;
use chrono::{DateTime, Utc};
use serde_json::Value;

/// An assignment.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Assignment {
    pub id: String,
    pub title: String,
    pub max: Option<f64>,
    pub published: bool,
    pub due: Option<DateTime<Utc>>,
    /// Graded in points, each student for themselves and by name, and nothing is handed in online.
    pub plain: bool,
    /// Our line in its description.
    pub line: Option<Line>,
}

/// An assignment of `GET courses/:id/assignments`.
pub(super) fn assignment(record: &Value) -> Option<Assignment> {
    let id = id(record.get("id")?)?;
    let kinds: Vec<String> = list(record, "submission_types").filter_map(text).collect();
    let points = field(record, "grading_type", text).is_none_or(|kind| kind == "points");
    let is = |name: &str| field(record, name, yes).unwrap_or(false);
    // The grade of one would become the grade of their whole group; who is who would not be told; a grade would be
    // provisional.
    let shared = record.get("group_category_id").is_some_and(|group| !group.is_null());
    let special = shared || is("anonymous_grading") || is("moderated_grading");
    Some(Assignment {
        title: field(record, "name", text).unwrap_or_else(|| id.clone()),
        max: field(record, "points_possible", number),
        published: field(record, "published", yes).unwrap_or(true),
        due: record.get("due_at").and_then(|due| instant(due, None)),
        plain: points
            && !special
            && !kinds.is_empty()
            && kinds.iter().all(|kind| matches!(kind.as_str(), "none" | "on_paper")),
        line: record.get("description").and_then(Value::as_str).and_then(marker::find),
        id,
    })
}

impl Assignment {
    /// The class meeting that it stands for: by our line, else one with a date, points, and nothing to hand in. Homework,
    /// quizzes and what an external tool fills (Roll Call) are no meetings: marks would go over its grades.
    pub(super) fn meeting(&self) -> Option<LmsMeeting> {
        let usable = self.max.is_some_and(scheme::is_usable) && self.plain;
        let start = match &self.line {
            Some(line) => line.start,
            None => self.due?,
        };
        usable.then(|| LmsMeeting {
            id: self.id.clone(),
            title: self.title.clone(),
            start,
            end: self.line.as_ref().map(|line| line.end).filter(|end| *end > start),
            timezone: None,
            join_url: None,
            activity: None,
            group: None,
        })
    }
}

/// A submission: what one student's mark is.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Submission {
    pub student: String,
    pub score: Score,
    /// Comments in their order.
    pub comments: Vec<String>,
}

/// A submission of `GET …/submissions`. `entered_score` is the one that was written; `score` may be less by a late policy.
pub(super) fn submission(record: &Value) -> Option<Submission> {
    let student = id(record.get("user_id")?)?;
    let points =
        match ["entered_score", "score"].iter().find_map(|name| record.get(*name).filter(|v| !v.is_null())) {
            Some(value) => Some(number(value)?),
            None => None,
        };
    let score = if field(record, "excused", yes).unwrap_or(false) {
        Score::Excused
    } else {
        points.map_or(Score::Cleared, Score::Points)
    };
    let comments =
        list(record, "submission_comments").filter_map(|one| field(one, "comment", text)).collect();
    Some(Submission { student, score, comments })
}

impl Submission {
    /// The mark; `None` where there is none.
    pub(super) fn mark(&self, max: f64) -> Option<Mark> {
        let status = scheme::status(self.score, max)?;
        let said = self.comments.iter().rev().find_map(|text| comment::read(text));
        let (note, present_seconds) = said.map_or((None, None), |said| (said.note, said.present_seconds));
        Some(Mark { student_id: self.student.clone(), status, note, remark: None, present_seconds })
    }

    /// Whether a comment stands there already.
    pub(super) fn has(&self, text: &str) -> bool {
        self.comments.iter().any(|known| comment::one_line(known) == text)
    }
}
