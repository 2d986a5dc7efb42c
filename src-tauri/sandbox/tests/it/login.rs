//! Signing in, in every way and with every refusal.

use super::client::{NOW, SCOPES, http, parts, sandbox};
use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use rollbook_sandbox::{Options, Sandbox};
use serde_json::Value;
use sha2::{Digest, Sha256};
use std::time::{Duration, Instant};

pub async fn post(
    sandbox: &Sandbox,
    http: &reqwest::Client,
    end: &str,
    form: &[(&str, &str)],
) -> (u16, Value) {
    let info = sandbox.info();
    let url = format!("{}/{}/oauth2/v2.0/{end}", info.login_url, info.tenant);
    let (status, body) = parts(http.post(url).form(form).send().await.unwrap()).await;
    (status.as_u16(), body)
}

async fn device_code(sandbox: &Sandbox, http: &reqwest::Client) -> Value {
    let form = [("client_id", sandbox.info().client_id.as_str()), ("scope", SCOPES)];
    post(sandbox, http, "devicecode", &form).await.1
}

async fn poll(sandbox: &Sandbox, http: &reqwest::Client, code: &Value) -> (u16, Value) {
    let form = [
        ("grant_type", "urn:ietf:params:oauth:grant-type:device_code"),
        ("client_id", sandbox.info().client_id.as_str()),
        ("device_code", code["device_code"].as_str().unwrap()),
    ];
    post(sandbox, http, "token", &form).await
}

/// Approves by hand, so that no test waits.
pub async fn by_device(sandbox: &Sandbox, http: &reqwest::Client) -> Value {
    let code = device_code(sandbox, http).await;
    assert!(sandbox.approve(code["user_code"].as_str().unwrap()));
    let (mut status, mut body) = poll(sandbox, http, &code).await;
    if body["error"] == "slow_down" {
        (status, body) = poll(sandbox, http, &code).await;
    }
    assert_eq!(status, 200, "{body}");
    body
}

