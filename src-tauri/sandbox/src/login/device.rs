//! Device codes: issuing them, and the page on which a person enters one.

use super::answer;
use super::ledger::{Decision, DeviceCode, scopes, secret};
use super::page;
use crate::query::Query;
use crate::reply::{Reply, html};
use crate::scenario::DeviceFlow;
use crate::state::Shared;
use axum::body::{Body, Bytes};
use axum::extract;
use axum::http::{Response, Uri};
use chrono::TimeDelta;
use serde_json::json;

/// No letters and digits that look alike.
const LETTERS: &[u8] = b"ABCDEFGHJKLMNPQRSTUVWXYZ23456789";

/// `POST …/devicecode`.
pub(super) async fn issue(
    extract::State(state): extract::State<Shared>,
    extract::Path(tenant): extract::Path<String>,
    uri_of: Uri,
    body: Bytes,
) -> Response<Body> {
    let form = Query::parse(&String::from_utf8_lossy(&body));
    let refusal = if !answer::tenant_known(&state, &tenant, false) {
        Some(answer::UNKNOWN_TENANT)
    } else if form.text("client_id") != state.world.tenant.client_id {
        Some(answer::UNKNOWN_CLIENT)
    } else if form.text("scope").is_empty() {
        Some(answer::MISSING)
    } else {
        None
    };
    if let Some(refusal) = refusal {
        return answer::refuse(&state, refusal).into_response();
    }
    let life = if state.switches.device == DeviceFlow::Expired { 2 } else { 900 };
    let now = state.clock.now();
    let user_code: String = (0..9)
        .filter_map(|_| LETTERS.get(usize::from(rand::random::<u8>()) % LETTERS.len()))
        .map(|letter| char::from(*letter))
        .collect();
    let device_code = secret(40);
    let entry = DeviceCode {
        user_code: user_code.clone(),
        client_id: form.text("client_id").to_owned(),
        scopes: scopes(form.text("scope")),
        issued: now,
        expires: now + TimeDelta::seconds(life),
        decision: Decision::Open,
        user: state.world.instructor.key.clone(),
        polls: 0,
        redeemed: false,
    };
    state.ledger().devices.insert(device_code.clone(), entry);
    let uri = format!("{}/device", state.info.login_url);
    let message = message(Query::parse(uri_of.query().unwrap_or_default()).text("mkt"), &uri, &user_code);
    Reply::ok(json!({
        "user_code": user_code,
        "device_code": device_code,
        "verification_uri": uri,
        "expires_in": life,
        "interval": 1,
        "message": message,
    }))
    .into_response()
}

/// What to do, in the language that was asked for (`mkt`), where this institution speaks it.
fn message(language: &str, uri: &str, code: &str) -> String {
    match language.split('-').next().unwrap_or_default() {
        "de" => format!(
            "Um sich anzumelden, öffnen Sie in einem Webbrowser die Seite {uri} und geben Sie den Code {code} ein."
        ),
        "fr" => format!(
            "Pour vous connecter, ouvrez la page {uri} dans un navigateur web et entrez le code {code}."
        ),
        "es" => format!(
            "Para iniciar sesión, abra la página {uri} en un navegador web y escriba el código {code}."
        ),
        _ => format!(
            "To sign in, use a web browser to open the page {uri} and enter the code {code} to authenticate."
        ),
    }
}

/// `GET /login/device`: the form for the code.
pub(super) async fn page(extract::State(state): extract::State<Shared>, uri: Uri) -> Response<Body> {
    let query = Query::parse(uri.query().unwrap_or_default());
    html(200, &page::enter_code(&state.info, query.text("user_code"), None))
}

/// `POST /login/device`: the code alone shows who would sign in; with a decision it is answered.
pub(super) async fn enter(extract::State(state): extract::State<Shared>, body: Bytes) -> Response<Body> {
    let form = Query::parse(&String::from_utf8_lossy(&body));
    let code = form.text("user_code").trim().to_ascii_uppercase();
    let now = state.clock.now();
    let known = state
        .ledger()
        .devices
        .values()
        .any(|one| one.user_code == code && one.decision == Decision::Open && now < one.expires);
    if !known {
        let message = "That code did not work. Check the code and try again.";
        return html(200, &page::enter_code(&state.info, &code, Some(message)));
    }
    match form.text("decision") {
        "" => html(200, &page::confirm_code(&state.info, &code)),
        decision => {
            let approve = decision == "approve";
            let user = state.world.account(form.text("account")).unwrap_or(&state.world.instructor);
            state.ledger().decide(&code, approve, &user.key, now);
            html(200, &page::done(&state.info, approve))
        }
    }
}
