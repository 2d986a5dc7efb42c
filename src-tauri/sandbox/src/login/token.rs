//! The token endpoint: which grant, and what it gives.

use super::answer::{self, Refusal};
use super::grants;
use super::ledger::{Caller, Granted};
use crate::query::Query;
use crate::reply::Reply;
use crate::state::{Shared, State};
use axum::body::{Body, Bytes};
use axum::extract;
use axum::http::Response;
use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use serde_json::json;

/// `POST …/oauth2/v2.0/token`.
pub(super) async fn serve(
    extract::State(state): extract::State<Shared>,
    extract::Path(tenant): extract::Path<String>,
    body: Bytes,
) -> Response<Body> {
    let form = Query::parse(&String::from_utf8_lossy(&body));
    let grant = form.text("grant_type");
    let answer = if answer::tenant_known(&state, &tenant, grant == "client_credentials") {
        match grant {
            "urn:ietf:params:oauth:grant-type:device_code" => grants::device_code(&state, &form),
            "authorization_code" => grants::authorization_code(&state, &form),
            "refresh_token" => grants::refresh_token(&state, &form),
            "client_credentials" => grants::client_credentials(&state, &tenant, &form),
            _ => Err(answer::BAD_GRANT),
        }
    } else {
        Err(answer::UNKNOWN_TENANT)
    };
    let reply = answer.unwrap_or_else(|refusal: Refusal| answer::refuse(&state, refusal));
    reply.with("Cache-Control", "no-store, no-cache").into_response()
}

/// Tokens for the signed-in user.
pub(super) fn user_tokens(
    state: &State,
    grant: &Granted<'_>,
    family: Option<u64>,
    nonce: Option<&str>,
) -> Reply {
    let mut scopes = grant.scopes.to_vec();
    if state.switches.scopes_missing {
        scopes.retain(|scope| scope != "OnlineMeetingArtifact.Read.All");
    }
    let grant = &Granted { scopes: &scopes, ..*grant };
    let now = state.clock.now();
    let has = |name: &str| scopes.iter().any(|scope| scope.eq_ignore_ascii_case(name));
    let life = state.switches.token_life;
    let mut ledger = state.ledger();
    let caller = Caller { user: Some(grant.user.to_owned()), proven: grant.proven, scopes: scopes.clone() };
    let mut body = json!({
        "token_type": "Bearer",
        "scope": scopes.iter().filter(|s| *s != "offline_access").cloned().collect::<Vec<_>>().join(" "),
        "expires_in": life,
        "ext_expires_in": life,
        "access_token": ledger.access(caller, now, life),
    });
    let family = family.unwrap_or_else(|| ledger.new_family());
    if let Some(map) = body.as_object_mut() {
        if has("offline_access") {
            map.insert("refresh_token".to_owned(), json!(ledger.refresh(grant, family)));
        }
        if has("openid") {
            map.insert("id_token".to_owned(), json!(id_token(state, grant, nonce)));
        }
    }
    Reply::ok(body)
}

/// An unsigned JWT: a native client reads it straight from the token endpoint and needs no signature.
fn id_token(state: &State, grant: &Granted<'_>, nonce: Option<&str>) -> String {
    let now = state.clock.now().timestamp();
    let person = state.world.account(grant.user).unwrap_or(&state.world.instructor);
    let tenant = &state.world.tenant.id;
    let mut claims = json!({
        "aud": grant.client_id,
        "iss": format!("{}/{tenant}/v2.0", state.info.login_url),
        "iat": now,
        "nbf": now,
        "exp": now + 3600,
        "name": person.name,
        "oid": person.key,
        "preferred_username": person.upn,
        "sub": URL_SAFE_NO_PAD.encode(&person.key),
        "tid": tenant,
        "ver": "2.0",
    });
    if let (Some(nonce), Some(map)) = (nonce, claims.as_object_mut()) {
        map.insert("nonce".to_owned(), json!(nonce));
    }
    let part = |value: &serde_json::Value| URL_SAFE_NO_PAD.encode(value.to_string());
    format!("{}.{}.", part(&json!({"typ": "JWT", "alg": "none"})), part(&claims))
}
