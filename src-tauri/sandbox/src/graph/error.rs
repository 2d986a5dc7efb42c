//! Graph's error body, spelled as in live answers (`innerError`, a date without a zone).

use crate::clock::zoneless;
use crate::reply::Reply;
use crate::state::State;
use serde_json::{Value, json};

pub(crate) fn reply(state: &State, status: u16, code: &str, message: &str) -> Reply {
    Reply::new(status, body(state, code, message))
}

fn body(state: &State, code: &str, message: &str) -> Value {
    let id = state.request_id();
    json!({"error": {"code": code, "message": message, "innerError": {
        "date": zoneless(state.clock.now()),
        "request-id": id,
        "client-request-id": id,
    }}})
}

/// What Graph says with a status that comes from its front door.
pub(crate) fn status_body(state: &State, status: u16) -> Value {
    match status {
        401 => body(state, "InvalidAuthenticationToken", "Lifetime validation failed, the token is expired."),
        403 => {
            body(state, "Authorization_RequestDenied", "Insufficient privileges to complete the operation.")
        }
        404 => body(state, "NotFound", ""),
        429 => body(state, "TooManyRequests", "Please retry again later."),
        503 => {
            body(state, "ServiceUnavailable", "The service is temporarily unavailable. Please retry later.")
        }
        504 => body(state, "GatewayTimeout", "The service did not answer in time."),
        500.. => body(state, "InternalServerError", "An error has occurred."),
        _ => body(state, "BadRequest", "An error has occurred."),
    }
}
