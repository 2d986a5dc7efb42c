//! Assignments that take points, and their grades (`mod_assign_*`).

use super::call::{Caller, Fields, field};
use super::function::Function;
use super::session::points;
use super::wrong_shape;
use crate::error::LmsError;
use crate::lenient::{count, id, text};
use crate::model::{Grade, GradeItem, Listed};
use rollbook_transport::Context;
use serde_json::Value;
use std::collections::BTreeMap;

/// An assignment that takes points.
pub(super) struct Assignment {
    pub item: GradeItem,
    /// Whether comments can be given, so that the old ones must be sent along.
    pub comments: bool,
}

/// The assignments of a course that take points; those of scales (negative) and without a grade are left out.
pub(super) fn listed(json: &Value) -> Option<Listed<Assignment>> {
    let mut listed = Listed { items: Vec::new(), skipped: 0 };
    for course in json.get("courses")?.as_array()? {
        for record in course.get("assignments").and_then(Value::as_array).into_iter().flatten() {
            let Some(id) = record.get("id").and_then(id) else {
                listed.skipped += 1;
                continue;
            };
            let Some(max) = record.get("grade").and_then(points).filter(|max| *max > 0.0) else { continue };
            let configs = record.get("configs").and_then(Value::as_array);
            let comments = configs.into_iter().flatten().any(|config| {
                let is = |name: &str, value: &str| config.get(name).and_then(text).as_deref() == Some(value);
                is("plugin", "comments")
                    && is("subtype", "assignfeedback")
                    && is("name", "enabled")
                    && is("value", "1")
            });
            let title = record.get("name").and_then(text).map(|name| super::html::unescaped(&name));
            let title = title.unwrap_or_else(|| id.clone());
            listed
                .items
                .push(Assignment { item: GradeItem { id: format!("assign:{id}"), title, max }, comments });
        }
    }
    Some(listed)
}

pub(super) async fn of_course(
    caller: &Caller,
    course: &str,
    ctx: &Context,
) -> Result<Listed<Assignment>, LmsError> {
    let json = caller.read(Function::Assignments, vec![field("courseids[0]", course)], ctx).await?;
    listed(&json).ok_or_else(wrong_shape)
}

/// The grades of `mod_assign_get_grades`: each student's last attempt; -1 is none.
pub(super) fn grades(json: &Value) -> Option<Listed<Grade>> {
    let mut last: BTreeMap<String, (i64, Grade)> = BTreeMap::new();
    let (mut order, mut skipped) = (Vec::new(), 0);
    for assignment in json.get("assignments")?.as_array()? {
        for record in assignment.get("grades").and_then(Value::as_array).into_iter().flatten() {
            let Some(student_id) = record.get("userid").and_then(id) else {
                skipped += 1;
                continue;
            };
            let attempt = record.get("attemptnumber").and_then(count).unwrap_or(0);
            let points = record.get("grade").and_then(points).filter(|points| *points >= 0.0);
            if last.get(&student_id).is_none_or(|(known, _)| attempt >= *known) {
                if !last.contains_key(&student_id) {
                    order.push(student_id.clone());
                }
                last.insert(student_id.clone(), (attempt, Grade { student_id, points }));
            }
        }
    }
    Some(Listed {
        items: order.iter().filter_map(|id| last.remove(id)).map(|(_, grade)| grade).collect(),
        skipped,
    })
}

/// The fields that write grades, with the comments that stand.
pub(super) fn fields(
    instance: &str,
    grades: &[Grade],
    comments: Option<&BTreeMap<String, (String, String)>>,
) -> Fields {
    let mut fields = vec![field("assignmentid", instance), field("applytoall", "0")];
    for (place, grade) in grades.iter().enumerate() {
        let name = |part: &str| format!("grades[{place}]{part}");
        fields.push(field(name("[userid]"), grade.student_id.as_str()));
        fields.push(field(
            name("[grade]"),
            grade.points.map_or_else(|| "-1".to_owned(), |points| points.to_string()),
        ));
        fields.push(field(name("[attemptnumber]"), "-1"));
        fields.push(field(name("[addattempt]"), "0"));
        fields.push(field(name("[workflowstate]"), ""));
        if let Some(comments) = comments {
            let (words, format) = comments.get(&grade.student_id).cloned().unwrap_or_default();
            let editor = "[plugindata][assignfeedbackcomments_editor]";
            fields.push(field(name(&format!("{editor}[text]")), words));
            fields.push(field(
                name(&format!("{editor}[format]")),
                if format.is_empty() { "1" } else { &format },
            ));
        }
    }
    fields
}
