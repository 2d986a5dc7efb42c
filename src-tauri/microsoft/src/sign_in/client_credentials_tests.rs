#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
use super::*;
use crate::sign_in::testing::{CLIENT, Pretended, TOKEN, ok, refusal};
use serde_json::json;
use wiremock::ResponseTemplate;

async fn asked(answer: ResponseTemplate) -> (Pretended, Result<TokenSet, SignInError>) {
    let pretended = Pretended::new().await;
    pretended.answers(TOKEN, answer, 0).await;
    let secret = SecretString::from("s3cret~+/");
    let (authority, transport) = (&pretended.authority, &pretended.transport);
    let set = with_secret(authority, CLIENT, &secret, transport, &Context::default()).await;
    (pretended, set)
}

#[tokio::test]
async fn an_app_gets_a_token_and_nothing_to_refresh_it() {
    let answer = json!({"token_type": "Bearer", "expires_in": 3599, "access_token": "app"});
    let (pretended, set) = asked(ok(answer)).await;
    let set = set.unwrap();
    assert_eq!(set.access.expose_secret(), "app");
    assert!(set.refresh.is_none() && set.account.is_none());
    let form = &pretended.forms().await[0];
    assert_eq!(form["grant_type"], "client_credentials");
    assert_eq!(form["client_secret"], "s3cret~+/");
    assert_eq!(form["scope"], format!("{}/graph/.default", pretended.server.uri()));
    assert_eq!((form["client_id"].as_str(), form.len()), (CLIENT, 4));
    let request = &pretended.server.received_requests().await.unwrap()[0];
    assert!(!request.headers.contains_key("authorization"));
}

#[tokio::test]
async fn a_wrong_secret_says_so_and_shows_nothing() {
    for code in [7_000_215, 7_000_222] {
        let error = asked(refusal(401, "invalid_client", code)).await.1.unwrap_err();
        assert_eq!(error, SignInError::WrongRegistration { aadsts: code });
        let shown = format!("{error} {error:?} {} {}", error.message(), error.hint());
        assert!(error.message().contains("secret") && !shown.contains("s3cret"), "{shown}");
    }
}

fn certificate() -> Certificate {
    let text = concat!(
        include_str!("../../tests/fixtures/certificates/a.crt"),
        include_str!("../../tests/fixtures/certificates/a.key")
    );
    Certificate::parse(&SecretString::from(text)).unwrap()
}

/// `nbf` of the assertion of a request.
fn begins(form: &std::collections::BTreeMap<String, String>) -> i64 {
    use base64::Engine as _;
    let claims = form["client_assertion"].split('.').nth(1).unwrap();
    let claims = base64::engine::general_purpose::URL_SAFE_NO_PAD.decode(claims).unwrap();
    serde_json::from_slice::<serde_json::Value>(&claims).unwrap()["nbf"].as_i64().unwrap()
}

#[tokio::test]
async fn a_certificate_stands_for_a_secret() {
    let pretended = Pretended::new().await;
    let answer = json!({"token_type": "Bearer", "expires_in": 3599, "access_token": "app"});
    pretended.answers(TOKEN, ok(answer), 0).await;
    let (authority, transport) = (&pretended.authority, &pretended.transport);
    let now = "2026-11-23T09:00:00Z".parse().unwrap();
    let set = with_certificate(authority, CLIENT, &certificate(), now, transport, &Context::default()).await;
    assert_eq!(set.unwrap().access.expose_secret(), "app");
    let form = &pretended.forms().await[0];
    assert_eq!(form["client_assertion_type"], ASSERTION);
    assert_eq!(form["grant_type"], "client_credentials");
    assert_eq!((form["client_id"].as_str(), form.len()), (CLIENT, 5));
    assert!(!form.contains_key("client_secret"));
    assert_eq!(begins(form), now.timestamp());
}

#[tokio::test]
async fn a_clock_that_is_wrong_is_set_by_the_servers_once() {
    let pretended = Pretended::new().await;
    let wrong = || refusal(401, "invalid_client", 700_024);
    let told = wrong().insert_header("date", "Mon, 23 Nov 2026 09:00:00 GMT");
    pretended.answers(TOKEN, told, 1).await;
    pretended.answers(TOKEN, ok(json!({"token_type": "Bearer", "access_token": "app"})), 0).await;
    let (authority, transport) = (&pretended.authority, &pretended.transport);
    let yesterday = "2026-11-22T07:00:00Z".parse().unwrap();
    let context = Context::default();
    let set = with_certificate(authority, CLIENT, &certificate(), yesterday, transport, &context).await;
    assert_eq!(set.unwrap().access.expose_secret(), "app");
    let forms = pretended.forms().await;
    assert_eq!(begins(&forms[0]), yesterday.timestamp());
    assert_eq!(begins(&forms[1]) - begins(&forms[0]), 26 * 3600);

    // A server that goes on refusing is not asked for ever.
    let pretended = Pretended::new().await;
    pretended.answers(TOKEN, wrong(), 0).await;
    let (authority, transport) = (&pretended.authority, &pretended.transport);
    let set = with_certificate(authority, CLIENT, &certificate(), yesterday, transport, &context).await;
    assert_eq!(set.unwrap_err(), SignInError::WrongClock);
    assert!(pretended.forms().await.len() <= 2);
}
