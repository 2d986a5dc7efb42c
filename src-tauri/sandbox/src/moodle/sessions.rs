//! `mod_attendance_*`, but for the marks.

use super::people::{self, Role, members};
use super::register::{Activity, Session, activities, statuses};
use super::{Answer, Asked, Fault};
use serde_json::{Value, json};

/// An activity of this instance id that the caller may see.
pub(super) fn activity(asked: &Asked<'_>, instance: i64) -> Result<(Activity, Role), Fault> {
    let found = activities(&asked.state.world).into_iter().find(|one| one.instance == instance);
    let found = found.ok_or_else(|| {
        Fault(
            "dml_missing_record_exception",
            "invalidrecordunknown",
            "Can't find data record in database.".to_owned(),
        )
    })?;
    let role = people::teaches(asked.state, found.place, asked.user).ok_or_else(Fault::outside)?;
    Ok((found, role))
}

/// The session asked for, its activity, and how the caller teaches there.
pub(super) fn session(asked: &Asked<'_>, id: i64) -> Result<(Session, Activity, Role), Fault> {
    let session = asked.state.register().session(id).cloned();
    let session = session.ok_or_else(|| Fault::record("attendance_sessions"))?;
    let (activity, role) = activity(asked, session.attendance)?;
    Ok((session, activity, role))
}

pub(super) fn list(asked: &Asked<'_>) -> Answer {
    asked.only(&["attendanceid"])?;
    let (activity, _) = activity(asked, asked.number("attendanceid")?)?;
    let register = asked.state.register();
    let own = register.sessions.iter().filter(|session| session.attendance == activity.instance);
    Ok(own.map(|session| whole(asked, session, &activity)).collect())
}

pub(super) fn one(asked: &Asked<'_>) -> Answer {
    asked.only(&["sessionid"])?;
    let (session, activity, _) = session(asked, asked.number("sessionid")?)?;
    Ok(whole(asked, &session, &activity))
}

/// The sessions of today. User 0 is not the caller, but nobody.
pub(super) fn today(asked: &Asked<'_>) -> Answer {
    asked.only(&["userid"])?;
    let user = asked.number_or("userid", 0)?;
    if !people::is_user(asked.state, user) {
        return Err(Fault::user());
    }
    let zone = asked.state.world.zone;
    let day =
        |at: i64| chrono::DateTime::from_timestamp(at, 0).map(|at| at.with_timezone(&zone).date_naive());
    let register = asked.state.register();
    let mut out = Vec::new();
    for (place, course) in asked.state.world.courses.iter().enumerate() {
        let instances: Vec<Value> = activities(&asked.state.world)
            .iter()
            .filter(|one| one.place == place)
            .filter_map(|one| {
                let own = register.sessions.iter().filter(|session| {
                    session.attendance == one.instance && day(session.start) == day(asked.now())
                });
                let sessions: Vec<Value> = own.map(bare).collect();
                (!sessions.is_empty()).then(|| json!({"name": one.name, "today_sessions": sessions}))
            })
            .collect();
        if !instances.is_empty() {
            out.push(json!({"shortname": course.short, "fullname": course.title, "attendance_instances": instances}));
        }
    }
    Ok(Value::Array(out))
}

/// The same again makes another session, as in the plug-in.
pub(super) fn add(asked: &Asked<'_>) -> Answer {
    asked.only(&["attendanceid", "description", "sessiontime", "duration", "groupid", "addcalendarevent"])?;
    let (instance, start) = (asked.number("attendanceid")?, asked.number("sessiontime")?);
    let (duration, group) = (asked.number_or("duration", 0)?, asked.number_or("groupid", 0)?);
    if !matches!(asked.form.get("addcalendarevent"), None | Some("0" | "1")) {
        return Err(Fault::parameter());
    }
    let (activity, role) = activity(asked, instance)?;
    if role == Role::Tutor {
        return Err(Fault::capability("Manage Attendances"));
    }
    let fits = if activity.grouped {
        people::groups(activity.place).iter().any(|(id, _)| *id == group)
    } else {
        group == 0
    };
    if !fits {
        return Err(Fault::parameter());
    }
    let now = asked.now();
    let description = asked.form.text("description");
    let id = asked.state.register().add((instance, group), start, duration, description, now);
    Ok(json!({"sessionid": id}))
}

/// Removing a session recalculates the activity's grades.
pub(super) fn remove(asked: &Asked<'_>) -> Answer {
    asked.only(&["sessionid"])?;
    let (session, activity, role) = session(asked, asked.number("sessionid")?)?;
    if role == Role::Tutor {
        return Err(Fault::capability("Manage Attendances"));
    }
    let mut register = asked.state.register();
    register.sessions.retain(|one| one.id != session.id);
    register.regrade(&activity, asked.now(), asked.user);
    Ok(Value::Bool(true))
}

/// A session alone.
fn bare(session: &Session) -> Value {
    json!({
        "id": session.id,
        "attendanceid": session.attendance,
        "groupid": session.group,
        "sessdate": session.start,
        "duration": session.duration,
        "lasttaken": session.taken.map(|(at, _)| at),
        "lasttakenby": session.taken.map_or(0, |(_, by)| by),
        "timemodified": session.changed,
        "description": session.description,
        "descriptionformat": 1,
        "studentscanmark": 0,
        "absenteereport": 1,
        "autoassignstatus": 0,
        "preventsharedip": 0,
        "preventsharediptime": null,
        "statusset": 0,
        "includeqrcode": 0,
        "studentsearlyopentime": 0,
    })
}

/// A session with its statuses, marks and people.
fn whole(asked: &Asked<'_>, session: &Session, activity: &Activity) -> Value {
    let statuses: Vec<Value> = statuses(activity.instance)
        .iter()
        .map(|(id, acronym, description, grade)| {
            json!({"id": id, "attendanceid": session.attendance, "acronym": acronym, "description": description,
                   "grade": grade, "visible": 1, "deleted": 0, "setnumber": 0})
        })
        .collect();
    // The plug-in keys the rows by student: of several rows of one student the last is shown, at the place of the first.
    let mut students: Vec<i64> = Vec::new();
    for row in &session.log {
        if !students.contains(&row.student) {
            students.push(row.student);
        }
    }
    let log: Vec<Value> = students
        .iter()
        .filter_map(|student| session.shown(*student))
        .map(|row| {
            json!({"studentid": row.student, "statusid": row.status.to_string(), "remarks": row.remarks,
                   "id": row.id.to_string()})
        })
        .collect();
    let users: Vec<Value> = listed(asked, session, activity)
        .iter()
        .map(|one| json!({"id": one.id, "firstname": one.given, "lastname": one.family}))
        .collect();
    let mut json = bare(session);
    if let Some(map) = json.as_object_mut() {
        let course = asked.state.world.courses.get(activity.place).map(|course| course.number);
        map.insert("courseid".to_owned(), json!(course));
        map.insert("statuses".to_owned(), Value::Array(statuses));
        map.insert("attendance_log".to_owned(), Value::Array(log));
        map.insert("users".to_owned(), Value::Array(users));
    }
    json
}

/// Who can be marked in a session: everybody who learns in the course, suspended ones too, or the group.
pub(super) fn listed(asked: &Asked<'_>, session: &Session, activity: &Activity) -> Vec<people::Member> {
    let mut all = members(asked.state, activity.place);
    all.retain(|one| one.is_student() && (session.group == 0 || one.group == Some(session.group)));
    all.sort_by(|a, b| (&a.family, &a.given, a.id).cmp(&(&b.family, &b.given, b.id)));
    all
}
