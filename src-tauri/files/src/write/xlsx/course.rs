//! A course as a workbook: statuses, minutes, the classes, the legend.

use super::super::MakeError;
use super::super::legend;
use super::super::matrix::{CourseSheet, MatrixRow, letters};
use super::super::matrix_columns::{
    TOTALS, class_heading, counts, student_headings, student_values, total_values,
};
use super::super::value::Value;
use super::formats::Formats;
use super::page::Page;

/// The workbook of a course.
pub fn course_xlsx(sheet: &CourseSheet, emails: bool) -> Result<Vec<u8>, MakeError> {
    let mut book = super::workbook(sheet.written_at)?;
    let formats = Formats::new();
    let mut page = Page { sheet: book.add_worksheet().set_name("Attendance")?, formats: &formats };
    attendance(&mut page, sheet, emails)?;
    let mut page = Page { sheet: book.add_worksheet().set_name("Minutes")?, formats: &formats };
    minutes(&mut page, sheet, emails)?;
    let mut page = Page { sheet: book.add_worksheet().set_name("Classes")?, formats: &formats };
    classes(&mut page, sheet)?;
    super::legend(&mut book, &formats, &legend::of_course(sheet))?;
    Ok(book.save_to_buffer()?)
}

/// Letters of the statuses, totals behind them. The headings of classes stand upright over narrow columns.
fn attendance(page: &mut Page<'_>, sheet: &CourseSheet, emails: bool) -> Result<(), MakeError> {
    let before = student_headings(emails);
    let headings: Vec<&str> = before
        .iter()
        .copied()
        .chain(sheet.classes.iter().map(|_| ""))
        .chain(TOTALS.iter().map(|(heading, _)| *heading))
        .collect();
    let rows = sheet.students.iter().map(|row| {
        student_values(row, emails)
            .chain(row.cells.iter().map(|_| Value::Empty))
            .chain(total_values(sheet, row))
    });
    page.table(&headings, rows, sheet.zone)?;
    let first = u16::try_from(before.len()).unwrap_or_default();
    upright(page, sheet, first)?;
    for (line, row) in (1u32..).zip(&sheet.students) {
        for (column, cell) in (first..).zip(&row.cells) {
            let formats = page.formats;
            match cell {
                Some(cell) => page.sheet.write_string_with_format(
                    line,
                    column,
                    letters(cell.status),
                    formats.status(cell.status),
                )?,
                None => page.sheet.write_string_with_format(line, column, "–", &formats.no_data)?,
            };
        }
        if sheet.is_below(&row.totals()) {
            let column = first + u16::try_from(row.cells.len() + 9).unwrap_or_default();
            page.sheet.write_string_with_format(line, column, "below", &page.formats.below)?;
        }
    }
    Ok(())
}

fn upright(page: &mut Page<'_>, sheet: &CourseSheet, first: u16) -> Result<(), MakeError> {
    for (column, class) in (first..).zip(&sheet.classes) {
        let heading = class_heading(class);
        let heading = super::super::visible::for_cell(&heading);
        page.sheet.write_string_with_format(0, column, heading, &page.formats.upright)?;
        page.sheet.set_column_width(column, 7)?;
    }
    page.sheet.set_row_height(0, 150)?;
    Ok(())
}

fn minutes(page: &mut Page<'_>, sheet: &CourseSheet, emails: bool) -> Result<(), MakeError> {
    let before = student_headings(emails);
    let first = u16::try_from(before.len()).unwrap_or_default();
    let headings: Vec<&str> =
        before.into_iter().chain(sheet.classes.iter().map(|_| "")).chain(["Time in class (min)"]).collect();
    let rows = sheet.students.iter().map(|row: &MatrixRow| {
        let cells = row.cells.iter().map(|cell| Value::minutes(cell.and_then(|cell| cell.present)));
        student_values(row, emails).chain(cells).chain([Value::minutes(row.time())])
    });
    page.table(&headings, rows, sheet.zone)?;
    upright(page, sheet, first)
}

fn classes(page: &mut Page<'_>, sheet: &CourseSheet) -> Result<(), MakeError> {
    let headings = [
        "Class",
        "Date",
        "Start",
        "End",
        "Time zone",
        "Data",
        "Source",
        "Completeness",
        "Rules",
        "People",
        "Students",
        "Present",
        "Late",
        "Left early",
        "Absent",
        "Excused",
        "Unknown",
        "Attendance (%)",
    ];
    let rows = sheet.classes.iter().enumerate().map(|(index, class)| {
        let sum = sheet.totals_of_class(index);
        let rules = if class.rules_of_upload { "those of the upload" } else { "those of the settings" };
        [
            Value::text(Some(&class.title)),
            Value::Day(class.day),
            Value::time_in(class.window.map(|window| window.start), class.zone),
            Value::time_in(class.window.map(|window| window.end), class.zone),
            Value::word(class.zone.name()),
            Value::word(class.held.words()),
            Value::text(Some(&class.source)),
            Value::text(Some(&class.completeness)),
            Value::word(rules),
            Value::Count(class.people),
        ]
        .into_iter()
        .chain(counts(&sum))
        .chain([Value::percent(sum.share())])
    });
    page.table(&headings, rows, sheet.zone)
}
