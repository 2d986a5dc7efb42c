//! What an upload would change, and what it did.

use super::{at, or_dash};
use crate::output::table::table;
use chrono_tz::Tz;
use rollbook_engine::view::{ChangeView, LmsCheckView, OutboxView, StatusMapView, UploadView};

pub fn upload(view: &UploadView) -> String {
    let row = |c: &ChangeView| {
        let result = view.results.iter().find(|r| r.student_id == c.student_id);
        let became = result.map_or_else(String::new, |r| match &r.error {
            Some(error) => format!("{}: {}", r.state, error.message),
            None => r.state.clone(),
        });
        let values = format!("{} → {}", or_dash(c.before.as_deref()), or_dash(c.after.as_deref()));
        vec![c.action.clone(), c.name.clone(), values, c.reason.clone(), became]
    };
    let rows: Vec<_> = view.changes.iter().map(row).collect();
    let s = &view.summary;
    let sums = format!(
        "{} to create, {} to change, {} as they are, {} conflicts, {} left out",
        s.create, s.update, s.none, s.conflict, s.skip
    );
    let end = match view.state.as_str() {
        "dry-run" => "Nothing was sent (dry run).",
        "queued" => "Queued: it is sent when the LMS can be reached (`rollbook outbox`).",
        "done" if view.reverts.is_some() => "Taken back and read back.",
        "done" if view.upload_id.is_none() => "There was nothing to send.",
        "done" => "Sent and read back: the LMS holds it.",
        "conflict" => "Somebody changed these in the LMS since we last looked. Nothing was sent.",
        _ => "Partly done: see the last column.",
    };
    let made = if view.makes_session {
        "\nThe LMS has no session at this time yet: the upload makes one."
    } else {
        ""
    };
    let why = view.error.as_ref().map_or_else(String::new, |why| format!("\n{} {}", why.message, why.hint));
    format!(
        "{}\n\n{sums}{made}\n{end}{why}",
        table(&["", "Student", "Before → after", "Why", "Result"], &rows)
    )
}

pub fn uploads(uploads: &[UploadView], own: Tz) -> String {
    if uploads.is_empty() {
        return "Nothing was uploaded yet.".to_owned();
    }
    let rows: Vec<_> = uploads
        .iter()
        .map(|u| {
            let when = u.read_at.map_or_else(|| "-".to_owned(), |time| at(time, own));
            let sent = (u.summary.create + u.summary.update).to_string();
            vec![
                or_dash(u.upload_id.as_deref()),
                when,
                u.target.url.clone(),
                or_dash(u.target.session.as_deref()),
                sent,
                u.state.clone(),
            ]
        })
        .collect();
    table(&["Id", "When", "LMS", "Meeting", "Marks", "State"], &rows)
}

pub fn outbox(view: &OutboxView, own: Tz) -> String {
    let sent = match view.sent.len() {
        0 => String::new(),
        1 => "1 class was sent.\n".to_owned(),
        many => format!("{many} classes were sent.\n"),
    };
    if view.entries.is_empty() {
        return format!("{sent}Nothing waits to be sent.");
    }
    let row = |entry: &rollbook_engine::view::OutboxEntryView| {
        let next = match entry.next_attempt_at {
            Some(next) => format!("again at {}", at(next, own)),
            None => "until you decide".to_owned(),
        };
        let why = entry.error.as_ref().map_or_else(String::new, |why| why.message.clone());
        vec![entry.id.clone(), entry.title.clone(), at(entry.queued_at, own), next, why]
    };
    let rows: Vec<_> = view.entries.iter().map(row).collect();
    format!("{sent}{}", table(&["Id", "Class", "Since", "Waits", "Why"], &rows))
}

pub fn statuses(map: &StatusMapView) -> String {
    if map.own.is_empty() {
        return "The LMS takes the statuses as they are (or has not been read for this class yet)."
            .to_owned();
    }
    let own: Vec<_> = map
        .own
        .iter()
        .map(|one| {
            let points = one.points.map_or_else(|| "-".to_owned(), |points| points.to_string());
            vec![one.short.clone(), one.title.clone(), points]
        })
        .collect();
    let targets: Vec<_> = map
        .targets
        .iter()
        .map(|one| {
            let how = if one.chosen { "chosen" } else { "" };
            vec![one.status.clone(), or_dash(one.becomes.as_deref()), how.to_owned()]
        })
        .collect();
    format!("{}\n\n{}", table(&["LMS", "Title", "Points"], &own), table(&["Status", "Becomes", ""], &targets))
}

pub fn lms(check: &LmsCheckView) -> String {
    let who = check.who.as_deref().unwrap_or("The token works");
    let site = check.site.as_deref().map_or_else(String::new, |site| format!(" at {site}"));
    let courses =
        if check.courses == 1 { "1 course".to_owned() } else { format!("{} courses", check.courses) };
    let abilities = check.abilities.iter().map(|one| {
        let granted = if one.granted { "yes" } else { "no " };
        format!("\n{granted} {}", one.says)
    });
    format!("{who}{site}: {courses}.{}", abilities.collect::<String>())
}
