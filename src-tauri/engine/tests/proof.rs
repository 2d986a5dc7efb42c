//! What a sign-in must prove, what it must bring, and where an administrator is asked.
#![allow(clippy::unwrap_used, clippy::panic, missing_docs)]

mod common;

use common::{World, code, sync};
use rollbook_engine::sign_in::{Asked, Way};
use rollbook_engine::view::{AccountView, ErrorView, SignInEvent};
use rollbook_engine::{Context, Engine};
use std::sync::Mutex;

const CLASS: &str = "db1-01";

/// Signs in with a browser that follows every redirect; what it was sent to, and the end of it.
async fn by_browser(engine: &Engine) -> (String, Result<AccountView, ErrorView>) {
    let sent = Mutex::new(String::new());
    let tell = |event: SignInEvent| {
        if let SignInEvent::Browser { url } = event {
            sent.lock().unwrap().clone_from(&url);
            tokio::spawn(async move { reqwest::get(url).await.unwrap().text().await.unwrap() });
        }
    };
    let end = engine.sign_in(Way::Browser, tell, &Context::default()).await;
    (sent.into_inner().unwrap(), end.map_err(|error| error.view()))
}

fn claims_of(url: &str) -> Option<String> {
    let url = url::Url::parse(url).unwrap();
    url.query_pairs().find(|(name, _)| name == "claims").map(|(_, value)| value.into_owned())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_claims_challenge_is_answered_in_the_browser_and_only_there() {
    let world = World::connected("claims-challenge").await;
    world.sign_in().await.unwrap();
    let add = rollbook_engine::view::NewMeeting {
        title: "Seminar".to_owned(),
        start: Some("2026-11-02T10:00".to_owned()),
        end: Some("2026-11-02T11:00".to_owned()),
        join_url: Some("https://teams.microsoft.com/l/meetup-join/19%3ameeting_x%40thread.v2/0".to_owned()),
        ..Default::default()
    };
    let id = rollbook_engine::MeetingId::new(world.engine.add_meeting(&add).await.unwrap());
    let refreshes = world.token_requests();
    let error = sync(&world.engine, &id).await.error.unwrap();
    assert_eq!(code(&error), "sign-in-needed");
    assert!(error.hint.contains("browser"), "{}", error.hint);
    assert_eq!(world.token_requests(), refreshes, "a fresh token would prove no more");

    // A code on another device cannot prove more; another program on this folder knows it too.
    let later = world.again(false);
    let refused = later.sign_in(Way::DeviceCode, |_| {}, &Context::default()).await.unwrap_err();
    assert_eq!(code(&refused.view()), "device-code-blocked");
    let (sent, end) = by_browser(&later).await;
    assert_eq!(claims_of(&sent).unwrap(), r#"{"access_token":{"acrs":{"essential":true,"value":"c1"}}}"#);
    assert!(sent.contains("login_hint=") && !sent.contains("prompt="), "{sent}");
    assert_eq!(end.unwrap().username, world.sandbox.info().account.username);

    // Proven: the next answers are about the class again, and the next sign-in is an ordinary one.
    assert_ne!(sync(&later, &id).await.error.as_ref().map(code), Some("sign-in-needed"));
    let (sent, _) = by_browser(&later).await;
    assert_eq!(claims_of(&sent), None);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_sign_in_without_the_meeting_permissions_keeps_nothing() {
    let world = World::connected("scopes-missing").await;
    let error = world.sign_in().await.unwrap_err().view();
    assert_eq!(code(&error), "not-permitted");
    assert!(error.details["admin_consent_url"].as_str().unwrap().contains("/v2.0/adminconsent?"));
    assert_eq!(world.engine.status().await.unwrap().account, None);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_administrator_follows_the_link_and_the_sign_in_works() {
    let world = World::connected("admin-consent").await;
    let error = world.sign_in().await.unwrap_err().view();
    assert_eq!(code(&error), "admin-consent-needed");
    let link = error.details["admin_consent_url"].as_str().unwrap().to_owned();
    assert_eq!(link, world.engine.admin_consent_url().unwrap());
    let page = reqwest::get(&link).await.unwrap();
    assert!(page.status().is_success());
    assert!(page.text().await.unwrap().contains("OnlineMeetingArtifact.Read.All"));
    // The page's button, pressed by somebody who may.
    let (address, form) = link.split_once('?').unwrap();
    let client = reqwest::Client::builder().redirect(reqwest::redirect::Policy::none()).build().unwrap();
    let accepted = client
        .post(address)
        .header("content-type", "application/x-www-form-urlencoded")
        .body(format!("{form}&decision=approve"))
        .send()
        .await
        .unwrap();
    assert!(accepted.headers()["location"].to_str().unwrap().contains("admin_consent=True"));
    world.sign_in().await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_refresh_that_a_policy_blocks_asks_for_the_browser_and_forgets_nothing() {
    let world = World::of_the_term("refresh-blocked").await;
    let id = world.class(CLASS).await;
    let later = world.at(chrono::TimeDelta::hours(3), false);
    let error = sync(&later, &id).await.error.unwrap();
    assert_eq!(code(&error), "device-code-blocked");
    assert!(error.hint.contains("browser"), "{}", error.hint);
    assert!(later.status().await.unwrap().account.is_some(), "a policy signs nobody out");
}

#[tokio::test(flavor = "multi_thread")]
async fn microsofts_sentence_comes_in_the_language_that_was_asked_for() {
    let world = World::connected("demo").await;
    for (language, begin) in
        [(Some("de-AT"), "Um sich anzumelden"), (Some("en-GB"), "To sign in"), (None, "To sign in")]
    {
        let said = Mutex::new(String::new());
        let tell = |event: SignInEvent| {
            if let SignInEvent::DeviceCode { message, user_code, .. } = event {
                said.lock().unwrap().clone_from(&message);
                world.sandbox.approve(&user_code);
            }
        };
        let asked = Asked { way: Way::DeviceCode, language: language.map(str::to_owned) };
        world.engine.sign_in(asked, tell, &Context::default()).await.unwrap();
        assert!(said.into_inner().unwrap().starts_with(begin), "{language:?}");
    }
}
