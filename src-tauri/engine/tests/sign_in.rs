//! Signing in and out, and tokens that run out while many programs use them.
#![allow(clippy::unwrap_used, clippy::panic, clippy::default_trait_access, missing_docs)]

mod common;

use chrono::TimeDelta;
use common::{World, code, sync};
use rollbook_engine::sign_in::Way;
use rollbook_engine::view::SignInEvent;
use rollbook_engine::{CancelToken, Code, Context, Engine, MeetingId};
use rollbook_sandbox::{Action, Fault, Server};
use rollbook_store::tokens::{self, TokenKey};
use rollbook_store::{Store, Unlock, accounts};
use std::collections::BTreeMap;
use std::sync::Mutex;

fn status(code: u16) -> Action {
    Action::Status { code, headers: BTreeMap::new(), body: String::new() }
}

fn refreshes(world: &World) -> usize {
    world.asked(Server::Login, "/token").len()
}

async fn signed_in(engine: &Engine) -> bool {
    engine.status().await.unwrap().account.is_some()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_code_is_shown_approved_and_kept() {
    let world = World::connected("device-manual").await;
    let events = Mutex::new(Vec::new());
    let tell = |event: SignInEvent| {
        if let SignInEvent::DeviceCode { user_code, .. } = &event {
            assert!(world.sandbox.approve(user_code));
        }
        events.lock().unwrap().push(event);
    };
    let account = world.engine.sign_in(Way::DeviceCode, tell, &Context::default()).await.unwrap();
    let info = world.sandbox.info();
    assert_eq!((&account.name, &account.username), (&info.account.name, &info.account.username));
    let events = events.into_inner().unwrap();
    let [
        SignInEvent::DeviceCode { user_code, verification_uri, expires_in, message, qr_svg },
        SignInEvent::SignedIn { account: told },
    ] = events.as_slice()
    else {
        panic!("{events:?}")
    };
    assert!(user_code.len() >= 8 && verification_uri.starts_with("http") && *expires_in > 60);
    assert!(message.contains(user_code.as_str()));
    assert!(qr_svg.as_ref().unwrap().contains("<svg"));
    assert_eq!(told, &account);
    assert_eq!(world.again(true).status().await.unwrap().account, Some(account));
    world.refresh().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn each_way_to_fail_has_its_code_and_keeps_nothing() {
    for (scenario, expected) in [
        ("device-declined", "sign-in-needed"),
        ("device-expired", "sign-in-needed"),
        ("device-blocked", "device-code-blocked"),
        ("consent-refused", "admin-consent-needed"),
        ("admin-consent", "admin-consent-needed"),
    ] {
        let world = World::connected(scenario).await;
        let failed = world.engine.sign_in(Way::DeviceCode, |_| {}, &Context::default()).await;
        let error = failed.unwrap_err();
        assert_eq!(code(&error.view()), expected, "{scenario}");
        for engine in [&world.engine, &world.again(false)] {
            assert!(!signed_in(engine).await, "{scenario}");
            let refused = engine.meetings(true, Default::default(), &Context::default()).await.unwrap_err();
            assert_eq!(refused.code, Code::SignInNeeded);
        }
        assert!(world.asked(Server::Graph, "").is_empty(), "{scenario}: Graph is not asked without a token");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_failed_sign_in_leaves_the_one_before_it() {
    let world = World::signed_in("demo").await;
    let decline = |event: SignInEvent| {
        if let SignInEvent::DeviceCode { user_code, .. } = event {
            assert!(world.sandbox.decline(&user_code));
        }
    };
    let error = world.engine.sign_in(Way::DeviceCode, decline, &Context::default()).await.unwrap_err();
    assert_eq!(error.code, Code::SignInNeeded);
    assert!(signed_in(&world.engine).await);
    world.refresh().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_wrong_setting_is_named_and_a_stop_is_a_stop() {
    let world = World::connected("device-manual").await;
    for (key, wrong) in [
        ("microsoft.client_id", "00000000-0000-4000-8000-000000000000"),
        ("microsoft.tenant", "nowhere.example"),
    ] {
        let right = world.engine.setting(key).unwrap().value.as_str().unwrap().to_owned();
        world.engine.set_setting(key, wrong).unwrap();
        let error = world.engine.sign_in(Way::DeviceCode, |_| {}, &Context::default()).await.unwrap_err();
        assert_eq!(error.code, Code::BadInput, "{key}");
        world.engine.set_setting(key, &right).unwrap();
    }
    let cancel = CancelToken::default();
    let context = Context::new(cancel.clone());
    let error = world.engine.sign_in(Way::DeviceCode, |_| cancel.cancel(), &context).await.unwrap_err();
    assert_eq!(error.code, Code::Cancelled);
    let offline = world.again(true).sign_in(Way::DeviceCode, |_| {}, &Context::default()).await;
    assert_eq!(offline.unwrap_err().code, Code::Offline);
    assert!(!signed_in(&world.engine).await);
}

#[tokio::test(flavor = "multi_thread")]
async fn signing_out_erases_the_tokens() {
    let world = World::of_the_term("demo").await;
    let (id, show) = world.synced("db1-01").await;
    let store = Store::open(world.home.path(), Unlock::Memory(world.key.clone())).unwrap();
    let account = accounts::active(&store).unwrap().unwrap();
    let key = TokenKey::account(&account.id, &account.details.graph_url);
    assert!(tokens::get(&store, &key).unwrap().is_some());
    world.engine.sign_out(None).await.unwrap();
    assert!(tokens::get(&store, &key).unwrap().is_none());
    assert!(!signed_in(&world.engine).await);
    world.sandbox.clear_requests();
    for engine in [&world.engine, &world.again(false)] {
        assert_eq!(sync(engine, &id).await.error.as_ref().map(code), Some("sign-in-needed"));
        assert_eq!(engine.show(&id).await.unwrap(), show, "what was fetched stays readable");
    }
    assert!(world.sandbox.requests().is_empty());
    world.engine.sign_out(None).await.unwrap();
    world.sign_in().await.unwrap();
    assert_eq!(sync(&world.engine, &id).await.error, None);
}

/// Syncs one class in each of several programs at once.
async fn all_at_once(engines: &[Engine], id: &MeetingId) -> Vec<Option<String>> {
    let tasks: Vec<_> = engines
        .iter()
        .map(|engine| {
            let (engine, id) = (engine.clone(), id.clone());
            tokio::spawn(async move { sync(&engine, &id).await.error.map(|error| error.code) })
        })
        .collect();
    let mut codes = Vec::new();
    for task in tasks {
        codes.push(task.await.unwrap());
    }
    codes
}

#[tokio::test(flavor = "multi_thread")]
async fn many_programs_past_the_end_of_a_token_refresh_it_once() {
    let world = World::of_the_term("strict-rotation").await;
    let id = world.class("db1-01").await;
    for hours in [2, 4, 6] {
        let engines: Vec<Engine> = (0..8).map(|_| world.at(TimeDelta::hours(hours), false)).collect();
        world.sandbox.clear_requests();
        assert_eq!(all_at_once(&engines, &id).await, vec![None; 8]);
        assert_eq!(refreshes(&world), 1, "a second use of the token would have ended the session");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn tokens_of_a_short_life_are_used_while_they_live() {
    let world = World::of_the_term("short-tokens").await;
    let id = world.class("db1-01").await;
    let engines: Vec<Engine> = (0..8).map(|_| world.again(false)).collect();
    for _ in 0..3 {
        tokio::time::sleep(std::time::Duration::from_secs(3)).await;
        world.sandbox.clear_requests();
        let began = std::time::Instant::now();
        assert_eq!(all_at_once(&engines, &id).await, vec![None; 8]);
        let most = 1 + usize::try_from(began.elapsed().as_secs() / 2).unwrap();
        assert!((1..=most).contains(&refreshes(&world)), "{} refreshes", refreshes(&world));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_refused_refresh_asks_for_a_sign_in_and_takes_nothing() {
    let world = World::of_the_term("refresh-revoked").await;
    let (id, show) = world.synced("db1-01").await;
    let later = world.at(TimeDelta::hours(2), false);
    world.sandbox.clear_requests();
    assert_eq!(sync(&later, &id).await.error.as_ref().map(code), Some("sign-in-needed"));
    assert_eq!(refreshes(&world), 2, "only the second refusal counts");
    assert_eq!(later.show(&id).await.unwrap(), show);
    assert!(later.plan_upload(&id, &Context::default()).await.is_ok(), "the LMS has its own sign-in");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_hiccup_of_the_sign_in_server_signs_nobody_out() {
    let world = World::of_the_term("strict-rotation").await;
    let id = world.class("db1-01").await;
    let on_token = |action| Fault::always(Server::Login, action).at("/token");
    for (hours, action, expected) in [
        (2, status(503), "server-fault"),
        (4, status(500), "server-fault"),
        (6, Action::Reset, "offline"),
        (8, Action::Html, "offline"),
        (10, Action::Garbage, "server-fault"),
    ] {
        world.sandbox.inject(on_token(action));
        let engine = world.at(TimeDelta::hours(hours), false);
        assert_eq!(sync(&engine, &id).await.error.as_ref().map(code), Some(expected));
        world.sandbox.clear_faults();
        assert!(signed_in(&engine).await);
        assert_eq!(sync(&engine, &id).await.error, None, "{expected}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn one_401_on_a_good_token_is_answered_with_a_new_one() {
    let world = World::of_the_term("strict-rotation").await;
    let id = world.class("db1-01").await;
    world.sandbox.inject(Fault::always(Server::Graph, status(401)).times(1));
    world.sandbox.clear_requests();
    assert_eq!(sync(&world.engine, &id).await.error, None);
    assert_eq!(refreshes(&world), 1);
    // For ever it is what it says, and it does not end the session.
    world.sandbox.inject(Fault::always(Server::Graph, status(401)));
    assert_eq!(sync(&world.engine, &id).await.error.as_ref().map(code), Some("sign-in-needed"));
    world.sandbox.clear_faults();
    assert_eq!(sync(&world.engine, &id).await.error, None);
}
