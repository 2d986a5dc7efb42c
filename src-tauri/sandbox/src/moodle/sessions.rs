//! `mod_attendance_*`.

use super::register::{Mark, Session, status_ids};
use super::{Answer, NO_ATTENDANCE, NO_SESSION, NO_USER, TEACHER, number};
use crate::query::Query;
use crate::state::State;
use crate::world::Course;
use serde_json::{Value, json};

pub(super) fn list(state: &State, form: &Query) -> Answer {
    let attendance = number(form, "attendanceid")?;
    course(state, attendance)?;
    let register = state.register();
    let own = register.sessions.iter().filter(|session| session.attendance == attendance);
    own.map(|session| json_of(state, session)).collect::<Result<Vec<_>, _>>().map(Value::Array)
}

pub(super) fn one(state: &State, form: &Query) -> Answer {
    let id = number(form, "sessionid")?;
    let register = state.register();
    let session = register.sessions.iter().find(|session| session.id == id).ok_or(NO_SESSION)?;
    json_of(state, session)
}

/// The same again makes another session, as in the plug-in.
pub(super) fn add(state: &State, form: &Query) -> Answer {
    let attendance = number(form, "attendanceid")?;
    course(state, attendance)?;
    let start = number(form, "sessiontime")?;
    let duration = form.get("duration").map_or(Ok(0), |_| number(form, "duration"))?;
    let now = state.clock.now().timestamp();
    let id = state.register().add(attendance, start, duration, form.text("description"), now);
    Ok(json!({"sessionid": id}))
}

/// Checks the users, and neither the status nor the enrolment; answers null.
pub(super) fn update(state: &State, form: &Query) -> Answer {
    let (id, student) = (number(form, "sessionid")?, number(form, "studentid")?);
    let (taker, status) = (number(form, "takenbyid")?, number(form, "statusid")?);
    form.get("statusset").ok_or(super::BAD_PARAMETER)?;
    let known = |user: i64| {
        user == i64::from(TEACHER)
            || state.world.courses.iter().flat_map(|c| &c.students).any(|one| i64::from(one.number) == user)
    };
    if !known(student) || !known(taker) {
        return Err(NO_USER);
    }
    let now = state.clock.now().timestamp();
    let mut register = state.register();
    let mark = register.next_id();
    let session = register.sessions.iter_mut().find(|session| session.id == id).ok_or(NO_SESSION)?;
    match session.log.iter_mut().find(|entry| entry.student == student) {
        Some(entry) => entry.status = status,
        None => session.log.push(Mark { id: mark, student, status }),
    }
    session.taken = Some((now, taker));
    session.changed = now;
    Ok(Value::Null)
}

fn course(state: &State, attendance: i64) -> Result<&Course, super::Fault> {
    usize::try_from(attendance - 1).ok().and_then(|place| state.world.courses.get(place)).ok_or(NO_ATTENDANCE)
}

fn json_of(state: &State, session: &Session) -> Answer {
    let course = course(state, session.attendance)?;
    let [present, absent, late, excused] = status_ids(session.attendance);
    let statuses: Vec<Value> = [
        (present, "P", "Present", 2),
        (late, "L", "Late", 1),
        (excused, "E", "Excused", 1),
        (absent, "A", "Absent", 0),
    ]
    .iter()
    .map(|(id, acronym, description, grade)| {
        json!({"id": id, "attendanceid": session.attendance, "acronym": acronym, "description": description,
                       "grade": grade, "visible": 1, "deleted": 0, "setnumber": 0})
    })
    .collect();
    // Ids are text in the log and numbers everywhere else.
    let log: Vec<Value> = session
        .log
        .iter()
        .map(|mark| {
            json!({"studentid": mark.student.to_string(), "statusid": mark.status.to_string(), "remarks": "",
                   "id": mark.id.to_string()})
        })
        .collect();
    let users: Vec<Value> = course
        .students
        .iter()
        .filter(|student| student.active)
        .map(|student| json!({"id": student.number, "firstname": student.given, "lastname": student.family}))
        .collect();
    Ok(json!({
        "id": session.id,
        "attendanceid": session.attendance,
        "groupid": 0,
        "sessdate": session.start,
        "duration": session.duration,
        "lasttaken": session.taken.map(|(at, _)| at),
        "lasttakenby": session.taken.map_or(0, |(_, by)| by),
        "timemodified": session.changed,
        "description": session.description,
        "descriptionformat": 1,
        "studentscanmark": 0,
        "statusset": 0,
        "courseid": course.number,
        "statuses": statuses,
        "attendance_log": log,
        "users": users,
    }))
}
