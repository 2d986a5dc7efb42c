//! The LMS on the command line: what waits, what is taken back, what a token may do.
#![allow(missing_docs, clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod common;

use common::Desk;

const CLASS: &str = "Databases I, lecture 8";

#[tokio::test(flavor = "multi_thread")]
async fn offline_it_waits_and_goes_out_later_and_is_taken_back() {
    let desk = Desk::signed_in("demo").await;
    desk.run(&["meetings", "--refresh"]).ok();
    desk.run(&["sync", CLASS]).ok();
    let queued = desk.run(&["--offline", "upload", CLASS, "--json"]);
    let answer = queued.json();
    assert_eq!((queued.code, answer["state"].as_str()), (6, Some("queued")));
    assert_eq!(answer["error"]["code"], "offline");
    let waiting = desk.json(&["--offline", "outbox"]);
    assert_eq!(waiting["entries"][0]["title"], CLASS);
    assert_eq!(desk.run(&["--offline", "outbox", "flush", "--json"]).code, 6);
    let sent = desk.json(&["outbox", "flush"]);
    assert_eq!(
        (sent["entries"].as_array().unwrap().len(), sent["sent"][0]["state"].as_str()),
        (0, Some("done"))
    );
    let uploads = desk.json(&["uploads"]);
    let id = uploads["uploads"][0]["upload_id"].as_str().unwrap().to_owned();
    assert_eq!(desk.sandbox().lms_attendance("db1-08").records.len(), 30);
    let back = desk.json(&["revert", &id[..8]]);
    assert_eq!((back["state"].as_str(), back["reverts"].as_str()), (Some("done"), Some(id.as_str())));
    assert!(desk.sandbox().lms_attendance("db1-08").records.is_empty());
    assert_eq!(desk.run(&["revert", "no-such-upload", "--json"]).code, 7);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_moodle_is_connected_by_name_and_password_which_stays_nowhere() {
    let desk = Desk::signed_in("demo").await;
    let url = desk.sandbox().info().moodle_url.clone();
    let wrong = ["lms", "sign-in", "--url", &url, "--user", "ines.almeida", "--json"];
    let refused = desk.run_with(&wrong, Some("not-the-password"));
    assert_ne!(refused.code, 0);
    assert!(!refused.stdout.contains("not-the-password") && !refused.stderr.contains("not-the-password"));
    let token = desk.sandbox().info().moodle_token.clone();
    let connected = ["lms", "connect", "--kind", "moodle", "--url", &url, "--json"];
    let check = desk.run_with(&connected, Some(&token)).ok().json();
    assert!(check["abilities"].as_array().unwrap().iter().any(|one| one["deed"] == "write-marks"));
    assert_eq!(desk.json(&["config", "get", "lms.kind"])["value"], "moodle");
    let tested = desk.json(&["lms"]);
    assert_eq!(tested["who"], check["who"]);
}
