//! The objects of Canvas's REST API as far as they are needed (canvas-lms, `doc/api`). Pure; these shapes do not leave
//! the adapter.

use super::comment;
use super::marker::{self, Line};
use super::scheme::{self, Score};
use crate::lenient::{emails, id, instant, text, yes};
use crate::marks::Mark;
use crate::model::{LmsCourse, LmsMeeting, LmsStudent};
use chrono::{DateTime, Utc};
use serde_json::Value;
use std::collections::BTreeMap;

/// A course of `GET courses`. Without a name it is one whose dates keep its teacher out (`access_restricted_by_date`).
pub(super) fn course(record: &Value) -> Option<LmsCourse> {
    let id = id(record.get("id")?)?;
    let title = field(record, "name", text)
        .or_else(|| field(record, "course_code", text))
        .unwrap_or_else(|| id.clone());
    Some(LmsCourse { id, title })
}

/// Whether a course of the list is shut by its dates, so that nothing of it can be read.
pub(super) fn is_shut(record: &Value) -> bool {
    field(record, "access_restricted_by_date", yes).unwrap_or(false)
}

/// A section of `GET courses/:id/sections`: id and name.
pub(super) fn section(record: &Value) -> Option<(String, String)> {
    Some((id(record.get("id")?)?, text(record.get("name")?)?))
}

/// A user of `GET courses/:id/users` with their enrollments. A login name that is an address counts as one more.
pub(super) fn student(record: &Value, sections: &BTreeMap<String, String>) -> Option<LmsStudent> {
    let id = id(record.get("id")?)?;
    let login = field(record, "login_id", text);
    let addresses = [field(record, "email", text), login.clone().filter(|login| login.contains('@'))];
    let emails = emails(&addresses.into_iter().flatten().map(Value::from).collect());
    let username = login.or_else(|| field(record, "sis_user_id", text));
    let name = field(record, "name", text)
        .or_else(|| username.clone())
        .or_else(|| emails.first().cloned())
        .unwrap_or_else(|| id.clone());
    let enrollments: Vec<&Value> = list(record, "enrollments").filter(|one| is_student(one)).collect();
    let state = |one: &Value| field(one, "enrollment_state", text);
    // Where the list of enrollments is not shown, the user list itself says that they are enrolled.
    let active = enrollments.is_empty()
        || enrollments
            .iter()
            .any(|one| state(one).is_none_or(|s| matches!(s.as_str(), "active" | "invited")));
    let mut groups: Vec<String> = Vec::new();
    for enrollment in &enrollments {
        let name = field(enrollment, "course_section_id", crate::lenient::id)
            .and_then(|section| sections.get(&section).cloned());
        groups.extend(name.filter(|name| !groups.contains(name)));
    }
    Some(LmsStudent { id, name, emails, username, active, groups })
}

fn is_student(enrollment: &Value) -> bool {
    field(enrollment, "type", text).is_none_or(|kind| kind == "StudentEnrollment")
}

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
        Some(Mark { student_id: self.student.clone(), status, note, present_seconds })
    }

    /// Whether a comment stands there already.
    pub(super) fn has(&self, text: &str) -> bool {
        self.comments.iter().any(|known| comment::one_line(known) == text)
    }
}

/// How far a job is (`GET progress/:id`).
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Progress {
    pub id: Option<String>,
    pub url: Option<String>,
    pub state: JobState,
    /// What went wrong, in Canvas's words.
    pub message: Option<String>,
}

/// State of a job.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum JobState {
    Waiting,
    Completed,
    Failed,
}

/// A Progress; `None` when it is no such thing.
pub(super) fn progress(body: &Value) -> Option<Progress> {
    let state = match field(body, "workflow_state", text)?.as_str() {
        "queued" | "running" => JobState::Waiting,
        "completed" => JobState::Completed,
        "failed" => JobState::Failed,
        _ => return None,
    };
    Some(Progress {
        id: field(body, "id", id),
        url: field(body, "url", text),
        state,
        message: field(body, "message", text),
    })
}

/// The sentence of an error body. Canvas has several: `errors` as a list of `{message}`, `errors` by field, `error`,
/// `message`.
pub(super) fn error_text(body: &Value) -> Option<String> {
    let first = |value: &Value| match value {
        Value::Array(all) => all.iter().find_map(|one| field(one, "message", text).or_else(|| text(one))),
        Value::Object(fields) => fields
            .values()
            .find_map(|list| list.as_array()?.iter().find_map(|one| field(one, "message", text))),
        Value::String(_) => text(value),
        _ => None,
    };
    body.get("errors")
        .and_then(first)
        .or_else(|| field(body, "error", text))
        .or_else(|| field(body, "message", text))
}

/// A finite number, also as text.
fn number(value: &Value) -> Option<f64> {
    let number = match value {
        Value::Number(number) => number.as_f64()?,
        Value::String(text) => text.trim().parse().ok()?,
        _ => return None,
    };
    number.is_finite().then_some(number)
}

fn list<'a>(record: &'a Value, name: &str) -> impl Iterator<Item = &'a Value> {
    record.get(name).and_then(Value::as_array).into_iter().flatten()
}

fn field<T>(record: &Value, name: &str, read: impl FnOnce(&Value) -> Option<T>) -> Option<T> {
    read(record.get(name)?)
}

#[cfg(test)]
#[path = "wire_tests.rs"]
mod tests;
