#![allow(clippy::unwrap_used)]
use super::*;
use crate::model::Place;
use proptest::prelude::*;
use rollbook_core::status::Status;

fn sent(ids: &[&str]) -> Vec<Mark> {
    let status = HeldStatus::Known(Status::Present);
    ids.iter()
        .map(|id| Mark {
            student_id: (*id).to_owned(),
            status: status.clone(),
            note: None,
            remark: None,
            present_seconds: None,
        })
        .collect()
}

#[test]
fn a_student_needs_only_an_id() {
    let bare = student(&json!({"id": 7})).unwrap();
    assert_eq!((bare.name.as_str(), bare.active), ("7", true));
    let full = student(&json!({
        "id": "s1", "name": " Emma\u{0} ", "emails": ["e@x.y", "E@x.y"], "username": null, "active": 0, "x": {}
    }))
    .unwrap();
    assert_eq!(full.name, "Emma");
    assert_eq!(full.emails, ["e@x.y"]);
    assert!(!full.active);
    assert_eq!(student(&json!({"name": "Emma"})), None);
    assert_eq!(student(&json!("Emma")), None);
}

#[test]
fn a_meeting_needs_an_id_and_a_start() {
    let found = meeting(&json!({
        "id": 3, "title": "DB", "start": "2025-11-26T10:00", "end": "2025-11-26T09:00", "timezone": "Europe/Berlin",
        "join_url": "javascript:alert(1)"
    }))
    .unwrap();
    assert_eq!(found.start.to_rfc3339(), "2025-11-26T09:00:00+00:00");
    assert_eq!(found.end, None);
    assert_eq!(found.join_url, None);
    assert_eq!(meeting(&json!({"id": 3, "start": "soon"})), None);
}

#[test]
fn marks_keep_words_that_are_not_ours_and_tell_unmarked_from_unreadable() {
    let body = json!({"records": [
        {"student_id": 1, "status": "left-early", "note": "", "present_seconds": "60"},
        {"student_id": 2, "status": "PA", "note": "bus"},
        {"student_id": 3, "status": null},
        {"student_id": 1, "status": "absent"},
        {"status": "absent"},
        7
    ]});
    let marks = marks(&body, Some("\"1\"".into())).unwrap();
    assert_eq!(marks.skipped, 3);
    assert_eq!(marks.records.len(), 2);
    assert_eq!(marks.records[0].status, HeldStatus::Known(Status::LeftEarly));
    assert_eq!((marks.records[0].note.as_deref(), marks.records[0].present_seconds), (None, Some(60)));
    assert_eq!(marks.records[1].status, HeldStatus::Other("PA".into()));
    assert_eq!(super::marks(&json!({"records": {}}), None), None);
    assert_eq!(super::marks(&json!([]), None), None);
}

fn changed(ids: &[&str]) -> Write {
    Write {
        place: Place { course: None, session: "m".into() },
        marks: sent(ids),
        changed: sent(ids),
        removed: Vec::new(),
        report: Value::Null,
        base_version: None,
        idempotency_key: "k".into(),
    }
}

#[test]
fn what_was_read_is_written_back_the_same() {
    let body = json!({"records": [
        {"student_id": "2", "status": "PA", "note": "bus", "present_seconds": 5},
        {"student_id": "1", "status": "late", "note": null, "present_seconds": null},
    ]});
    let write = Write {
        place: Place { course: None, session: "m".into() },
        marks: marks(&body, None).unwrap().records,
        changed: Vec::new(),
        removed: Vec::new(),
        report: json!({"rollbook": {}}),
        base_version: None,
        idempotency_key: "k".into(),
    };
    let put = put_body(&write);
    assert_eq!(put["records"], body["records"]);
    assert_eq!(put["report"], write.report);
    assert_eq!(put.to_string(), put_body(&write).to_string());
}

#[test]
fn a_mixed_answer_names_the_students_that_failed() {
    let body = json!({"results": [
        {"student_id": "2", "state": "failed", "error": {"title": "No", "detail": "not enrolled"}},
        {"student_id": 3, "state": "conflict"},
        {"student_id": "4", "state": "whatever", "error": "tok"},
        {"student_id": "9", "state": "failed"},
        null
    ]});
    let results = results(&changed(&["1", "2", "3", "4"]), Some(&body), "tok");
    let states: Vec<_> = results.iter().map(|r| r.state.word()).collect();
    assert_eq!(states, ["confirmed", "failed", "conflict", "failed"]);
    assert_eq!(results[1].error.as_ref().unwrap().text(), "not enrolled");
    assert_eq!(results[2].error, Some(MarkFault::ChangedMeanwhile));
    assert_eq!(results[3].error, Some(MarkFault::Refused));
}

fn any_json() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        ".{0,12}".prop_map(Value::from),
        "[+\\-]?[0-9]{1,6}-1[0-2]-[0-3][0-9]T[0-2][0-9]:[0-5][0-9](:[0-6][0-9])?".prop_map(Value::from),
        prop_oneof![Just("present"), Just("failed"), Just("Europe/Berlin"), Just("Asia/Kolkata")]
            .prop_map(Value::from),
    ];
    let name = prop_oneof![
        Just("id"),
        Just("title"),
        Just("name"),
        Just("emails"),
        Just("start"),
        Just("end"),
        Just("timezone"),
        Just("records"),
        Just("results"),
        Just("student_id"),
        Just("status"),
        Just("state"),
        Just("error"),
        Just("detail"),
        Just("present_seconds"),
        Just("join_url"),
        Just("active")
    ];
    leaf.prop_recursive(4, 48, 8, move |inner| {
        prop_oneof![
            proptest::collection::vec(inner.clone(), 0..6).prop_map(Value::Array),
            proptest::collection::vec((name.clone(), inner), 0..8).prop_map(|fields| fields
                .into_iter()
                .map(|(name, value)| (name.to_owned(), value))
                .collect()),
        ]
    })
}

proptest! {
    #[test]
    fn any_json_is_read_without_panic_and_invents_nothing(body in any_json()) {
        if let Some(course) = course(&body) {
            prop_assert!(!course.id.is_empty() && !course.title.is_empty());
        }
        if let Some(student) = student(&body) {
            prop_assert!(!student.id.is_empty() && !student.name.is_empty());
        }
        if let Some(meeting) = meeting(&body) {
            prop_assert!(meeting.end.is_none_or(|end| end >= meeting.start));
        }
        if let Some(marks) = marks(&body, None) {
            let ids: BTreeSet<_> = marks.records.iter().map(|m| &m.student_id).collect();
            prop_assert_eq!(ids.len(), marks.records.len());
        }
        let plan = changed(&["1", "2"]);
        prop_assert_eq!(results(&plan, Some(&body), "tok").len(), 2);
    }
}
