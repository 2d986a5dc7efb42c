//! The main job on the demo institution, from sign-in to the LMS, as a script would do it.
#![allow(missing_docs, clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod common;

use common::Desk;
use serde_json::{Value, json};

#[tokio::test(flavor = "multi_thread")]
async fn sign_in_fetch_review_send() {
    let desk = Desk::connected("demo").await;
    let signed_in = desk.run(&["sign-in", "--device-code", "--json"]).ok();
    let events: Vec<Value> =
        signed_in.stdout.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(
        events.iter().map(|e| e["event"].as_str().unwrap()).collect::<Vec<_>>(),
        ["device-code", "signed-in"]
    );
    assert!(events[0]["user_code"].is_string() && events[0]["expires_in"].is_u64());

    let meetings = desk.json(&["meetings", "--refresh"])["meetings"].as_array().unwrap().clone();
    assert!(meetings.len() > 10);
    let class = "Databases I, lecture 8";
    let synced = desk.json(&["sync", class]);
    assert_eq!(synced["meetings"][0]["state"], "synced");
    assert_eq!(synced["meetings"][0]["sync"]["source"], "attendance-reports");
    let found = desk.json(&["reconcile", class]);
    let students = found["students"].as_array().unwrap();
    assert_eq!(students.len(), 30);

    // A decision, taken back and made again.
    let student = students[0]["student_id"].as_str().unwrap();
    let marked = desk.json(&["mark", class, student, "excused", "--note", "ill"]);
    let of = |view: &Value| {
        view["students"].as_array().unwrap().iter().find(|s| s["student_id"] == student).unwrap().clone()
    };
    assert_eq!(
        (of(&marked)["status"].as_str(), of(&marked)["decided_by"].as_str()),
        (Some("excused"), Some("instructor"))
    );
    desk.run(&["undo"]).ok();
    assert_eq!(of(&desk.json(&["reconcile", class]))["status"], students[0]["status"]);
    desk.run(&["redo"]).ok();
    assert_eq!(of(&desk.json(&["reconcile", class]))["note"], "ill");

    let dry = desk.json(&["upload", class, "--dry-run"]);
    assert_eq!((dry["state"].as_str(), dry["upload_id"].is_null()), (Some("dry-run"), true));
    let sent = desk.json(&["upload", class]);
    assert_eq!(sent["state"], "done");
    assert!(
        sent["results"]
            .as_array()
            .unwrap()
            .iter()
            .all(|r| r["state"] == "confirmed" || r["state"] == "skipped")
    );
    let lms_id = found["meeting"]["lms_id"].as_str().unwrap();
    let held = desk.sandbox().lms_attendance(lms_id).records;
    assert_eq!(Some(held.len() as u64), sent["summary"]["create"].as_u64());
    let again = desk.json(&["upload", class]);
    assert_eq!((again["state"].as_str(), again["summary"]["create"].as_u64()), (Some("done"), Some(0)));
    assert_eq!(desk.json(&["uploads"])["uploads"].as_array().unwrap().len(), 1);

    let file = desk.folder.path().join("class.json");
    let path = file.to_str().unwrap();
    assert_eq!(desk.json(&["export", class, "--format", "json", "--output", path])["ok"], true);
    let report: Value = serde_json::from_slice(&std::fs::read(&file).unwrap()).unwrap();
    assert!(report["meetingAttendanceReport"]["attendanceRecords"].as_array().unwrap().len() > 20);
    assert_eq!(report["rollbook"]["students"].as_array().unwrap().len(), 30);
    let refused = desk.run(&["export", class, "--format", "csv", "--output", path, "--json"]);
    assert_eq!(refused.code, 7, "a file that is there is kept");
    desk.run(&["export", class, "--format", "csv", "--output", path, "--force"]).ok();
    assert!(std::fs::read(&file).unwrap().starts_with(b"\xef\xbb\xbf"));

    assert_eq!(desk.json(&["config", "get", "lms.kind"]), json!({ "key": "lms.kind", "value": "http" }));
    assert_eq!(
        desk.json(&["status"])["call_records"],
        json!({ "credential": "secret", "mode": "app", "configured": true })
    );
    // Nothing readable lies on the disk: no title, no name, no e-mail address.
    let mut words = vec![class.to_owned(), "Databases I".to_owned()];
    for student in students {
        words.extend(["name", "email"].iter().filter_map(|key| student[*key].as_str()).map(str::to_owned));
    }
    assert!(words.len() > 60, "a name and an address of each student");
    let mut folders = vec![desk.home()];
    let mut files = 0;
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            files += 1;
            let bytes = std::fs::read(&path).unwrap();
            for word in &words {
                let there = bytes.windows(word.len()).any(|window| window == word.as_bytes());
                assert!(!there, "{word} lies in the clear in {}", path.display());
            }
        }
    }
    assert!(files > 1, "the settings and the store");
}
