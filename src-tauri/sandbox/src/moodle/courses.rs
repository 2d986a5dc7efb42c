//! Site, courses, course contents and groups.

use super::people::{self, members};
use super::register::{Activity, activities};
use super::{Answer, Asked, Fault, option};
use crate::world::Course;
use serde_json::{Value, json};

pub(super) fn site_info(asked: &Asked<'_>) -> Value {
    let state = asked.state;
    let everybody = (0..state.world.courses.len())
        .flat_map(|place| members(state, place))
        .find(|one| one.id == asked.user);
    let name = everybody.as_ref().map_or(state.info.account.name.as_str(), |one| one.name.as_str());
    let (given, family) = name.rsplit_once(' ').unwrap_or((name, ""));
    let functions: Vec<Value> = asked
        .service
        .functions()
        .iter()
        .map(|name| json!({"name": name, "version": if name.starts_with("mod_attendance") { "2024072400" } else { "2024100706" }}))
        .collect();
    let mut info = json!({
        "sitename": state.world.tenant.institution,
        "username": everybody.as_ref().map_or(state.info.account.username.as_str(), |one| one.email.as_str()),
        "firstname": given,
        "lastname": family,
        "fullname": name,
        "lang": "en",
        "userid": asked.user,
        "siteurl": state.info.moodle_url,
        "userpictureurl": format!("{}/theme/image.php/boost/core/1/u/f1", state.info.moodle_url),
        "functions": functions,
        "downloadfiles": 0,
        "uploadfiles": 0,
        "release": "4.5.6 (Build: 20250811)",
        "version": "2024100706",
        "mobilecssurl": "",
        "advancedfeatures": [{"name": "usecomments", "value": 1}],
        "usercanmanageownfiles": true,
        "userquota": 104_857_600,
        "usermaxuploadfilesize": 52_428_800,
        "userhomepage": 1,
        "userprivateaccesskey": "0123456789abcdef0123456789abcdef",
        "siteid": 1,
        "sitecalendartype": "gregorian",
        "usercalendartype": "gregorian",
        "userissiteadmin": false,
        "theme": "boost",
        "limitconcurrentlogins": 0,
        "policyagreed": 0,
    });
    if let Some(map) = info.as_object_mut().filter(|_| asked.site().old_classes) {
        map.remove("policyagreed");
        map.insert("release".to_owned(), json!("4.3.12 (Build: 20241209)"));
        map.insert("version".to_owned(), json!("2023100912"));
    }
    info
}

pub(super) fn of_user(asked: &Asked<'_>) -> Answer {
    asked.only(&["userid", "returnusercount"])?;
    let user = asked.number("userid")?;
    let state = asked.state;
    let started = (state.info.now - chrono::TimeDelta::days(60)).timestamp();
    let mine = state
        .world
        .courses
        .iter()
        .enumerate()
        .filter(|(place, _)| members(state, *place).iter().any(|one| one.id == user));
    Ok(Value::Array(mine.map(|(place, course)| course_json(asked, place, course, started)).collect()))
}

fn course_json(asked: &Asked<'_>, place: usize, course: &Course, started: i64) -> Value {
    json!({
        "id": course.number,
        "shortname": course.short,
        "fullname": course.title,
        "displayname": course.title,
        "enrolledusercount": members(asked.state, place).len(),
        "idnumber": format!("SIS-{}", course.short),
        "visible": 1,
        "summary": "",
        "summaryformat": 0,
        "format": "topics",
        "courseimage": format!("{}/pluginfile.php/1/course/generated/course.svg", asked.state.info.moodle_url),
        "showgrades": true,
        "lang": "",
        "enablecompletion": false,
        "completionhascriteria": false,
        "completionusertracked": false,
        "category": 1,
        "progress": null,
        "completed": null,
        "startdate": started,
        "enddate": 0,
        "marker": 0,
        "lastaccess": null,
        "isfavourite": false,
        "hidden": false,
        "overviewfiles": [],
        "showactivitydates": false,
        "showcompletionconditions": true,
        "timemodified": started,
    })
}

/// The course asked for, which the caller must teach.
pub(super) fn taught<'a>(
    asked: &'a Asked<'_>,
    name: &str,
) -> Result<(usize, &'a Course, people::Role), Fault> {
    let number = asked.number(name)?;
    let (place, course) = people::course_of(asked.state, number).ok_or_else(|| Fault::record("course"))?;
    let role = people::teaches(asked.state, place, asked.user).ok_or_else(|| {
        let text = "You cannot execute functions in the course context (course id:2).";
        Fault::new("moodle_exception", "errorcoursecontextnotvalid", text)
    })?;
    Ok((place, course, role))
}

pub(super) fn contents(asked: &Asked<'_>) -> Answer {
    asked.only(&["courseid", "options"])?;
    let (place, course, _) = taught(asked, "courseid")?;
    let wanted = option(asked.form, "modname").is_none_or(|name| name == "attendance");
    let own: Vec<Activity> =
        activities(&asked.state.world).into_iter().filter(|one| wanted && one.place == place).collect();
    let modules = own.iter().map(|one| module(asked, one)).collect();
    let first = i64::from(course.number) * 10;
    let sections = [(first, 0, "General", Vec::new()), (first + 1, 1, "New section", modules)];
    let old = asked.site().old_classes;
    let sections = sections.into_iter().map(|(id, section, name, modules)| {
        let mut json = json!({
            "id": id, "name": name, "visible": 1, "summary": "", "summaryformat": 1, "section": section,
            "hiddenbynumsections": 0, "uservisible": true, "component": null, "itemid": null, "modules": modules,
        });
        if let Some(map) = json.as_object_mut().filter(|_| old) {
            map.remove("component");
            map.remove("itemid");
        }
        json
    });
    Ok(sections.collect())
}

fn module(asked: &Asked<'_>, activity: &Activity) -> Value {
    let (id, root) = (activity.module(), &asked.state.info.moodle_url);
    json!({
        "id": id,
        "url": format!("{root}/mod/attendance/view.php?id={id}"),
        "name": activity.name,
        "instance": activity.instance,
        "contextid": 350 + activity.instance,
        "visible": 1,
        "uservisible": true,
        "visibleoncoursepage": 1,
        "modicon": format!("{root}/theme/image.php/boost/attendance/1/monologo?filtericon=1"),
        "modname": "attendance",
        "purpose": "administration",
        "branded": false,
        "modplural": "Attendances",
        "availability": null,
        "indent": 0,
        "onclick": "",
        "afterlink": null,
        "customdata": "\"\"",
        "noviewlink": false,
        "completion": 0,
        "downloadcontent": 1,
        "dates": [],
        "groupmode": i32::from(activity.grouped),
    })
}

pub(super) fn groups(asked: &Asked<'_>) -> Answer {
    asked.only(&["courseid"])?;
    let (place, course, _) = taught(asked, "courseid")?;
    let groups = people::groups(place);
    Ok(groups
        .iter()
        .map(|(id, name)| {
            json!({
                "id": id, "courseid": course.number, "name": name, "description": "", "descriptionformat": 0,
                "enrolmentkey": null, "idnumber": "", "visibility": 0, "participation": true,
            })
        })
        .collect())
}
