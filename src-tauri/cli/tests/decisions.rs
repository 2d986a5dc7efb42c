//! Decisions, rules and the trail of every number, as scripts use them.
#![allow(missing_docs, clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod common;

use common::Desk;
use serde_json::{Value, json};

const CLASS: &str = "Databases I, lecture 8";
const LEAST: &str = "rules.min_present_percent";

async fn synced() -> Desk {
    let desk = Desk::signed_in("demo").await;
    desk.run(&["meetings", "--refresh"]).ok();
    desk.run(&["sync", CLASS]).ok();
    desk
}

fn all(view: &Value, list: &str) -> Vec<Value> {
    view[list].as_array().unwrap().clone()
}

fn seconds(value: &Value) -> i64 {
    value.as_i64().unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn every_number_of_show_can_be_followed() {
    let desk = synced().await;
    let show = desk.json(&["show", CLASS]);
    let (start, end) = (show["meeting"]["start"].as_str().unwrap(), show["meeting"]["end"].as_str().unwrap());
    let (mut cut, mut away) = (0, 0);
    for person in all(&show, "participants") {
        let why = &person["why"];
        let near = |a: i64, b: i64| assert!((a - b).abs() <= 2, "{a} {b} {person}");
        near(
            seconds(&person["connected_seconds"]),
            seconds(&person["summed_seconds"]) - seconds(&why["overlap_seconds"]),
        );
        let outside = seconds(&why["before_start_seconds"]) + seconds(&why["after_end_seconds"]);
        near(seconds(&person["present_seconds"]), seconds(&person["connected_seconds"]) - outside);
        for span in all(why, "gaps") {
            assert!(
                start <= span["start"].as_str().unwrap() && span["end"].as_str().unwrap() <= end,
                "{span}"
            );
        }
        for stay in all(&person, "sessions") {
            assert!(
                all(&show, "calls")
                    .iter()
                    .any(|call| call["id"] == stay["call_id"] && call["included"] == true)
            );
            assert!(seconds(&stay["in_class_seconds"]) <= seconds(&stay["seconds"]));
        }
        let counted: i64 =
            all(&person, "sessions").iter().map(|stay| seconds(&stay["in_class_seconds"])).sum();
        assert!(
            counted + 2 + i64::try_from(all(&person, "sessions").len()).unwrap()
                >= seconds(&person["present_seconds"])
        );
        cut += outside;
        away += all(why, "gaps").len();
    }
    assert!(cut > 0 && away > 0, "people come early, stay on, and go away in between");

    let found = desk.json(&["reconcile", CLASS]);
    assert_eq!(found["rules_from"], "settings");
    for student in all(&found, "students") {
        let checks = all(&student["why"], "checks");
        let kept = |rule: &str| {
            checks.iter().find(|check| check["rule"] == rule).is_none_or(|check| check["kept"] == true)
        };
        let there = !student["participant_ids"].as_array().unwrap().is_empty();
        assert_eq!(student["late"], !kept("late_after_minutes"));
        assert_eq!(student["left_early"], !kept("left_early_minutes"));
        assert_eq!(student["status"] == "absent", !there || !kept("min_present_percent"));
        assert_eq!(
            all(&student["why"], "matched").len(),
            student["participant_ids"].as_array().unwrap().len()
        );
    }
    let words = desk.run(&["show", CLASS, "--why"]).ok().stdout;
    assert!(words.contains("in class") && words.contains("before the start"), "{words}");
}

#[tokio::test(flavor = "multi_thread")]
async fn rules_are_previewed_set_taken_back_and_in_the_history() {
    let desk = synced().await;
    assert_eq!(desk.json(&["rules", "show"])["min_present_percent"], json!(50.0));
    let before = desk.json(&["reconcile", CLASS]);
    let found = desk.json(&["--offline", "rules", "preview", "min_present_percent=97", "--meeting", CLASS]);
    let students = found["students"].as_u64().unwrap();
    assert!(students > 0);
    assert_eq!(desk.json(&["reconcile", CLASS]), before, "a preview changes nothing");
    let words = desk.run(&["rules", "preview", "rules.min_present_percent=97"]).ok().stdout;
    assert!(words.contains(&format!("{students} student")), "{words}");

    assert_eq!(desk.json(&["config", "set", LEAST, "97"]), json!({ "ok": true }));
    let after = desk.json(&["reconcile", CLASS]);
    let changed = all(&before, "students")
        .iter()
        .zip(all(&after, "students"))
        .filter(|(a, b)| a["status"] != b["status"])
        .count();
    assert_eq!(changed as u64, students);
    let history = desk.json(&["history"]);
    assert!(history[0]["what"].as_str().unwrap().contains(LEAST), "{history}");
    assert!(desk.json(&["undo"])["undone"].as_str().unwrap().contains(LEAST));
    assert_eq!(desk.json(&["config", "get", LEAST])["value"], 50);
    assert_eq!(desk.json(&["reconcile", CLASS]), before);

    for wrong in [
        &["rules", "preview", "97"][..],
        &["rules", "preview", "late=5"],
        &["rules", "preview", "late_after_minutes=soon"],
    ] {
        let refused = desk.run(&[wrong, &["--json"]].concat());
        assert_eq!((refused.code, refused.error().as_str()), (7, "bad-input"), "{wrong:?}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_class_that_was_sent_keeps_its_rules_until_it_adopts_the_new_ones() {
    let desk = synced().await;
    assert_eq!(desk.json(&["upload", CLASS])["state"], "done");
    let before = desk.json(&["reconcile", CLASS]);
    desk.run(&["config", "set", LEAST, "99"]).ok();
    let kept = desk.json(&["reconcile", CLASS]);
    assert_eq!((&kept["students"], &kept["rules_from"]), (&before["students"], &json!("upload")));
    let adopted = desk.json(&["rules", "adopt", CLASS]);
    assert_eq!(adopted["meetings"][0]["rules_from"], "settings");
    assert_ne!(adopted["meetings"][0]["students"], before["students"]);
    desk.run(&["undo"]).ok();
    assert_eq!(desk.json(&["reconcile", CLASS])["students"], before["students"]);
}
