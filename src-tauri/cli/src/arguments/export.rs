//! `rollbook export`: what, as which format, where to, and the options of the formats.

use clap::{Args, ValueEnum};
use std::path::PathBuf;

#[derive(Debug, Args)]
#[command(group = clap::ArgGroup::new("what").required(true))]
pub struct Export {
    /// The class, by id, beginning of an id, or title
    #[arg(group = "what")]
    pub meeting: Option<String>,
    /// All classes of a course instead: students × classes
    #[arg(long, group = "what")]
    pub course: Option<String>,
    #[arg(long)]
    pub format: ExportFormat,
    /// The file; "-" for standard output (not for xlsx)
    #[arg(long, short, value_name = "FILE")]
    pub output: PathBuf,
    /// Write over a file that is there
    #[arg(long)]
    pub force: bool,
    /// Leave out every e-mail address and user principal name
    #[arg(long)]
    pub no_emails: bool,
    #[command(flatten)]
    pub table: Table,
    #[command(flatten)]
    pub lms: Lms,
}

/// Options of tables for people.
#[derive(Debug, Args)]
#[command(next_help_heading = "Tables (csv, xlsx, html)")]
pub struct Table {
    /// Columns of a class in this order, such as name,email,in-class,status (csv, xlsx)
    #[arg(long, value_delimiter = ',', value_name = "COLUMNS")]
    pub columns: Vec<String>,
    /// Begin with a byte order mark, by which Excel sees UTF-8 (csv; the default)
    #[arg(long, overrides_with = "no_bom")]
    pub bom: bool,
    /// Begin without one (csv)
    #[arg(long)]
    pub no_bom: bool,
    /// Between the cells; "locale" is what this computer's spreadsheets take (csv) [default: comma]
    #[arg(long)]
    pub separator: Option<Separator>,
    /// Of a course: one row a student and class instead of a matrix (csv)
    #[arg(long)]
    pub long: bool,
    /// Of a course: mark who attended less than this many percent
    #[arg(long, value_name = "PERCENT")]
    pub limit: Option<f64>,
}

/// Options of files that an LMS reads back.
#[derive(Debug, Args)]
#[command(next_help_heading = "Files for an LMS (moodle-csv, moodle-grades-csv, canvas-csv)")]
pub struct Lms {
    /// What Moodle shall know the students by [default: email]
    #[arg(long)]
    pub identify: Option<Identify>,
    /// Acronyms of the statuses, such as present=P,late=L,left-early=LE,absent=A,excused=E (moodle-csv)
    #[arg(long, value_delimiter = ',', value_name = "STATUS=ACRONYM")]
    pub status_map: Vec<String>,
    /// What a status is worth in percent, such as present=100,late=50,left-early=50,absent=0 (grades)
    #[arg(long, value_delimiter = ',', value_name = "STATUS=PERCENT")]
    pub credit: Vec<String>,
    /// The largest number of points (grades) [default: 100]
    #[arg(long)]
    pub points: Option<f64>,
    /// Title of the column of grades [default: that of the class with its day]
    #[arg(long)]
    pub title: Option<String>,
    /// Canvas's id of the assignment (canvas-csv)
    #[arg(long, value_name = "ID")]
    pub assignment_id: Option<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum ExportFormat {
    /// A table: one row a person; of a course, one row a student
    Csv,
    /// A workbook with participants, sessions, students and a legend
    Xlsx,
    /// The shape of Microsoft's attendance reports
    Json,
    /// A report to print, or to save as PDF from a browser
    Html,
    /// For a session of Moodle's attendance activity
    MoodleCsv,
    /// For Moodle's gradebook
    MoodleGradesCsv,
    /// For Canvas's gradebook
    CanvasCsv,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Separator {
    Comma,
    Semicolon,
    Tab,
    Locale,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Identify {
    Email,
    Id,
    Username,
}

/// The word of a choice, as it is typed and as the engine takes it.
pub fn word<T: ValueEnum + Copy>(choice: T) -> String {
    choice.to_possible_value().map(|value| value.get_name().to_owned()).unwrap_or_default()
}
