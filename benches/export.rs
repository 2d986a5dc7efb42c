//! Writing 50,000 people to a workbook, against `rust_xlsxwriter` writing the same cells from memory.
//!
//! Ours begins with the plain rows that the engine hands over: local times, rounding, what is forbidden in a cell,
//! widths and the legend are in its time. The reference has every cell ready, with the same formats, and only writes.
//! `make bench` prints the table.
#![allow(clippy::unwrap_used, clippy::cast_possible_truncation, clippy::cast_precision_loss, missing_docs)]

#[allow(dead_code)]
mod side_by_side;

use calamine::{Reader, Xlsx, open_workbook_from_rs};
use chrono::{DateTime, TimeDelta};
use rollbook_core::Span;
use rollbook_core::identity::Kind;
use rollbook_core::rounding;
use rollbook_core::rules::Rules;
use rollbook_core::status::Status;
use rollbook_files::write::class::{About, ClassSheet, PersonRow, StayRow};
use rollbook_files::write::columns::Column;
use rollbook_files::write::csv_people::people_csv;
use rollbook_files::write::dialect::Dialect;
use rollbook_files::write::local::{on_the_clock, serial};
use rollbook_files::write::value::Value;
use rollbook_files::write::xlsx::class_xlsx;
use rust_xlsxwriter::{Color, Format, Workbook};
use side_by_side::{Numbers, asked_for, medians, ms, ratio, timed};
use std::io::Cursor;

const PEOPLE: usize = 50_000;
const RUNS: usize = 7;
const ZONE: chrono_tz::Tz = chrono_tz::Europe::Berlin;
const START: i64 = 1_764_147_600;

fn main() {
    if !asked_for() {
        return;
    }
    let sheet = class();
    let cells = [people(&sheet), sessions(&sheet)];
    same_cells(&class_xlsx(&sheet, &Column::DEFAULT, true).unwrap(), &reference(&cells));
    let texts = texts(&sheet);
    let count: usize = cells.iter().flatten().map(Vec::len).sum();
    let [ours, theirs, table, plain] = medians(
        RUNS,
        &mut [
            ("workbook", &mut || timed(|| class_xlsx(&sheet, &Column::DEFAULT, true).unwrap()).0),
            ("reference", &mut || timed(|| reference(&cells)).0),
            ("table", &mut || timed(|| people_csv(&sheet, &Column::DEFAULT, &Dialect::default()).unwrap()).0),
            ("plain table", &mut || timed(|| plain_csv(&texts)).0),
        ],
    )[..] else {
        return;
    };
    println!("### Export\n");
    println!("{PEOPLE} people with a session each, {count} cells in a workbook, median of {RUNS} runs.\n");
    println!("| what | time | against | ratio | goal |\n|---|---|---|---|---|");
    let against = "`rust_xlsxwriter`, the same cells from memory";
    println!("| XLSX | {} | {against}: {} | {:.2} | ≤ 1.2 |", ms(ours), ms(theirs), ratio(ours, theirs));
    let against = "`csv`, the same texts from memory";
    println!("| CSV | {} | {against}: {} | {:.2} | |\n", ms(table), ms(plain), ratio(table, plain));
}

fn class() -> ClassSheet {
    let at = |second: i64| DateTime::from_timestamp(START + second, 0).unwrap();
    let mut numbers = Numbers(1);
    let people = (0..PEOPLE).map(|index| {
        let mut some = || numbers.below(1_800).cast_signed();
        let (join, leave) = (some() - 300, some() + 3_600);
        let span = Span::new(at(join), at(leave)).unwrap();
        PersonRow {
            id: Some(format!("{index:016x}").as_str().into()),
            name: Some(format!("Person Number {index}")),
            email: Some(format!("person.{index}@students.example.edu")),
            kind: Some(Kind::Member),
            total: Some(span.length()),
            in_class: Some(TimeDelta::seconds(leave.min(5_400) - join.max(0))),
            first_join: Some(span.start),
            last_leave: Some(span.end),
            status: Some(Status::ALL[index % 6]),
            student: Some(format!("Number {index}, Person")),
            stays: vec![StayRow {
                join: Some(span.start),
                leave: Some(span.end),
                span: Some(span),
                ..StayRow::default()
            }],
            ..PersonRow::default()
        }
    });
    ClassSheet {
        about: About {
            title: "Conference".into(),
            course: None,
            day: "2025-11-26".parse().unwrap(),
            window: Span::new(at(0), at(5_400)),
            zone: ZONE,
            source: "Attendance report".into(),
            completeness: "Final".into(),
            fetched_at: None,
            written_at: at(9_000),
            rules: Rules::default(),
            rules_of_upload: false,
        },
        people: people.collect(),
        students: None,
    }
}

