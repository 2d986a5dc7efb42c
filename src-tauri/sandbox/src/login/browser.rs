//! The authorization endpoint: checks the request, asks the person, redirects to the loopback address.

use super::answer::{self, Refusal};
use super::ledger::{AuthCode, scopes, secret};
use super::page;
use crate::query::{self, Query};
use crate::reply::{html, response};
use crate::scenario::DeviceFlow;
use crate::state::{Shared, State};
use axum::body::{Body, Bytes};
use axum::extract;
use axum::http::{Response, Uri};
use chrono::TimeDelta;
use url::Url;

/// `GET …/authorize`.
pub(super) async fn authorize(
    extract::State(state): extract::State<Shared>,
    extract::Path(tenant): extract::Path<String>,
    uri: Uri,
) -> Response<Body> {
    let query = Query::parse(uri.query().unwrap_or_default());
    match checked(&state, &tenant, &query) {
        Err((_, _, code, text)) => html(400, &page::problem(&state.info, code, text)),
        Ok(()) if state.switches.browser_auto => redirect(&state, &query, true),
        Ok(()) => html(200, &page::consent(&state.info, &query)),
    }
}

/// `POST …/authorize`: the page's buttons.
pub(super) async fn decide(
    extract::State(state): extract::State<Shared>,
    extract::Path(tenant): extract::Path<String>,
    body: Bytes,
) -> Response<Body> {
    let form = Query::parse(&String::from_utf8_lossy(&body));
    match checked(&state, &tenant, &form) {
        Err((_, _, code, text)) => html(400, &page::problem(&state.info, code, text)),
        Ok(()) => redirect(&state, &form, form.text("decision") == "approve"),
    }
}

fn checked(state: &State, tenant: &str, query: &Query) -> Result<(), Refusal> {
    if !answer::tenant_known(state, tenant, false) {
        return Err(answer::UNKNOWN_TENANT);
    }
    if query.text("client_id") != state.world.tenant.client_id {
        return Err(answer::UNKNOWN_CLIENT);
    }
    if !loopback(query.text("redirect_uri")) {
        return Err(answer::REDIRECT);
    }
    let whole = query.text("response_type") == "code"
        && query.text("code_challenge_method") == "S256"
        && query.text("code_challenge").len() == 43
        && !query.text("scope").is_empty();
    if whole { Ok(()) } else { Err(answer::MISSING) }
}

/// Registered for native clients: `http://localhost` and `http://127.0.0.1` with any port.
fn loopback(address: &str) -> bool {
    Url::parse(address).is_ok_and(|url| {
        url.scheme() == "http"
            && matches!(url.host_str(), Some("localhost" | "127.0.0.1"))
            && url.fragment().is_none()
    })
}

fn redirect(state: &State, query: &Query, approve: bool) -> Response<Body> {
    let refused = match state.switches.device {
        _ if !approve => Some(("access_denied", "AADSTS65004: User declined to consent to access the app.")),
        DeviceFlow::ConsentRefused => {
            Some(("access_denied", "AADSTS65004: User declined to consent to access the app."))
        }
        DeviceFlow::AdminConsent if !state.ledger().consented => Some((
            "consent_required",
            "AADSTS90094: An administrator must consent to the permissions of this application.",
        )),
        _ => None,
    };
    let mut pairs: Vec<(&str, String)> = match refused {
        Some((error, text)) => vec![("error", error.to_owned()), ("error_description", text.to_owned())],
        None => vec![("code", issue(state, query))],
    };
    if let Some(value) = query.get("state") {
        pairs.push(("state", value.to_owned()));
    }
    let answer: Vec<String> =
        pairs.iter().map(|(name, value)| format!("{name}={}", query::encode(value))).collect();
    let target = query.text("redirect_uri");
    let joint = if target.contains('?') { '&' } else { '?' };
    let location = format!("{target}{joint}{}", answer.join("&"));
    response(302, "text/html; charset=utf-8", &[("Location".to_owned(), location)], Vec::new())
}

/// Who was chosen on the page, else whom the client names, else the instructor.
fn user(state: &State, query: &Query) -> String {
    let named = ["account", "login_hint"].into_iter().find_map(|name| state.world.account(query.text(name)));
    named.unwrap_or(&state.world.instructor).key.clone()
}

/// Whether the request asks for what the claims challenge wants: the pretended second factor succeeds.
fn proves(query: &Query) -> bool {
    serde_json::from_str::<serde_json::Value>(query.text("claims"))
        .is_ok_and(|claims| claims.pointer("/access_token/acrs/value").is_some_and(|value| value == "c1"))
}

fn issue(state: &State, query: &Query) -> String {
    let code = format!("1.B{}", secret(40));
    let entry = AuthCode {
        client_id: query.text("client_id").to_owned(),
        redirect_uri: query.text("redirect_uri").to_owned(),
        challenge: query.text("code_challenge").to_owned(),
        scopes: scopes(query.text("scope")),
        nonce: query.get("nonce").map(str::to_owned),
        user: user(state, query),
        proven: proves(query),
        expires: state.clock.now() + TimeDelta::minutes(10),
        used: false,
    };
    state.ledger().codes.insert(code.clone(), entry);
    code
}
