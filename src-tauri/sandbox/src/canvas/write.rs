//! Writing: assignments, grades in bulk, and how far a job is.

use super::ask::Ask;
use super::gradebook::{CanvasAssignment, plain};
use super::{Answer, Refusal, lists, not_authorized, not_found, print};
use crate::reply::Reply;
use crate::scenario::CanvasDay;
use serde_json::{Value, json};

/// `POST courses/:id/assignments`: the same again makes another one.
pub(super) fn assignment(ask: &Ask<'_>, id: &str) -> Answer {
    let course = lists::course(ask, id)?.number;
    if !lists::may_write(ask.state) {
        return Err(not_authorized());
    }
    let new = ask.body.get("assignment").unwrap_or(&Value::Null);
    let text = |name: &str| new.get(name).and_then(Value::as_str).map(str::to_owned);
    let yes =
        |name: &str| new.get(name).is_some_and(|value| value == true || value == "true" || value == "1");
    let name = text("name").filter(|name| !name.trim().is_empty() && name.chars().count() <= 255);
    let name = name.ok_or_else(|| {
        Refusal(400, json!({"errors": {"name": [{"attribute": "name", "type": "too_long", "message": "is too long or missing"}]}}))
    })?;
    let types = new.get("submission_types").and_then(Value::as_array);
    let types: Vec<String> =
        types.into_iter().flatten().filter_map(Value::as_str).map(str::to_owned).collect();
    let mut book = ask.state.gradebook();
    let id = book.assign(CanvasAssignment {
        // Canvas cleans the HTML: comments do not survive it.
        description: text("description").map(|html| without_comments(&html)),
        due: text("due_at").and_then(|at| at.parse().ok()),
        grading_type: text("grading_type").unwrap_or_else(|| "points".to_owned()),
        submission_types: if types.is_empty() { vec!["none".to_owned()] } else { types },
        published: yes("published") && ask.state.switches.canvas != CanvasDay::Drafts,
        omitted: yes("omit_from_final_grade"),
        ..plain(course, &name, new.get("points_possible").and_then(Value::as_f64))
    });
    let made = book.assignment(course, id).ok_or_else(not_found)?;
    Ok(Reply::new(201, print::assignment(ask.state, made)))
}

fn without_comments(html: &str) -> String {
    let mut out = html.to_owned();
    while let Some(from) = out.find("<!--") {
        let to = out[from..].find("-->").map_or(out.len(), |at| from + at + 3);
        out.replace_range(from..to, "");
    }
    out
}

/// `POST …/submissions/update_grades`: a job.
pub(super) fn grades(ask: &Ask<'_>, id: &str, assignment: &str) -> Answer {
    let data = ask.body.get("grade_data").and_then(Value::as_object).filter(|data| !data.is_empty());
    let data = data.ok_or_else(|| Refusal(400, json!({"error": "'grade_data' parameter required"})))?;
    let (course, assignment) = lists::place(ask, id, assignment)?;
    let mut book = ask.state.gradebook();
    let published = book.assignment(course, assignment).is_some_and(|one| one.published);
    if !published || !lists::may_write(ask.state) {
        return Err(not_authorized());
    }
    let job = book.queue(course, assignment, data.clone());
    Ok(Reply::ok(print::progress(ask.state, job)))
}

/// `GET progress/:id`.
pub(super) fn progress(ask: &Ask<'_>, id: &str) -> Answer {
    let book = ask.state.gradebook();
    let job = book.jobs.iter().find(|job| job.id.to_string() == id).ok_or_else(not_found)?;
    Ok(Reply::ok(print::progress(ask.state, job)))
}
