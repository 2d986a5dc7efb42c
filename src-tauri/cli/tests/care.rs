//! People, erasing, backups and the doctor on the command line.
#![allow(missing_docs, clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod common;

use common::Desk;

const CLASS: &str = "Databases I, lecture 8";

#[tokio::test(flavor = "multi_thread")]
async fn a_person_is_listed_looked_at_and_erased() {
    let desk = Desk::signed_in("demo").await;
    desk.run(&["meetings", "--refresh"]).ok();
    desk.run(&["sync", CLASS]).ok();
    let people = desk.json(&["people"]);
    let student =
        people["people"].as_array().unwrap().iter().find(|p| p["student"] == true && p["attended"] == 1);
    let email = student.unwrap()["email"].as_str().unwrap().to_owned();
    let one = desk.json(&["people", &email]);
    assert_eq!(one["classes"][0]["title"], CLASS);
    assert!(desk.run(&["people"]).ok().stdout.contains(&email));

    let asked = desk.json(&["--offline", "purge", "--person", &email, "--dry-run"]);
    assert_eq!(asked["done"], false);
    assert_eq!(desk.json(&["people", &email]), one);
    let did = desk.json(&["--offline", "purge", "--person", &email]);
    assert_eq!((did["done"].as_bool(), &did["removed"]), (Some(true), &asked["removed"]));
    assert_eq!(desk.run(&["people", &email, "--json"]).error(), "not-found");
    assert!(!desk.run(&["show", CLASS, "--json"]).ok().stdout.contains(&email));
    assert_eq!(desk.run(&["purge", "--json"]).error(), "bad-input");
    assert_eq!(desk.run(&["purge", "--expired", "--all", "--json"]).code, 2);
    let gone = desk.json(&["purge", "--meeting", CLASS]);
    assert!(
        gone["removed"].as_array().unwrap().iter().any(|one| one["what"] == "meetings" && one["count"] == 1)
    );
    assert_eq!(desk.run(&["show", CLASS, "--json"]).error(), "not-found");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_backup_needs_its_passphrase_and_brings_a_class_back() {
    let desk = Desk::signed_in("demo").await;
    desk.run(&["meetings", "--refresh"]).ok();
    desk.run(&["sync", CLASS]).ok();
    let before = desk.json(&["show", CLASS]);
    let file = desk.home().join("term.rollbook-backup").display().to_string();
    let short = desk.run_with(&["backup", &file, "--json"], Some("short"));
    assert_eq!(short.error(), "bad-input");
    let phrase = Some("four words that fit");
    let written = desk.run_with(&["--offline", "backup", &file, "--json"], phrase).ok().json();
    assert_eq!(written["name"], "term.rollbook-backup");
    desk.json(&["purge", "--all"]);
    assert_eq!(desk.run(&["show", CLASS, "--json"]).error(), "not-found");

    let wrong = desk.run_with(&["restore", &file, "--json"], Some("four words that do not"));
    assert_eq!((wrong.code, wrong.error().as_str()), (9, "locked"));
    let none = desk.home().join("config.toml").display().to_string();
    assert_eq!(desk.run_with(&["restore", &none, "--json"], phrase).error(), "unknown-format");
    let read = desk.run_with(&["--offline", "restore", &file, "--json"], phrase).ok().json();
    assert_eq!(read["meetings"], written["meetings"]);
    assert_eq!(desk.json(&["show", CLASS]), before);
    // A sign-in does not travel with a backup.
    assert_eq!(desk.run(&["meetings", "--refresh", "--json"]).code, 3);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_doctor_says_what_is_in_order_and_ends_with_1_where_something_is_broken() {
    let desk = Desk::signed_in("demo").await;
    desk.run(&["meetings", "--refresh"]).ok();
    let sound = desk.json(&["--offline", "doctor"]);
    let state = |id: &str| {
        let checks = sound["checks"].as_array().unwrap();
        checks.iter().find(|one| one["id"] == id).unwrap()["state"].as_str().unwrap().to_owned()
    };
    assert_eq!((state("database").as_str(), state("microsoft").as_str()), ("ok", "ok"));
    let database = desk.home().join("rollbook.db");
    let mut bytes = std::fs::read(&database).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle..].fill(0);
    std::fs::write(&database, bytes).unwrap();
    let broken = desk.run(&["doctor", "--json"]);
    assert_eq!(broken.code, 1);
    assert!(broken.json()["checks"].as_array().unwrap().iter().any(|one| one["state"] == "problem"));
}
