//! `tool_mobile_get_content` of the attendance plug-in: the pages of the phone app, which take marks too.

use super::register::{Activity, Session, activities, statuses};
use super::{Answer, Asked, Fault, people, sessions};
use chrono::{DateTime, Utc};
use chrono_tz::Tz;
use serde_json::{Value, json};
use std::fmt::Write as _;

/// Sessions are shown from six hours ago to a day ahead.
const SHOWN: (i64, i64) = (-6 * 3600, 24 * 3600);

pub(super) fn content(asked: &Asked<'_>) -> Answer {
    asked.only(&["component", "method", "args"])?;
    if asked.form.text("component") != "mod_attendance" {
        return Err(Fault::parameter());
    }
    let module: i64 =
        argument(asked, "cmid").and_then(|text| text.parse().ok()).ok_or_else(Fault::parameter)?;
    let activity = activities(&asked.state.world).into_iter().find(|one| one.module() == module);
    let activity = activity
        .ok_or_else(|| Fault::new("moodle_exception", "invalidcoursemodule", "Invalid course module ID"))?;
    people::teaches(asked.state, activity.place, asked.user).ok_or_else(Fault::outside)?;
    match asked.form.text("method") {
        "mobile_view_activity" => Ok(view(asked, &activity)),
        "mobile_teacher_form" => form(asked, &activity),
        _ => Err(Fault::parameter()),
    }
}

fn arguments<'a>(asked: &'a Asked<'_>) -> impl Iterator<Item = (&'a str, &'a str)> {
    asked
        .form
        .0
        .iter()
        .filter(|(key, _)| key.starts_with("args[") && key.ends_with("[name]"))
        .filter_map(|(key, name)| Some((name.as_str(), asked.form.get(&key.replace("[name]", "[value]"))?)))
}

fn argument<'a>(asked: &'a Asked<'_>, name: &str) -> Option<&'a str> {
    arguments(asked).find(|(known, _)| *known == name).map(|(_, value)| value)
}

fn page(html: &str, otherdata: &[Value]) -> Value {
    json!({"templates": [{"id": "main", "html": html}], "javascript": "", "otherdata": otherdata, "files": [],
           "restrict": [], "disabled": false})
}

/// The session named; that it is one of this activity, nobody checks.
fn named(asked: &Asked<'_>) -> Option<Session> {
    let id = argument(asked, "sessid")?.parse().ok()?;
    asked.state.register().session(id).cloned()
}

/// The overview. With `status<user>` among the arguments it stores them first, blanks the remarks, and grades follow.
fn view(asked: &Asked<'_>, activity: &Activity) -> Value {
    let marks: Vec<(i64, i64)> = arguments(asked)
        .filter_map(|(name, value)| Some((name.strip_prefix("status")?.parse().ok()?, value.parse().ok()?)))
        .collect();
    let mut html = "<div class=\"attendance_mobile_view_page\">\n".to_owned();
    if let Some(session) = named(asked).filter(|_| !marks.is_empty()) {
        take(asked, activity, &session, &marks);
        html.push_str("<span class=\"messages\"><ion-item><ion-label>{{ 'plugin.mod_attendance.attendancesuccess' | translate }}</ion-label></ion-item></span>");
    }
    let (now, zone) = (asked.now(), zone(asked));
    let register = asked.state.register();
    let near = register.sessions.iter().filter(|one| {
        one.attendance == activity.instance && one.start > now + SHOWN.0 && one.start < now + SHOWN.1
    });
    for session in near {
        let groups = people::groups(activity.place);
        let group = groups.iter().find(|(id, _)| *id == session.group).map_or("", |(_, name)| *name);
        // Writing to a text does not fail.
        let _ = writeln!(
            html,
            "<ion-item><ion-label><h2>{}</h2><h3>{group}</h3><h3></h3><ion-button core-site-plugins-new-content component=\"mod_attendance\" method=\"mobile_teacher_form\" [args]=\"{{cmid: {}, courseid: {}, sessid: {}, timestamp: {now}}}\" samePage=\"true\">{{{{ 'plugin.mod_attendance.submitattendance' | translate }}}}</ion-button></ion-label></ion-item>",
            times(session, zone),
            activity.module(),
            asked.state.world.courses.get(activity.place).map_or(0, |course| course.number),
            session.id,
        );
    }
    html.push_str("</div>");
    page(&html, &[])
}

fn take(asked: &Asked<'_>, activity: &Activity, session: &Session, marks: &[(i64, i64)]) {
    let now = asked.now();
    let mut register = asked.state.register();
    for (student, status) in marks {
        let fresh = session.shown(*student).is_none();
        register.mark(session.id, *student, *status, Some(""), fresh);
    }
    if let Some(session) = register.sessions.iter_mut().find(|one| one.id == session.id) {
        // Unlike the web service, the form leaves the time of the last change as it was.
        session.taken = Some((now, asked.user));
    }
    register.regrade(activity, now, asked.user);
}

fn zone(asked: &Asked<'_>) -> Tz {
    asked.form.text("moodlewssettingtimezone").parse().unwrap_or(asked.state.world.zone)
}

/// "Sun 22 Nov 2026 9:45PM - 10:45PM".
fn times(session: &Session, zone: Tz) -> String {
    let local = |at: i64| DateTime::<Utc>::from_timestamp(at, 0).unwrap_or_default().with_timezone(&zone);
    let (start, end) = (local(session.start), local(session.start + session.duration));
    let first = start.format("%a %-d %b %Y %-I:%M%p").to_string();
    if session.duration > 0 { format!("{first} - {}", end.format("%-I:%M%p")) } else { first }
}

/// The form of one session: people and statuses in the page, the marks as they are beside it.
fn form(asked: &Asked<'_>, activity: &Activity) -> Answer {
    let session = named(asked).ok_or_else(|| Fault::record("attendance_sessions"))?;
    let radios = statuses(activity.instance).iter().fold(String::new(), |mut out, (id, acronym, ..)| {
        let _ = writeln!(out, "<span class=\"radiolabel\"><ion-item class=\"ion-text-wrap\"><ion-radio value=\"{id}\">{acronym}</ion-radio></ion-item></span>");
        out
    });
    let mut html = format!(
        "<div class=\"attendance_mobile_teacher_form\">\n<ion-radio-group [(ngModel)]=\"CONTENT_OTHERDATA.statusall\">\n{radios}</ion-radio-group>\n"
    );
    for one in sessions::listed(asked, &session, activity) {
        let name = one.name.replace('&', "&amp;").replace('<', "&lt;").replace('"', "&quot;");
        let _ = writeln!(
            html,
            "<span class=\"attendance_user_row\"><ion-item title=\"{name}\"><ion-label><h2>{name}</h2></ion-label></ion-item><ion-radio-group [(ngModel)]=\"CONTENT_OTHERDATA.status{}\">\n{radios}</ion-radio-group></span>",
            one.id
        );
    }
    html.push_str("</div>");
    let mut students: Vec<i64> = session.log.iter().map(|row| row.student).collect();
    students.dedup();
    let held: Vec<Value> = students
        .iter()
        .filter_map(|student| session.shown(*student))
        .map(|row| json!({"name": format!("status{}", row.student), "value": row.status.to_string()}))
        .collect();
    Ok(page(&html, &held))
}
