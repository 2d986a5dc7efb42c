//! Bad input and closed doors: each its own code and exit code, and nothing changed.
#![allow(missing_docs, clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod common;

use common::{Desk, done};

fn refused(desk: &Desk, arguments: &[&str]) -> (i32, String) {
    let done = desk.run(&[arguments, &["--json"]].concat());
    (done.code, done.error())
}

#[tokio::test(flavor = "multi_thread")]
async fn each_mistake_has_its_code() {
    let desk = Desk::connected("demo").await;
    let seven = |code: &str| (7, code.to_owned());
    assert_eq!(refused(&desk, &["show", "no such class"]), seven("not-found"));
    assert_eq!(refused(&desk, &["config", "set", "timezone", "Nowhere"]), seven("bad-input"));
    assert_eq!(refused(&desk, &["config", "get", "no.such.key"]), seven("bad-input"));
    assert_eq!(refused(&desk, &["secret", "clear", "no.such.secret"]), seven("bad-input"));
    let backwards =
        ["meeting", "add", "--title", "T", "--start", "2025-11-26T11:00", "--end", "2025-11-26T10:00"];
    assert_eq!(refused(&desk, &backwards), seven("bad-input"));
    assert_eq!(desk.run(&["meeting", "add", "--title", "T"]).code, 2);
    assert_eq!(desk.run(&["nonsense"]).code, 2);
    assert_eq!(refused(&desk, &["meetings", "--refresh"]), (3, "sign-in-needed".to_owned()));

    let wrong = desk.command(&["status", "--json"]).env("ROLLBOOK_PASSPHRASE", "wrong").spawn().unwrap();
    let wrong = done(wrong);
    assert_eq!((wrong.code, wrong.error().as_str()), (9, "locked"));
    assert_eq!(wrong.json()["error"]["details"]["reason"], "wrong-passphrase");

    let no_time = desk.command(&["status", "--json"]).env("ROLLBOOK_NOW", "yesterday").spawn().unwrap();
    let no_time = done(no_time);
    assert_eq!((no_time.code, no_time.error().as_str()), (7, "bad-input"));

    std::fs::write(
        desk.home().join("config.toml"),
        "timezone = \"UTC\"\n[rules]\nmin_present_percent = 101\n",
    )
    .unwrap();
    let bad = desk.run(&["status", "--json"]);
    assert_eq!((bad.code, bad.json()["error"]["details"]["line"].as_u64()), (7, Some(3)));
}

#[tokio::test(flavor = "multi_thread")]
async fn without_a_keystore_it_is_locked_and_says_so() {
    let folder = tempfile::tempdir().unwrap();
    let child = std::process::Command::new(env!("CARGO_BIN_EXE_rollbook"))
        .args(["status", "--json", "--home"])
        .arg(folder.path().join("data"))
        .env("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent/bus")
        .env_remove("ROLLBOOK_PASSPHRASE")
        .stdout(std::process::Stdio::piped())
        .stderr(std::process::Stdio::piped())
        .spawn()
        .unwrap();
    let locked = done(child);
    if cfg!(target_os = "linux") {
        assert_eq!((locked.code, locked.error().as_str()), (9, "locked"));
        assert!(!folder.path().join("data/rollbook.db").exists(), "nothing was set up");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_sign_in_that_is_refused_leaves_nobody_signed_in() {
    for (scenario, exit, code) in [
        ("device-declined", 3, "sign-in-needed"),
        ("device-blocked", 4, "device-code-blocked"),
        ("admin-consent", 4, "admin-consent-needed"),
    ] {
        let desk = Desk::connected(scenario).await;
        let done = desk.run(&["sign-in", "--json"]);
        let last = done.stdout.lines().last().unwrap();
        let error: serde_json::Value = serde_json::from_str(last).unwrap();
        assert_eq!((done.code, error["error"]["code"].as_str()), (exit, Some(code)), "{scenario}");
        assert!(desk.json(&["status"])["account"].is_null());
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_somebody_changed_in_the_lms_is_not_overwritten() {
    let desk = Desk::signed_in("demo").await;
    let class = "Databases I, lecture 8";
    desk.run(&["meetings", "--refresh"]).ok();
    desk.run(&["sync", class]).ok();
    let sent = desk.json(&["upload", class]);
    assert_eq!(sent["state"], "done");
    let session = sent["target"]["session"].as_str().unwrap();
    let mut records = desk.sandbox().lms_attendance(session).records;
    records[0].status = if records[0].status == "excused" { "absent" } else { "excused" }.to_owned();
    desk.sandbox().lms_set(session, records);
    let theirs = desk.sandbox().lms_attendance(session).records;
    let stopped = desk.run(&["upload", class, "--json"]);
    assert_eq!((stopped.code, stopped.json()["state"].as_str()), (8, Some("conflict")));
    assert_eq!(desk.sandbox().lms_attendance(session).records, theirs);
}

/// A desk where the class is fetched, the answer to its upload, and the class's session in the LMS.
async fn sent(scenario: &str) -> (Desk, common::Done, String) {
    let desk = Desk::signed_in(scenario).await;
    let class = "Databases I, lecture 8";
    desk.run(&["meetings", "--refresh"]).ok();
    desk.run(&["sync", class]).ok();
    let sent = desk.run(&["upload", class, "--json"]);
    let session = sent.json()["target"]["session"].as_str().unwrap().to_owned();
    (desk, sent, session)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_colleague_who_is_faster_is_not_overwritten() {
    let (desk, sent, session) = sent("lms-conflict").await;
    assert_eq!((sent.code, sent.json()["state"].as_str()), (8, Some("conflict")));
    let held = desk.sandbox().lms_attendance(&session).records;
    assert_eq!((held.len(), held[0].status.as_str()), (1, "excused"), "only the colleague's mark is there");
}

#[tokio::test(flavor = "multi_thread")]
async fn students_that_the_lms_refuses_make_it_partly_done() {
    let (desk, sent, session) = sent("lms-partial").await;
    let answer = sent.json();
    assert_eq!((sent.code, answer["state"].as_str()), (10, Some("partial")));
    assert!(answer["error"].is_null(), "partly done has no error object of its own");
    let results = answer["results"].as_array().unwrap();
    let failed: Vec<_> = results.iter().filter(|result| result["state"] == "failed").collect();
    assert!(!failed.is_empty() && failed.iter().all(|result| result["error"]["code"].is_string()));
    let confirmed = results.iter().filter(|result| result["state"] == "confirmed").count();
    assert_eq!(desk.sandbox().lms_attendance(&session).records.len(), confirmed);
}
