//! Where an administrator agrees to the app's permissions for everybody.

use super::answer::{self, Refusal};
use super::page;
use crate::query::{self, Query};
use crate::reply::{html, response};
use crate::state::{Shared, State};
use axum::body::{Body, Bytes};
use axum::extract;
use axum::http::{Response, Uri};

/// `GET …/v2.0/adminconsent`.
pub(super) async fn ask(
    extract::State(state): extract::State<Shared>,
    extract::Path(tenant): extract::Path<String>,
    uri: Uri,
) -> Response<Body> {
    let query = Query::parse(uri.query().unwrap_or_default());
    match checked(&state, &tenant, &query) {
        Ok(()) => html(200, &page::admin_consent(&state.info, &query)),
        Err((_, _, code, text)) => html(400, &page::problem(&state.info, code, text)),
    }
}

/// `POST …/v2.0/adminconsent`: the page's buttons.
pub(super) async fn decide(
    extract::State(state): extract::State<Shared>,
    extract::Path(tenant): extract::Path<String>,
    body: Bytes,
) -> Response<Body> {
    let form = Query::parse(&String::from_utf8_lossy(&body));
    if let Err((_, _, code, text)) = checked(&state, &tenant, &form) {
        return html(400, &page::problem(&state.info, code, text));
    }
    let approve = form.text("decision") == "approve";
    let answer = if approve {
        state.ledger().consented = true;
        format!(
            "admin_consent=True&tenant={}&scope={}",
            query::encode(&state.world.tenant.id),
            query::encode(form.text("scope"))
        )
    } else {
        "error=access_denied&error_description=AADSTS65004".to_owned()
    };
    let location = format!("{}?{answer}", form.text("redirect_uri"));
    response(302, "text/html; charset=utf-8", &[("Location".to_owned(), location)], Vec::new())
}

fn checked(state: &State, tenant: &str, query: &Query) -> Result<(), Refusal> {
    if !answer::tenant_known(state, tenant, false) {
        return Err(answer::UNKNOWN_TENANT);
    }
    if query.text("client_id") != state.world.tenant.client_id {
        return Err(answer::UNKNOWN_CLIENT);
    }
    if query.text("redirect_uri") != "http://localhost" {
        return Err(answer::REDIRECT);
    }
    if query.text("scope").is_empty() { Err(answer::MISSING) } else { Ok(()) }
}
