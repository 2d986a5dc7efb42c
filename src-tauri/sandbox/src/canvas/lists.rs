//! Reading: courses, rights, sections, users, assignments, submissions.

use super::ask::Ask;
use super::{Answer, Refusal, not_authorized, not_found, print};
use crate::reply::Reply;
use crate::scenario::CanvasDay;
use crate::state::State;
use crate::world::Course;
use serde_json::{Value, json};
use std::collections::BTreeSet;

pub(super) fn courses(ask: &Ask<'_>) -> Reply {
    // The instructor is a teacher everywhere and nothing else anywhere.
    let wanted = ask.query.get("enrollment_type").is_none_or(|role| role == "teacher");
    let all: Vec<Value> = ask.state.world.courses.iter().filter(|_| wanted).map(print::course).collect();
    ask.paged(&all)
}

pub(super) fn course<'a>(ask: &Ask<'a>, id: &str) -> Result<&'a Course, Refusal> {
    let by_number = |course: &&Course| {
        course.number.to_string() == id || format!("sis_course_id:SIS-{}", course.short) == id
    };
    ask.state.world.courses.iter().find(by_number).ok_or_else(not_found)
}

pub(super) fn permissions(ask: &Ask<'_>, id: &str) -> Answer {
    course(ask, id)?;
    let granted = |name: &str| match name {
        "read_roster" | "read_email_addresses" => true,
        "view_all_grades" | "manage_grades" | "manage_assignments_add" => may_write(ask.state),
        _ => false,
    };
    let asked = ask.query.0.iter().filter(|(key, _)| key == "permissions[]");
    let all = asked.map(|(_, name)| (name.clone(), json!(granted(name)))).collect();
    Ok(Reply::ok(Value::Object(all)))
}

/// Whether the token may do more than read the roster.
pub(super) fn may_write(state: &State) -> bool {
    state.switches.canvas != CanvasDay::ReadOnly
}

pub(super) fn sections(ask: &Ask<'_>, id: &str) -> Answer {
    let course = course(ask, id)?;
    let all: Vec<Value> =
        print::sections(course).iter().map(|(id, name)| print::section(course, *id, name)).collect();
    Ok(ask.paged(&all))
}

pub(super) fn users(ask: &Ask<'_>, id: &str) -> Answer {
    let course = course(ask, id)?;
    let (email, enrollments) = (ask.has("include[]", "email"), ask.has("include[]", "enrollments"));
    let inactive = ask.has("enrollment_state[]", "inactive");
    let all: Vec<Value> = course
        .students
        .iter()
        .filter(|student| student.active || inactive)
        .map(|student| print::user(course, student, email, enrollments))
        .collect();
    Ok(ask.bookmarked(&all))
}

pub(super) fn assignments(ask: &Ask<'_>, id: &str) -> Answer {
    let course = course(ask, id)?;
    let book = ask.state.gradebook();
    let all: Vec<Value> =
        book.of_course(course.number).map(|one| print::assignment(ask.state, one)).collect();
    Ok(ask.paged(&all))
}

/// The course's number and the assignment's id, where both are there.
pub(super) fn place(ask: &Ask<'_>, id: &str, assignment: &str) -> Result<(u32, u32), Refusal> {
    let course = course(ask, id)?.number;
    let assignment = assignment.parse().map_err(|_| not_found())?;
    let book = ask.state.gradebook();
    book.assignment(course, assignment).map(|one| (course, one.id)).ok_or_else(not_found)
}

pub(super) fn assignment(ask: &Ask<'_>, id: &str, assignment: &str) -> Answer {
    let (course, assignment) = place(ask, id, assignment)?;
    let book = ask.state.gradebook();
    let one = book.assignment(course, assignment).ok_or_else(not_found)?;
    Ok(Reply::ok(print::assignment(ask.state, one)))
}

/// Everybody on the list has a submission, graded or not.
pub(super) fn submissions(ask: &Ask<'_>, id: &str, assignment: &str) -> Answer {
    let students = &course(ask, id)?.students;
    let (_, assignment) = place(ask, id, assignment)?;
    if !may_write(ask.state) {
        return Err(not_authorized());
    }
    let comments = ask.has("include[]", "submission_comments");
    let mut book = ask.state.gradebook();
    let all: Vec<Value> = students
        .iter()
        .filter(|student| student.active)
        .map(|student| {
            let grade = book.grade(assignment, student.number);
            print::submission(assignment, &grade, &ask.state.info.account.name, comments)
        })
        .collect();
    let somebody =
        students.first().filter(|_| ask.state.switches.lms_conflict && book.first_read(assignment));
    if let Some(student) = somebody {
        // Neither what the program writes for any status nor nothing.
        book.set(assignment, student.number, Some(0.3));
    }
    Ok(ask.bookmarked(&all))
}

/// The students whom a job finds.
pub(super) fn gradable(state: &State, course: u32) -> BTreeSet<u32> {
    let students =
        state.world.courses.iter().filter(|one| one.number == course).flat_map(|one| &one.students);
    students
        .enumerate()
        .filter(|(place, _)| !state.switches.lms_partial || place % 7 != 6)
        .map(|(_, student)| student.number)
        .collect()
}
