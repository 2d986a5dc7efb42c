//! Errors as RFC 9457 problem details.

use crate::reply::{json_bytes, response};
use axum::body::Body;
use axum::http::Response;
use serde_json::json;

/// Status, title, detail.
#[derive(Clone, Copy, Debug)]
pub(super) struct Problem(pub u16, pub &'static str, pub &'static str);

pub(super) const NO_TOKEN: Problem =
    Problem(401, "Unauthorized", "The bearer token is missing or not known.");
pub(super) const NO_COURSE: Problem = Problem(404, "Not Found", "There is no such course.");
pub(super) const NO_MEETING: Problem = Problem(404, "Not Found", "There is no such meeting.");
pub(super) const NO_MATCH: Problem =
    Problem(428, "Precondition Required", "If-Match is needed to change attendance.");
pub(super) const NO_KEY: Problem =
    Problem(400, "Bad Request", "Idempotency-Key is needed to change attendance.");
pub(super) const CHANGED: Problem =
    Problem(412, "Precondition Failed", "The attendance was changed since it was read.");
pub(super) const OTHER_BODY: Problem =
    Problem(422, "Unprocessable Content", "This Idempotency-Key was used with another request.");
pub(super) const BAD_BODY: Problem =
    Problem(422, "Unprocessable Content", "The body must hold records with student_id and a known status.");

impl Problem {
    pub(super) fn into_response(self) -> Response<Body> {
        let Self(status, title, detail) = self;
        let body = json!({"type": "about:blank", "title": title, "status": status, "detail": detail});
        let challenge = (status == 401).then(|| ("WWW-Authenticate".to_owned(), "Bearer".to_owned()));
        let headers: Vec<(String, String)> = challenge.into_iter().collect();
        response(status, "application/problem+json", &headers, json_bytes(&body))
    }
}
