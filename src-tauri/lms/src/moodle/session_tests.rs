#![allow(clippy::unwrap_used)]
use super::super::transcript_tests::record;
use super::*;
use proptest::prelude::*;
use serde_json::json;

fn lectures() -> Register {
    Register { instance: "1".into(), module: "4".into(), name: "Lectures".into(), grouped: false }
}

#[test]
fn activities_are_known_by_their_instance_and_say_whether_they_have_groups() {
    let found = registers(record("015-course-contents-attendance.json").body()).unwrap();
    let shape: Vec<_> =
        found.iter().map(|one| (one.instance.as_str(), one.module.as_str(), one.grouped)).collect();
    assert_eq!(shape, [("1", "4", false), ("2", "5", false), ("3", "6", true)]);
    assert_eq!(registers(&json!({})), None);
}

#[test]
fn a_marked_session_shows_its_own_statuses_and_odd_marks_too() {
    let held = held(record("073-get-session-after.json").body()).unwrap();
    let statuses: Vec<_> =
        held.marks.statuses.iter().map(|one| (one.id.as_str(), one.acronym.as_str())).collect();
    assert_eq!(statuses, [("5", "P"), ("7", "L"), ("8", "E"), ("6", "A")]);
    assert_eq!(held.marks.statuses[0].points, Some(2.0));
    let of = |id: &str| {
        held.marks.records.iter().find(|mark| mark.student_id == id).unwrap().status.word().to_owned()
    };
    assert_eq!((of("7"), of("12"), of("39")), ("7".into(), "999999".into(), "5".into()));
    assert!(!held.marks.students.unwrap().contains("39"), "not enrolled");
}

#[test]
fn remarks_are_notes_and_status_zero_is_no_mark() {
    let noted = held(record("143-extra-get-session-remarks.json").body()).unwrap();
    assert!(noted.marks.records[0].note.is_some());
    let zero = held(record("145-extra-get-session-statusid-zero.json").body()).unwrap();
    assert_eq!(zero.marks.records, []);
    assert_ne!(zero.marks.version, noted.marks.version);
}

#[test]
fn of_two_rows_the_last_is_shown_and_deleted_statuses_are_not_offered() {
    let status = |id: u8, set: u8, deleted: u8, visible: u8| json!({"id": id, "acronym": "P", "setnumber": set, "deleted": deleted, "visible": visible});
    let session = json!({
        "id": "1", "statusset": "0", "users": [{"id": "7"}],
        "statuses": [status(1, 0, 0, 1), status(2, 1, 0, 1), status(3, 0, 1, 1), status(4, 0, 0, 0)],
        "attendance_log": {"7": {"studentid": 7, "statusid": "1"}, "8": {"studentid": "7", "statusid": 4}, "9": {}},
    });
    let held = held(&session).unwrap();
    assert_eq!((held.marks.statuses.len(), held.valid.len(), held.marks.skipped), (1, 2, 1));
    assert_eq!(held.marks.records.len(), 1);
    assert_eq!(held.marks.records[0].status.word(), "4");
}

#[test]
fn a_session_becomes_a_meeting_with_its_title_in_plain_words() {
    let record = json!({"id": 3, "sessdate": 1_795_380_332, "duration": 3600, "groupid": 1,
                        "description": "<p>Teams lecture <b>today</b> é</p>"});
    let groups = BTreeMap::from([("1".to_owned(), "Lab A".to_owned())]);
    let found = meeting(&record, &lectures(), &groups).unwrap();
    assert_eq!((found.title.as_str(), found.group.as_deref()), ("Teams lecture today é", Some("Lab A")));
    assert_eq!((found.end.unwrap() - found.start).num_minutes(), 60);
    let bare = meeting(
        &json!({"id": 3, "sessdate": "1795380332", "duration": 0, "groupid": 0}),
        &lectures(),
        &groups,
    )
    .unwrap();
    assert_eq!((bare.title.as_str(), bare.end, bare.group), ("Lectures", None, None));
    assert_eq!(meeting(&json!({"id": 3, "sessdate": 0}), &lectures(), &groups), None);
}

