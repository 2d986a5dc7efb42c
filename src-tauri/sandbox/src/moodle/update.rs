//! `mod_attendance_update_user_status`: what it checks, and what it does not.

use super::people::is_user;
use super::register::statuses;
use super::sessions::session;
use super::{Answer, Asked, Fault};
use serde_json::{Value, json};

/// Whether the student has no row yet, as the plug-in finds before it stores one.
pub(super) fn is_fresh(asked: &Asked<'_>) -> bool {
    let (Ok(id), Ok(student)) = (asked.number("sessionid"), asked.number("studentid")) else { return false };
    asked.state.register().session(id).is_some_and(|session| session.shown(student).is_none())
}

/// Up to 2025 neither status nor enrolment nor the set of statuses is checked, and null comes back; from 2026 on status and
/// set are, and the answer is "OK". Times move, the gradebook does not.
pub(super) fn update(asked: &Asked<'_>, fresh: bool) -> Answer {
    asked.only(&["sessionid", "studentid", "takenbyid", "statusid", "statusset"])?;
    let (id, student) = (asked.number("sessionid")?, asked.number("studentid")?);
    let (taker, status) = (asked.number("takenbyid")?, asked.number("statusid")?);
    let set = asked.form.get("statusset").ok_or_else(Fault::parameter)?;
    let (session, activity, _) = session(asked, id)?;
    let strict = asked.site().strict;
    let known = statuses(activity.instance).iter().any(|one| one.0 == status);
    if strict && (set != "0" || !known) {
        return Err(Fault::parameter());
    }
    if !is_user(asked.state, student) || !is_user(asked.state, taker) {
        return Err(Fault::user());
    }
    let now = asked.now();
    let mut register = asked.state.register();
    register.mark(session.id, student, status, None, fresh);
    if let Some(session) = register.sessions.iter_mut().find(|one| one.id == session.id) {
        session.taken = Some((now, taker));
        session.changed = now;
    }
    Ok(if strict { json!("OK") } else { Value::Null })
}
