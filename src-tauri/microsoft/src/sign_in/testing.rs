//! A pretended token endpoint for the tests of this folder.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use super::authority::{Authority, Cloud};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use rollbook_transport::{Limits, Transport, TransportOptions};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::time::Duration;
use wiremock::matchers::{method, path};
use wiremock::{Mock, MockServer, Request, ResponseTemplate};

pub(super) const CLIENT: &str = "11111111-2222-3333-4444-555555555555";
pub(super) const TOKEN: &str = "/t/oauth2/v2.0/token";
pub(super) const DEVICE_CODE: &str = "/t/oauth2/v2.0/devicecode";

/// A server, and everything that is needed to ask it.
pub(super) struct Pretended {
    pub(super) server: MockServer,
    pub(super) authority: Authority,
    pub(super) transport: Transport,
}

impl Pretended {
    pub(super) async fn new() -> Self {
        let server = MockServer::start().await;
        let uri = server.uri();
        let authority =
            Authority::new(Cloud::Global, "t", Some(&uri), Some(&format!("{uri}/graph"))).unwrap();
        let limits = Limits { request: Duration::from_secs(5), tries: 2, ..Limits::default() };
        let options = TransportOptions { user_agent: "Rollbook".to_owned(), offline: false, limits };
        Self { server, authority, transport: Transport::new(options).unwrap() }
    }

    /// Answers like this, in the order of the calls: each answer `times` times, the last one for ever (0).
    pub(super) async fn answers(&self, at: &str, answer: ResponseTemplate, times: u64) {
        let mock = Mock::given(method("POST")).and(path(at)).respond_with(answer);
        let mock = if times == 0 { mock } else { mock.up_to_n_times(times) };
        mock.mount(&self.server).await;
    }

    /// The form fields of every request so far.
    pub(super) async fn forms(&self) -> Vec<BTreeMap<String, String>> {
        self.server.received_requests().await.unwrap().iter().map(form).collect()
    }
}

pub(super) fn form(request: &Request) -> BTreeMap<String, String> {
    assert_eq!(request.headers.get("content-type").unwrap(), "application/x-www-form-urlencoded");
    let pairs: Vec<(String, String)> =
        url::form_urlencoded::parse(&request.body).map(|(k, v)| (k.into_owned(), v.into_owned())).collect();
    let map: BTreeMap<String, String> = pairs.iter().cloned().collect();
    assert_eq!(map.len(), pairs.len(), "a field came twice");
    map
}

pub(super) fn ok(body: Value) -> ResponseTemplate {
    ResponseTemplate::new(200).set_body_json(body)
}

/// Microsoft's shape of a refusal, with names in it that nobody may repeat.
pub(super) fn refusal(status: u16, error: &str, aadsts: u32) -> ResponseTemplate {
    ResponseTemplate::new(status).set_body_json(json!({
        "error": error,
        "error_description": format!("AADSTS{aadsts}: User megan@contoso.com. Trace ID: 5ae9c106"),
        "error_codes": [aadsts],
        "timestamp": "2026-11-23 09:05:06Z",
    }))
}

pub(super) fn pending() -> ResponseTemplate {
    let body = include_str!("../../tests/fixtures/sign_in/oauth-device-authorization_pending.json");
    ResponseTemplate::new(400).set_body_raw(body, "application/json; charset=utf-8")
}

pub(super) fn portal(status: u16) -> ResponseTemplate {
    ResponseTemplate::new(status).set_body_raw("<!DOCTYPE html><p>Welcome to Hotel Wifi", "text/html")
}

pub(super) fn tokens(access: &str, refresh: Option<&str>) -> Value {
    let claims =
        json!({"oid": "o-1", "tid": "t-1", "preferred_username": "megan@contoso.com", "name": "Megan Bowen"});
    let mut body = json!({
        "token_type": "Bearer",
        "scope": "User.Read Calendars.Read OnlineMeetings.Read OnlineMeetingArtifact.Read.All openid profile",
        "expires_in": 3599,
        "ext_expires_in": 3599,
        "access_token": access,
        "id_token": format!("e30.{}.x", URL_SAFE_NO_PAD.encode(claims.to_string())),
    });
    if let Some(refresh) = refresh {
        body["refresh_token"] = json!(refresh);
    }
    body
}
