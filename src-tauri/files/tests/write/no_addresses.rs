//! Addresses left out on request: not one `@` with a domain is left in any format.

use crate::sample::{class, course};
use rollbook_files::write::class::ClassSheet;
use rollbook_files::write::columns::{Column, chosen};
use rollbook_files::write::csv_matrix::{long_csv, wide_csv};
use rollbook_files::write::csv_people::people_csv;
use rollbook_files::write::dialect::Dialect;
use rollbook_files::write::html::{class_html, course_html};
use rollbook_files::write::matrix::CourseSheet;
use rollbook_files::write::plain::{clean_class, clean_course, clean_value};
use rollbook_files::write::xlsx::{class_xlsx, course_xlsx};
use std::io::{Cursor, Read};

fn cleaned() -> (ClassSheet, CourseSheet) {
    let (mut sheet, mut course) = (class(), course());
    sheet.people[1].name = Some("phone@nexsy.example".into());
    sheet.people[0].lms_id = Some("hari@nexsy.example".into());
    course.students[0].student.lms_id = Some("hari@nexsy.example".into());
    sheet.about.title = "Talk with hari@nexsy.example".into();
    course.classes[0].title = "Talk with hari@nexsy.example".into();
    clean_class(&mut sheet);
    clean_course(&mut course);
    (sheet, course)
}

fn names_nobody(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    assert!(!text.contains(".example") && !text.contains("example.edu"), "{text}");
}

#[test]
fn no_format_holds_an_address() {
    let (sheet, course) = cleaned();
    let columns = chosen(None, false);
    assert!(!columns.contains(&Column::Email));
    names_nobody(&people_csv(&sheet, Column::ALL, &Dialect::default()).unwrap());
    names_nobody(&class_html(&sheet, false));
    names_nobody(&course_html(&course, false));
    names_nobody(&wide_csv(&course, false, &Dialect::default()).unwrap());
    names_nobody(&long_csv(&course, false, &Dialect::default()).unwrap());
    for bytes in [class_xlsx(&sheet, &columns, false).unwrap(), course_xlsx(&course, false).unwrap()] {
        let mut zip = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
        for index in 0..zip.len() {
            let mut part = Vec::new();
            zip.by_index(index).unwrap().read_to_end(&mut part).unwrap();
            names_nobody(&part);
        }
    }
}

#[test]
fn nor_does_a_document() {
    let mut value = serde_json::json!({
        "emailAddress": "a@b.example", "id": "a@b.example", "lms_id": "a@b.example", "emails": ["a@b.example"],
        "displayName": "a@b.example (phone)", "list": [{"email": "a@b.example", "name": "Zoë", "seconds": 3}],
        "@odata.type": "#microsoft.graph.identity"
    });
    clean_value(&mut value);
    let want = serde_json::json!({
        "emailAddress": null, "id": null, "lms_id": null, "emails": [],
        "displayName": "a@… (phone)", "list": [{"email": null, "name": "Zoë", "seconds": 3}],
        "@odata.type": "#microsoft.graph.identity"
    });
    assert_eq!(value, want);
}
