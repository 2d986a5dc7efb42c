//! What an upload would change, and what it did.

use super::{at, or_dash};
use crate::output::table::table;
use chrono_tz::Tz;
use rollbook_engine::view::{ChangeView, UploadView};

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
        "done" if view.upload_id.is_none() => "There was nothing to send.",
        "done" => "Sent and read back: the LMS holds it.",
        "conflict" => "Somebody changed these in the LMS since we last looked. Nothing was sent.",
        _ => "Partly done: see the last column.",
    };
    format!("{}\n\n{sums}\n{end}", table(&["", "Student", "Before → after", "Why", "Result"], &rows))
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
