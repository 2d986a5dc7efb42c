//! The bodies of the `http` contract, in both directions. Pure; these shapes do not leave the crate.

use crate::lenient::{count, emails, id, instant, text, web_link, yes, zone};
use crate::marks::{HeldStatus, Mark, MarkFault, MarkResult, MarkState, Marks, Write};
use crate::model::{LmsCourse, LmsMeeting, LmsStudent};
use crate::server_text::ServerText;
use serde_json::{Map, Value, json};
use std::collections::{BTreeMap, BTreeSet};

/// A course of `GET courses`.
pub(super) fn course(record: &Value) -> Option<LmsCourse> {
    let id = id(record.get("id")?)?;
    let title = field(record, "title", text).unwrap_or_else(|| id.clone());
    Some(LmsCourse { id, title })
}

/// A student of `GET courses/{id}/students`. Only the id must be there: a student without a name is still a student.
pub(super) fn student(record: &Value) -> Option<LmsStudent> {
    let id = id(record.get("id")?)?;
    let emails = record.get("emails").map(emails).unwrap_or_default();
    let username = field(record, "username", text);
    let name = field(record, "name", text)
        .or_else(|| username.clone())
        .or_else(|| emails.first().cloned())
        .unwrap_or_else(|| id.clone());
    let active = field(record, "active", yes).unwrap_or(true);
    let groups = record.get("groups").and_then(Value::as_array);
    let groups = groups.into_iter().flatten().filter_map(text).collect();
    Some(LmsStudent { id, name, emails, username, active, groups })
}

/// A meeting of `GET courses/{id}/meetings`. Without a start it cannot be told from the others, so that must be there.
pub(super) fn meeting(record: &Value) -> Option<LmsMeeting> {
    let id = id(record.get("id")?)?;
    let timezone = field(record, "timezone", zone);
    let time = |name| record.get(name).and_then(|value| instant(value, timezone));
    let start = time("start")?;
    Some(LmsMeeting {
        title: field(record, "title", text).unwrap_or_else(|| id.clone()),
        start,
        end: time("end").filter(|end| *end >= start),
        timezone,
        join_url: field(record, "join_url", web_link),
        activity: None,
        group: field(record, "group", text),
        id,
    })
}

/// The body of `GET meetings/{id}/attendance`; `None` when it is no such thing. A record with an empty status is a
/// student without a mark; of two records of one student the first stands and the other counts as unreadable.
pub(super) fn marks(body: &Value, version: Option<String>) -> Option<Marks> {
    let records = body.get("records")?.as_array()?;
    let mut marks = Marks { version, ..Marks::default() };
    let mut seen = BTreeSet::new();
    for record in records {
        match mark(record) {
            Some(mark) if !seen.insert(mark.student_id.clone()) => marks.skipped += 1,
            Some(mark) => marks.records.push(mark),
            None if is_unmarked(record) => {}
            None => marks.skipped += 1,
        }
    }
    Some(marks)
}

fn mark(record: &Value) -> Option<Mark> {
    Some(Mark {
        student_id: id(record.get("student_id")?)?,
        status: HeldStatus::from_word(&text(record.get("status")?)?),
        note: field(record, "note", text),
        remark: None,
        present_seconds: field(record, "present_seconds", count),
    })
}

fn is_unmarked(record: &Value) -> bool {
    let empty = match record.get("status") {
        None | Some(Value::Null) => true,
        Some(Value::String(word)) => word.trim().is_empty(),
        Some(_) => false,
    };
    empty && record.get("student_id").and_then(id).is_some()
}

/// The body of `PUT meetings/{id}/attendance`. The same write gives the same bytes, as its key demands.
pub(super) fn put_body(write: &Write) -> Value {
    let records: Vec<Value> = write
        .marks
        .iter()
        .map(|mark| {
            json!({
                "student_id": mark.student_id,
                "status": mark.status.word(),
                "note": mark.note,
                "present_seconds": mark.present_seconds,
            })
        })
        .collect();
    let mut body = Map::new();
    body.insert("records".to_owned(), Value::Array(records));
    body.insert("report".to_owned(), write.report.clone());
    Value::Object(body)
}

/// What became of each mark, in the order in which they were sent. Whom the answer does not name, it has accepted:
/// 207 lists failures. A state that is no word of the contract is a failure.
pub(super) fn results(write: &Write, body: Option<&Value>, secret: &str) -> Vec<MarkResult> {
    let listed = body.and_then(|b| b.get("results")).and_then(Value::as_array);
    let mut told: BTreeMap<String, (MarkState, Option<MarkFault>)> = BTreeMap::new();
    for record in listed.into_iter().flatten() {
        let Some(student) = record.get("student_id").and_then(id) else { continue };
        let state = field(record, "state", text)
            .and_then(|word| MarkState::from_word(&word))
            .unwrap_or(MarkState::Failed);
        let error = (state != MarkState::Confirmed).then(|| fault(state, record.get("error"), secret));
        told.entry(student).or_insert((state, error));
    }
    let sent = write.changed.iter().map(|mark| &mark.student_id).chain(&write.removed);
    sent.map(|student_id| {
        let (state, error) = told.remove(student_id).unwrap_or((MarkState::Confirmed, None));
        MarkResult { student_id: student_id.clone(), state, error }
    })
    .collect()
}

fn fault(state: MarkState, error: Option<&Value>, secret: &str) -> MarkFault {
    match error.and_then(|error| problem_text(error, secret)) {
        Some(said) => MarkFault::Said(said),
        None if state == MarkState::Conflict => MarkFault::ChangedMeanwhile,
        None => MarkFault::Refused,
    }
}

/// The sentence in an RFC 9457 problem (`detail`, else `title`) or in a plain text.
pub(super) fn problem_text(problem: &Value, secret: &str) -> Option<ServerText> {
    let said = match problem {
        Value::String(text) => Some(text.as_str()),
        Value::Object(_) => ["detail", "title", "message"]
            .iter()
            .find_map(|name| problem.get(name)?.as_str().filter(|text| !text.trim().is_empty())),
        _ => None,
    };
    ServerText::clean(said?, secret)
}

fn field<T>(record: &Value, name: &str, read: impl FnOnce(&Value) -> Option<T>) -> Option<T> {
    read(record.get(name)?)
}

#[cfg(test)]
#[path = "wire_tests.rs"]
mod tests;
