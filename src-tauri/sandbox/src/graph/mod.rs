//! Microsoft Graph v1.0, the part that attendance needs, answering like the service: same shapes, same pages, same
//! refusals.

mod ask;
mod batch;
mod calendar;
mod call_filter;
mod call_json;
mod calls;
mod error;
mod identity_json;
mod meetings;
mod paging;
mod quota;
mod report_json;
mod reports;
mod segment_json;
mod virtual_events;

pub(crate) use ask::{Ask, Prefer};
pub(crate) use error::status_body;
pub(crate) use quota::Quotas;

use crate::login::Caller;
use crate::query::Query;
use crate::reply::Reply;
use crate::state::{Shared, State};
use axum::body::{Body, Bytes};
use axum::extract;
use axum::http::{HeaderMap, Method, Response, Uri};
use base64::{Engine as _, engine::general_purpose::STANDARD};
use serde_json::json;

/// Every request below `/graph/v1.0`.
pub(crate) async fn serve(
    extract::State(state): extract::State<Shared>,
    method: Method,
    uri: Uri,
    headers: HeaderMap,
    body: Bytes,
) -> Response<Body> {
    answer(&state, &method, &uri, &headers, &body, false)
}

/// Every request below `/relay/v1.0`: the institution's relay, which answers call records alone.
pub(crate) async fn relay(
    extract::State(state): extract::State<Shared>,
    method: Method,
    uri: Uri,
    headers: HeaderMap,
    body: Bytes,
) -> Response<Body> {
    answer(&state, &method, &uri, &headers, &body, true)
}

fn answer(
    state: &State,
    method: &Method,
    uri: &Uri,
    headers: &HeaderMap,
    body: &Bytes,
    relay: bool,
) -> Response<Body> {
    let root = if relay { "/relay/v1.0" } else { "/graph/v1.0" };
    let path = uri.path().strip_prefix(root).unwrap_or_default();
    if relay && !path.starts_with("/communications/callRecords") {
        return finished(state, error::reply(state, 404, "NotFound", "")).into_response();
    }
    let header = |name: &str| headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let caller = match authenticate(state, header("authorization")) {
        Ok(caller) => caller,
        Err(refusal) => return finished(state, *refusal).into_response(),
    };
    let ask = Ask {
        state,
        relay,
        path,
        segments: path.split('/').filter(|part| !part.is_empty()).map(crate::query::decode).collect(),
        query: Query::parse(uri.query().unwrap_or_default()),
        prefer: Prefer::parse(header("prefer")),
        caller,
    };
    if state.switches.claims_wanted && !ask.caller.app() && !ask.caller.proven && path != "/me" {
        return finished(state, challenge(state)).into_response();
    }
    let reply = match (method.as_str(), ask.segments.first().map(String::as_str)) {
        ("POST", Some("$batch")) => batch::run(&ask, body),
        ("GET", _) => route(&ask),
        _ => ask.refuse(
            405,
            "Request_BadRequest",
            "Specified HTTP method is not allowed for the request target.",
        ),
    };
    finished(state, reply).into_response()
}

/// One GET, alone or out of a batch.
fn route(ask: &Ask<'_>) -> Reply {
    let mut parts: Vec<&str> = ask.segments.iter().map(String::as_str).collect();
    // A delegated caller may name themselves instead of saying "me".
    if let ["users", who, ..] = parts.as_slice() {
        if ask.caller.app() {
            return ask.refuse(403, "Forbidden", "No Application Access Policy found for this app");
        }
        if ask.state.world.account(who).map(|person| &person.key) != Some(&ask.user().key) {
            return ask.refuse(
                403,
                "Authorization_RequestDenied",
                "Insufficient privileges to complete the operation.",
            );
        }
        parts.splice(0..2, ["me"]);
    }
    match parts.as_slice() {
        ["me", rest @ ..] if ask.caller.app() => {
            let _ = rest;
            ask.refuse(400, "BadRequest", "/me request is only valid with delegated authentication flow.")
        }
        ["me"] => me(ask),
        ["me", "calendarView"] => calendar::view(ask),
        ["me", "onlineMeetings"] => meetings::lookup(ask),
        ["me", "onlineMeetings", id] => meetings::one(ask, id),
        ["me", "onlineMeetings", id, "attendanceReports"] => reports::list(ask, id),
        ["me", "onlineMeetings", id, "attendanceReports", report] => reports::one(ask, id, report),
        ["me", "onlineMeetings", id, "attendanceReports", report, "attendanceRecords"] => {
            reports::records(ask, id, report)
        }
        ["solutions", "virtualEvents", rest @ ..] => virtual_events::route(ask, rest),
        ["communications", "callRecords", rest @ ..] => calls::route(ask, rest),
        _ => ask.refuse(400, "BadRequest", "Resource not found for the segment."),
    }
}

fn me(ask: &Ask<'_>) -> Reply {
    if let Some(refusal) = ask.needs(&["User.Read"]) {
        return refusal;
    }
    let person = ask.user();
    let name = person.name.clone().unwrap_or_default();
    let (given, family) = name.rsplit_once(' ').unwrap_or((&name, ""));
    Reply::ok(json!({
        "@odata.context": ask.context("users/$entity"),
        "businessPhones": [],
        "displayName": name,
        "givenName": given,
        "jobTitle": null,
        "mail": person.email,
        "mobilePhone": null,
        "officeLocation": null,
        "preferredLanguage": "en-GB",
        "surname": family,
        "userPrincipalName": person.upn,
        "id": person.key,
    }))
}

fn authenticate(state: &State, header: &str) -> Result<Caller, Box<Reply>> {
    let refuse = |message: &str| {
        let challenge = "Bearer realm=\"\", authorization_uri=\"https://login.microsoftonline.com/common/oauth2/authorize\"";
        Box::new(
            error::reply(state, 401, "InvalidAuthenticationToken", message)
                .with("WWW-Authenticate", challenge),
        )
    };
    let token = header.strip_prefix("Bearer ").unwrap_or_default().trim();
    if token.is_empty() {
        return Err(refuse("Access token is empty."));
    }
    match state.ledger().caller(token, state.clock.now()) {
        Some(Ok(caller)) => Ok(caller),
        Some(Err(())) => Err(refuse("Lifetime validation failed, the token is expired.")),
        None => Err(refuse("CompactToken parsing failed with error code: 80049217")),
    }
}

/// A claims challenge: a policy wants the authentication context c1.
fn challenge(state: &State) -> Reply {
    let claims = STANDARD.encode(r#"{"access_token":{"acrs":{"essential":true,"value":"c1"}}}"#);
    let text = "Continuous access evaluation resulted in claims challenge with result: InteractionRequired and code: TokenIssuedBeforeRevocationTimestamp";
    error::reply(state, 401, "InvalidAuthenticationToken", text).with(
        "WWW-Authenticate",
        format!(
            "Bearer realm=\"\", authorization_uri=\"https://login.microsoftonline.com/common/oauth2/authorize\", error=\"insufficient_claims\", claims=\"{claims}\""
        ),
    )
}

fn finished(state: &State, reply: Reply) -> Reply {
    let id = state.request_id();
    reply.with("request-id", id.clone()).with("client-request-id", id).with("OData-Version", "4.0")
}
