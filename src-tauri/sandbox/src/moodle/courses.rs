//! Site, courses, course contents and rosters.

use super::{Answer, BAD_PARAMETER, FUNCTIONS, NO_COURSE, TEACHER, number, option};
use crate::query::Query;
use crate::state::State;
use crate::world::{Course, Student};
use serde_json::{Value, json};

pub(super) fn site_info(state: &State) -> Value {
    let name = &state.info.account.name;
    let (given, family) = name.rsplit_once(' ').unwrap_or((name, ""));
    let functions: Vec<Value> = FUNCTIONS
        .iter()
        .map(|name| json!({"name": name, "version": if name.starts_with("mod_") { "2024072400" } else { "2024100706" }}))
        .collect();
    json!({
        "sitename": state.world.tenant.institution,
        "username": state.info.account.username,
        "firstname": given,
        "lastname": family,
        "fullname": name,
        "lang": "en",
        "userid": TEACHER,
        "siteurl": state.info.moodle_url,
        "userpictureurl": "",
        "functions": functions,
        "downloadfiles": 0,
        "uploadfiles": 0,
        "release": "4.5.6 (Build: 20250811)",
        "version": "2024100706",
        "userprivateaccesskey": "0123456789abcdef0123456789abcdef",
        "siteid": 1,
    })
}

pub(super) fn of_user(state: &State, form: &Query) -> Answer {
    number(form, "userid")?;
    let courses: Vec<Value> = state
        .world
        .courses
        .iter()
        .map(|course| {
            json!({
                "id": course.number,
                "shortname": course.short,
                "fullname": course.title,
                "displayname": course.title,
                "enrolledusercount": course.students.len() + 1,
                "idnumber": format!("SIS-{}", course.short),
                "visible": 1,
                "summary": "",
                "summaryformat": 0,
                "format": "topics",
                "startdate": (state.info.now - chrono::TimeDelta::days(60)).timestamp(),
                "enddate": 0,
                "hidden": false,
            })
        })
        .collect();
    Ok(Value::Array(courses))
}

/// The course's place tells its activity: instance 1 for the first, its course-module id is another number.
pub(super) fn contents(state: &State, form: &Query) -> Answer {
    let (place, course) = by_number(state, form)?;
    let instance = place + 1;
    let module = json!({
        "id": instance + 40,
        "url": format!("{}/mod/attendance/view.php?id={}", state.info.moodle_url, instance + 40),
        "name": format!("{} attendance", course.title),
        "instance": instance,
        "contextid": 350 + instance,
        "visible": 1,
        "uservisible": true,
        "modname": "attendance",
        "modplural": "Attendances",
        "groupmode": 0,
    });
    let wanted = option(form, "modname").is_none_or(|name| name == "attendance");
    let modules = if wanted { vec![module] } else { Vec::new() };
    Ok(json!([
        {"id": instance * 10, "name": "General", "visible": 1, "summary": "", "summaryformat": 1, "section": 0, "uservisible": true, "modules": []},
        {"id": instance * 10 + 1, "name": "New section", "visible": 1, "summary": "", "summaryformat": 1, "section": 1, "uservisible": true, "modules": modules},
    ]))
}

pub(super) fn enrolled(state: &State, form: &Query) -> Answer {
    let (_, course) = by_number(state, form)?;
    let active = option(form, "onlyactive") == Some("1");
    let fields: Option<Vec<&str>> =
        option(form, "userfields").map(|text| text.split(',').map(str::trim).collect());
    let mut users: Vec<Value> = Vec::new();
    if option(form, "withcapability").is_none() {
        let name = &state.info.account.name;
        let (given, family) = name.rsplit_once(' ').unwrap_or((name, ""));
        users.push(user(
            i64::from(TEACHER),
            given,
            family,
            name,
            &state.info.account.username,
            (3, "editingteacher"),
        ));
    }
    let mut students: Vec<&Student> = course.students.iter().filter(|one| one.active || !active).collect();
    if option(form, "sortby") == Some("lastname") {
        students.sort_by(|a, b| (&a.family, &a.given, a.number).cmp(&(&b.family, &b.given, b.number)));
    }
    users.extend(students.into_iter().map(|one| {
        let email = one.emails.first().map(String::as_str).unwrap_or_default();
        user(i64::from(one.number), &one.given, &one.family, &one.name, email, (5, "student"))
    }));
    let limit = |name: &str, usual: usize| match option(form, name) {
        None => Ok(usual),
        Some(text) => text.parse::<usize>().map_err(|_| BAD_PARAMETER),
    };
    let (from, count) = (limit("limitfrom", 0)?, limit("limitnumber", 0)?);
    let count = if count == 0 { usize::MAX } else { count };
    let picked = users.into_iter().skip(from).take(count).map(|mut user| {
        if let (Some(fields), Some(map)) = (&fields, user.as_object_mut()) {
            map.retain(|name, _| name == "id" || fields.contains(&name.as_str()));
        }
        user
    });
    Ok(Value::Array(picked.collect()))
}

fn user(id: i64, given: &str, family: &str, full: &str, email: &str, role: (u32, &str)) -> Value {
    json!({
        "id": id,
        "firstname": given,
        "lastname": family,
        "fullname": full,
        "email": email,
        "groups": [],
        "roles": [{"roleid": role.0, "name": "", "shortname": role.1, "sortorder": 0}],
    })
}

fn by_number<'a>(state: &'a State, form: &Query) -> Result<(usize, &'a Course), super::Fault> {
    let wanted = number(form, "courseid")?;
    state
        .world
        .courses
        .iter()
        .enumerate()
        .find(|(_, course)| i64::from(course.number) == wanted)
        .ok_or(NO_COURSE)
}
