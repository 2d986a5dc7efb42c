//! People, erasing, backups and the doctor in words.

use super::at;
use crate::output::table::table;
use crate::output::visible::visible;
use chrono_tz::Tz;
use rollbook_engine::view::{BackupView, DoctorView, PeopleView, PersonDetailView, PersonView, PurgeView};

pub fn people(view: &PeopleView, zone: Tz) -> String {
    if view.people.is_empty() {
        return "Nobody yet: fetch a class, or pull a roster.".to_owned();
    }
    let row = |person: &PersonView| {
        vec![
            person.id.clone(),
            person.name.clone().unwrap_or_default(),
            person.email.clone().unwrap_or_default(),
            if person.student { "student" } else { "visitor" }.to_owned(),
            format!("{} of {}", person.attended, person.classes),
            (person.seconds / 60).to_string(),
            person.last_seen.map_or_else(String::new, |seen| at(seen, zone)),
        ]
    };
    let rows: Vec<_> = view.people.iter().map(row).collect();
    table(&["Id", "Name", "E-mail", "Who", "Classes", "min", "Last seen"], &rows)
}

pub fn person(view: &PersonDetailView, zone: Tz) -> String {
    let name = view.person.name.as_deref().map_or_else(|| "No name given".to_owned(), visible);
    let mut lines = vec![name, view.emails.iter().map(|email| visible(email)).collect::<Vec<_>>().join(", ")];
    lines.retain(|line| !line.is_empty());
    let also: Vec<String> = view.names.iter().map(|name| visible(name)).collect();
    if also.len() > 1 {
        lines.push(format!("Seen as: {}", also.join(" · ")));
    }
    let rows: Vec<_> = view
        .classes
        .iter()
        .map(|class| {
            vec![
                at(class.start, zone),
                class.title.clone(),
                class.course.clone().unwrap_or_default(),
                class.status.clone().unwrap_or_default(),
                class.present_seconds.map_or_else(String::new, |seconds| (seconds / 60).to_string()),
            ]
        })
        .collect();
    lines.push(table(&["When", "Class", "Course", "Status", "min"], &rows));
    lines.join("\n")
}

pub fn purge(view: &PurgeView) -> String {
    let verb = if view.done { "Erased" } else { "Would be erased" };
    let mut lines: Vec<String> =
        view.removed.iter().map(|one| format!("{verb}: {} {}", one.count, one.what)).collect();
    if lines.is_empty() {
        lines.push("There is nothing to erase.".to_owned());
    }
    lines.extend(view.kept.iter().map(|kept| format!("Kept: {} ({})", visible(&kept.title), kept.reason)));
    if view.done && !view.removed.is_empty() {
        lines.push("What Microsoft or the LMS still holds comes back with the next fetch.".to_owned());
    }
    lines.join("\n")
}

pub fn backup(view: &BackupView, verb: &str) -> String {
    let aside = view.set_aside.as_ref().map(|aside| format!("\nThe damaged data was put aside in {aside}."));
    let name = visible(&view.name);
    let size = view.bytes / 1024;
    format!("{verb}: {name} ({} classes, {size} KiB).{}", view.meetings, aside.unwrap_or_default())
}

pub fn doctor(view: &DoctorView) -> String {
    let mut lines = vec![format!("Rollbook {}, data in {}", view.version, view.home)];
    for check in &view.checks {
        lines.push(format!("{:8} {}", check.state, check.message));
        lines.extend(check.hint.iter().map(|hint| format!("         {hint}")));
    }
    lines.join("\n")
}
