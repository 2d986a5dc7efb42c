#![allow(clippy::unwrap_used)]
use super::*;
use crate::canvas::coursework::{Assignment, Submission, assignment, submission};
use crate::marks::{HeldStatus, Mark};
use crate::model::LmsMeeting;
use proptest::prelude::*;
use rollbook_core::status::Status;
use serde_json::json;

fn sample(text: &str) -> Value {
    serde_json::from_str::<Value>(text).unwrap()["body"].clone()
}

macro_rules! fixture {
    ($name:literal) => {
        sample(include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/../../tests/fixtures/canvas/", $name)))
    };
}

#[test]
fn the_documented_user_is_read() {
    let one = student(&fixture!("user.json"), &BTreeMap::new()).unwrap();
    assert_eq!((one.id.as_str(), one.name.as_str(), one.active), ("1", "Sheldon Cooper", true));
    assert_eq!(one.emails, ["sheldon@caltech.example.com"]);
    assert_eq!(one.username.as_deref(), Some("sheldon@caltech.example.com"));
}

#[test]
fn enrollments_tell_who_is_active_and_in_which_section() {
    let users = fixture!("course-users.json");
    let sections =
        BTreeMap::from([("7".to_owned(), "CS 101-01".to_owned()), ("8".to_owned(), "Lab".to_owned())]);
    let all: Vec<LmsStudent> =
        users.as_array().unwrap().iter().map(|user| student(user, &sections).unwrap()).collect();
    let addresses = ["Sheldon.Cooper@caltech.example.com", "sheldon@caltech.example.com"];
    assert_eq!(all[0].emails, addresses, "the login name is an address too");
    assert_eq!(all[0].groups, ["CS 101-01", "Lab"]);
    assert!(all[0].active, "active in one section");
    assert_eq!((all[1].id.as_str(), all[1].active), ("10000000000002", false));
    assert_eq!((all[2].username.as_deref(), all[2].active), (Some("AMY1"), true));
    assert_eq!(all[2].groups, Vec::<String>::new());
}

#[test]
fn a_class_is_told_from_homework() {
    let body = fixture!("assignments.json");
    let all: Vec<Assignment> = body.as_array().unwrap().iter().map(|one| assignment(one).unwrap()).collect();
    let meetings: Vec<LmsMeeting> = all.iter().filter_map(Assignment::meeting).collect();
    let found: Vec<_> =
        meetings.iter().map(|one| (one.id.as_str(), one.start.to_rfc3339(), one.end.is_some())).collect();
    assert_eq!(
        found,
        [
            ("4", "2025-11-26T09:00:00+00:00".to_owned(), true),
            ("5", "2025-11-27T09:00:00+00:00".to_owned(), false)
        ]
    );
    assert!(!all[1].published);
}

#[test]
fn submissions_are_marks() {
    let body = fixture!("submissions.json");
    let all: Vec<Submission> = body.as_array().unwrap().iter().map(|one| submission(one).unwrap()).collect();
    let marks: Vec<Mark> = all.iter().filter_map(|one| one.mark(1.0)).collect();
    let found: Vec<_> = marks.iter().map(|one| (one.student_id.as_str(), one.status.clone())).collect();
    let known = HeldStatus::Known;
    assert_eq!(
        found,
        [
            ("1", known(Status::Late)),
            ("2", known(Status::Excused)),
            // Half of it was taken off by a late policy; one point was given.
            ("4", known(Status::Present)),
            ("5", HeldStatus::Other("0.9".into()))
        ]
    );
    assert_eq!((marks[0].note.as_deref(), marks[0].present_seconds), (Some("bus"), Some(52 * 60)));
    assert!(all[0].has("Attendance: 52 min in class \u{2013} bus") && !all[0].has("Attendance: bus"));
    assert_eq!(submission(&json!({"user_id": 1, "score": "much"})), None);
    assert_eq!(submission(&json!({"score": 1})), None);
}

#[test]
fn the_documented_progress_is_read() {
    let body = fixture!("update-grades.json");
    let done = progress(&body["progress"]).unwrap();
    assert_eq!((done.id.as_deref(), done.state), (Some("1"), JobState::Completed));
    assert_eq!(done.url.as_deref(), Some("https://canvas.example.edu/api/v1/progress/1"));
    for state in body["workflow_states"].as_array().unwrap() {
        assert!(progress(&json!({"workflow_state": state})).is_some(), "{state}");
    }
    assert_eq!(progress(&json!({"workflow_state": "lost"})), None);
    assert_eq!(progress(&json!([])), None);
}

#[test]
fn the_documented_link_is_read() {
    let body = fixture!("pagination-throttling.json");
    let link = body["Link"].as_str().unwrap();
    assert_eq!(crate::link::next([link]), Some("...opaqueB"));
}

fn any_json() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        ".{0,12}".prop_map(Value::from),
        "Attendance: [0-9]{1,20} min in class".prop_map(Value::from),
        prop_oneof![Just("points"), Just("none"), Just("StudentEnrollment"), Just("queued"), Just("NaN")]
            .prop_map(Value::from),
        Just(json!("rollbook-session 2025-11-26T09:00:00Z 2025-11-26T10:00:00Z m")),
    ];
    let names = [
        "id",
        "name",
        "email",
        "login_id",
        "enrollments",
        "type",
        "enrollment_state",
        "course_section_id",
        "description",
        "due_at",
        "points_possible",
        "grading_type",
        "submission_types",
        "published",
        "user_id",
        "score",
        "entered_score",
        "excused",
        "submission_comments",
        "comment",
        "workflow_state",
        "message",
        "errors",
        "error",
        "url",
    ];
    leaf.prop_recursive(4, 48, 8, move |inner| {
        prop_oneof![
            proptest::collection::vec(inner.clone(), 0..6).prop_map(Value::Array),
            proptest::collection::vec((proptest::sample::select(names.to_vec()), inner), 0..8).prop_map(
                |fields| fields.into_iter().map(|(name, value)| (name.to_owned(), value)).collect()
            ),
        ]
    })
}

proptest! {
    #[test]
    fn any_json_is_read_without_panic_and_invents_nothing(body in any_json(), max in 0.01f64..100.0) {
        let _ = (course(&body), section(&body), is_shut(&body), error_text(&body), progress(&body));
        if let Some(one) = student(&body, &BTreeMap::new()) {
            prop_assert!(!one.id.is_empty() && !one.name.is_empty());
        }
        if let Some(meeting) = assignment(&body).as_ref().and_then(Assignment::meeting) {
            prop_assert!(meeting.end.is_none_or(|end| end > meeting.start));
        }
        if let Some(one) = submission(&body)
            && let Some(mark) = one.mark(max)
        {
            prop_assert!(!mark.student_id.is_empty() && !mark.status.word().is_empty());
        }
    }
}
