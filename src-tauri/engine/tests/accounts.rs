//! Several accounts: each keeps its own tokens and addresses, and a class is fetched as the one that may.
#![allow(clippy::unwrap_used, clippy::panic, missing_docs)]

mod common;

use common::{World, code, sync};
use rollbook_engine::sign_in::Way;
use rollbook_engine::view::SignInEvent;
use rollbook_engine::{Context, Engine};
use rollbook_sandbox::Server;

/// The class that a colleague gave and organised.
const COLLEAGUES: &str = "prog-04";
const OWN: &str = "db1-01";

async fn sign_in_as(world: &World, engine: &Engine, username: &str) {
    let tell = |event: SignInEvent| {
        if let SignInEvent::DeviceCode { user_code, .. } = event {
            assert!(world.sandbox.approve_as(&user_code, username));
        }
    };
    let account = engine.sign_in(Way::DeviceCode, tell, &Context::default()).await.unwrap();
    assert_eq!(account.username, username);
}

async fn names(engine: &Engine) -> Vec<(String, bool)> {
    let all = engine.accounts().await.unwrap().accounts;
    all.into_iter().map(|account| (account.username, account.active)).collect()
}

/// Two accounts, the colleague's the active one, and the classes of the instructor.
async fn both() -> (World, String, String) {
    let world = World::of_the_term("demo").await;
    let [first, second] = [0, 1].map(|at| world.sandbox.info().accounts[at].username.clone());
    sign_in_as(&world, &world.engine, &second).await;
    (world, first, second)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_second_sign_in_adds_an_account_and_the_same_again_does_not() {
    let (world, first, second) = both().await;
    assert_eq!(names(&world.engine).await, [(second.clone(), true), (first.clone(), false)]);
    sign_in_as(&world, &world.engine, &second).await;
    assert_eq!(names(&world.engine).await.len(), 2);
    world.engine.use_account(&first.to_uppercase()).await.unwrap();
    assert_eq!(names(&world.engine).await[0], (first.clone(), true));
    let status = world.again(true).status().await.unwrap();
    assert_eq!(status.account.unwrap().username, first);
    for unknown in ["nobody@example.edu", "", "x"] {
        let error = world.engine.use_account(unknown).await.unwrap_err();
        assert_eq!(code(&error.view()), "not-found", "{unknown:?}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_class_is_fetched_as_the_account_that_may() {
    let (world, first, second) = both().await;
    // The active one is not the organizer of the first class, and is of the other.
    for class in [OWN, COLLEAGUES] {
        let id = world.class(class).await;
        assert_eq!(sync(&world.engine, &id).await.error, None, "{class}");
    }
    // Whoever fetched it before is asked first, whichever is active.
    let id = world.class(OWN).await;
    world.sandbox.clear_requests();
    assert_eq!(sync(&world.engine, &id).await.error, None);
    assert!(world.sandbox.requests().iter().all(|r| r.status == 200), "nobody else was tried");

    world.engine.sign_out(Some(&first)).await.unwrap();
    assert_eq!(names(&world.engine).await, [(second, true)]);
    let error = sync(&world.engine, &id).await.error.unwrap();
    assert_eq!(code(&error), "not-organizer");
    assert!(!world.engine.show(&id).await.unwrap().participants.is_empty(), "what was fetched stays");
}

#[tokio::test(flavor = "multi_thread")]
async fn an_account_goes_on_with_the_addresses_that_it_signed_in_with() {
    let (world, first, _) = both().await;
    let id = world.class(OWN).await;
    // Settings for another cloud, as for a second institution.
    for (name, value) in [
        ("microsoft.tenant", "elsewhere.example"),
        ("microsoft.client_id", "99999999-0000-0000-0000-000000000000"),
        ("microsoft.login_url", "http://127.0.0.1:9/login"),
        ("microsoft.graph_url", "http://127.0.0.1:9/graph"),
    ] {
        world.engine.set_setting(name, value).unwrap();
    }
    // Its token has ended: it is renewed where it came from.
    let later = world.at(chrono::TimeDelta::hours(3), false);
    later.use_account(&first).await.unwrap();
    assert_eq!(sync(&later, &id).await.error, None);
    assert!(!world.asked(Server::Login, "/token").is_empty());
}

#[tokio::test(flavor = "multi_thread")]
async fn signing_out_leaves_the_others_and_signing_out_of_all_leaves_nobody() {
    let (world, first, second) = both().await;
    world.engine.sign_out(None).await.unwrap();
    assert_eq!(names(&world.engine).await, [(first, true)], "the other one is the active one now");
    sign_in_as(&world, &world.engine, &second).await;
    world.engine.sign_out_all().await.unwrap();
    assert!(names(&world.engine).await.is_empty());
    let id = world.class(OWN).await;
    assert_eq!(sync(&world.engine, &id).await.error.as_ref().map(code), Some("sign-in-needed"));
    world.engine.sign_out(None).await.unwrap();
}
