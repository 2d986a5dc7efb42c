#![allow(clippy::unwrap_used)]
use super::super::testing::{answer, mount, refusal, sign_in};
use super::*;
use serde_json::json;
use wiremock::MockServer;

#[tokio::test]
async fn an_app_signs_in_with_secret_or_assertion() {
    let server = MockServer::start().await;
    let body =
        json!({"token_type": "Bearer", "expires_in": 3599, "ext_expires_in": 3599, "access_token": "app"});
    mount(&server, "token", answer(&body), 2).await;
    mount(&server, "token", refusal("invalid_client", 7_000_215), 1).await;
    let (sign_in, context) = (sign_in(&server), Context::default());
    let secret = AppCredential::Secret("S~1".into());
    let tokens = sign_in.as_app(&secret, &context).await.unwrap();
    assert_eq!(tokens.access.expose_secret(), "app");
    assert!(tokens.refresh.is_none() && tokens.account.is_none());
    sign_in.as_app(&AppCredential::Assertion("h.p.s".into()), &context).await.unwrap();
    let error = sign_in.as_app(&secret, &context).await.unwrap_err();
    assert_eq!(error, SignInError::WrongApp { code: 7_000_215 });
    assert!(!format!("{secret:?}").contains('~'));
    let sent = server.received_requests().await.unwrap();
    let body = |index: usize| String::from_utf8(sent.get(index).unwrap().body.clone()).unwrap();
    assert!(body(0).contains("grant_type=client_credentials"));
    assert!(body(0).contains("client_secret=S%7E1") || body(0).contains("client_secret=S~1"));
    assert!(body(0).contains("scope=https%3A%2F%2Fgraph.microsoft.com%2F.default"));
    assert!(body(1).contains("client_assertion=h.p.s") && !body(1).contains("client_secret"));
    assert!(!sent[0].headers.contains_key("authorization"));
}
