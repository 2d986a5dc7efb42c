//! Grades: an assignment of the course, or the attendance activity's own grade.
//!
//! Moodle reports success for grades that it does not store or that go to strangers: 150 of 100 is dropped, somebody
//! outside the course is graded, an unknown item is made. So everything is checked here first, and what Moodle holds
//! afterwards, a reading shows. An empty comment erases the old one; the comment that stands is sent along.

use super::call::{Caller, Fields, field};
use super::fault::MoodleFault;
use super::function::Function;
use super::{assignment, gradebook, registers_of, roster, wrong_shape};
use crate::error::LmsError;
use crate::lenient::count;
use crate::model::{Grade, GradeItem, Listed};
use rollbook_transport::Context;
use std::collections::BTreeSet;

/// Grades in one request: each takes Moodle some 20 ms.
const AT_ONCE: usize = 50;

/// Where grades go: the id of a [`GradeItem`] is `assign:INSTANCE` or `attendance:MODULE`.
enum Item<'a> {
    Assignment(&'a str),
    Attendance(&'a str),
}

fn item(id: &str) -> Result<Item<'_>, LmsError> {
    match id.split_once(':') {
        Some(("assign", instance)) if is_number(instance) => Ok(Item::Assignment(instance)),
        Some(("attendance", module)) if is_number(module) => Ok(Item::Attendance(module)),
        _ => Err(LmsError::BadId),
    }
}

fn is_number(word: &str) -> bool {
    !word.is_empty() && word.len() < 20 && word.bytes().all(|byte| byte.is_ascii_digit())
}

/// What of the course can hold grades, by the ways that the token has.
pub(super) async fn items(
    caller: &Caller,
    course: &str,
    ctx: &Context,
) -> Result<Listed<GradeItem>, LmsError> {
    let (assignment, book) = caller.info(ctx).await?.grade_ways();
    let mut listed = Listed::default();
    if assignment {
        let found = assignment::of_course(caller, course, ctx).await?;
        listed.skipped = found.skipped;
        listed.items.extend(found.items.into_iter().map(|assignment| assignment.item));
    }
    if book && caller.info(ctx).await?.may(Function::UpdateGrades) {
        let registers = registers_of(caller, course, ctx).await?;
        let maxima = gradebook::read(caller, course, ctx).await?.maxima();
        listed.items.extend(registers.into_iter().filter_map(|register| {
            let max = *maxima.get(&register.module)?;
            Some(GradeItem { id: format!("attendance:{}", register.module), title: register.name, max })
        }));
    }
    if !assignment && !book {
        return Err(MoodleFault::NotInService(Function::Assignments).into());
    }
    Ok(listed)
}

/// The grades of an item.
pub(super) async fn read(
    caller: &Caller,
    course: &str,
    id: &str,
    ctx: &Context,
) -> Result<Listed<Grade>, LmsError> {
    match item(id)? {
        Item::Assignment(instance) => {
            let fields = vec![field("assignmentids[0]", instance)];
            let json = caller.read(Function::AssignGrades, fields, ctx).await?;
            assignment::grades(&json).ok_or_else(wrong_shape)
        }
        Item::Attendance(module) => {
            let book = gradebook::read(caller, course, ctx).await?;
            let items = book
                .of(module)
                .map(|(student, cell)| Grade { student_id: student.to_owned(), points: cell.points });
            Ok(Listed { items: items.collect(), skipped: book.skipped })
        }
    }
}

/// Writes grades after everything about them was checked.
pub(super) async fn write(
    caller: &Caller,
    course: &str,
    id: &str,
    grades: &[Grade],
    ctx: &Context,
) -> Result<(), LmsError> {
    match item(id)? {
        Item::Assignment(instance) => {
            let found = assignment::of_course(caller, course, ctx).await?;
            let assignment =
                found.items.into_iter().find(|one| one.item.id == id).ok_or(LmsError::NotFound(None))?;
            checked(grades, assignment.item.max, &known(caller, course, ctx).await?)?;
            let comments = if assignment.comments {
                Some(gradebook::read(caller, course, ctx).await?.comments("assign", instance))
            } else {
                None
            };
            for part in grades.chunks(AT_ONCE) {
                let fields = assignment::fields(instance, part, comments.as_ref());
                caller.write(Function::SaveGrades, fields, ctx).await?;
            }
        }
        Item::Attendance(module) => {
            let book = gradebook::read(caller, course, ctx).await?;
            let max = book.maxima().get(module).copied().ok_or(LmsError::NotFound(None))?;
            checked(grades, max, &known(caller, course, ctx).await?)?;
            // The function has no way to take a grade away.
            if grades.iter().any(|grade| grade.points.is_none()) {
                return Err(LmsError::Unsupported);
            }
            for part in grades.chunks(AT_ONCE) {
                let answer =
                    caller.write(Function::UpdateGrades, gradebook_fields(course, module, part), ctx).await?;
                // GRADE_UPDATE_OK is 0; 1 failed, 2 several, 4 locked (lib/grade/constants.php).
                if count(&answer) != Some(0) {
                    return Err(LmsError::Refused { status: 200, says: None });
                }
            }
        }
    }
    Ok(())
}

async fn known(caller: &Caller, course: &str, ctx: &Context) -> Result<BTreeSet<String>, LmsError> {
    let listed = roster::students(caller, course, ctx).await?;
    Ok(listed.items.into_iter().map(|student| student.id).collect())
}

/// Only points that the item takes, only for students of the course.
pub(super) fn checked(grades: &[Grade], max: f64, known: &BTreeSet<String>) -> Result<(), LmsError> {
    if grades.iter().any(|grade| !known.contains(&grade.student_id)) {
        return Err(MoodleFault::GradeForStranger.into());
    }
    let fits = |points: f64| points.is_finite() && (0.0..=max).contains(&points);
    if grades.iter().any(|grade| grade.points.is_some_and(|points| !fits(points))) {
        return Err(MoodleFault::BadGrade.into());
    }
    Ok(())
}

fn gradebook_fields(course: &str, module: &str, grades: &[Grade]) -> Fields {
    let mut fields = vec![
        field("source", "rollbook"),
        field("courseid", course),
        field("component", "mod_attendance"),
        field("activityid", module),
        // Another number would make a new item.
        field("itemnumber", "0"),
    ];
    for (place, grade) in grades.iter().enumerate() {
        let Some(points) = grade.points else { continue };
        fields.push(field(format!("grades[{place}][studentid]"), grade.student_id.as_str()));
        fields.push(field(format!("grades[{place}][grade]"), points.to_string()));
    }
    fields
}

#[cfg(test)]
#[path = "grades_tests.rs"]
mod tests;
