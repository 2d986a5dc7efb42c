//! People who type anything as their name (G30, G32): it is text in every format, and the same text.

use crate::round_trip::read;
use crate::sample::{class, course, person, stay, student_row};
use crate::workbook::{does_nothing, open};
use calamine::{Data, Reader};
use proptest::prelude::*;
use rollbook_core::status::Status;
use rollbook_files::write::class::ClassSheet;
use rollbook_files::write::columns::Column;
use rollbook_files::write::csv_matrix::wide_csv;
use rollbook_files::write::csv_people::people_csv;
use rollbook_files::write::dialect::Dialect;
use rollbook_files::write::guard::{is_trigger, unguard};
use rollbook_files::write::html::{class_html, course_html};
use rollbook_files::write::visible::for_cell;
use rollbook_files::write::xlsx::{class_xlsx, course_xlsx};

pub const NAMES: [&str; 24] = [
    "=HYPERLINK(\"http://evil.example\",\"a\")",
    "+1+1",
    "-2+3+cmd|' /C calc'!A0",
    "@SUM(A1:A9)",
    "＝1＋1",
    "\t=1",
    "\r=1",
    "\n=1",
    "'=1",
    "\"=1\"",
    "a,b;c\td",
    "two\r\nlines",
    "NUL \0 here",
    "\u{1b}[2J bell \u{7}",
    "\u{202e}txt.exe",
    "_x003D_1",
    "https://evil.example/?q=1",
    "mailto:a@b.example",
    "<script>alert(1)</script>",
    "</title></style><img src=x onerror=alert(1)>",
    "\" onmouseover=\"alert(1)",
    "&lt;&amp;]]>{{7*7}}",
    "שלום \u{200f}مرحبا",
    "\u{feff}\u{ffff}",
];

/// A class in which everything that anybody may type is this.
pub fn all_called(name: &str) -> ClassSheet {
    let mut sheet = class();
    sheet.about.title = name.into();
    sheet.about.course = Some(name.into());
    let mut row = person("p9", name, Some(name), vec![stay("09:00:00", "10:00:00")]);
    row.role = Some(name.into());
    row.student = Some(name.into());
    sheet.people.push(row);
    let mut student = student_row("9", name, Some(name), Status::Present, Some(60));
    student.student.lms_id = Some(name.into());
    student.note = Some(name.into());
    student.reasons = vec![name.into()];
    sheet.students.as_mut().unwrap().push(student);
    sheet
}

fn in_csv(name: &str, dialect: Dialect) {
    let sheet = all_called(name);
    let back = read(&people_csv(&sheet, Column::ALL, &dialect).unwrap(), dialect.separator);
    assert!(back.iter().flatten().all(|cell| !cell.starts_with(is_trigger)), "{name:?}");
    assert_eq!(unguard(&back.last().unwrap()[0]), name);
    let mut sheet = course();
    sheet.classes[0].title = name.into();
    sheet.students[0].student.name = name.into();
    let back = read(&wide_csv(&sheet, true, &dialect).unwrap(), dialect.separator);
    assert!(back.iter().flatten().all(|cell| !cell.starts_with(is_trigger)), "{name:?}");
    assert_eq!(unguard(&back[1][0]), name);
}

fn in_xlsx(name: &str) {
    let bytes = class_xlsx(&all_called(name), Column::ALL, true).unwrap();
    does_nothing(&bytes);
    let people = open(bytes).worksheet_range("Participants").unwrap();
    let cell = people.rows().next_back().unwrap()[0].clone();
    let want = for_cell(name).into_owned();
    let want = if want.is_empty() { Data::Empty } else { Data::String(want) };
    let empty = matches!(&cell, Data::String(text) if text.is_empty());
    assert!(cell == want || (empty && want == Data::Empty), "{name:?}: {cell:?}");
    let mut sheet = course();
    sheet.title = name.into();
    sheet.classes[0].title = name.into();
    sheet.students[0].student.name = name.into();
    does_nothing(&course_xlsx(&sheet, true).unwrap());
}

/// The tags of a page, which must be the same whoever is in it.
fn skeleton(page: &[u8]) -> Vec<String> {
    let text = String::from_utf8(page.to_vec()).unwrap();
    let style = text.find("</style>").unwrap();
    let tags = text[style..].split('<').skip(1);
    tags.map(|tag| tag.split(['>', ' ']).next().unwrap_or_default().to_owned()).collect()
}

fn in_html(name: &str) {
    let plain = skeleton(&class_html(&all_called("Emma"), true));
    let page = class_html(&all_called(name), true);
    assert_eq!(skeleton(&page), plain, "{name:?}");
    let text = String::from_utf8(page).unwrap();
    assert!(!text.contains('\u{202e}') && !text.chars().any(|c| c.is_control() && c != '\n'), "{name:?}");
    let mut sheet = course();
    let before = skeleton(&course_html(&sheet, true));
    sheet.students[0].student.name = name.into();
    sheet.classes[0].title = name.into();
    assert_eq!(skeleton(&course_html(&sheet, true)), before, "{name:?}");
}

#[test]
fn names_of_every_kind_are_only_text() {
    for name in NAMES {
        for locale in ["en", "de"] {
            in_csv(name, Dialect::of_locale(locale));
        }
        in_csv(name, Dialect { separator: b'\t', ..Dialect::default() });
        in_xlsx(name);
        in_html(name);
    }
}

#[test]
fn a_name_as_long_as_a_book_is_cut_with_a_mark() {
    let name = "=".repeat(40_000);
    in_xlsx(&name);
    in_csv(&name, Dialect::default());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]
    #[test]
    fn so_is_anything_else(name in "[=+@\\-\t\r\n\0＝',\"; <>&a\u{202e}\u{200f}]{1,12}|.{1,30}") {
        in_csv(&name, Dialect::default());
        in_xlsx(&name);
        in_html(&name);
    }
}
