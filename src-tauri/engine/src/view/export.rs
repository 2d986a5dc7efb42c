//! Exports: what is asked for, what a file would hold, what was written.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// What to export and how. Only `format` is needed; what a format does not know is refused.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, TS)]
#[serde(default)]
#[ts(optional_fields)]
pub struct ExportRequest {
    /// `csv`, `xlsx`, `json`, `html`, `moodle-csv`, `moodle-grades-csv` or `canvas-csv`.
    pub format: String,
    /// Columns of the table of people, in this order; empty for the usual ones (`csv`, `xlsx`).
    #[ts(as = "Option<Vec<String>>", optional)]
    pub columns: Vec<String>,
    /// Leave out every e-mail address and user principal name (`csv`, `xlsx`, `json`, `html`).
    #[ts(as = "Option<bool>", optional)]
    pub no_emails: bool,
    /// Begin with a byte order mark, by which Excel sees UTF-8; default: yes (`csv`).
    pub bom: Option<bool>,
    /// `comma`, `semicolon`, `tab`, or `locale` for what spreadsheets of `locale` take (`csv`).
    pub separator: Option<String>,
    /// A locale such as `de-DE`, for `separator`.
    pub locale: Option<String>,
    /// A course as one row a student and class instead of a matrix (`csv`).
    #[ts(as = "Option<bool>", optional)]
    pub long: bool,
    /// Attendance in percent below which a student is marked (a course as `csv`, `xlsx`, `html`).
    pub limit: Option<f64>,
    /// What the LMS shall know students by: `email`, `id` or `username` (`moodle-csv`, `moodle-grades-csv`).
    pub identify: Option<String>,
    /// Acronyms such as `late=L` (`moodle-csv`).
    #[ts(as = "Option<Vec<String>>", optional)]
    pub status_map: Vec<String>,
    /// What a status is worth in percent, such as `late=50` (`moodle-grades-csv`, `canvas-csv`).
    #[ts(as = "Option<Vec<String>>", optional)]
    pub credit: Vec<String>,
    /// The largest number of points; default: 100 (`moodle-grades-csv`, `canvas-csv`).
    pub points: Option<f64>,
    /// Title of the column of grades; default: that of the class with its day (`moodle-grades-csv`, `canvas-csv`).
    pub title: Option<String>,
    /// Canvas's id of the assignment (`canvas-csv`).
    pub assignment_id: Option<String>,
}

/// A student who is not in a file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct LeftOutView {
    /// Which student.
    pub student_id: String,
    /// Name on the roster.
    pub name: String,
    /// Why, in words.
    pub reason: String,
}

/// `rollbook export`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct ExportedView {
    /// Always true.
    pub ok: bool,
    /// The file.
    pub path: String,
    /// Rows of people, students, or students and classes.
    pub rows: u32,
    /// Students who are not in it.
    pub left_out: Vec<LeftOutView>,
    /// What the instructor should know, in words.
    pub warnings: Vec<String>,
}

/// What a file would hold, for looking at before it is written.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct ExportPreviewView {
    /// A name for the file.
    pub file_name: String,
    /// Headings.
    pub columns: Vec<String>,
    /// The first rows, as they are shown.
    pub first_rows: Vec<Vec<String>>,
    /// How many rows there are.
    pub rows: u32,
    /// Students who would not be in it.
    pub left_out: Vec<LeftOutView>,
    /// What the instructor should know, in words.
    pub warnings: Vec<String>,
}
