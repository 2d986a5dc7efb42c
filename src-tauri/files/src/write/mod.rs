//! Everything that is written: tables for people, files that an LMS reads back, the report shape, printable pages.
//!
//! Every writer is pure: plain rows ([`class`], [`matrix`]) to bytes. [`atomic`] is the only part that touches a disk.
//! Files for spreadsheets go through [`guard`] or have typed cells; files for an LMS carry its own identities byte for
//! byte and no text that a participant typed.

pub mod atomic;
pub mod canvas;
pub mod class;
pub mod columns;
pub mod csv_matrix;
pub mod csv_people;
pub mod dialect;
pub mod file_name;
pub mod grade;
pub mod guard;
pub mod html;
pub mod identify;
pub mod legend;
pub mod local;
pub mod matrix;
pub mod matrix_columns;
pub mod moodle;
pub mod moodle_grades;
mod person;
pub mod plain;
pub mod report_json;
mod student;
mod totals;
pub mod value;
pub mod visible;
pub mod xlsx;

/// A file could not be made. Writing to memory does not fail, so this is a fault of the program, not of the data.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the {0} could not be made")]
pub struct MakeError(pub &'static str);
