//! The instant meeting of 26 November on the command line: call records, the known minutes, offline afterwards.
#![allow(missing_docs, clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod common;

use common::{Desk, minutes};

#[tokio::test(flavor = "multi_thread")]
async fn the_known_minutes_then_all_day_then_offline() {
    let mut desk = Desk::signed_in("conference-74").await;
    let id = desk.conference();
    let show = desk.json(&["show", "Conference"]);
    assert_eq!((minutes(&show, "hi@nexsy.io"), minutes(&show, "hari@nexsy.io")), (Some(4.64), Some(6.81)));
    assert_eq!(show["meeting"]["timezone"], "Asia/Kolkata");
    let calls = desk.json(&["calls", &id[..8]])["calls"].as_array().unwrap().clone();
    assert_eq!((calls.len(), calls.iter().filter(|call| call["included"] == true).count()), (10, 3));

    // One more call by hand, then without it.
    let other = calls.iter().find(|call| call["included"] == false).unwrap()["id"].as_str().unwrap();
    desk.run(&["calls", &id, "include", other]).ok();
    let history = desk.json(&["history"]);
    assert_eq!(history.as_array().unwrap().len(), 1);
    assert!(desk.json(&["undo"])["undone"].is_string());
    assert_eq!(desk.json(&["show", &id])["participants"], show["participants"]);
    let ours = calls.iter().find(|call| call["included"] == true).unwrap()["id"].as_str().unwrap();
    let without = desk.json(&["calls", &id, "exclude", ours])["calls"].as_array().unwrap().clone();
    assert_eq!(without.iter().filter(|call| call["included"] == true).count(), 2);
    desk.run(&["undo"]).ok();

    let synced = desk.json(&["sync", &id, "--calls", "all-day"]);
    assert_eq!(synced["meetings"][0]["counts"]["included"], 10);
    let all_day = desk.json(&["show", &id]);
    assert!(minutes(&all_day, "hari@nexsy.io") > Some(6.81));

    desk.sandbox.take().unwrap().stop().await;
    for flag in [&["--offline"][..], &[]] {
        let again = desk.json(&[&["show", id.as_str()], flag].concat());
        assert_eq!(again, all_day);
        let refused = desk.run(&[&["sync", id.as_str(), "--json"], flag].concat());
        assert_eq!((refused.code, refused.error().as_str()), (6, "offline"));
    }
    assert_eq!(desk.json(&["show", &id]), all_day, "a sync that failed changes nothing");
}

#[tokio::test(flavor = "multi_thread")]
async fn without_access_to_call_records_it_says_what_it_must_do() {
    let desk = Desk::signed_in("conference-74").await;
    let id = desk.conference();
    let before = desk.json(&["show", &id]);
    desk.run(&["config", "set", "call_records.mode", "off"]).ok();
    let refused = desk.run(&["sync", &id, "--json"]);
    assert_eq!((refused.code, refused.error().as_str()), (4, "call-records-not-configured"));
    assert!(refused.json()["error"]["hint"].as_str().unwrap().contains("CallRecords.Read.All"));
    assert_eq!(desk.json(&["show", &id]), before);
}
