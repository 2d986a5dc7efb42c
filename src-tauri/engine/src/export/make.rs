//! From plain rows to a file of a format, with what a preview shows of it.

use super::Format;
use super::options::Options;
use crate::error::{Error, Result};
use crate::view::LeftOutView;
use chrono_tz::Tz;
use rollbook_files::write::MakeError;
use rollbook_files::write::canvas::canvas_csv;
use rollbook_files::write::class::{ClassSheet, StudentRow};
use rollbook_files::write::columns::{Column, chosen};
use rollbook_files::write::csv_matrix::{long_csv, wide_csv};
use rollbook_files::write::csv_people::people_csv;
use rollbook_files::write::dialect::Dialect;
use rollbook_files::write::grade::{self, Graded};
use rollbook_files::write::html::{class_html, course_html};
use rollbook_files::write::identify::LmsFile;
use rollbook_files::write::matrix::CourseSheet;
use rollbook_files::write::matrix_columns::{long_headings, long_rows, wide_headings, wide_values};
use rollbook_files::write::moodle::moodle_csv;
use rollbook_files::write::moodle_grades::moodle_grades_csv;
use rollbook_files::write::value::Value;
use rollbook_files::write::xlsx::{class_xlsx, course_xlsx};

/// Rows that a preview shows.
const PREVIEW: usize = 20;

/// A file that was made, not yet written.
#[derive(Clone, Debug)]
pub struct Made {
    /// Its bytes.
    pub bytes: Vec<u8>,
    /// Rows of people, students, or students and classes.
    pub rows: usize,
    /// Students who are not in it.
    pub left_out: Vec<LeftOutView>,
    /// What the instructor should know, in words.
    pub warnings: Vec<String>,
    /// Headings.
    pub columns: Vec<String>,
    /// The first rows, as they are shown.
    pub first_rows: Vec<Vec<String>>,
}

impl Made {
    fn plain(bytes: Vec<u8>, rows: usize, columns: Vec<String>, first_rows: Vec<Vec<String>>) -> Self {
        Self { bytes, rows, left_out: vec![], warnings: vec![], columns, first_rows }
    }

    fn of_lms(file: LmsFile) -> Result<Self> {
        if file.rows == 0 {
            return Err(Error::bad_input(
                "There is no student to write for: none has both a status and an identity that the LMS knows.",
                "Fetch the class and its roster first, or choose another way to identify students.",
            )
            .with("left_out", serde_json::to_value(left_out(&file)).unwrap_or_default()));
        }
        let mut table = file.table.iter().cloned();
        Ok(Self {
            rows: file.rows,
            left_out: left_out(&file),
            columns: table.next().unwrap_or_default(),
            first_rows: table.take(PREVIEW).collect(),
            warnings: file.warnings,
            bytes: file.bytes,
        })
    }
}

impl From<MakeError> for Error {
    fn from(error: MakeError) -> Self {
        Self::internal(error.0)
    }
}

fn left_out(file: &LmsFile) -> Vec<LeftOutView> {
    let one = |left: &rollbook_files::write::identify::LeftOut| LeftOutView {
        student_id: left.student.to_string(),
        name: left.name.clone(),
        reason: left.reason.clone(),
    };
    file.left_out.iter().map(one).collect()
}

fn shown<'a, C: Iterator<Item = Value<'a>>>(
    rows: impl Iterator<Item = C>,
    dialect: Dialect,
    zone: Tz,
) -> Vec<Vec<String>> {
    rows.take(PREVIEW)
        .map(|row| row.map(|value| dialect.shown(&value, zone).into_owned()).collect())
        .collect()
}

/// The file of a class; its report for JSON comes ready made.
pub(super) fn of_class(sheet: &ClassSheet, options: &Options, report: Vec<u8>) -> Result<Made> {
    let title = options.title.clone().unwrap_or_else(|| format!("{} {}", sheet.about.title, sheet.about.day));
    let graded = |rows| grade::of_class(rows, &options.credit, options.points);
    match options.format {
        Format::MoodleCsv => Made::of_lms(moodle_csv(roster(sheet)?, options.identify, &options.status_map)?),
        Format::MoodleGradesCsv | Format::CanvasCsv => grades(&graded(roster(sheet)?), &title, options),
        Format::Csv | Format::Xlsx | Format::Json | Format::Html => {
            let columns = chosen(options.columns.as_deref(), options.emails);
            let bytes = match options.format {
                Format::Csv => people_csv(sheet, &columns, &options.dialect)?,
                Format::Xlsx => class_xlsx(sheet, &columns, options.emails)?,
                Format::Html => class_html(sheet, options.emails),
                _ => report,
            };
            let about = &sheet.about;
            let rows =
                sheet.people.iter().map(|row| columns.iter().map(|column: &Column| column.value(row, about)));
            let first = shown(rows, options.dialect, about.zone);
            let headings = columns.iter().map(|column| column.heading().to_owned()).collect();
            Ok(Made::plain(bytes, sheet.people.len(), headings, first))
        }
    }
}

fn roster(sheet: &ClassSheet) -> Result<&[StudentRow]> {
    sheet.students.as_deref().ok_or_else(|| {
        Error::bad_input(
            "This class has no roster, so there is no student to write for.",
            "Give it a course, and the course its students (roster pull, roster import).",
        )
    })
}

fn grades(graded: &[Graded<'_>], title: &str, options: &Options) -> Result<Made> {
    let points = options.points;
    Made::of_lms(match options.format {
        Format::CanvasCsv => canvas_csv(graded, title, options.assignment_id, points)?,
        _ => moodle_grades_csv(graded, title, points, options.identify)?,
    })
}

/// The file of a course; its reports for JSON come ready made.
pub(super) fn of_course(sheet: &CourseSheet, options: &Options, reports: Vec<u8>) -> Result<Made> {
    if matches!(options.format, Format::MoodleGradesCsv | Format::CanvasCsv | Format::MoodleCsv) {
        let title = options.title.clone().unwrap_or_else(|| "Attendance".to_owned());
        return grades(&grade::of_course(&sheet.students, &options.credit, options.points), &title, options);
    }
    let emails = options.emails;
    if options.long {
        let bytes = long_csv(sheet, emails, &options.dialect)?;
        let first = shown(long_rows(sheet, emails), options.dialect, sheet.zone);
        let rows = sheet.students.len() * sheet.classes.len();
        return Ok(Made::plain(bytes, rows, long_headings(emails), first));
    }
    let bytes = match options.format {
        Format::Xlsx => course_xlsx(sheet, emails)?,
        Format::Html => course_html(sheet, emails),
        Format::Json => reports,
        _ => wide_csv(sheet, emails, &options.dialect)?,
    };
    let rows = sheet.students.iter().map(|row| wide_values(sheet, row, emails));
    let first = shown(rows, options.dialect, sheet.zone);
    Ok(Made::plain(bytes, sheet.students.len(), wide_headings(sheet, emails), first))
}
