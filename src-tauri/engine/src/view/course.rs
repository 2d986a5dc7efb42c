//! A course as students × classes.

use super::CourseView;
use chrono::{DateTime, NaiveDate, Utc};
use serde::Serialize;
use ts_rs::TS;

/// One class of the matrix.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
pub struct MatrixClassView {
    /// Id.
    pub id: String,
    /// Title.
    pub title: String,
    /// Local day.
    #[ts(as = "String")]
    pub date: NaiveDate,
    /// Start; null for a day-only class.
    #[ts(as = "Option<String>")]
    pub start: Option<DateTime<Utc>>,
    /// `data`, `not-fetched`, `upcoming` or `dismissed`; only `data` counts.
    pub held: String,
    /// Share of the students that were there, in percent, of those that count; null where none does.
    pub share: Option<f64>,
}

/// What a student was in one class.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
pub struct MatrixCellView {
    /// The status that stands.
    pub status: String,
    /// Time in class in whole seconds; null where it is not known.
    pub present_seconds: Option<i64>,
}

/// One student of the matrix.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
pub struct MatrixStudentView {
    /// Id.
    pub student_id: String,
    /// Name.
    pub name: String,
    /// Main address.
    pub email: Option<String>,
    /// Groups.
    pub groups: Vec<String>,
    /// One a class, in the order of the classes; null where the class says nothing.
    pub cells: Vec<Option<MatrixCellView>>,
    /// Share of the classes that count, in percent; null where none does.
    pub share: Option<f64>,
    /// Classes attended: present, late or left early.
    pub attended: u32,
    /// Classes that count: with data, not excused, not unknown.
    pub counted: u32,
    /// Classes absent.
    pub absent: u32,
    /// Share of the later half of the classes that count less that of the earlier half, in percentage points; null with
    /// fewer than four.
    pub trend: Option<f64>,
    /// Below the limit.
    pub below: bool,
}

/// A course as students × classes.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
pub struct CourseMatrixView {
    /// The course.
    pub course: CourseView,
    /// Oldest first.
    pub classes: Vec<MatrixClassView>,
    /// In roster order.
    pub students: Vec<MatrixStudentView>,
    /// The limit in percent that was asked for.
    pub limit: Option<f64>,
}
