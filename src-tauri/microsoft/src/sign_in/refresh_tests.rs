#![allow(clippy::unwrap_used)]
use super::super::testing::{mount, refusal, sign_in, tokens};
use super::*;
use rollbook_transport::Error;
use wiremock::{MockServer, ResponseTemplate};

#[tokio::test]
async fn the_newest_token_is_kept_and_the_old_one_where_none_comes() {
    let server = MockServer::start().await;
    mount(&server, "token", tokens("a2", Some("r2")), 1).await;
    mount(&server, "token", tokens("a3", None), 1).await;
    let (sign_in, context) = (sign_in(&server), Context::default());
    let second = sign_in.refresh(&"r1".into(), &context).await.unwrap();
    assert_eq!(second.refresh.as_ref().unwrap().expose_secret(), "r2");
    let third = sign_in.refresh(&second.refresh.unwrap(), &context).await.unwrap();
    assert_eq!(third.access.expose_secret(), "a3");
    assert_eq!(third.refresh.unwrap().expose_secret(), "r2");
    let sent = server.received_requests().await.unwrap();
    let body = |index: usize| String::from_utf8(sent.get(index).unwrap().body.clone()).unwrap();
    assert!(
        body(0).contains("grant_type=refresh_token&refresh_token=r1") && body(0).contains("client_id=app")
    );
    assert!(body(1).contains("refresh_token=r2"));
}

#[tokio::test]
async fn only_the_servers_word_ends_a_sign_in() {
    let server = MockServer::start().await;
    mount(&server, "token", ResponseTemplate::new(500), 1).await;
    mount(&server, "token", ResponseTemplate::new(429).insert_header("retry-after", "1"), 1).await;
    mount(&server, "token", ResponseTemplate::new(200).set_body_string("{\"access_tok"), 1).await;
    mount(&server, "token", ResponseTemplate::new(200).set_body_string("<html>"), 1).await;
    mount(&server, "token", ResponseTemplate::new(307).insert_header("location", "http://127.0.0.2/"), 1)
        .await;
    mount(&server, "token", refusal("invalid_grant", 700_082), 1).await;
    mount(&server, "token", refusal("invalid_grant", 53003), 1).await;
    let (sign_in, context) = (sign_in(&server), Context::default());
    let mut seen = Vec::new();
    for _ in 0..7 {
        seen.push(sign_in.refresh(&"SECRET".into(), &context).await.unwrap_err());
    }
    assert_eq!(seen[0], SignInError::ServerFault { status: 500 });
    assert!(matches!(seen[1], SignInError::Transport(Error::Throttled { .. })), "{:?}", seen[1]);
    assert!(matches!(seen[2], SignInError::Transport(Error::BadAnswer { .. })));
    assert_eq!(seen[3], SignInError::Transport(Error::Portal));
    assert_eq!(seen[4], SignInError::ServerFault { status: 307 });
    assert_eq!(seen[5], SignInError::SignInNeeded { code: Some(700_082) });
    assert_eq!(seen[6], SignInError::Blocked { code: 53003 });
    assert_eq!(server.received_requests().await.unwrap().len(), 7, "never repeated blindly");
    assert!(!format!("{seen:?}").contains("SECRET") && !format!("{seen:?}").contains("nexsy"));
}
