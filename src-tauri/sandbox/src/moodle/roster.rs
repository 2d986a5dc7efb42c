//! `core_enrol_get_enrolled_users`.

use super::courses::taught;
use super::people::{Member, Role, groups, members};
use super::{Answer, Asked, Fault, option};
use serde_json::{Value, json};

/// Suspended enrolments are in the answer, and not marked, unless it is asked for active ones; which a teacher without the
/// right to edit may not.
pub(super) fn enrolled(asked: &Asked<'_>) -> Answer {
    asked.only(&["courseid", "options"])?;
    let (place, _, role) = taught(asked, "courseid")?;
    let form = asked.form;
    let active = option(form, "onlyactive") == Some("1");
    if active && role == Role::Tutor {
        return Err(Fault::capability("Review course enrolments"));
    }
    let able = option(form, "withcapability").is_some();
    if able && role == Role::Tutor {
        return Err(Fault::capability("Review permissions for others"));
    }
    let mut found: Vec<Member> = members(asked.state, place);
    found.retain(|one| (one.active || !active) && (one.is_student() || !able));
    match option(form, "sortby") {
        Some("lastname") => {
            found.sort_by(|a, b| (&a.family, &a.given, a.id).cmp(&(&b.family, &b.given, b.id)));
        }
        Some("id") => found.sort_by_key(|one| one.id),
        _ => {}
    }
    let limit = |name: &str| match option(form, name) {
        None => Ok(0),
        Some(text) => text.parse::<usize>().map_err(|_| Fault::parameter()),
    };
    let (from, count) = (limit("limitfrom")?, limit("limitnumber")?);
    let count = if count == 0 { usize::MAX } else { count };
    let fields: Option<Vec<&str>> =
        option(form, "userfields").map(|text| text.split(',').map(str::trim).collect());
    let picked = found.iter().skip(from).take(count).map(|one| user(asked, place, one, fields.as_deref()));
    Ok(Value::Array(picked.collect()))
}

/// The login name is for administrators, the id number only where the site shows it: neither is here.
fn user(asked: &Asked<'_>, place: usize, one: &Member, fields: Option<&[&str]>) -> Value {
    let picture =
        |size: u8| format!("{}/theme/image.php/boost/core/1/u/f{size}", asked.state.info.moodle_url);
    let mut json = json!({
        "id": one.id,
        "firstname": one.given,
        "lastname": one.family,
        "fullname": one.name,
        "email": one.email,
        "firstaccess": 0,
        "lastaccess": 0,
        "lastcourseaccess": 0,
        "profileimageurlsmall": picture(2),
        "profileimageurl": picture(1),
        "groups": groups(place)
            .iter()
            .filter(|(id, _)| one.group == Some(*id))
            .map(|(id, name)| json!({"id": id, "name": name, "description": "", "descriptionformat": 0}))
            .collect::<Value>(),
        "roles": [{"roleid": one.role.0, "name": "", "shortname": one.role.1, "sortorder": 0}],
        "enrolledcourses": [],
    });
    if let Some(map) = json.as_object_mut() {
        // To themselves, people are shown whole.
        if one.id == asked.user {
            map.insert("username".to_owned(), json!(one.email));
            map.insert("department".to_owned(), json!(""));
            map.insert("preferences".to_owned(), json!([]));
        }
        // Who is in no group has no such field.
        if one.group.is_none() {
            map.remove("groups");
        }
        if let Some(fields) = fields {
            map.retain(|name, _| name == "id" || fields.contains(&name.as_str()));
        }
    }
    json
}
