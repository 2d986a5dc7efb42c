#![allow(clippy::unwrap_used)]
use super::super::transcript_tests::record;
use super::*;
use std::collections::BTreeMap;

fn grade(id: &str, points: Option<f64>) -> Grade {
    Grade { student_id: id.into(), points }
}

#[test]
fn points_are_read_also_as_text_and_minus_one_is_none() {
    let listed = assignment::grades(record("093-assign-get-grades-after-bad-user.json").body()).unwrap();
    assert_eq!(listed.items[0], grade("7", Some(96.0)));
    assert_eq!(listed.items[1], grade("8", Some(0.0)));
    let attempts = serde_json::json!({"assignments": [{"grades": [
        {"userid": 7, "attemptnumber": 1, "grade": "-1.00000"}, {"userid": "7", "attemptnumber": 0, "grade": "5"}, {}
    ]}]});
    let listed = assignment::grades(&attempts).unwrap();
    assert_eq!((listed.items, listed.skipped), (vec![grade("7", None)], 1));
}

#[test]
fn only_what_the_item_takes_and_only_students_are_sent() {
    let known = BTreeSet::from(["7".to_owned()]);
    assert_eq!(checked(&[grade("7", Some(100.0)), grade("7", None)], 100.0, &known), Ok(()));
    for bad in [100.01, -0.5, f64::NAN, f64::INFINITY] {
        assert_eq!(checked(&[grade("7", Some(bad))], 100.0, &known), Err(MoodleFault::BadGrade.into()));
    }
    assert_eq!(checked(&[grade("39", Some(1.0))], 100.0, &known), Err(MoodleFault::GradeForStranger.into()));
}

#[test]
fn a_comment_that_stands_is_sent_along() {
    let comments = BTreeMap::from([("7".to_owned(), ("<p>well done</p>".to_owned(), "1".to_owned()))]);
    let fields = assignment::fields("1", &[grade("7", Some(87.5)), grade("8", None)], Some(&comments));
    let of = |name: &str| fields.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str());
    assert_eq!(of("grades[0][grade]"), Some("87.5"));
    assert_eq!(of("grades[0][plugindata][assignfeedbackcomments_editor][text]"), Some("<p>well done</p>"));
    assert_eq!(of("grades[1][grade]"), Some("-1"));
    assert_eq!(of("grades[1][plugindata][assignfeedbackcomments_editor][text]"), Some(""));
    let without = assignment::fields("1", &[grade("7", Some(1.0))], None);
    assert!(without.iter().all(|(name, _)| !name.contains("plugindata")));
}

#[test]
fn the_gradebook_tells_maximum_points_and_comment() {
    let book = gradebook::book(record("083-grades-after-update-grades.json").body()).unwrap();
    let cells: Vec<_> = book.of("4").map(|(student, cell)| (student, cell.points)).collect();
    assert_eq!(cells, [("7", Some(87.5))]);
    assert!(book.comments("assign", "1").is_empty());
}

#[test]
fn items_are_named_by_kind_and_number() {
    assert!(matches!(item("assign:1"), Ok(Item::Assignment("1"))));
    assert!(matches!(item("attendance:44"), Ok(Item::Attendance("44"))));
    for bad in ["assign:", "assign:1]", "quiz:1", "1", ""] {
        assert!(item(bad).is_err(), "{bad}");
    }
}