/// Polls until the answer is no longer "pending".
async fn outcome(scenario: &str) -> Value {
    let (sandbox, http) = (sandbox(scenario).await, http());
    let code = device_code(&sandbox, &http).await;
    let begun = Instant::now();
    loop {
        let (_, body) = poll(&sandbox, &http, &code).await;
        if body["error"] != "authorization_pending" {
            return body;
        }
        assert_eq!(body["error_codes"][0], 70016);
        assert!(
            body["error_description"]
                .as_str()
                .unwrap()
                .starts_with("AADSTS70016: OAuth 2.0 device flow error.")
        );
        assert!(begun.elapsed() < Duration::from_secs(5));
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
}

#[tokio::test]
async fn a_device_code_is_approved_by_itself() {
    let body = outcome("demo").await;
    assert_eq!(body["expires_in"], 3599);
    assert!(body["refresh_token"].is_string());
    let claims = body["id_token"].as_str().unwrap().split('.').nth(1).unwrap().to_owned();
    let claims: Value = serde_json::from_slice(&URL_SAFE_NO_PAD.decode(claims).unwrap()).unwrap();
    assert_eq!(claims["name"], "Dr. Ines Almeida");
    assert_eq!(claims["preferred_username"], "ines.almeida@nordhaven.example");
    assert!(claims["oid"].is_string() && claims["tid"].is_string());
}

#[tokio::test]
async fn the_device_flow_ends_as_the_scenario_says() {
    for (scenario, error, code) in [
        ("device-declined", "authorization_declined", 70021),
        ("device-expired", "expired_token", 70020),
        ("device-slow-down", "slow_down", 70016),
        ("device-blocked", "invalid_grant", 53003),
        ("consent-refused", "invalid_grant", 65001),
        ("admin-consent", "invalid_grant", 90094),
    ] {
        let body = outcome(scenario).await;
        assert_eq!((&body["error"], &body["error_codes"][0]), (&error.into(), &code.into()), "{scenario}");
    }
}

#[tokio::test]
async fn a_code_by_hand_waits_and_can_be_answered_on_the_page() {
    let (sandbox, http) = (sandbox("device-manual").await, http());
    let code = device_code(&sandbox, &http).await;
    assert_eq!(code["user_code"].as_str().unwrap().len(), 9);
    assert_eq!(code["interval"], 1);
    let page = code["verification_uri"].as_str().unwrap();
    let form = [("user_code", code["user_code"].as_str().unwrap())];
    let text = http.post(page).form(&form).send().await.unwrap().text().await.unwrap();
    assert!(text.contains("Dr. Ines Almeida") && text.contains("Decline"));
    assert_eq!(poll(&sandbox, &http, &code).await.1["error"], "authorization_pending");
    let form = [form[0], ("decision", "decline")];
    http.post(page).form(&form).send().await.unwrap();
    assert_eq!(poll(&sandbox, &http, &code).await.1["error"], "authorization_declined");
    assert_eq!(
        poll(&sandbox, &http, &serde_json::json!({"device_code": "x"})).await.1["error"],
        "bad_verification_code"
    );
    assert!(!sandbox.approve("ZZZZZZZZZ"));
}

fn authorize(sandbox: &Sandbox, redirect: &str, verifier: &str) -> String {
    let info = sandbox.info();
    let challenge = URL_SAFE_NO_PAD.encode(Sha256::digest(verifier));
    let query = url::form_urlencoded::Serializer::new(String::new())
        .append_pair("client_id", &info.client_id)
        .append_pair("response_type", "code")
        .append_pair("redirect_uri", redirect)
        .append_pair("scope", SCOPES)
        .append_pair("state", "st&te")
        .append_pair("code_challenge", &challenge)
        .append_pair("code_challenge_method", "S256")
        .finish();
    format!("{}/{}/oauth2/v2.0/authorize?{query}", info.login_url, info.tenant)
}

async fn code_of(http: &reqwest::Client, url: &str) -> String {
    let response = http.get(url).send().await.unwrap();
    assert_eq!(response.status(), 302);
    let location = url::Url::parse(response.headers()["location"].to_str().unwrap()).unwrap();
    let pairs: Vec<(String, String)> = location.query_pairs().into_owned().collect();
    assert!(pairs.contains(&("state".to_owned(), "st&te".to_owned())));
    pairs.into_iter().find(|(name, _)| name == "code").unwrap().1
}

#[tokio::test]
async fn the_browser_needs_the_right_verifier_and_redirect() {
    let (sandbox, http) = (sandbox("browser-auto").await, http());
    let redirect = "http://localhost:50123/";
    let redeem = async |code: &str, redirect: &str, verifier: &str| {
        let form = [
            ("grant_type", "authorization_code"),
            ("client_id", sandbox.info().client_id.as_str()),
            ("code", code),
            ("redirect_uri", redirect),
            ("code_verifier", verifier),
        ];
        post(&sandbox, &http, "token", &form).await
    };
    let code = code_of(&http, &authorize(&sandbox, redirect, "right")).await;
    let (status, body) = redeem(&code, redirect, "right").await;
    assert_eq!(status, 200, "{body}");
    assert_eq!(redeem(&code, redirect, "right").await.1["error_codes"][0], 54005);
    let code = code_of(&http, &authorize(&sandbox, redirect, "right")).await;
    assert_eq!(redeem(&code, redirect, "wrong").await.1["error_codes"][0], 501_481);
    let code = code_of(&http, &authorize(&sandbox, redirect, "right")).await;
    assert_eq!(redeem(&code, "http://localhost:50124/", "right").await.1["error_codes"][0], 50011);
    let elsewhere = authorize(&sandbox, "http://evil.example/", "right");
    let response = http.get(elsewhere).send().await.unwrap();
    assert_eq!(response.status(), 400);
    assert!(response.text().await.unwrap().contains("AADSTS50011"));
}

#[tokio::test]
async fn the_browser_page_asks_and_takes_a_no() {
    let (sandbox, http) = (sandbox("demo").await, http());
    let url = authorize(&sandbox, "http://127.0.0.1:50123/back", "right");
    let page = http.get(&url).send().await.unwrap().text().await.unwrap();
    assert!(
        page.contains("Approve")
            && page.contains("OnlineMeetingArtifact.Read.All")
            && !page.contains("<script")
    );
    let form: Vec<(String, String)> = url::Url::parse(&url)
        .unwrap()
        .query_pairs()
        .into_owned()
        .chain([("decision".to_owned(), "decline".to_owned())])
        .collect();
    let response = http.post(url.split('?').next().unwrap()).form(&form).send().await.unwrap();
    let location = response.headers()["location"].to_str().unwrap();
    assert!(location.starts_with("http://127.0.0.1:50123/back?error=access_denied"), "{location}");
}

async fn refresh(sandbox: &Sandbox, http: &reqwest::Client, token: &Value) -> (u16, Value) {
    let form = [
        ("grant_type", "refresh_token"),
        ("client_id", sandbox.info().client_id.as_str()),
        ("refresh_token", token["refresh_token"].as_str().unwrap()),
    ];
    post(sandbox, http, "token", &form).await
}

#[tokio::test]
async fn refresh_tokens_rotate() {
    let (sandbox, http) = (sandbox("demo").await, http());
    let first = by_device(&sandbox, &http).await;
    let (_, second) = refresh(&sandbox, &http, &first).await;
    assert_ne!(first["refresh_token"], second["refresh_token"]);
    assert_eq!(refresh(&sandbox, &http, &first).await.0, 200, "Microsoft leaves the old one in force");
}

#[tokio::test]
async fn strict_rotation_revokes_the_family_on_reuse() {
    let (sandbox, http) = (sandbox("strict-rotation").await, http());
    let first = by_device(&sandbox, &http).await;
    let (_, second) = refresh(&sandbox, &http, &first).await;
    assert_eq!(refresh(&sandbox, &http, &first).await.1["error"], "invalid_grant");
    assert_eq!(refresh(&sandbox, &http, &second).await.1["error"], "invalid_grant", "the family is gone");
}

#[tokio::test]
async fn a_revoked_refresh_token_has_microsofts_code() {
    let (sandbox, http) = (sandbox("refresh-revoked").await, http());
    let first = by_device(&sandbox, &http).await;
    assert_eq!(refresh(&sandbox, &http, &first).await.1["error_codes"][0], 700_082);
}

#[tokio::test]
async fn wrong_registrations_are_named() {
    let (sandbox, http) = (sandbox("demo").await, http());
    let scope = format!("{}/.default", sandbox.info().graph_url);
    let app = &sandbox.info().call_records;
    let ask = async |client: &str, secret: &str, scope: &str| {
        let form = [
            ("grant_type", "client_credentials"),
            ("client_id", client),
            ("client_secret", secret),
            ("scope", scope),
        ];
        post(&sandbox, &http, "token", &form).await
    };
    assert_eq!(ask(&app.client_id, "wrong", &scope).await.1["error_codes"][0], 7_000_215);
    assert_eq!(ask("wrong", &app.secret, &scope).await.1["error_codes"][0], 700_016);
    assert_eq!(ask(&app.client_id, &app.secret, "User.Read").await.1["error"], "invalid_scope");
    assert!(ask(&app.client_id, &app.secret, &scope).await.1["refresh_token"].is_null());
    let (status, body) =
        post(&sandbox, &http, "devicecode", &[("client_id", "wrong"), ("scope", SCOPES)]).await;
    assert_eq!((status, &body["error"]), (400, &"unauthorized_client".into()));
}

#[tokio::test]
async fn an_unknown_scenario_is_refused_with_the_list() {
    let options =
        Options { scenario: "nowhere".to_owned(), now: Some(NOW.parse().unwrap()), ..Options::default() };
    let text = Sandbox::start(options).await.err().unwrap().to_string();
    assert!(text.contains("conference-74") && text.contains("lms-partial"), "{text}");
}
