//! Settings, secrets and the lock of a data folder; access to call records that is not there.
#![allow(clippy::unwrap_used, clippy::panic, clippy::default_trait_access, missing_docs)]

mod common;

use common::{World, code, sync};
use rollbook_engine::clock::Clock;
use rollbook_engine::config::KEYS;
use rollbook_engine::keystore::{Keystore, MemoryKeystore};
use rollbook_engine::{Access, Code, Context, Engine, Options};
use rollbook_sandbox::Server;
use secrecy::SecretString;
use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

fn engine(home: &Path, keystore: &Arc<MemoryKeystore>, passphrase: Option<&str>) -> Engine {
    let keystore: Arc<dyn Keystore> = keystore.clone();
    Engine::open(Options {
        home: home.to_owned(),
        clock: Clock::System,
        offline: true,
        demo: false,
        access: Access::Configured { keystore, passphrase: passphrase.map(SecretString::from) },
    })
    .unwrap()
}

/// Every file of a folder with its bytes.
fn bytes(home: &Path) -> BTreeMap<String, Vec<u8>> {
    let files = std::fs::read_dir(home).unwrap().map(|entry| entry.unwrap().path()).filter(|p| p.is_file());
    files
        .map(|p| (p.file_name().unwrap().to_string_lossy().into_owned(), std::fs::read(p).unwrap()))
        .collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn settings_are_read_changed_and_taken_back() {
    let home = tempfile::tempdir().unwrap();
    let keys = Arc::new(MemoryKeystore::new());
    let one = engine(home.path(), &keys, None);
    assert_eq!(one.settings().len(), KEYS.len());
    assert!(one.settings().iter().all(|setting| !setting.set));
    assert_eq!(one.setting("rules.min_present_percent").unwrap().value, 50);
    one.set_setting("rules.min_present_percent", "66.5").unwrap();
    one.set_setting("timezone", "Asia/Kolkata").unwrap();
    let two = engine(home.path(), &keys, None);
    assert!((two.config().rules.min_present_percent - 66.5).abs() < 1e-9);
    assert_eq!(two.setting("timezone").unwrap().value, "Asia/Kolkata");
    two.set_setting("rules.min_present_percent", "").unwrap();
    assert!(!engine(home.path(), &keys, None).setting("rules.min_present_percent").unwrap().set);

    let before = bytes(home.path());
    for (name, value) in [
        ("rules.min_present_percent", "101"),
        ("timezone", "Mars/Olympus"),
        ("lms.url", "http://lms.example.edu"),
        ("microsoft.graph_url", "http://graph.microsoft.com"),
        ("no.such", "x"),
        ("call_records.secret", "in the clear"),
    ] {
        let error = two.set_setting(name, value).unwrap_err();
        assert_eq!((error.code, error.code.exit()), (Code::BadInput, 7), "{name}");
        assert!(!error.message.contains("in the clear"), "{}", error.message);
    }
    assert_eq!(bytes(home.path()), before);
    std::fs::write(home.path().join("config.toml"), "[rules]\nlate_after_minuets = 5\n").unwrap();
    let keystore: Arc<dyn Keystore> = keys;
    let options = Options {
        home: home.path().to_owned(),
        clock: Clock::System,
        offline: true,
        demo: false,
        access: Access::Configured { keystore, passphrase: None },
    };
    let error = Engine::open(options).err().unwrap();
    assert_eq!(error.code, Code::BadInput);
    assert!(error.message.contains("line 2"), "{}", error.message);
}

#[tokio::test(flavor = "multi_thread")]
async fn secrets_are_kept_encrypted_and_forgotten() {
    let home = tempfile::tempdir().unwrap();
    let keys = Arc::new(MemoryKeystore::new());
    let one = engine(home.path(), &keys, None);
    one.set_setting("lms.kind", "http").unwrap();
    one.set_setting("lms.url", "https://lms.example.edu").unwrap();
    assert!(!one.status().await.unwrap().lms.configured);
    one.set_secret("lms.token", SecretString::from("  canary-token-7f3a\n")).await.unwrap();
    assert!(one.status().await.unwrap().lms.configured);
    for (name, content) in bytes(home.path()) {
        assert!(!content.windows(12).any(|part| part == b"canary-token"), "in the clear in {name}");
    }
    for (name, value, expected) in
        [("lms.password", "x", Code::BadInput), ("lms.token", " \n", Code::BadInput)]
    {
        let error = one.set_secret(name, SecretString::from(value)).await.unwrap_err();
        assert_eq!(error.code, expected);
    }
    assert!(one.status().await.unwrap().lms.configured, "an empty secret changed nothing");
    one.clear_secret("lms.token").await.unwrap();
    one.clear_secret("lms.token").await.unwrap();
    assert!(!engine(home.path(), &keys, None).status().await.unwrap().lms.configured);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_lock_of_a_folder_stays_what_it_is() {
    let home = tempfile::tempdir().unwrap();
    let keys = Arc::new(MemoryKeystore::new());
    let one = engine(home.path(), &keys, None);
    one.set_setting("security.keystore", "passphrase").unwrap();
    one.set_setting("security.keystore", "os").unwrap();
    assert_eq!(one.status().await.unwrap().keystore, "os");
    let error = one.set_setting("security.keystore", "passphrase").unwrap_err();
    assert_eq!(error.code, Code::BadInput);
    one.set_setting("security.keystore", "os").unwrap();

    // Another keystore does not have the key: locked, and never a new key over data.
    let before = bytes(home.path());
    let error = engine(home.path(), &Arc::new(MemoryKeystore::new()), None).status().await.unwrap_err();
    assert_eq!((error.code, error.code.exit()), (Code::Locked, 9));
    assert_eq!(error.details["reason"], "key-missing");
    assert_eq!(bytes(home.path()), before);
    assert!(engine(home.path(), &keys, None).status().await.is_ok());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_wrong_passphrase_opens_nothing_and_changes_nothing() {
    let home = tempfile::tempdir().unwrap();
    let keys = Arc::new(MemoryKeystore::new());
    let first = engine(home.path(), &keys, Some("correct horse battery staple"));
    first.set_setting("security.keystore", "passphrase").unwrap();
    first.add_course("Databases", None).await.unwrap();
    assert_eq!(first.status().await.unwrap().keystore, "passphrase");
    drop(first);
    let before = bytes(home.path());
    for passphrase in [Some("Correct horse battery staple"), Some(""), None] {
        let locked = engine(home.path(), &keys, passphrase);
        let error = locked.courses(false, &Context::default()).await.unwrap_err();
        assert_eq!(code(&error.view()), "locked", "{passphrase:?}");
        assert!(error.details.contains_key("reason"));
    }
    assert_eq!(bytes(home.path()), before);
    let right = engine(home.path(), &keys, Some("correct horse battery staple"));
    assert_eq!(right.courses(false, &Context::default()).await.unwrap().courses.len(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn without_access_to_call_records_it_says_what_it_must_do() {
    let world = World::of_the_term("no-call-records").await;
    let id = world.class("db1-53").await;
    let error = sync(&world.engine, &id).await.error.unwrap();
    assert_eq!(code(&error), "not-permitted");
    assert!(error.hint.contains("CallRecords.Read.All"), "{}", error.hint);

    world.engine.set_setting("call_records.mode", "off").unwrap();
    world.sandbox.clear_requests();
    let error = sync(&world.engine, &id).await.error.unwrap();
    assert_eq!(code(&error), "call-records-not-configured");
    for word in ["CallRecords.Read.All", "admin consent", "call_records.mode"] {
        assert!(error.hint.contains(word), "{}", error.hint);
    }
    assert!(world.asked(Server::Graph, "/communications/").is_empty());
    // A class with a report needs none of it; one to come is not ready, whatever is set up.
    world.synced("db1-01").await;
    let to_come = world.class("prog-09").await;
    assert_eq!(sync(&world.engine, &to_come).await.error.as_ref().map(code), Some("report-not-ready"));
    assert!(!world.engine.status().await.unwrap().call_records.configured);
}

#[tokio::test(flavor = "multi_thread")]
async fn half_an_access_to_call_records_names_what_is_missing() {
    let world = World::of_the_term("demo").await;
    let id = world.class("db1-53").await;
    world.engine.set_setting("call_records.client_id", "").unwrap();
    let error = sync(&world.engine, &id).await.error.unwrap();
    assert_eq!(code(&error), "call-records-not-configured");
    assert!(error.message.contains("call_records.client_id"), "{}", error.message);
    let client = world.sandbox.info().call_records.client_id.clone();
    world.engine.set_setting("call_records.client_id", &client).unwrap();
    world.engine.clear_secret("call_records.secret").await.unwrap();
    let error = sync(&world.engine, &id).await.error.unwrap();
    assert!(error.message.contains("call_records.secret"), "{}", error.message);
    world.engine.set_secret("call_records.secret", SecretString::from("wrong")).await.unwrap();
    let error = sync(&world.engine, &id).await.error.unwrap();
    assert_eq!(code(&error), "bad-input", "{error:?}");
    let secret = SecretString::from(world.sandbox.info().call_records.secret.as_str());
    world.engine.set_secret("call_records.secret", secret).await.unwrap();
    assert_eq!(sync(&world.engine, &id).await.error, None);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_lms_is_connected_only_when_it_answers() {
    let world = World::signed_in("demo").await;
    let url = world.sandbox.info().lms_url.clone();
    let wrong = SecretString::from("not-the-token");
    let refused = world.engine.check_lms("http", &url, wrong, &Context::default()).await.unwrap_err();
    assert_eq!(refused.code, Code::NotPermitted);
    let nobody = "http://127.0.0.1:1";
    let token = || SecretString::from(world.sandbox.info().lms_token.as_str());
    let gone = world.engine.check_lms("http", nobody, token(), &Context::default()).await.unwrap_err();
    assert_eq!(gone.code, Code::Offline);
    assert_eq!(world.engine.setting("lms.url").unwrap().value, url.as_str(), "the good one stays");
    let found = world.engine.check_lms("http", &url, token(), &Context::default()).await.unwrap();
    assert_eq!(found.courses, 2);
    world.refresh().await;
}
