//! The objects of Canvas's REST API as far as they are needed (canvas-lms, `doc/api`). Pure; these shapes do not leave
//! the adapter.

use crate::lenient::{emails, id, text, yes};
use crate::model::{LmsCourse, LmsStudent};
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
pub(super) fn number(value: &Value) -> Option<f64> {
    let number = match value {
        Value::Number(number) => number.as_f64()?,
        Value::String(text) => text.trim().parse().ok()?,
        _ => return None,
    };
    number.is_finite().then_some(number)
}

/// The entries of a list; none where there is no list.
pub(super) fn list<'a>(record: &'a Value, name: &str) -> impl Iterator<Item = &'a Value> {
    record.get(name).and_then(Value::as_array).into_iter().flatten()
}

/// A field, read.
pub(super) fn field<T>(record: &Value, name: &str, read: impl FnOnce(&Value) -> Option<T>) -> Option<T> {
    read(record.get(name)?)
}

#[cfg(test)]
#[path = "wire_tests.rs"]
mod tests;
