//! Status, settings, sign-in, lists of courses and classes.

use super::{at, or_dash, zone};
use crate::output::table::table;
use crate::output::visible::visible;
use chrono_tz::Tz;
use rollbook_engine::view::{
    AccountRowView, AccountsView, CoursesView, MeetingRowView, MeetingsView, RosterView, SettingView,
    SignInEvent, StatusView,
};
use rollbook_sandbox::Info;
use serde_json::Value;

pub fn status(status: &StatusView) -> String {
    let account = status.account.as_ref().map_or_else(
        || "nobody is signed in".to_owned(),
        |account| format!("{} ({})", visible(&account.name), visible(&account.username)),
    );
    let ready = |configured: bool| if configured { "ready" } else { "not complete" };
    let call_records = match status.call_records.mode.as_str() {
        "off" => "off".to_owned(),
        mode => format!("{mode}, {}", ready(status.call_records.configured)),
    };
    let lms = match status.lms.kind.as_str() {
        "none" => "none".to_owned(),
        kind => format!("{kind} at {}, {}", or_dash(status.lms.url.as_deref()), ready(status.lms.configured)),
    };
    [
        format!("Account       {account}"),
        format!("Call records  {call_records}"),
        format!("LMS           {lms}"),
        format!("Time zone     {}", status.timezone),
        format!("Classes       {}", status.meetings),
        format!("Data folder   {} (key: {})", status.home, status.keystore),
        format!("Version       {}", status.version),
    ]
    .join("\n")
}

pub fn accounts(view: &AccountsView) -> String {
    if view.accounts.is_empty() {
        return "Nobody is signed in. `rollbook sign-in` begins.".to_owned();
    }
    let row = |account: &AccountRowView| {
        let mark = if account.active { "*" } else { "" };
        vec![
            mark.to_owned(),
            visible(&account.name),
            visible(&account.username),
            account.tenant_id.clone(),
            account.id.chars().take(8).collect(),
        ]
    };
    table(&["", "Name", "User name", "Tenant", "Id"], &view.accounts.iter().map(row).collect::<Vec<_>>())
}

/// `localized`: Microsoft's sentence is in the reader's language, which ours is not.
pub fn sign_in(event: &SignInEvent, localized: bool) -> String {
    match event {
        SignInEvent::DeviceCode { user_code, verification_uri, expires_in, message, .. } => format!(
            "{}\n\n    {}\n\nOnly enter a code that you see here now. It works for {} minutes. Waiting…",
            if localized && !message.is_empty() {
                visible(message)
            } else {
                format!("On another device, open {} and enter the code", visible(verification_uri))
            },
            visible(user_code),
            expires_in / 60
        ),
        SignInEvent::Browser { url } => {
            format!("Sign in in the browser. If none opens, go to\n\n{url}\n\nWaiting…")
        }
        SignInEvent::SignedIn { account } => {
            format!("Signed in as {} ({}).", visible(&account.name), visible(&account.username))
        }
    }
}

pub fn value(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}

pub fn settings(settings: &[SettingView]) -> String {
    let row = |s: &SettingView| {
        let origin = if s.set { "config.toml" } else { "default" };
        vec![s.key.clone(), value(&s.value), origin.to_owned()]
    };
    table(&["Setting", "Value", "From"], &settings.iter().map(row).collect::<Vec<_>>())
}

pub fn courses(view: &CoursesView) -> String {
    if view.courses.is_empty() {
        return "There are no courses yet. `rollbook courses --refresh` fetches them from the LMS."
            .to_owned();
    }
    let rows: Vec<_> = view
        .courses
        .iter()
        .map(|c| vec![c.id.clone(), c.title.clone(), c.students.to_string(), or_dash(c.lms_id.as_deref())])
        .collect();
    table(&["Id", "Course", "Students", "LMS id"], &rows)
}

pub fn roster(view: &RosterView) -> String {
    let rows: Vec<_> = view
        .students
        .iter()
        .map(|s| {
            let (emails, groups) = (s.emails.join(", "), s.groups.join(", "));
            vec![s.student_id.clone(), s.name.clone(), emails, groups, or_dash(s.lms_id.as_deref())]
        })
        .collect();
    let heads = ["Id", "Name", "E-mail", "Groups", "LMS id"];
    let changes = view.changes.as_ref().map_or_else(String::new, |changes| {
        let part = |what: &str, names: &[String]| {
            if names.is_empty() { String::new() } else { format!("\n{what}: {}", visible(&names.join(", "))) }
        };
        let (added, changed) = (part("new", &changes.added), part("changed", &changes.changed));
        format!("\n\nThe last fetch that changed it:{added}{changed}{}", part("gone", &changes.gone))
    });
    format!("{}\n{}{changes}", visible(&view.course.title), table(&heads, &rows))
}

pub fn meetings(view: &MeetingsView, own: Tz) -> String {
    if view.meetings.is_empty() {
        return "There are no classes yet. `rollbook meetings --refresh` fetches them; `rollbook meeting add` adds one by hand."
            .to_owned();
    }
    let row = |m: &MeetingRowView| {
        let there = zone(&m.meeting.timezone);
        let when = m.meeting.start.map_or_else(|| m.meeting.date.to_string(), |start| at(start, there));
        let foreign = if there == own { String::new() } else { format!(" {there}") };
        let came = m.summary.map_or_else(
            || m.participants.map_or_else(|| "-".to_owned(), |n| format!("{n} people")),
            |s| {
                format!(
                    "{} of {}",
                    s.present + s.late + s.left_early,
                    s.present + s.late + s.left_early + s.absent + s.excused + s.unknown
                )
            },
        );
        vec![
            m.meeting.id.clone(),
            format!("{when}{foreign}"),
            m.meeting.title.clone(),
            or_dash(m.course_title.as_deref()),
            came,
            m.state.clone(),
        ]
    };
    table(
        &["Id", "When", "Class", "Course", "Came", "State"],
        &view.meetings.iter().map(row).collect::<Vec<_>>(),
    )
}

pub fn sandbox(info: &Info) -> String {
    format!(
        "The pretend institution ({}) stands at {}. Ctrl-C ends it.\n\n\
         rollbook config set microsoft.tenant {}\nrollbook config set microsoft.client_id {}\n\
         rollbook config set microsoft.login_url {}\nrollbook config set microsoft.graph_url {}\n\
         rollbook config set call_records.mode app\nrollbook config set call_records.tenant {}\n\
         rollbook config set call_records.client_id {}\necho {} | rollbook secret set call_records.secret\n\
         rollbook config set lms.kind http\nrollbook config set lms.url {}\necho {} | rollbook secret set lms.token\n\
         # or: echo {} | rollbook lms connect --kind moodle --url {}\n\
         # or: echo {} | rollbook lms connect --kind canvas --url {}\n\
         rollbook config set timezone {}\nexport ROLLBOOK_NOW={}",
        info.scenario,
        info.url,
        info.tenant,
        info.client_id,
        info.login_url,
        info.graph_url,
        info.call_records.tenant,
        info.call_records.client_id,
        info.call_records.secret,
        info.lms_url,
        info.lms_token,
        info.moodle_token,
        info.moodle_url,
        info.canvas_token,
        info.canvas_url,
        info.timezone,
        info.now.to_rfc3339(),
    )
}
