//! The reference server of the `http` LMS contract: lists in pages, attendance with a version, writes that are safe
//! to repeat.

mod attendance;
mod book;
mod problem;

pub(crate) use book::Book;
pub use book::{Attendance, Record};

use crate::clock::plain_time;
use crate::query::Query;
use crate::reply::{json_bytes, response};
use crate::state::{Shared, State};
use crate::world::Course;
use axum::Router;
use axum::body::Body;
use axum::extract;
use axum::http::{HeaderMap, Response, Uri};
use axum::routing::get;
use problem::Problem;
use serde_json::{Value, json};

/// Entries on a page.
const PAGE: usize = 100;

/// Everything below `/lms/rollbook/v1`.
pub(crate) fn routes() -> Router<Shared> {
    Router::new()
        .route("/lms/rollbook/v1/courses", get(courses))
        .route("/lms/rollbook/v1/courses/{id}/students", get(students))
        .route("/lms/rollbook/v1/courses/{id}/meetings", get(meetings))
        .route("/lms/rollbook/v1/meetings/{id}/attendance", get(attendance::read).put(attendance::write))
}

async fn courses(
    extract::State(state): extract::State<Shared>,
    headers: HeaderMap,
    uri: Uri,
) -> Response<Body> {
    answered(&state, &headers, || {
        let all: Vec<Value> = state
            .world
            .courses
            .iter()
            .map(|course| json!({"id": course.id, "title": course.title}))
            .collect();
        Ok(paged(&state, &uri, &all))
    })
}

async fn students(
    extract::State(state): extract::State<Shared>,
    extract::Path(id): extract::Path<String>,
    headers: HeaderMap,
    uri: Uri,
) -> Response<Body> {
    answered(&state, &headers, || {
        let all: Vec<Value> = course(&state, &id)?
            .students
            .iter()
            .map(|student| {
                json!({
                    "id": student.id(),
                    "name": student.name,
                    "emails": student.emails,
                    "username": student.username,
                    "active": student.active,
                })
            })
            .collect();
        Ok(paged(&state, &uri, &all))
    })
}

async fn meetings(
    extract::State(state): extract::State<Shared>,
    extract::Path(id): extract::Path<String>,
    headers: HeaderMap,
    uri: Uri,
) -> Response<Body> {
    answered(&state, &headers, || {
        let all: Vec<Value> = course(&state, &id)?
            .meetings
            .iter()
            .map(|meeting| {
                json!({
                    "id": meeting.id,
                    "title": meeting.title,
                    "start": plain_time(meeting.start),
                    "end": plain_time(meeting.end),
                    "timezone": state.info.timezone,
                    "join_url": meeting.join_url,
                })
            })
            .collect();
        Ok(paged(&state, &uri, &all))
    })
}

fn course<'a>(state: &'a State, id: &str) -> Result<&'a Course, Problem> {
    state.world.courses.iter().find(|course| course.id == id).ok_or(problem::NO_COURSE)
}

/// Checks the bearer token, then answers or refuses.
fn answered(
    state: &State,
    headers: &HeaderMap,
    work: impl FnOnce() -> Result<Response<Body>, Problem>,
) -> Response<Body> {
    let token = headers
        .get("authorization")
        .and_then(|value| value.to_str().ok())
        .and_then(|v| v.strip_prefix("Bearer "));
    let result = if token == Some(state.info.lms_token.as_str()) { work() } else { Err(problem::NO_TOKEN) };
    result.unwrap_or_else(Problem::into_response)
}

/// One page, with the `Link` to the next (RFC 8288).
fn paged(state: &State, uri: &Uri, all: &[Value]) -> Response<Body> {
    let query = Query::parse(uri.query().unwrap_or_default());
    let page: usize = query.text("page").parse().unwrap_or(1).max(1);
    let from = (page - 1).saturating_mul(PAGE);
    let part: Vec<&Value> = all.iter().skip(from).take(PAGE).collect();
    let mut headers = Vec::new();
    if from + PAGE < all.len() {
        let next = format!("{}{}?page={}", state.info.url, uri.path(), page + 1);
        headers.push(("Link".to_owned(), format!("<{next}>; rel=\"next\"")));
    }
    response(200, "application/json", &headers, json_bytes(&part))
}