#[test]
fn a_new_session_is_found_again_by_its_marker_and_its_title_is_shown_without() {
    let start = DateTime::from_timestamp(1_795_380_332, 0).unwrap();
    let new = NewSession {
        course: "2".into(),
        activity: None,
        title: "Joins & <keys>".into(),
        start,
        end: start,
        marker: "rollbook-4f2a".into(),
    };
    let record = json!({"id": 3, "sessdate": start.timestamp(), "description": description(&new)});
    assert!(is_marked(&record, "rollbook-4f2a"));
    assert!(!is_marked(&record, "rollbook-4f2") && !is_marked(&json!({}), "x"));
    assert_eq!(meeting(&record, &lectures(), &BTreeMap::new()).unwrap().title, "Joins & <keys>");
}

fn any_json() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        ".{0,12}".prop_map(Value::from),
        (1_790_000_000_i64..1_800_000_000).prop_map(Value::from),
        "[0-9]{1,3}".prop_map(Value::from),
        "status[0-9]{1,2}|<ion-radio-group \\[\\(ngModel\\)\\]=\"CONTENT_OTHERDATA.status[0-9]\"><ion-radio value=\"[0-9]\">[A-Z]</ion-radio>".prop_map(Value::from),
        Just(Value::from("attendance")),
    ];
    let name = proptest::sample::select(vec![
        "id",
        "instance",
        "modname",
        "modules",
        "name",
        "groupmode",
        "sessdate",
        "duration",
        "description",
        "groupid",
        "statuses",
        "acronym",
        "grade",
        "deleted",
        "visible",
        "setnumber",
        "statusset",
        "users",
        "attendance_log",
        "studentid",
        "statusid",
        "remarks",
        "lasttaken",
        "responses",
        "error",
        "data",
        "exception",
        "usergrades",
        "gradeitems",
        "userid",
        "graderaw",
        "grademax",
        "itemmodule",
        "iteminstance",
        "feedback",
        "courses",
        "assignments",
        "grades",
        "attemptnumber",
        "functions",
        "templates",
        "html",
        "otherdata",
        "value",
        "email",
        "fullname",
        "roles",
        "groups",
        "shortname",
        "token",
        "wwwroot",
    ]);
    leaf.prop_recursive(5, 64, 8, move |inner| {
        prop_oneof![
            proptest::collection::vec(inner.clone(), 0..6).prop_map(Value::Array),
            proptest::collection::vec((name.clone(), inner), 0..8).prop_map(|fields| {
                fields.into_iter().map(|(name, value)| (name.to_owned(), value)).collect()
            }),
        ]
    })
}

proptest! {
    #[test]
    fn any_json_is_read_without_panic_and_invents_nothing(body in any_json()) {
        use super::super::{assignment, batch, form, gradebook, roster, sign_in, site};
        if let Some(held) = held(&body) {
            let ids: BTreeSet<_> = held.marks.records.iter().map(|mark| &mark.student_id).collect();
            prop_assert_eq!(ids.len(), held.marks.records.len());
            prop_assert!(held.marks.statuses.iter().all(|status| held.valid.contains(&status.id)));
        }
        if let Some(found) = meeting(&body, &lectures(), &BTreeMap::new()) {
            prop_assert!(!found.title.is_empty() && found.end.is_none_or(|end| end > found.start));
        }
        if let Some(student) = roster::student(&body) {
            prop_assert!(!student.id.is_empty() && !student.name.is_empty());
        }
        if let Some(held) = form::held(&body) {
            prop_assert!(!held.marks.statuses.is_empty());
        }
        let _ = (registers(&body), roster::course(&body), roster::is_student(&body), site::SiteInfo::read(&body));
        let _ = (batch::answers(&body, "t").is_some(), gradebook::book(&body), assignment::listed(&body).is_some());
        let _ = (assignment::grades(&body), sign_in::token(&body, "t").is_ok(), sign_in::read_site(&body, "x").is_ok());
    }
}
