//! The whole of each text format, for the eyes of a reviewer.

use crate::sample::{class, course};
use rollbook_files::write::canvas::canvas_csv;
use rollbook_files::write::columns::Column;
use rollbook_files::write::csv_matrix::{long_csv, wide_csv};
use rollbook_files::write::csv_people::people_csv;
use rollbook_files::write::dialect::Dialect;
use rollbook_files::write::grade::{self, Credit};
use rollbook_files::write::html::{class_html, course_html};
use rollbook_files::write::identify::Identify;
use rollbook_files::write::moodle::{StatusMap, moodle_csv};
use rollbook_files::write::moodle_grades::moodle_grades_csv;

const PLAIN: Dialect = Dialect { separator: b',', decimal_comma: false, bom: false };

fn text(bytes: Vec<u8>) -> String {
    // Line ends stay visible in the snapshots.
    String::from_utf8(bytes).unwrap().replace('\r', "\\r")
}

#[test]
fn people() {
    insta::assert_snapshot!("people", text(people_csv(&class(), &Column::DEFAULT, &PLAIN).unwrap()));
    let german = Dialect::of_locale("de-DE");
    let all = people_csv(&class(), Column::ALL, &german).unwrap();
    assert!(all.starts_with(b"\xEF\xBB\xBF"));
    insta::assert_snapshot!("people-german-all-columns", text(all[3..].to_vec()));
}

#[test]
fn matrix() {
    insta::assert_snapshot!("course-wide", text(wide_csv(&course(), true, &PLAIN).unwrap()));
    insta::assert_snapshot!("course-long", text(long_csv(&course(), false, &PLAIN).unwrap()));
}

#[test]
fn moodle() {
    let students = class().students.unwrap();
    let file = moodle_csv(&students, Identify::Email, &StatusMap::default()).unwrap();
    insta::assert_snapshot!("moodle", text(file.bytes));
    let graded = grade::of_class(&students, &Credit::default(), 100.0);
    let file = moodle_grades_csv(&graded, "Participation", 100.0, Identify::Email).unwrap();
    insta::assert_snapshot!("moodle-grades", text(file.bytes));
}

#[test]
fn canvas() {
    let students = class().students.unwrap();
    let graded = grade::of_class(&students, &Credit::default(), 10.0);
    let file = canvas_csv(&graded, "Databases, week 9", Some(345), 10.0).unwrap();
    insta::assert_snapshot!("canvas", text(file.bytes));
    let course = course();
    let graded = grade::of_course(&course.students, &Credit::default(), 100.0);
    insta::assert_snapshot!(
        "canvas-course",
        text(canvas_csv(&graded, "Attendance", None, 100.0).unwrap().bytes)
    );
}

#[test]
fn pages() {
    insta::assert_snapshot!("class-page", text(class_html(&class(), true)));
    insta::assert_snapshot!("course-page", text(course_html(&course(), true)));
}
