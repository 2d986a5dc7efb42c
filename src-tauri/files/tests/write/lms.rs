//! Files that an LMS reads back: who is in them, who is not and why, byte for byte.

use crate::round_trip::read;
use crate::sample::{class, course, student_row};
use proptest::prelude::*;
use rollbook_core::status::Status;
use rollbook_files::write::canvas::canvas_csv;
use rollbook_files::write::grade::Mark::{Excused, Points, Unknown};
use rollbook_files::write::grade::{self, Credit};
use rollbook_files::write::guard::is_trigger;
use rollbook_files::write::identify::{Identify, LmsFile};
use rollbook_files::write::moodle::{StatusMap, moodle_csv};
use rollbook_files::write::moodle_grades::moodle_grades_csv;

fn left_out(file: &LmsFile) -> Vec<(&str, &str)> {
    file.left_out.iter().map(|left| (left.name.as_str(), left.reason.as_str())).collect()
}

#[test]
fn nobody_without_address_or_status_gets_a_mark_in_moodle() {
    let students = class().students.unwrap();
    let file = moodle_csv(&students, Identify::Email, &StatusMap::default()).unwrap();
    assert_eq!(file.rows, 4);
    assert_eq!(
        left_out(&file),
        [("Ana O'Connor", "no e-mail address on the roster"), ("Lee", "the status is unknown")]
    );
    assert_eq!(file.warnings.len(), 1, "one left early, for whom Moodle has no word: {:?}", file.warnings);
    assert_eq!(read(&file.bytes, b','), file.table);
    assert!(!file.bytes.starts_with(b"\xEF\xBB\xBF") && !file.bytes.contains(&b'\r'));
}

#[test]
fn acronyms_are_those_that_were_given() {
    let mut map = StatusMap::default();
    assert!(map.set(Status::LeftEarly, "LE") && map.set(Status::Present, "Là"));
    assert!(!map.set(Status::Unknown, "A"), "unknown is never a mark");
    assert!(!map.set(Status::Absent, "=1") && !map.set(Status::Absent, ""));
    let file = moodle_csv(&class().students.unwrap(), Identify::Id, &map).unwrap();
    assert_eq!(file.table[1..4], [["101", "Là"], ["102", "L"], ["103", "LE"]]);
    assert!(file.warnings.is_empty());
}

#[test]
fn one_address_of_two_students_marks_neither() {
    let rows = [
        student_row("1", "A", Some("same@example.edu"), Status::Present, None),
        student_row("2", "B", Some("SAME@example.edu"), Status::Absent, None),
        student_row("3", "C", Some("c@example.edu"), Status::Absent, None),
    ];
    let file = moodle_csv(&rows, Identify::Email, &StatusMap::default()).unwrap();
    assert_eq!(file.table[1..], [["c@example.edu", "A"]]);
    assert_eq!(file.left_out.len(), 2);
}

#[test]
fn the_gradebook_gets_no_empty_cell_and_nothing_above_the_maximum() {
    let students = class().students.unwrap();
    for points in [10.0, 100.0, 0.5] {
        let graded = grade::of_class(&students, &Credit::default(), points);
        let file = moodle_grades_csv(&graded, "Week 9", points, Identify::Username).unwrap();
        for row in &file.table[1..] {
            let value: f64 = row[1].parse().unwrap();
            assert!((0.0..=points).contains(&value) && row.iter().all(|cell| !cell.is_empty()), "{row:?}");
        }
        assert_eq!(file.table[1][..2], ["login1".to_owned(), points.to_string()]);
        assert_eq!((file.rows, file.left_out.len()), (4, 2), "the excused and the unknown have no row");
    }
}

#[test]
fn canvas_finds_by_number_or_login_never_by_name() {
    let mut rows = class().students.unwrap();
    rows[0].student.lms_id = Some("12abc".into());
    rows[1].student.lms_id = None;
    rows[1].student.username = None;
    rows[2].student.lms_id = Some("7".into());
    rows[3].student.lms_id = Some("7".into());
    let graded = grade::of_class(&rows, &Credit::default(), 100.0);
    let file = canvas_csv(&graded, "Week 9 (2)", None, 100.0).unwrap();
    assert_eq!(file.table[0][5], "Week 9 [2]", "no other assignment of the number 2");
    assert_eq!(file.table[2], ["Krishnan, Hari", "", "", "login1", "", "100"], "no part of an id");
    let names: Vec<&str> = file.left_out.iter().map(|left| left.name.as_str()).collect();
    assert_eq!(names, ["Zoë Müller", "王小明", "Ana O'Connor", "Lee"]);
    assert_eq!(file.table[3][5], "EX");
    assert_eq!(file.rows, 2);
}

#[test]
fn a_course_gives_the_mean_of_the_classes_that_count() {
    let course = course();
    let graded = grade::of_course(&course.students, &Credit::default(), 30.0);
    let marks: Vec<_> = graded.iter().map(|graded| graded.mark.clone()).collect();
    assert_eq!(marks, [Points(30.0), Points(10.0), Points(15.0), Points(0.0), Excused, Unknown]);
    assert_eq!(graded[1].remark, "2 of 3 classes attended");
}

proptest! {
    /// G33: identities byte for byte or not at all, nothing that a spreadsheet would take for a formula, and nothing
    /// that a participant typed.
    #[test]
    fn identities_are_byte_equal_or_left_out(
        emails in prop::collection::vec("[=+@\\-\t\r\n\0＝',\"; a]{0,8}|.{0,20}", 1..6),
        names in prop::collection::vec(".{0,20}", 6),
    ) {
        let rows: Vec<_> = emails.iter().zip(&names).enumerate().map(|(index, (email, name))| {
            let mut row = student_row(&index.to_string(), name, Some(email), Status::Present, None);
            row.student.lms_id = Some(email.clone());
            row.student.username = Some(email.clone());
            row
        }).collect();
        let graded = grade::of_class(&rows, &Credit::default(), 100.0);
        for by in [Identify::Email, Identify::Id, Identify::Username] {
            for file in [
                moodle_csv(&rows, by, &StatusMap::default()).unwrap(),
                moodle_grades_csv(&graded, "T", 100.0, by).unwrap(),
            ] {
                prop_assert_eq!(file.rows + file.left_out.len(), rows.len());
                for row in &read(&file.bytes, b',')[1..] {
                    prop_assert!(emails.contains(&row[0]));
                    prop_assert!(row.iter().all(|cell| !cell.starts_with(is_trigger)));
                }
            }
        }
        let file = canvas_csv(&graded, "T", None, 100.0).unwrap();
        prop_assert_eq!(file.rows + file.left_out.len(), rows.len());
        for row in &read(&file.bytes, b',')[2..] {
            prop_assert!(row[1].is_empty() || emails.contains(&row[1]));
            prop_assert!(emails.contains(&row[3]) || !row[1].is_empty());
            prop_assert!(row.iter().all(|cell| !cell.starts_with(is_trigger)));
        }
    }
}
