//! Workbooks, read back by calamine: types, texts, no formulas, no links.

use crate::sample::{class, course};
use calamine::{Data, Range, Reader, Xlsx, open_workbook_from_rs};
use rollbook_files::write::columns::Column;
use rollbook_files::write::xlsx::{class_xlsx, course_xlsx};
use std::io::Cursor;

pub fn open(bytes: Vec<u8>) -> Xlsx<Cursor<Vec<u8>>> {
    open_workbook_from_rs(Cursor::new(bytes)).unwrap()
}

/// No cell of any sheet holds a formula, and nothing in the file points anywhere.
pub fn does_nothing(bytes: &[u8]) {
    let mut book = open(bytes.to_vec());
    for name in book.sheet_names() {
        let formulas = book.worksheet_formula(&name).unwrap();
        assert!(formulas.used_cells().all(|(_, _, formula)| formula.is_empty()), "{name}");
    }
    let mut zip = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    for index in 0..zip.len() {
        let mut part = zip.by_index(index).unwrap();
        let name = format!("{:?}", part.name());
        let mut text = String::new();
        std::io::Read::read_to_string(&mut part, &mut text).unwrap();
        for forbidden in ["<f>", "<f ", "<hyperlink", "TargetMode=\"External\"", "<externalLink"] {
            assert!(!text.contains(forbidden), "{forbidden} in {name}");
        }
    }
}

fn row(range: &Range<Data>, index: usize) -> Vec<Data> {
    range.rows().nth(index).unwrap().to_vec()
}

#[test]
fn cells_of_a_class_have_types() {
    let bytes = class_xlsx(&class(), &Column::DEFAULT, true).unwrap();
    does_nothing(&bytes);
    let mut book = open(bytes);
    assert_eq!(book.sheet_names(), ["Participants", "Sessions", "Students", "Legend"]);
    let people = book.worksheet_range("Participants").unwrap();
    assert_eq!(people.height(), 1 + 4 + 3);
    let hari = row(&people, 1);
    assert_eq!(hari[0], Data::String("Hari Krishnan".into()));
    assert_eq!(hari[2], Data::Float(89.82));
    let Data::DateTime(join) = &hari[4] else { panic!("{:?}", hari[4]) };
    assert_eq!((join.as_f64() * 86_400.0).round(), 45_987.0 * 86_400.0 + 35_900.0);
    assert_eq!(hari[6], Data::String("present".into()));
    assert_eq!(row(&people, 2)[2], Data::Empty, "no duration is no zero");
    let sessions = book.worksheet_range("Sessions").unwrap();
    assert_eq!(sessions.height(), 1 + 5);
    assert_eq!(row(&sessions, 1)[6], Data::String("cut-start".into()));
    let students = book.worksheet_range("Students").unwrap();
    assert_eq!(row(&students, 1)[1], Data::String("101".into()), "an id is text");
    assert_eq!(row(&students, 5)[10], Data::String("doctor's note".into()));
    let legend = book.worksheet_range("Legend").unwrap();
    let text: Vec<String> = legend.rows().flatten().map(ToString::to_string).collect();
    for said in ["Databases, week 9", "2025-11-26 10:00 to 11:30", "Europe/Berlin (UTC+01:00)", "final"] {
        assert!(text.iter().any(|cell| cell == said), "{said}: {text:?}");
    }
    for column in Column::DEFAULT {
        assert!(text.iter().any(|cell| cell == column.heading()), "{column:?}");
    }
}

#[test]
fn a_course_has_letters_minutes_and_totals() {
    let bytes = course_xlsx(&course(), true).unwrap();
    does_nothing(&bytes);
    let mut book = open(bytes);
    assert_eq!(book.sheet_names(), ["Attendance", "Minutes", "Classes", "Legend"]);
    let all = book.worksheet_range("Attendance").unwrap();
    let words: Vec<String> = row(&all, 2).iter().map(ToString::to_string).collect();
    assert_eq!(words[3..7], ["L", "–", "L", "A"]);
    assert_eq!(words[7..], ["3", "0", "2", "0", "1", "0", "0", "2", "66.7", "below", "140"]);
    assert_eq!(row(&all, 0)[3], Data::String("2025-11-12 10:00 Databases, week 7".into()));
    let minutes = book.worksheet_range("Minutes").unwrap();
    assert_eq!(row(&minutes, 1)[3], Data::Float(88.0));
    assert_eq!(row(&minutes, 1)[4], Data::Empty);
    let classes = book.worksheet_range("Classes").unwrap();
    assert_eq!(row(&classes, 2)[5], Data::String("no data: not fetched".into()));
    assert!(matches!(row(&classes, 1)[2], Data::DateTime(_)));
}

fn part(bytes: &[u8], name: &str) -> String {
    let mut zip = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut text = String::new();
    std::io::Read::read_to_string(&mut zip.by_name(name).unwrap(), &mut text).unwrap();
    text
}

#[test]
fn headers_are_frozen_and_filtered() {
    let class = class_xlsx(&class(), &Column::DEFAULT, true).unwrap();
    let course = course_xlsx(&course(), true).unwrap();
    for (book, last) in [(&class, "J8"), (&course, "R7")] {
        for sheet in 1..=3 {
            let text = part(book, &format!("xl/worksheets/sheet{sheet}.xml"));
            assert!(
                text.contains("<pane xSplit=\"1\" ySplit=\"1\" topLeftCell=\"B2\"")
                    && text.contains("<cols>")
            );
            assert!(text.contains("<autoFilter ref=\"A1:"), "sheet {sheet}");
        }
        let first = part(book, "xl/worksheets/sheet1.xml");
        assert!(first.contains(&format!("<autoFilter ref=\"A1:{last}\"")), "the whole table");
    }
}

#[test]
fn properties_name_nobody() {
    let bytes = class_xlsx(&class(), &Column::DEFAULT, true).unwrap();
    let core = part(&bytes, "docProps/core.xml");
    assert!(
        core.contains("<dc:title>Attendance</dc:title>") && core.contains("<dc:creator></dc:creator>"),
        "{core}"
    );
    assert!(core.contains("2025-11-27T08:00:00Z"), "the program's clock, not the machine's: {core}");
}
