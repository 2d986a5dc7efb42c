//! The gradebook: `gradereport_user_get_grade_items` and `core_grades_update_grades`.

use super::assign::ASSIGNMENT;
use super::courses::taught;
use super::people::{Role, members};
use super::register::{Graded, activities};
use super::{Answer, Asked, Fault};
use serde_json::{Value, json};

/// Every student's items, or one user's.
pub(super) fn list(asked: &Asked<'_>) -> Answer {
    asked.only(&["courseid", "userid", "groupid"])?;
    let (place, course, _) = taught(asked, "courseid")?;
    let wanted = asked.number_or("userid", 0)?;
    let mut items: Vec<(i64, &str, i64, String)> = activities(&asked.state.world)
        .into_iter()
        .filter(|one| one.place == place)
        .map(|one| (one.module(), "attendance", one.instance, one.name))
        .collect();
    let instance = i64::try_from(place).unwrap_or(0) + 1;
    items.push((ASSIGNMENT + instance, "assign", instance, "Participation".to_owned()));
    let register = asked.state.register();
    let students = members(asked.state, place);
    let students = students.iter().filter(|one| one.is_student() && (wanted == 0 || one.id == wanted));
    let grades: Vec<Value> = students
        .map(|one| {
            let mut cells: Vec<Value> = items
                .iter()
                .zip(2..)
                .map(|((module, kind, instance, name), id)| {
                    let graded = register.grades.get(&(*module, one.id)).cloned().unwrap_or_default();
                    let mut cell = item(id, &graded);
                    if let Some(map) = cell.as_object_mut() {
                        map.insert("itemname".to_owned(), json!(name));
                        map.insert("itemtype".to_owned(), json!("mod"));
                        map.insert("itemmodule".to_owned(), json!(kind));
                        map.insert("iteminstance".to_owned(), json!(instance));
                        map.insert("itemnumber".to_owned(), json!(0));
                        map.insert("categoryid".to_owned(), json!(1));
                        map.insert("cmid".to_owned(), json!(module));
                    }
                    cell
                })
                .collect();
            cells.push(item(1, &Graded::default()));
            json!({
                "courseid": course.number,
                "courseidnumber": format!("SIS-{}", course.short),
                "userid": one.id,
                "userfullname": one.name,
                "useridnumber": "",
                "maxdepth": 2,
                "gradeitems": cells,
            })
        })
        .collect();
    Ok(json!({"usergrades": grades, "warnings": []}))
}

fn item(id: i64, graded: &Graded) -> Value {
    let shown = graded.points.map_or_else(|| "-".to_owned(), |points| format!("{points:.2}"));
    let percent = graded.points.map_or_else(|| "-".to_owned(), |points| format!("{points:.2} %"));
    json!({
        "id": id,
        "itemname": null,
        "itemtype": "course",
        "itemmodule": null,
        "iteminstance": 1,
        "itemnumber": null,
        "idnumber": null,
        "categoryid": null,
        "outcomeid": null,
        "scaleid": null,
        "locked": false,
        "graderaw": graded.points,
        "gradedatesubmitted": null,
        "gradedategraded": graded.points.map(|_| graded.at),
        "gradehiddenbydate": false,
        "gradeneedsupdate": false,
        "gradeishidden": false,
        "gradeislocked": false,
        "gradeisoverridden": false,
        "gradeformatted": shown,
        "grademin": 0,
        "grademax": 100,
        "rangeformatted": "0&ndash;100",
        "percentageformatted": percent,
        "feedback": graded.comment,
        "feedbackformat": 1,
    })
}

/// Success is told whatever the number and whoever the student is.
pub(super) fn update(asked: &Asked<'_>) -> Answer {
    asked.only(&["source", "courseid", "component", "activityid", "itemnumber", "grades", "itemdetails"])?;
    let (place, _, role) = taught(asked, "courseid")?;
    let module = asked.number("activityid")?;
    let activity =
        activities(&asked.state.world).into_iter().find(|one| one.place == place && one.module() == module);
    if activity.is_none() {
        return Err(Fault::new("moodle_exception", "invalidcoursemodule", "Invalid course module ID"));
    }
    if role == Role::Tutor {
        return Err(Fault::new("moodle_exception", "nopermissiontoviewgrades", "Cannot view grades."));
    }
    let now = asked.now();
    for place in 0.. {
        let Ok(student) = asked.number(&format!("grades[{place}][studentid]")) else { break };
        let points: Option<f64> = asked.form.text(&format!("grades[{place}][grade]")).parse().ok();
        let points = points.map(|points| points.clamp(0.0, 100.0));
        let graded = Graded { points, comment: String::new(), at: now, by: asked.user };
        asked.state.register().grades.insert((module, student), graded);
    }
    Ok(json!(0))
}
