//! Canvas's REST API as documented: opaque pages of ten, costs and a rate limit, grades in bulk as a job that takes a
//! while, comments that double, drafts that take no grades.

mod ask;
mod bucket;
mod gradebook;
mod jobs;
mod lists;
mod marker;
mod print;
mod write;

pub(crate) use gradebook::Gradebook;
pub use gradebook::{CanvasAssignment, CanvasComment, CanvasGrade};

use crate::dice;
use crate::reply::{Reply, response};
use crate::scenario::CanvasDay;
use crate::state::{Shared, State};
use ask::Ask;
use axum::Router;
use axum::body::{Body, Bytes};
use axum::extract;
use axum::http::{HeaderMap, Method, Response, Uri};
use axum::routing::any;
use serde_json::{Value, json};
use std::time::Instant;

/// The instructor's id.
pub(crate) const TEACHER: u32 = 86;

/// The one token.
pub(crate) fn token(domain: &str) -> String {
    format!("1~{}", dice::uuid(&format!("{domain}/canvas")).replace('-', ""))
}

/// Everything below `/canvas`.
pub(crate) fn routes() -> Router<Shared> {
    Router::new().route("/canvas/api/v1/{*path}", any(serve))
}

/// A refusal: status and sentence.
#[derive(Clone, Debug)]
struct Refusal(u16, Value);

type Answer = Result<Reply, Refusal>;

fn no_token() -> Refusal {
    Refusal(401, json!({"errors": [{"message": "Invalid access token."}]}))
}

fn not_authorized() -> Refusal {
    Refusal(
        403,
        json!({"status": "unauthorized", "errors": [{"message": "user not authorized to perform that action"}]}),
    )
}

fn not_found() -> Refusal {
    Refusal(404, json!({"errors": [{"message": "The specified resource does not exist."}]}))
}

async fn serve(
    extract::State(state): extract::State<Shared>,
    method: Method,
    uri: Uri,
    headers: HeaderMap,
    body: Bytes,
) -> Response<Body> {
    let bearer = headers
        .get("authorization")
        .and_then(|value| value.to_str().ok())
        .and_then(|value| value.strip_prefix("Bearer "));
    if bearer != Some(state.info.canvas_token.as_str()) {
        let Refusal(status, body) = no_token();
        return Reply::new(status, body)
            .with("WWW-Authenticate", "Bearer realm=\"canvas-lms\"")
            .into_response();
    }
    let ask = Ask::new(&state, &method, &uri, &headers, &body);
    let cost = ask.cost();
    let Some(left) = state.gradebook().bucket.take(cost, Instant::now()) else {
        let text = "403 Forbidden (Rate Limit Exceeded)\n";
        return response(403, "text/html; charset=utf-8", &[], text.as_bytes().to_vec());
    };
    if state.switches.canvas != CanvasDay::Stuck {
        let now = state.clock.now();
        state.gradebook().go_on(now, |course| lists::gradable(&state, course));
    }
    let reply = answer(&ask).unwrap_or_else(|Refusal(status, body)| Reply::new(status, body));
    reply
        .with("X-Request-Cost", format!("{cost:.4}"))
        .with("X-Rate-Limit-Remaining", format!("{left:.4}"))
        .into_response()
}

fn answer(ask: &Ask<'_>) -> Answer {
    let path: Vec<&str> = ask.path.iter().map(String::as_str).collect();
    match (ask.method, path.as_slice()) {
        ("GET", ["users", "self"]) => Ok(Reply::ok(myself(ask.state))),
        ("GET", ["courses"]) => Ok(lists::courses(ask)),
        ("GET", ["courses", course, "permissions"]) => lists::permissions(ask, course),
        ("GET", ["courses", course, "sections"]) => lists::sections(ask, course),
        ("GET", ["courses", course, "users"]) => lists::users(ask, course),
        ("GET", ["courses", course, "assignments"]) => lists::assignments(ask, course),
        ("GET", ["courses", course, "assignments", id]) => lists::assignment(ask, course, id),
        ("GET", ["courses", course, "assignments", id, "submissions"]) => lists::submissions(ask, course, id),
        ("GET", ["progress", id]) => write::progress(ask, id),
        ("POST", ["courses", course, "assignments"]) => write::assignment(ask, course),
        ("POST", ["courses", course, "assignments", id, "submissions", "update_grades"]) => {
            write::grades(ask, course, id)
        }
        _ => Err(not_found()),
    }
}

fn myself(state: &State) -> Value {
    json!({
        "id": TEACHER,
        "name": state.info.account.name,
        "short_name": state.info.account.name,
        "locale": null,
        "effective_locale": "en",
        "permissions": {"can_update_name": true},
    })
}
