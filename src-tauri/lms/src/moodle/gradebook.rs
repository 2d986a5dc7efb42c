//! The gradebook of a course as `gradereport_user_get_grade_items` shows it: every student's items with points, maximum
//! and comment.

use super::call::{Caller, field};
use super::function::Function;
use super::session::points;
use super::wrong_shape;
use crate::error::LmsError;
use crate::lenient::{id, text};
use rollbook_transport::Context;
use serde_json::Value;
use std::collections::BTreeMap;

/// One student's part of one item.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Cell {
    /// Points, where there are some.
    pub points: Option<f64>,
    max: Option<f64>,
    kind: String,
    module: String,
    instance: String,
    comment: Option<(String, String)>,
}

/// The items of all students.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Book {
    cells: Vec<(String, Cell)>,
    /// Students whose items could not be read.
    pub skipped: usize,
}

/// Reads the gradebook of a course.
pub(super) async fn read(caller: &Caller, course: &str, ctx: &Context) -> Result<Book, LmsError> {
    let json = caller.read(Function::GradeItems, vec![field("courseid", course)], ctx).await?;
    book(&json).ok_or_else(wrong_shape)
}

/// The answer, read; `None` when it is no such thing.
pub(super) fn book(json: &Value) -> Option<Book> {
    let mut book = Book::default();
    for student in json.get("usergrades")?.as_array()? {
        let items = student.get("gradeitems").and_then(Value::as_array);
        let (Some(user), Some(items)) = (student.get("userid").and_then(id), items) else {
            book.skipped += 1;
            continue;
        };
        book.cells.extend(items.iter().filter_map(cell).map(|cell| (user.clone(), cell)));
    }
    Some(book)
}

/// The first item of a module; further ones of the same module, which a wrong `itemnumber` makes, and those of categories
/// and of the whole course are passed over.
fn cell(item: &Value) -> Option<Cell> {
    if item.get("itemnumber").and_then(id)? != "0" {
        return None;
    }
    let comment = item.get("feedback").and_then(text);
    let format = item.get("feedbackformat").and_then(id).unwrap_or_else(|| "1".to_owned());
    Some(Cell {
        points: item.get("graderaw").and_then(points),
        max: item.get("grademax").and_then(points).filter(|max| *max > 0.0),
        kind: item.get("itemmodule").and_then(text)?,
        module: item.get("cmid").and_then(id).unwrap_or_default(),
        instance: item.get("iteminstance").and_then(id)?,
        comment: comment.map(|words| (words, format)),
    })
}

impl Book {
    /// Most points of the attendance activities, by module.
    pub(super) fn maxima(&self) -> BTreeMap<String, f64> {
        let cells = self.cells.iter().filter(|(_, cell)| cell.kind == "attendance");
        cells.filter_map(|(_, cell)| Some((cell.module.clone(), cell.max?))).collect()
    }

    /// The students' parts of an attendance activity.
    pub(super) fn of<'a>(&'a self, module: &'a str) -> impl Iterator<Item = (&'a str, &'a Cell)> {
        let own = move |(_, cell): &&(String, Cell)| cell.kind == "attendance" && cell.module == module;
        self.cells.iter().filter(own).map(|(user, cell)| (user.as_str(), cell))
    }

    /// The comments on an item of a kind, with their formats, by student.
    pub(super) fn comments(&self, kind: &str, instance: &str) -> BTreeMap<String, (String, String)> {
        let own = self.cells.iter().filter(|(_, cell)| cell.kind == kind && cell.instance == instance);
        own.filter_map(|(user, cell)| Some((user.clone(), cell.comment.clone()?))).collect()
    }
}
