//! Reading and writing the attendance of a meeting.

use super::book::{Answered, Record};
use super::{answered, problem};
use crate::reply::{json_bytes, response};
use crate::state::{Shared, State};
use crate::world::Course;
use axum::body::{Body, Bytes};
use axum::extract;
use axum::http::{HeaderMap, Response};
use problem::Problem;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

const STATUSES: [&str; 6] = ["present", "late", "left-early", "absent", "excused", "unknown"];

/// `GET …/attendance`.
pub(super) async fn read(
    extract::State(state): extract::State<Shared>,
    extract::Path(id): extract::Path<String>,
    headers: HeaderMap,
) -> Response<Body> {
    answered(&state, &headers, || {
        let course = course_of(&state, &id)?;
        let mut book = state.book();
        let now = book.attendance(&id);
        if state.switches.lms_conflict && book.first_read(&id) {
            let mut records = now.records.clone();
            if let Some(student) = course.students.first() {
                records.retain(|record| record.student_id != student.id());
                records.push(Record {
                    student_id: student.id(),
                    status: "excused".to_owned(),
                    note: Some("doctor's note".to_owned()),
                    present_seconds: None,
                });
            }
            book.set(&id, records);
        }
        Ok(with_etag(200, &now.etag, &json!({"records": now.records})))
    })
}

/// `PUT …/attendance`: replaces all records, all at once, except those of students who are refused.
pub(super) async fn write(
    extract::State(state): extract::State<Shared>,
    extract::Path(id): extract::Path<String>,
    headers: HeaderMap,
    body: Bytes,
) -> Response<Body> {
    answered(&state, &headers, || {
        let header = |name: &str| headers.get(name).and_then(|value| value.to_str().ok());
        let course = course_of(&state, &id)?;
        let wanted = header("if-match").ok_or(problem::NO_MATCH)?;
        let key = header("idempotency-key").filter(|key| !key.is_empty()).ok_or(problem::NO_KEY)?;
        let request = Sha256::digest([id.as_bytes(), &[0], &body].concat()).to_vec();
        let mut book = state.book();
        if let Some(first) = book.answered.get(key) {
            if first.request != request {
                return Err(problem::OTHER_BODY);
            }
            return Ok(with_etag(first.status, &first.etag, &first.body));
        }
        let before = book.attendance(&id);
        if wanted != before.etag && wanted != "*" {
            return Err(problem::CHANGED);
        }
        let (stored, results, failed) = judged(&state, course, &before.records, records(&body)?);
        book.set(&id, stored);
        let etag = book.attendance(&id).etag;
        let answer = Answered {
            request,
            status: if failed { 207 } else { 200 },
            etag,
            body: json!({"results": results}),
        };
        let out = with_etag(answer.status, &answer.etag, &answer.body);
        book.answered.insert(key.to_owned(), answer);
        Ok(out)
    })
}

fn records(body: &[u8]) -> Result<Vec<Record>, Problem> {
    let whole: Value = serde_json::from_slice(body).map_err(|_| problem::BAD_BODY)?;
    let list = whole.get("records").cloned().unwrap_or_default();
    let records: Vec<Record> = serde_json::from_value(list).map_err(|_| problem::BAD_BODY)?;
    let mut ids: Vec<&str> = records.iter().map(|record| record.student_id.as_str()).collect();
    ids.sort_unstable();
    let unique = ids.windows(2).all(|pair| pair.first() != pair.last());
    let known = records.iter().all(|record| STATUSES.contains(&record.status.as_str()));
    if unique && known { Ok(records) } else { Err(problem::BAD_BODY) }
}

/// What is stored, what is answered for each student, and whether any was refused. A refused student keeps what
/// stood there before.
fn judged(
    state: &State,
    course: &Course,
    before: &[Record],
    new: Vec<Record>,
) -> (Vec<Record>, Vec<Value>, bool) {
    let (mut stored, mut results, mut failed) = (Vec::new(), Vec::new(), false);
    for record in new {
        let place = course.students.iter().position(|student| student.id() == record.student_id);
        let error = match place {
            None => Some("no such student in this course"),
            Some(place) if state.switches.lms_partial && place % 7 == 6 => Some("locked by the registrar"),
            Some(_) => None,
        };
        let outcome = if error.is_some() { "failed" } else { "confirmed" };
        results.push(json!({"student_id": record.student_id, "state": outcome, "error": error}));
        if error.is_none() {
            stored.push(record);
        } else {
            failed = true;
            stored.extend(before.iter().find(|old| old.student_id == record.student_id).cloned());
        }
    }
    (stored, results, failed)
}

fn course_of<'a>(state: &'a State, meeting: &str) -> Result<&'a Course, Problem> {
    state
        .world
        .courses
        .iter()
        .find(|course| course.meetings.iter().any(|one| one.id == meeting))
        .ok_or(problem::NO_MEETING)
}

fn with_etag(status: u16, etag: &str, body: &Value) -> Response<Body> {
    response(status, "application/json", &[("ETag".to_owned(), etag.to_owned())], json_bytes(body))
}
