//! Several accounts on the command line, the link for IT, and a log that names nobody.
#![allow(missing_docs, clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod common;

use common::{Desk, Done};
use std::process::Command;

fn output(mut command: Command) -> Done {
    let out = command.output().unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    Done { code: out.status.code().unwrap(), stdout: text(out.stdout), stderr: text(out.stderr) }
}

/// Signs in with a code that is entered as another account.
fn sign_in_as(desk: &Desk, username: &str) {
    use std::io::BufRead;
    let mut child = desk.command(&["sign-in", "--device-code", "--json"]).spawn().unwrap();
    let mut lines = std::io::BufReader::new(child.stdout.take().unwrap()).lines();
    let first: serde_json::Value = serde_json::from_str(&lines.next().unwrap().unwrap()).unwrap();
    assert!(desk.sandbox().approve_as(first["user_code"].as_str().unwrap(), username));
    let second: serde_json::Value = serde_json::from_str(&lines.next().unwrap().unwrap()).unwrap();
    assert_eq!(second["account"]["username"], username);
    assert!(child.wait().unwrap().success());
}

#[tokio::test(flavor = "multi_thread")]
async fn accounts_are_listed_used_and_signed_out() {
    let desk = Desk::connected("device-manual").await;
    assert_eq!(desk.json(&["accounts"])["accounts"].as_array().unwrap().len(), 0);
    let [first, second] = [0, 1].map(|at| desk.sandbox().info().accounts[at].username.clone());
    for username in [&first, &second] {
        sign_in_as(&desk, username);
    }
    let active = || desk.json(&["accounts"])["accounts"][0]["username"].as_str().unwrap().to_owned();
    assert_eq!(active(), second);
    desk.run(&["accounts", "use", &first]).ok();
    assert_eq!(active(), first);
    assert!(desk.run(&["accounts"]).ok().stdout.contains(&second));
    let unknown = desk.run(&["accounts", "use", "nobody@example.edu", "--json"]);
    assert_eq!((unknown.code, unknown.error().as_str()), (7, "not-found"));
    desk.run(&["sign-out", &second]).ok();
    assert_eq!(desk.json(&["accounts"])["accounts"].as_array().unwrap().len(), 1);
    desk.run(&["sign-out", "--all"]).ok();
    assert_eq!(desk.run(&["meetings", "--refresh", "--json"]).code, 3);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_link_for_it_names_the_registration() {
    let desk = Desk::connected("demo").await;
    let url = desk.json(&["admin-consent"])["url"].as_str().unwrap().to_owned();
    assert!(url.contains("/v2.0/adminconsent?") && url.contains(&desk.sandbox().info().client_id), "{url}");
    assert!(desk.run(&["admin-consent"]).ok().stdout.contains(&url));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_certificate_is_taken_from_a_pipe_and_a_bad_one_is_refused() {
    let desk = Desk::signed_in("demo").await;
    desk.run(&["secret", "clear", "call_records.secret"]).ok();
    let name = ["secret", "set", "call_records.certificate"];
    let refused = desk.run_with(&[&name[..], &["--json"]].concat(), Some("-----BEGIN CERTIFICATE-----"));
    assert_eq!((refused.code, refused.error().as_str()), (7, "bad-input"));
    assert_eq!(desk.json(&["status"])["call_records"]["configured"], false);
    let certificate = desk.sandbox().info().call_records.certificate.clone();
    desk.run_with(&name, Some(&certificate)).ok();
    assert_eq!(desk.json(&["status"])["call_records"]["credential"], "certificate");
    desk.run(&["meetings", "--refresh"]).ok();
    let id = desk.json(&["meetings"])["meetings"]
        .as_array()
        .unwrap()
        .iter()
        .find(|m| m["lms_id"] == "db1-53")
        .unwrap()["id"]
        .clone();
    desk.run(&["sync", id.as_str().unwrap()]).ok();
}

#[tokio::test(flavor = "multi_thread")]
async fn the_loudest_log_names_no_person_no_meeting_and_no_token() {
    let desk = Desk::signed_in("demo").await;
    let info = desk.sandbox().info().clone();
    let mut logs = String::new();
    let mut run = |arguments: &[&str]| {
        let mut command = desk.command(arguments);
        command.env("RUST_LOG", "trace").arg("-vv");
        logs.push_str(&output(command).stderr);
    };
    run(&["meetings", "--refresh"]);
    let listed = desk.json(&["meetings"])["meetings"].as_array().unwrap().clone();
    let id = |lms_id: &str| {
        listed.iter().find(|m| m["lms_id"] == lms_id).unwrap()["id"].as_str().unwrap().to_owned()
    };
    for class in ["db1-01", "db1-53", "prog-04", "db1-90"] {
        run(&["sync", &id(class)]);
    }
    run(&["sign-out"]);
    run(&["sync", &id("db1-01")]);
    assert!(logs.contains("request_id") || logs.contains("answered"), "nothing was logged: {logs:.300}");
    let title = listed[0]["title"].as_str().unwrap();
    for canary in [
        info.call_records.secret.as_str(),
        &info.lms_token,
        "Bearer ",
        "@nordhaven",
        "@thread.v2",
        "meetup-join",
        "refresh_token",
        "eyJ0",
        "Schmidt",
    ] {
        let place =
            logs.find(canary).map(|at| logs[at.saturating_sub(60)..].chars().take(160).collect::<String>());
        assert_eq!(place, None, "{canary} is in the log");
    }
    assert!(!title.is_empty());
}
