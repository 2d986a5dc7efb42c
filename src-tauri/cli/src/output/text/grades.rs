//! Grades for attendance.

use super::or_dash;
use crate::output::table::table;
use rollbook_engine::view::{GradeChangeView, GradeItemsView, GradesView};

pub fn grade_items(view: &GradeItemsView) -> String {
    if view.items.is_empty() {
        return "The LMS has nothing in this course that can hold a grade.".to_owned();
    }
    let rows: Vec<_> = view
        .items
        .iter()
        .map(|item| vec![item.id.clone(), item.title.clone(), item.max.to_string()])
        .collect();
    table(&["Item", "Title", "Points"], &rows)
}

pub fn grades(view: &GradesView) -> String {
    let points = |points: Option<f64>| or_dash(points.map(|points| points.to_string()).as_deref());
    let row = |one: &GradeChangeView| {
        let values = format!("{} → {}", points(one.before), points(one.after));
        let result = one.result.clone().unwrap_or_default();
        vec![one.action.clone(), one.name.clone(), values, one.reason.clone(), result]
    };
    let rows: Vec<_> = view.changes.iter().map(row).collect();
    let end = match view.state.as_str() {
        "dry-run" => "Nothing was sent (dry run).",
        "conflict" => "Somebody changed grades in the LMS since you last looked. Nothing was sent.",
        "done" => "Done: the LMS holds these grades.",
        _ => "Partly done: see the last column.",
    };
    let heads = ["", "Student", "Before → after", "Why", "Result"];
    format!("{} of {} points\n\n{}\n\n{end}", view.item.title, view.item.max, table(&heads, &rows))
}
