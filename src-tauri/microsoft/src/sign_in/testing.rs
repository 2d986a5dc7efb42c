//! A pretend sign-in service for the tests beside this file.
#![allow(clippy::unwrap_used)]

use super::{Authority, Cloud, SignIn};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use rollbook_transport::{Transport, TransportOptions};
use serde_json::{Value, json};
use wiremock::matchers::{method, path};
use wiremock::{Mock, MockServer, ResponseTemplate};

pub(super) fn sign_in(server: &MockServer) -> SignIn {
    let authority = Authority::new(Cloud::Global, "organizations", Some(&server.uri()), None).unwrap();
    SignIn::new(authority, "app", Transport::new(TransportOptions::default()).unwrap())
}

pub(super) fn answer(body: &Value) -> ResponseTemplate {
    ResponseTemplate::new(200).set_body_json(body)
}

pub(super) fn refusal(word: &str, code: u32) -> ResponseTemplate {
    ResponseTemplate::new(400).set_body_json(json!({
        "error": word, "error_codes": [code],
        "error_description": format!("AADSTS{code}: about hari@nexsy.io. Trace ID: 1"),
    }))
}

pub(super) fn token_body(access: &str, refresh: Option<&str>, nonce: Option<&str>) -> Value {
    let claims = json!({
        "oid": "8c5b4c2c-0000-4000-8000-000000000001", "tid": "9d66187e-13f0-4666-9bac-be67ddd4b676",
        "preferred_username": "hi@nexsy.io", "name": "Admin One", "nonce": nonce,
    });
    json!({
        "token_type": "Bearer", "expires_in": 3599, "access_token": access, "refresh_token": refresh,
        "scope": "User.Read Calendars.Read OnlineMeetings.Read OnlineMeetingArtifact.Read.All openid profile",
        "id_token": format!("e30.{}.x", URL_SAFE_NO_PAD.encode(claims.to_string())),
    })
}

pub(super) fn tokens(access: &str, refresh: Option<&str>) -> ResponseTemplate {
    answer(&token_body(access, refresh, None))
}

/// The next `times` posts to an endpoint get this answer.
pub(super) async fn mount(server: &MockServer, what: &str, template: ResponseTemplate, times: u64) {
    Mock::given(method("POST"))
        .and(path(format!("/organizations/oauth2/v2.0/{what}")))
        .respond_with(template)
        .up_to_n_times(times)
        .mount(server)
        .await;
}
