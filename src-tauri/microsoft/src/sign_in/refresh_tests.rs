#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
use super::*;
use crate::sign_in::testing::{CLIENT, Pretended, TOKEN, ok, portal, refusal, tokens};
use rollbook_transport::Error;
use wiremock::ResponseTemplate;

async fn refreshed(answer: ResponseTemplate) -> (Pretended, Result<TokenSet, SignInError>) {
    let pretended = Pretended::new().await;
    pretended.answers(TOKEN, answer, 0).await;
    let old = SecretString::from("old+&=%");
    let (authority, transport) = (&pretended.authority, &pretended.transport);
    let set = refresh(authority, CLIENT, &old, transport, &Context::default()).await;
    (pretended, set)
}

#[tokio::test]
async fn the_new_refresh_token_replaces_the_old() {
    let (pretended, set) = refreshed(ok(tokens("at2", Some("new")))).await;
    let set = set.unwrap();
    assert_eq!(set.access.expose_secret(), "at2");
    assert_eq!(set.refresh.unwrap().expose_secret(), "new");
    let form = &pretended.forms().await[0];
    assert_eq!(form["grant_type"], "refresh_token");
    assert_eq!(form["refresh_token"], "old+&=%");
    assert_eq!((form["client_id"].as_str(), form.len()), (CLIENT, 3));
}

#[tokio::test]
async fn the_old_one_stays_where_none_came() {
    let set = refreshed(ok(tokens("at2", None))).await.1.unwrap();
    assert_eq!(set.refresh.unwrap().expose_secret(), "old+&=%");
}

#[tokio::test]
async fn refusals_are_sorted_and_nothing_is_sent_twice() {
    for (answer, expected) in [
        (refusal(400, "invalid_grant", 700_082), SignInError::SessionEnded),
        (refusal(400, "invalid_grant", 70008), SignInError::SessionEnded),
        (refusal(400, "invalid_grant", 50173), SignInError::SessionEnded),
        (refusal(400, "invalid_grant", 70043), SignInError::SessionEnded),
        (refusal(400, "interaction_required", 50076), SignInError::SessionEnded),
        (refusal(400, "invalid_grant", 53000), SignInError::Blocked { aadsts: 53000 }),
        (refusal(401, "invalid_client", 7_000_218), SignInError::WrongRegistration { aadsts: 7_000_218 }),
        (ResponseTemplate::new(503), SignInError::ServerFault { status: 503 }),
        (portal(200), SignInError::Transport(Error::Portal)),
        (refusal(400, "authorization_pending", 70016), Error::BadAnswer { what: "a token" }.into()),
    ] {
        let (pretended, set) = refreshed(answer).await;
        assert_eq!(set.unwrap_err(), expected);
        assert_eq!(pretended.forms().await.len(), 1, "{expected:?}");
    }
}