/// A cell with everything about it decided.
enum Cell {
    Empty,
    Typed(String),
    Word(String),
    Status(usize),
    Minutes(f64),
    Time(f64),
}

fn ready(value: &Value<'_>) -> Cell {
    match value {
        Value::Empty => Cell::Empty,
        Value::Text(text) => Cell::Typed(text.to_string()),
        Value::Status(status) => Cell::Status(Status::ALL.iter().position(|known| known == status).unwrap()),
        Value::Minutes(length) => Cell::Minutes(rounding::minutes(*length)),
        Value::Time(at) => Cell::Time(serial(on_the_clock(*at, ZONE).naive_local()).unwrap()),
        other => Cell::Word(Dialect::default().shown(other, ZONE).into_owned()),
    }
}

fn people(sheet: &ClassSheet) -> Vec<Vec<Cell>> {
    let heading = Column::DEFAULT.iter().map(|column| Cell::Word(column.heading().into())).collect();
    let row = |row: &PersonRow| Column::DEFAULT.iter().map(|c| ready(&c.value(row, &sheet.about))).collect();
    std::iter::once(heading).chain(sheet.people.iter().map(row)).collect()
}

fn sessions(sheet: &ClassSheet) -> Vec<Vec<Cell>> {
    let headings = ["Name", "E-mail", "Join", "Leave", "Duration (min)", "In class (min)", "Remarks"];
    let rows = sheet.people.iter().map(|person| {
        let stay = person.stays[0];
        [
            Value::text(person.name.as_deref()),
            Value::text(person.email.as_deref()),
            Value::time(stay.join),
            Value::time(stay.leave),
            Value::minutes(stay.span.map(|span| span.length())),
            Value::minutes(stay.in_class(sheet.about.cut())),
            Value::Empty,
        ]
        .iter()
        .map(ready)
        .collect()
    });
    std::iter::once(headings.map(|heading| Cell::Word(heading.into())).into()).chain(rows).collect()
}

/// The same cells with formats of the same kinds, written as they come.
fn reference(sheets: &[Vec<Vec<Cell>>]) -> Vec<u8> {
    let mut book = Workbook::new();
    let typed = Format::new().set_num_format("@");
    let minutes = Format::new().set_num_format("0.00");
    let time = Format::new().set_num_format("yyyy\\-mm\\-dd hh:mm:ss");
    let statuses: Vec<Format> =
        (0..6).map(|index| Format::new().set_background_color(Color::RGB(0x00F0_F0F0 + index))).collect();
    for cells in sheets {
        let sheet = book.add_worksheet();
        for (row, cells) in (0u32..).zip(cells) {
            for (column, cell) in (0u16..).zip(cells) {
                match cell {
                    Cell::Empty => continue,
                    Cell::Typed(text) => sheet.write_string_with_format(row, column, text, &typed).unwrap(),
                    Cell::Word(text) => sheet.write_string(row, column, text).unwrap(),
                    Cell::Status(index) => {
                        let word = Status::ALL[*index].word();
                        sheet.write_string_with_format(row, column, word, &statuses[*index]).unwrap()
                    }
                    Cell::Minutes(number) => {
                        sheet.write_number_with_format(row, column, *number, &minutes).unwrap()
                    }
                    Cell::Time(number) => {
                        sheet.write_number_with_format(row, column, *number, &time).unwrap()
                    }
                };
            }
        }
    }
    book.save_to_buffer().unwrap()
}

/// Both workbooks hold the same values.
fn same_cells(ours: &[u8], theirs: &[u8]) {
    let open = |bytes: &[u8]| -> Xlsx<_> { open_workbook_from_rs(Cursor::new(bytes.to_vec())).unwrap() };
    let (mut ours, mut theirs) = (open(ours), open(theirs));
    for (own, other) in [("Participants", "Sheet1"), ("Sessions", "Sheet2")] {
        let (own, other) = (ours.worksheet_range(own).unwrap(), theirs.worksheet_range(other).unwrap());
        assert_eq!(own.get_size(), other.get_size());
        assert!(own.rows().eq(other.rows()), "other cells than the reference's");
    }
}

fn texts(sheet: &ClassSheet) -> Vec<Vec<String>> {
    let dialect = Dialect::default();
    let row = |row: &PersonRow| {
        let one = |column: &Column| dialect.cell(&column.value(row, &sheet.about), ZONE).into_owned();
        Column::DEFAULT.iter().map(one).collect()
    };
    sheet.people.iter().map(row).collect()
}

fn plain_csv(texts: &[Vec<String>]) -> Vec<u8> {
    let mut writer = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(Vec::new());
    for row in texts {
        writer.write_record(row).unwrap();
    }
    writer.into_inner().unwrap()
}
