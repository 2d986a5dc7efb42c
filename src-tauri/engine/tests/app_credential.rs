//! The institution's own credential for call records: a secret or a certificate, checked when it is given.
#![allow(clippy::unwrap_used, clippy::panic, missing_docs)]

mod common;

use chrono::TimeDelta;
use common::{World, code, sync};
use rollbook_engine::view::ErrorView;
use rollbook_engine::{Code, Engine};
use rollbook_sandbox::Server;
use secrecy::SecretString;

/// A class that only call records know.
const INSTANT: &str = "db1-53";

async fn set(engine: &Engine, name: &str, text: &str) -> Result<(), ErrorView> {
    engine.set_secret(name, SecretString::from(text)).await.map_err(|error| error.view())
}

async fn by_certificate() -> World {
    let world = World::of_the_term("demo").await;
    world.engine.clear_secret("call_records.secret").await.unwrap();
    assert!(!world.engine.status().await.unwrap().call_records.configured);
    let certificate = world.sandbox.info().call_records.certificate.clone();
    set(&world.engine, "call_records.certificate", &certificate).await.unwrap();
    world
}

#[tokio::test(flavor = "multi_thread")]
async fn a_certificate_reads_call_records_as_a_secret_does() {
    let world = by_certificate().await;
    assert!(world.engine.status().await.unwrap().call_records.configured);
    let (_, show) = world.synced(INSTANT).await;
    assert_eq!(show.sync.source, "call-records");
    let asked = world.token_requests();
    world.synced("db1-56").await;
    assert_eq!(world.token_requests(), asked, "one token serves until it ends");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_clock_that_is_a_day_off_costs_one_more_question() {
    for hours in [-26, 26] {
        let world = by_certificate().await;
        let engine = world.at(TimeDelta::hours(hours), false);
        let id = world.class(INSTANT).await;
        assert_eq!(sync(&engine, &id).await.error, None, "{hours}");
        let refused = world.asked(Server::Login, "/token").iter().filter(|r| r.status == 401).count();
        assert_eq!(refused, 1, "{hours}: by the server's clock the second time");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn another_credential_does_not_go_on_with_the_old_ones_token() {
    let world = World::of_the_term("demo").await;
    let (id, _) = world.synced(INSTANT).await;
    set(&world.engine, "call_records.secret", "another").await.unwrap();
    let error = sync(&world.engine, &id).await.error.unwrap();
    assert_eq!(code(&error), "bad-input");
    assert!(error.message.contains("secret"), "{}", error.message);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_no_usable_certificate_is_refused_and_nothing_is_changed() {
    let world = by_certificate().await;
    let good = world.sandbox.info().call_records.certificate.clone();
    let begins = |label: &str| good.find(&format!("-----BEGIN {label}")).unwrap();
    let (key, certificate) = good.split_at(begins("CERTIFICATE"));
    for (text, word) in [
        (key, "no certificate"),
        (certificate, "no private key"),
        ("rubbish", "no private key"),
        (&good.replace("PRIVATE KEY", "ENCRYPTED PRIVATE KEY"), "encrypted"),
        (&good.replace("PRIVATE KEY", "EC PRIVATE KEY"), "RSA"),
    ] {
        let error = set(&world.engine, "call_records.certificate", text).await.unwrap_err();
        assert_eq!(code(&error), "bad-input");
        assert!(error.message.contains(word), "{}", error.message);
        assert!(!format!("{error:?}").contains("MII"), "a key is shown");
    }
    // In a hundred years it is over.
    let later = world.at(TimeDelta::days(40_000), false);
    let error = set(&later, "call_records.certificate", &good).await.unwrap_err();
    assert!(error.message.contains("ended on"), "{}", error.message);
    world.synced(INSTANT).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn without_either_it_says_which_is_missing() {
    let world = World::of_the_term("demo").await;
    world.engine.clear_secret("call_records.secret").await.unwrap();
    let id = world.class(INSTANT).await;
    let error = sync(&world.engine, &id).await.error.unwrap();
    assert_eq!(code(&error), Code::CallRecordsNotConfigured.word());
    for name in ["call_records.secret", "call_records.certificate"] {
        assert!(error.message.contains(name), "{}", error.message);
    }
}
