//! `rollbook export`: files, standard output, refusals.
#![allow(clippy::unwrap_used, clippy::panic, missing_docs)]

mod common;

use common::Desk;
use serde_json::{Value, json};

async fn desk() -> (Desk, String) {
    let desk = Desk::signed_in("demo").await;
    let listed = desk.json(&["meetings", "--refresh"]);
    let class = listed["meetings"].as_array().unwrap().iter().find(|m| m["lms_id"] == "db1-01").unwrap();
    let id = class["id"].as_str().unwrap().to_owned();
    desk.run(&["sync", &id]).ok();
    (desk, id)
}

#[tokio::test(flavor = "multi_thread")]
async fn each_format_answers_where_the_file_is_and_how_much_is_in_it() {
    let (desk, class) = desk().await;
    for format in ["csv", "xlsx", "json", "html", "moodle-csv", "moodle-grades-csv", "canvas-csv"] {
        let path = desk.folder.path().join(format!("class.{format}"));
        let path = path.to_str().unwrap();
        let answer = desk.json(&["export", &class, "--format", format, "--output", path]);
        assert_eq!((&answer["ok"], &answer["path"]), (&json!(true), &json!(path)), "{format}");
        assert!(answer["rows"].as_u64().unwrap() >= 30 && answer["left_out"].is_array(), "{answer}");
        assert!(std::fs::metadata(path).unwrap().len() > 100);
        let again = desk.run(&["export", &class, "--format", format, "--output", path, "--json"]);
        assert_eq!((again.code, again.error().as_str()), (7, "bad-input"));
        desk.run(&["export", &class, "--format", format, "--output", path, "--force", "--offline"]).ok();
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn text_goes_to_standard_output_and_the_rest_beside_it() {
    let (desk, class) = desk().await;
    let students = desk.json(&["reconcile", &class])["students"].as_array().unwrap().clone();
    let student = students[0]["student_id"].as_str().unwrap();
    desk.run(&["mark", &class, student, "left-early"]).ok();
    let done = desk.run(&["export", &class, "--format", "moodle-csv", "--output", "-"]).ok();
    assert_eq!(done.stdout.lines().next(), Some("email,status"));
    assert_eq!(done.stdout.lines().count(), 1 + students.len());
    assert!(done.stderr.contains(" who left early stand as L: "), "{}", done.stderr);
    let map = ["--status-map", "present=Là,late=V,left-early=VA,absent=F,excused=J"];
    let arguments = [&["export", &class, "--format", "moodle-csv", "--output", "-"][..], &map].concat();
    let done = desk.run(&arguments).ok();
    assert!(done.stdout.contains(",VA\n") && done.stderr.is_empty(), "{}", done.stderr);
    let columns = ["--columns", "student,status", "--separator", "semicolon", "--no-bom"];
    let done = desk.run(&[&["export", &class, "--format", "csv", "-o", "-"][..], &columns].concat()).ok();
    assert!(done.stdout.starts_with("Student;Status\r\n"));
    for refused in [&["--format", "xlsx"][..], &["--format", "csv", "--json"]] {
        let done = desk.run(&[&["export", &class, "--output", "-"], refused].concat());
        assert_eq!((done.code, done.stdout.as_str()), (2, ""), "{refused:?}");
    }
    assert_eq!(desk.run(&["export", "--format", "csv", "--output", "-"]).code, 2, "a class or a course");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_course_is_students_by_classes() {
    let (desk, class) = desk().await;
    let course = desk.json(&["show", &class])["meeting"]["course_id"].as_str().unwrap().to_owned();
    let run =
        |more: &[&str]| desk.run(&[&["export", "--course", &course, "--output", "-"], more].concat()).ok();
    let wide = run(&["--format", "csv", "--limit", "75", "--no-emails"]).stdout;
    assert_eq!(wide.lines().count(), 31);
    assert!(wide.contains("no data") && !wide.contains('@'));
    let long = run(&["--format", "csv", "--long"]).stdout;
    assert_eq!(long.lines().count(), 1 + 30 * 11);
    let reports: Value = serde_json::from_str(&run(&["--format", "json"]).stdout).unwrap();
    assert_eq!(reports.as_array().unwrap().len(), 1);
    assert!(run(&["--format", "html"]).stdout.contains("Content-Security-Policy"));
    let canvas = run(&["--format", "canvas-csv", "--points", "20", "--assignment-id", "77"]).stdout;
    assert!(canvas.starts_with("Student,ID,SIS User ID,SIS Login ID,Section,Attendance (77)\n"), "{canvas}");
    let refused = desk.run(&["export", "--course", &course, "--format", "moodle-csv", "-o", "-", "-q"]);
    assert_eq!(refused.code, 7);
}
