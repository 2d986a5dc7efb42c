//! The same control as the library's, over HTTP, for tests of built programs: `/_sandbox/…`.

use crate::fault::Fault;
use crate::lms::Record;
use crate::query::Query;
use crate::reply::{Reply, json_bytes, response};
use crate::state::{Shared, State};
use axum::Router;
use axum::body::{Body, Bytes};
use axum::extract;
use axum::http::Response;
use axum::routing::{get, post};
use serde_json::{Value, json};

/// The control paths.
pub(crate) fn routes() -> Router<Shared> {
    Router::new()
        .route("/_sandbox/info", get(info))
        .route("/_sandbox/faults", post(inject).delete(clear_faults))
        .route("/_sandbox/requests", get(requests).delete(clear_requests))
        .route("/_sandbox/approve", post(approve))
        .route("/_sandbox/decline", post(decline))
        .route("/_sandbox/lms/meetings/{id}/attendance", get(attendance).put(set_attendance))
}

fn json_of(value: &impl serde::Serialize) -> Response<Body> {
    response(200, "application/json", &[], json_bytes(value))
}

fn done(known: bool) -> Response<Body> {
    let status = if known { 200 } else { 404 };
    Reply::new(status, json!({"ok": known})).into_response()
}

fn bad(what: &str) -> Response<Body> {
    Reply::new(400, json!({"error": what})).into_response()
}

async fn info(extract::State(state): extract::State<Shared>) -> Response<Body> {
    json_of(&state.info)
}

/// One fault or a list of them.
async fn inject(extract::State(state): extract::State<Shared>, body: Bytes) -> Response<Body> {
    let many = serde_json::from_slice::<Vec<Fault>>(&body);
    let Ok(faults) = many.or_else(|_| serde_json::from_slice::<Fault>(&body).map(|one| vec![one])) else {
        return bad("not a fault");
    };
    let mut all = state.faults();
    for fault in faults {
        all.add(fault);
    }
    done(true)
}

async fn clear_faults(extract::State(state): extract::State<Shared>) -> Response<Body> {
    state.faults().clear();
    done(true)
}

async fn requests(extract::State(state): extract::State<Shared>) -> Response<Body> {
    json_of(&*state.seen())
}

async fn clear_requests(extract::State(state): extract::State<Shared>) -> Response<Body> {
    state.seen().clear();
    done(true)
}

fn decide(state: &State, body: &[u8], approve: bool) -> Response<Body> {
    let text = String::from_utf8_lossy(body);
    let code = serde_json::from_str::<Value>(&text)
        .ok()
        .and_then(|value| value.get("user_code").and_then(Value::as_str).map(str::to_owned))
        .unwrap_or_else(|| Query::parse(&text).text("user_code").to_owned());
    let user = serde_json::from_str::<Value>(&text)
        .ok()
        .and_then(|value| value.get("username").and_then(Value::as_str).map(str::to_owned))
        .unwrap_or_default();
    let user = state.world.account(&user).unwrap_or(&state.world.instructor);
    done(state.ledger().decide(&code, approve, &user.key, state.clock.now()))
}

async fn approve(extract::State(state): extract::State<Shared>, body: Bytes) -> Response<Body> {
    decide(&state, &body, true)
}

async fn decline(extract::State(state): extract::State<Shared>, body: Bytes) -> Response<Body> {
    decide(&state, &body, false)
}

fn known(state: &State, meeting: &str) -> bool {
    state.world.courses.iter().flat_map(|course| &course.meetings).any(|one| one.id == meeting)
}

async fn attendance(
    extract::State(state): extract::State<Shared>,
    extract::Path(id): extract::Path<String>,
) -> Response<Body> {
    if known(&state, &id) { json_of(&state.book().attendance(&id)) } else { done(false) }
}

/// `{"records":[…]}`: as if a colleague had changed them in the LMS.
async fn set_attendance(
    extract::State(state): extract::State<Shared>,
    extract::Path(id): extract::Path<String>,
    body: Bytes,
) -> Response<Body> {
    let records = serde_json::from_slice::<Value>(&body)
        .ok()
        .and_then(|value| serde_json::from_value::<Vec<Record>>(value.get("records")?.clone()).ok());
    let Some(records) = records else { return bad("not records") };
    if !known(&state, &id) {
        return done(false);
    }
    state.book().set(&id, records);
    done(true)
}
