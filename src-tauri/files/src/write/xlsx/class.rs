//! A class as a workbook: participants, their sessions, the students, the legend.

use super::super::MakeError;
use super::super::class::{ClassSheet, StudentRow, share};
use super::super::columns::Column;
use super::super::legend;
use super::super::value::Value;
use super::formats::Formats;
use super::page::Page;
use rollbook_core::stay::StayFlag;
use std::borrow::Cow;

/// The workbook of a class; `columns` are those of the sheet of participants.
pub fn class_xlsx(sheet: &ClassSheet, columns: &[Column], emails: bool) -> Result<Vec<u8>, MakeError> {
    let mut book = super::workbook(sheet.about.written_at)?;
    let formats = Formats::new();
    let zone = sheet.about.zone;

    let mut page = Page { sheet: book.add_worksheet().set_name("Participants")?, formats: &formats };
    let headings: Vec<&str> = columns.iter().map(|column| column.heading()).collect();
    let rows = sheet.people.iter().map(|row| columns.iter().map(|column| column.value(row, &sheet.about)));
    page.table(&headings, rows, zone)?;

    let mut page = Page { sheet: book.add_worksheet().set_name("Sessions")?, formats: &formats };
    page.table(&sessions_headings(emails), sessions(sheet, emails), zone)?;

    if let Some(students) = &sheet.students {
        let mut page = Page { sheet: book.add_worksheet().set_name("Students")?, formats: &formats };
        let rows = students.iter().map(|row| student(row, sheet, emails));
        page.table(&student_headings(emails), rows, zone)?;
    }
    super::legend(&mut book, &formats, &legend::of_class(sheet, columns))?;
    Ok(book.save_to_buffer()?)
}

fn sessions_headings(emails: bool) -> Vec<&'static str> {
    let all = ["Name", "E-mail", "Join", "Leave", "Duration (min)", "In class (min)", "Remarks"];
    all.into_iter().filter(|heading| emails || *heading != "E-mail").collect()
}

/// Every stay of everybody.
fn sessions(sheet: &ClassSheet, emails: bool) -> impl Iterator<Item = impl Iterator<Item = Value<'_>>> {
    let cut = sheet.about.cut();
    sheet.people.iter().flat_map(move |person| {
        person.stays.iter().map(move |stay| {
            let flags: Vec<&str> = stay.flags.iter().map(StayFlag::word).collect();
            let all = [
                Some(Value::text(person.name.as_deref())),
                emails.then(|| Value::text(person.email.as_deref())),
                Some(Value::time(stay.join)),
                Some(Value::time(stay.leave)),
                Some(Value::minutes(stay.span.map(|span| span.length()))),
                Some(Value::minutes(stay.in_class(cut))),
                Some(if flags.is_empty() { Value::Empty } else { Value::Word(Cow::Owned(flags.join(", "))) }),
            ];
            all.into_iter().flatten()
        })
    })
}

fn student_headings(emails: bool) -> Vec<&'static str> {
    let all = [
        "Student",
        "Student ID",
        "E-mail",
        "Status",
        "Decided by",
        "In class (min)",
        "Share of class (%)",
        "First join",
        "Last leave",
        "Reasons",
        "Note",
    ];
    all.into_iter().filter(|heading| emails || *heading != "E-mail").collect()
}

fn student<'a>(row: &'a StudentRow, sheet: &ClassSheet, emails: bool) -> impl Iterator<Item = Value<'a>> {
    let student = &row.student;
    let decided_by = if row.by_instructor { "instructor" } else { "rule" };
    let all = [
        Some(Value::text(Some(&student.name))),
        Some(Value::text(student.lms_id.as_deref())),
        emails.then(|| Value::text(student.emails.first().map(String::as_str))),
        Some(Value::Status(row.status)),
        Some(Value::word(decided_by)),
        Some(Value::minutes(row.present)),
        Some(Value::percent(share(row.present, sheet.about.window))),
        Some(Value::time(row.first_join)),
        Some(Value::time(row.last_leave)),
        Some(Value::Text(Cow::Owned(row.reasons.join("; ")))),
        Some(Value::text(row.note.as_deref())),
    ];
    all.into_iter().flatten()
}
