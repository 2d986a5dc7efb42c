//! Writing marks by `mod_attendance_update_user_status`.
//!
//! Plug-ins up to 2025 accept any status id, any user and any text as `statusset`, so every mark is checked against a
//! fresh reading before anything is sent. The table of marks has no unique key: two requests at once make two rows for
//! one student, and of two rows an update changes the first while the last one is shown. Therefore one write of this
//! process goes at a time, and after a lost answer nothing more is sent.

use super::batch;
use super::call::{Caller, Fields, field};
use super::function::Function;
use super::session::{Held, held};
use super::wrong_shape;
use crate::error::LmsError;
use crate::marks::{HeldStatus, MarkFault, MarkResult, MarkState, Write, Written};
use rollbook_transport::Context;
use serde_json::Value;
use tokio::sync::Mutex;

/// One write at a time, whatever adapters this process has made.
static TURN: Mutex<()> = Mutex::const_new(());

/// One mark that is to be sent.
#[derive(Clone, Debug)]
pub(super) struct Sending {
    /// Where its result belongs in the list.
    pub place: usize,
    /// The student's id.
    pub student: String,
    /// The status id; `0` takes the mark away.
    pub status: String,
}

/// Reads a session.
pub(super) async fn read(caller: &Caller, session: &str, ctx: &Context) -> Result<Held, LmsError> {
    let json = caller.read(Function::GetSession, vec![field("sessionid", session)], ctx).await?;
    held(&json).ok_or_else(wrong_shape)
}

/// Writes the changed marks of a session.
pub(super) async fn write(
    caller: &Caller,
    session: &str,
    write: &Write,
    ctx: &Context,
) -> Result<Written, LmsError> {
    let _turn = ctx.bounded(TURN.lock()).await?;
    let taker = caller.info(ctx).await?.user.clone();
    let now = read(caller, session, ctx).await?;
    let (mut results, sending) = checked(write, &now)?;
    let common =
        vec![field("sessionid", session), field("takenbyid", taker), field("statusset", now.set.as_str())];
    let sent = if caller.info(ctx).await?.may(Function::Batch) && sending.len() > 1 {
        batch::send(caller, &common, &sending, &mut results, ctx).await
    } else {
        one_by_one(caller, &common, &sending, &mut results, ctx).await
    };
    match sent {
        // What is stored already must not be hidden behind the failure of a later one.
        Err(error) if !error.may_have_written() && stored_some(&sending, &results) => {}
        other => other?,
    }
    let version = if sending.is_empty() {
        now.marks.version
    } else {
        moved(&now, read(caller, session, ctx).await, &sending)
    };
    Ok(Written { version, results })
}

/// The version after a write, so that the next one of the same upload can be compared. Where Moodle shows that somebody
/// else changed a mark meanwhile it stays the old one, and the next write is a conflict.
pub(super) fn moved(before: &Held, after: Result<Held, LmsError>, sending: &[Sending]) -> Option<String> {
    let Ok(after) = after else { return before.marks.version.clone() };
    let others = |held: &Held| {
        let others =
            held.marks.records.iter().filter(|mark| sending.iter().all(|one| one.student != mark.student_id));
        others
            .map(|mark| (mark.student_id.clone(), mark.status.clone()))
            .collect::<std::collections::BTreeMap<_, _>>()
    };
    if others(before) == others(&after) { after.marks.version } else { before.marks.version.clone() }
}

/// The results so far, and what is left to send: marks that cannot be are failures before anything is sent, and marks
/// that Moodle holds already are not sent again, because every sending moves the session's times.
pub(super) fn checked(write: &Write, now: &Held) -> Result<(Vec<MarkResult>, Vec<Sending>), LmsError> {
    if write.base_version.is_some() && write.base_version != now.marks.version {
        return Err(LmsError::Conflict);
    }
    let (mut results, mut sending) = (Vec::new(), Vec::new());
    let wanted = write.changed.iter().map(|mark| (&mark.student_id, Some(&mark.status)));
    for (student, status) in wanted.chain(write.removed.iter().map(|id| (id, None))) {
        let is = now.marks.records.iter().find(|mark| mark.student_id == *student).map(|mark| &mark.status);
        let result = |state, error| MarkResult { student_id: student.clone(), state, error };
        if is == status {
            results.push(result(MarkState::Confirmed, None));
            continue;
        }
        let listed = now.marks.students.as_ref().is_none_or(|known| known.contains(student));
        let fault = match status {
            _ if !listed => Some(MarkFault::NotListed),
            Some(HeldStatus::Other(id)) if now.valid.contains(id) => None,
            Some(_) => Some(MarkFault::NoSuchStatus),
            None => None,
        };
        if fault.is_none() {
            let status = status.map_or_else(|| "0".to_owned(), |status| status.word().to_owned());
            sending.push(Sending { place: results.len(), student: student.clone(), status });
            results.push(result(MarkState::Skipped, None));
        } else {
            results.push(result(MarkState::Failed, fault));
        }
    }
    Ok((results, sending))
}

fn stored_some(sending: &[Sending], results: &[MarkResult]) -> bool {
    let state = |one: &Sending| results.get(one.place).map(|result| result.state);
    sending.iter().any(|one| state(one) == Some(MarkState::Confirmed))
}

/// The fields of one update.
pub(super) fn fields(common: &Fields, one: &Sending) -> Fields {
    let mut fields = common.clone();
    fields.push(field("studentid", one.student.as_str()));
    fields.push(field("statusid", one.status.as_str()));
    fields
}

async fn one_by_one(
    caller: &Caller,
    common: &Fields,
    sending: &[Sending],
    results: &mut [MarkResult],
    ctx: &Context,
) -> Result<(), LmsError> {
    for one in sending {
        let answer = caller.write(Function::UpdateUserStatus, fields(common, one), ctx).await;
        settle(one, answer, results)?;
    }
    Ok(())
}

/// Takes in the answer to one mark. Failures of one student are noted and the next one goes on; any other ends it.
pub(super) fn settle(
    one: &Sending,
    answer: Result<Value, LmsError>,
    results: &mut [MarkResult],
) -> Result<(), LmsError> {
    use crate::moodle::MoodleFault::{BadValue, UnknownUser};
    let (state, error) = match answer {
        // Null up to 2025, "OK" from 2026 on.
        Ok(Value::Null | Value::String(_) | Value::Bool(true)) => (MarkState::Confirmed, None),
        Ok(_) => return Err(wrong_shape()),
        Err(LmsError::Moodle(BadValue)) if one.status == "0" => {
            (MarkState::Failed, Some(MarkFault::CannotRemove))
        }
        Err(LmsError::Moodle(BadValue | UnknownUser)) => (MarkState::Failed, Some(MarkFault::Refused)),
        Err(LmsError::Refused { says, .. }) => {
            (MarkState::Failed, Some(says.map_or(MarkFault::Refused, MarkFault::Said)))
        }
        Err(error) => return Err(error),
    };
    if let Some(result) = results.get_mut(one.place) {
        (result.state, result.error) = (state, error);
    }
    Ok(())
}

#[cfg(test)]
#[path = "write_tests.rs"]
mod tests;
