//! Courses, and the people of a course who can be marked.

use super::call::{Caller, Fields, field};
use super::fault::MoodleFault;
use super::function::Function;
use crate::error::LmsError;
use crate::lenient::{emails, id, text};
use crate::model::{Listed, LmsCourse, LmsStudent};
use crate::moodle::wrong_shape;
use rollbook_transport::Context;
use serde_json::Value;
use std::collections::BTreeSet;

/// People asked for at a time.
const PAGE: usize = 500;
/// Most people of a course that are believed.
const MOST: usize = 100_000;
/// Roles of those who teach or look after a course, by the short names of Moodle's archetypes (lib/db/install.php).
const STAFF: [&str; 4] = ["editingteacher", "teacher", "manager", "coursecreator"];

/// The courses of `core_enrol_get_users_courses`.
pub(super) async fn courses(caller: &Caller, ctx: &Context) -> Result<Listed<LmsCourse>, LmsError> {
    let user = caller.info(ctx).await?.user.clone();
    let json = caller.read(Function::UsersCourses, vec![field("userid", user)], ctx).await?;
    let mut listed = Listed::default();
    let mut seen = BTreeSet::new();
    for record in json.as_array().ok_or_else(wrong_shape)? {
        match course(record) {
            Some(course) if seen.insert(course.id.clone()) => listed.items.push(course),
            Some(_) => {}
            None => listed.skipped += 1,
        }
    }
    if listed.items.is_empty() && listed.skipped > 0 {
        return Err(wrong_shape());
    }
    Ok(listed)
}

/// A course. The display name is what its people read; it may hold entities.
pub(super) fn course(record: &Value) -> Option<LmsCourse> {
    let id = id(record.get("id")?)?;
    let title = ["displayname", "fullname", "shortname"].iter().find_map(|name| text(record.get(name)?));
    let title = title.map_or_else(|| id.clone(), |title| super::html::unescaped(&title));
    Some(LmsCourse { id, title })
}

/// The students of a course.
///
/// Asked for as `onlyactive` with the capability to be listed, which needs `moodle/course:enrolreview` and
/// `moodle/role:review`; a non-editing teacher has neither. Then the whole list is taken and those are left out who have a
/// role of the staff; who is suspended, the answer does not tell in that case.
pub(super) async fn students(
    caller: &Caller,
    course: &str,
    ctx: &Context,
) -> Result<Listed<LmsStudent>, LmsError> {
    match people(caller, course, true, ctx).await {
        Err(LmsError::NotPermitted(_)) => people(caller, course, false, ctx).await,
        other => other,
    }
}

async fn people(
    caller: &Caller,
    course: &str,
    exact: bool,
    ctx: &Context,
) -> Result<Listed<LmsStudent>, LmsError> {
    let mut listed = Listed::default();
    let mut seen = BTreeSet::new();
    for page in 0.. {
        let json = caller.read(Function::EnrolledUsers, question(course, exact, page * PAGE), ctx).await?;
        let records = json.as_array().ok_or_else(wrong_shape)?;
        let mut news = false;
        for record in records {
            match student(record) {
                None => listed.skipped += 1,
                Some(student) => {
                    if seen.insert(student.id.clone()) {
                        news = true;
                        if is_student(record) {
                            listed.items.push(student);
                        }
                    }
                }
            }
        }
        // Moodle leaves out of a page whom the caller may not see, so a page that is not full need not be the last; one
        // that is less than half full is.
        if !news || records.len() < PAGE / 2 {
            break;
        }
        if seen.len() + listed.skipped > MOST {
            return Err(LmsError::TooLarge);
        }
    }
    if seen.is_empty() && listed.skipped > 0 {
        return Err(wrong_shape());
    }
    if listed.skipped > 0 {
        tracing::warn!(skipped = listed.skipped, "people of a Moodle course could not be read");
    }
    Ok(listed)
}

