//! `$batch`: up to 20 requests in one, each judged alone (throttling and refusals included).

use super::{Ask, Prefer, route};
use crate::fault::{Action, Server};
use crate::query::{self, Query};
use crate::reply::Reply;
use crate::state::Seen;
use serde_json::{Value, json};

/// Most that one batch may hold.
const MOST: usize = 20;

pub(super) fn run(ask: &Ask<'_>, body: &[u8]) -> Reply {
    let bad = |message: &str| ask.refuse(400, "BadRequest", message);
    let Ok(body) = serde_json::from_slice::<Value>(body) else {
        return bad("Unable to read JSON request payload.");
    };
    let Some(requests) = body.get("requests").and_then(Value::as_array) else {
        return bad("Unable to read JSON request payload. The 'requests' property is missing.");
    };
    if requests.len() > MOST {
        return bad(&format!("Number of batch request steps exceeds the maximum value of {MOST}."));
    }
    let mut ids: Vec<&str> =
        requests.iter().filter_map(|one| one.get("id").and_then(Value::as_str)).collect();
    ids.sort_unstable();
    ids.dedup();
    if ids.len() != requests.len() {
        return bad("Request id must be unique and not empty.");
    }
    Reply::ok(json!({"responses": requests.iter().map(|one| step(ask, one)).collect::<Vec<_>>()}))
}

fn step(ask: &Ask<'_>, request: &Value) -> Value {
    let text = |name: &str| request.get(name).and_then(Value::as_str).unwrap_or_default();
    let url = text("url");
    let (path, raw) = url.split_once('?').unwrap_or((url, ""));
    let path = format!("/{}", path.trim_start_matches('/'));
    let prefer = request
        .get("headers")
        .and_then(Value::as_object)
        .and_then(|all| all.iter().find(|(name, _)| name.eq_ignore_ascii_case("prefer")))
        .and_then(|(_, value)| value.as_str())
        .unwrap_or_default();
    let inner = Ask {
        relay: ask.relay,
        state: ask.state,
        path: &path,
        segments: path.split('/').filter(|part| !part.is_empty()).map(query::decode).collect(),
        query: Query::parse(raw),
        prefer: Prefer::parse(prefer),
        caller: ask.caller.clone(),
    };
    let full = format!("/graph/v1.0{path}");
    let target = format!("/graph/v1.0{}", query::decode(url));
    let struck = ask.state.faults().strike(Server::Graph, text("method"), &full, &target);
    let reply = match struck {
        Some(Action::Status { code, headers, body }) => {
            let body = serde_json::from_str(&body).unwrap_or_else(|_| super::status_body(ask.state, code));
            headers.into_iter().fold(Reply::new(code, body), |reply, (name, value)| reply.with(&name, value))
        }
        _ if text("method").eq_ignore_ascii_case("GET") => route(&inner),
        _ => inner.refuse(
            405,
            "Request_BadRequest",
            "Specified HTTP method is not allowed for the request target.",
        ),
    };
    let seen = Seen {
        at: ask.state.clock.now(),
        server: Server::Graph,
        method: text("method").to_owned(),
        path: target,
        status: reply.status,
        in_batch: true,
    };
    ask.state.seen().push(seen);
    let mut headers = serde_json::Map::from_iter([("Content-Type".to_owned(), json!("application/json"))]);
    headers.extend(reply.headers.iter().map(|(name, value)| (name.clone(), json!(value))));
    json!({"id": text("id"), "status": reply.status, "headers": headers, "body": reply.body})
}
