//! `rollbook grades`: the share of presence as a grade in the LMS.

use super::{ChangeCounts, CourseView};
use serde::Serialize;
use ts_rs::TS;

/// Something of a course that can hold a grade.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
pub struct GradeItemView {
    /// The LMS's id.
    pub id: String,
    /// Title.
    pub title: String,
    /// Most points.
    pub max: f64,
}

/// What can hold a grade in a course.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
pub struct GradeItemsView {
    /// The course.
    pub course: CourseView,
    /// In the LMS's order.
    pub items: Vec<GradeItemView>,
}

/// What would change for one student.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
pub struct GradeChangeView {
    /// Which student.
    pub student_id: String,
    /// Name.
    pub name: String,
    /// Points in the LMS.
    pub before: Option<f64>,
    /// Points that it should hold.
    pub after: Option<f64>,
    /// `create`, `update`, `none`, `conflict` or `skip`.
    pub action: String,
    /// Why, in words.
    pub reason: String,
    /// `confirmed` or `failed` after sending; null before.
    pub result: Option<String>,
}

/// Grades of one item.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
pub struct GradesView {
    /// The course.
    pub course: CourseView,
    /// The item.
    pub item: GradeItemView,
    /// Student by student.
    pub changes: Vec<GradeChangeView>,
    /// Counts.
    pub summary: ChangeCounts,
    /// `dry-run`, `done`, `partial` or `conflict`.
    pub state: String,
}
