//! `mod_assign_*`: one assignment "Participation" of 100 points in each course.

use super::people::{self, Role};
use super::register::Graded;
use super::{Answer, Asked, Fault};
use serde_json::{Value, json};

/// Course-module ids of assignments begin after this; the instance is added.
pub(super) const ASSIGNMENT: i64 = 80;

/// The place of the course whose assignment it is, where the caller teaches it.
fn course_of(asked: &Asked<'_>, instance: i64) -> Result<(usize, Role), Fault> {
    let place = usize::try_from(instance - 1).ok().filter(|place| *place < asked.state.world.courses.len());
    let place = place.ok_or_else(|| Fault::record("assign"))?;
    let role = people::teaches(asked.state, place, asked.user).ok_or_else(Fault::outside)?;
    Ok((place, role))
}

pub(super) fn list(asked: &Asked<'_>) -> Answer {
    asked.only(&["courseids", "capabilities", "includenotenrolledcourses"])?;
    let wanted: Vec<i64> =
        (0..).map_while(|place| asked.number(&format!("courseids[{place}]")).ok()).collect();
    let courses = asked
        .state
        .world
        .courses
        .iter()
        .zip(1_i64..)
        .filter(|(course, _)| wanted.contains(&i64::from(course.number)));
    let modified = asked.state.info.now.timestamp();
    let old = asked.site().old_classes;
    let courses: Vec<Value> = courses
        .map(|(course, instance)| {
            let mut assignment = assignment(instance, i64::from(course.number), modified);
            if let Some(map) = assignment.as_object_mut().filter(|_| old) {
                map.remove("markinganonymous");
            }
            json!({"id": course.number, "fullname": course.title, "shortname": course.short, "timemodified": modified,
                   "assignments": [assignment]})
        })
        .collect();
    Ok(json!({"courses": courses, "warnings": []}))
}

fn assignment(instance: i64, course: i64, modified: i64) -> Value {
    let config = |subtype: &str, name: &str, value: &str| json!({"plugin": "comments", "subtype": subtype, "name": name, "value": value});
    json!({
        "id": instance,
        "cmid": ASSIGNMENT + instance,
        "course": course,
        "name": "Participation",
        "nosubmissions": 1,
        "submissiondrafts": 0,
        "sendnotifications": 0,
        "sendlatenotifications": 0,
        "sendstudentnotifications": 0,
        "duedate": 0,
        "allowsubmissionsfromdate": 0,
        "grade": 100,
        "timemodified": modified,
        "completionsubmit": 0,
        "cutoffdate": 0,
        "gradingduedate": 0,
        "teamsubmission": 0,
        "requireallteammemberssubmit": 0,
        "teamsubmissiongroupingid": 0,
        "blindmarking": 0,
        "hidegrader": 0,
        "revealidentities": 0,
        "attemptreopenmethod": "none",
        "maxattempts": -1,
        "markingworkflow": 0,
        "markingallocation": 0,
        "markinganonymous": 0,
        "requiresubmissionstatement": 0,
        "preventsubmissionnotingroup": 0,
        "configs": [
            config("assignsubmission", "enabled", "0"),
            config("assignfeedback", "enabled", "1"),
            config("assignfeedback", "commentinline", "0"),
        ],
        "intro": "",
        "introformat": 1,
        "introfiles": [],
        "introattachments": [],
        "timelimit": 0,
        "submissionattachments": 0,
    })
}

pub(super) fn grades(asked: &Asked<'_>) -> Answer {
    asked.only(&["assignmentids", "since"])?;
    let register = asked.state.register();
    let mut assignments = Vec::new();
    for place in 0.. {
        let Ok(instance) = asked.number(&format!("assignmentids[{place}]")) else { break };
        course_of(asked, instance)?;
        let own = register.grades.iter().filter(|((module, _), _)| *module == ASSIGNMENT + instance);
        let grades: Vec<Value> = own
            .zip(1..)
            .map(|(((_, student), graded), id)| {
                json!({"id": id, "userid": student, "attemptnumber": 0, "timecreated": graded.at, "timemodified": graded.at,
                       "grader": graded.by, "grade": format!("{:.5}", graded.points.unwrap_or(-1.0))})
            })
            .collect();
        assignments.push(json!({"assignmentid": instance, "grades": grades}));
    }
    Ok(json!({"assignments": assignments, "warnings": []}))
}

/// Null whatever happens: above the maximum nothing is stored, somebody outside the course is graded, -1 clears, and a
/// comment that is not sent along is gone.
pub(super) fn save(asked: &Asked<'_>) -> Answer {
    asked.only(&["assignmentid", "applytoall", "grades"])?;
    let instance = asked.number("assignmentid")?;
    course_of(asked, instance)?;
    let (now, by) = (asked.now(), asked.user);
    for place in 0.. {
        let part = |name: &str| asked.form.get(&format!("grades[{place}]{name}"));
        let Some(student) = part("[userid]").and_then(|text| text.parse::<i64>().ok()) else { break };
        let points: f64 = part("[grade]").and_then(|text| text.parse().ok()).ok_or_else(Fault::parameter)?;
        if points > 100.0 {
            continue;
        }
        let comment =
            part("[plugindata][assignfeedbackcomments_editor][text]").unwrap_or_default().to_owned();
        let points = (points >= 0.0).then_some(points);
        asked
            .state
            .register()
            .grades
            .insert((ASSIGNMENT + instance, student), Graded { points, comment, at: now, by });
    }
    Ok(Value::Null)
}
