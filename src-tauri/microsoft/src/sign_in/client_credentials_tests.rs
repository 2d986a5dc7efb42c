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