fn question(course: &str, exact: bool, from: usize) -> Fields {
    let (from, page) = (from.to_string(), PAGE.to_string());
    let mut options = vec![
        ("userfields", "id,fullname,firstname,lastname,email,idnumber,username,roles,groups"),
        ("sortby", "id"),
        ("limitfrom", &from),
        ("limitnumber", &page),
    ];
    if exact {
        options.extend([("onlyactive", "1"), ("withcapability", "mod/attendance:canbelisted")]);
    }
    let mut fields = vec![field("courseid", course)];
    for (place, (name, value)) in options.into_iter().enumerate() {
        fields.push(field(format!("options[{place}][name]"), name));
        fields.push(field(format!("options[{place}][value]"), value));
    }
    fields
}

/// Whether somebody can be marked, by their roles. Where the roles are not shown, nobody is left out.
pub(super) fn is_student(record: &Value) -> bool {
    let Some(roles) = record.get("roles").and_then(Value::as_array) else { return true };
    let names: Vec<String> = roles.iter().filter_map(|role| text(role.get("shortname")?)).collect();
    names.iter().any(|name| name == "student") || !names.iter().any(|name| STAFF.contains(&name.as_str()))
}

/// A person of the roster. Only the id must be there.
pub(super) fn student(record: &Value) -> Option<LmsStudent> {
    let id = id(record.get("id")?)?;
    let word = |name: &str| record.get(name).and_then(text);
    let emails = record.get("email").map(emails).unwrap_or_default();
    let username = word("username");
    let parts = [word("firstname"), word("lastname")].into_iter().flatten().collect::<Vec<_>>().join(" ");
    let name = word("fullname")
        .or_else(|| (!parts.is_empty()).then_some(parts))
        .or_else(|| username.clone())
        .or_else(|| emails.first().cloned())
        .unwrap_or_else(|| id.clone());
    let groups = record.get("groups").and_then(Value::as_array);
    let groups = groups.into_iter().flatten().filter_map(|group| text(group.get("name")?)).collect();
    Some(LmsStudent { id, name, emails, username, active: true, groups })
}

/// Names of a course's groups by id; none where the token may not ask.
pub(super) async fn groups(
    caller: &Caller,
    course: &str,
    ctx: &Context,
) -> Result<std::collections::BTreeMap<String, String>, LmsError> {
    if !caller.info(ctx).await?.may(Function::CourseGroups) {
        return Ok(std::collections::BTreeMap::new());
    }
    match caller.read(Function::CourseGroups, vec![field("courseid", course)], ctx).await {
        Ok(json) => {
            let records = json.as_array().into_iter().flatten();
            Ok(records.filter_map(|one| Some((id(one.get("id")?)?, text(one.get("name")?)?))).collect())
        }
        // The names are only for show.
        Err(LmsError::NotPermitted(_) | LmsError::Moodle(MoodleFault::NotInService(_))) => {
            Ok(std::collections::BTreeMap::new())
        }
        Err(error) => Err(error),
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use serde_json::json;

    #[test]
    fn a_student_who_also_teaches_is_one_and_staff_is_not() {
        let who = |roles: &[&str]| {
            let roles: Vec<Value> = roles.iter().map(|name| json!({"shortname": name})).collect();
            is_student(&json!({"id": 1, "roles": roles}))
        };
        assert!(who(&["student"]) && who(&["student", "teacher"]) && who(&["auditor"]));
        assert!(!who(&["editingteacher"]) && !who(&["teacher", "auditor"]) && !who(&["manager"]));
        assert!(is_student(&json!({"id": 1})), "roles are not shown");
    }

    #[test]
    fn a_person_needs_only_an_id() {
        let bare = student(&json!({"id": "7", "groups": 3, "email": null})).unwrap();
        assert_eq!((bare.name.as_str(), bare.emails.len()), ("7", 0));
        let full =
            student(&json!({"id": 7, "firstname": "Ana", "lastname": "Li", "groups": [{"name": "A"}, {}]}));
        let full = full.unwrap();
        assert_eq!((full.name.as_str(), full.groups), ("Ana Li", vec!["A".to_owned()]));
        assert_eq!(student(&json!({"fullname": "Ana"})), None);
    }
}
