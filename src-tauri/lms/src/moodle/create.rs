//! Making a session.
//!
//! `add_session` twice makes two. So the marker is looked for before every making: a session whose making was cut off
//! before its answer came is found again and not made a second time.

use super::call::{Caller, field};
use super::fault::MoodleFault;
use super::function::Function;
use super::session::{self, Register};
use super::{registers_of, sessions_of, wrong_shape};
use crate::error::LmsError;
use crate::lenient::id;
use crate::model::{Activity, LmsMeeting, NewSession};
use rollbook_transport::Context;
use std::collections::BTreeMap;
use tokio::sync::Mutex;

/// Looking and making are one step for this process.
static TURN: Mutex<()> = Mutex::const_new(());

/// Makes the session, or gives the one that carries its marker already.
pub(super) async fn create(caller: &Caller, new: &NewSession, ctx: &Context) -> Result<LmsMeeting, LmsError> {
    let _turn = ctx.bounded(TURN.lock()).await?;
    if !caller.info(ctx).await?.may(Function::AddSession) {
        return Err(MoodleFault::NotInService(Function::AddSession).into());
    }
    let registers = registers_of(caller, &new.course, ctx).await?;
    let register = chosen(&registers, new.activity.as_deref())?;
    let sessions = sessions_of(caller, register, ctx).await?;
    if let Some(made) = sessions.iter().find(|record| session::is_marked(record, &new.marker)) {
        return session::meeting(made, register, &BTreeMap::new()).ok_or_else(wrong_shape);
    }
    let fields = vec![
        field("attendanceid", register.instance.as_str()),
        field("description", session::description(new)),
        field("sessiontime", new.start.timestamp().to_string()),
        field("duration", (new.end - new.start).num_seconds().max(0).to_string()),
        field("groupid", "0"),
        // The class is over or in the calendar already; and PHP wants 0, not false.
        field("addcalendarevent", "0"),
    ];
    let json = caller.write(Function::AddSession, fields, ctx).await?;
    Ok(LmsMeeting {
        id: json.get("sessionid").and_then(id).ok_or_else(wrong_shape)?,
        title: new.title.clone(),
        start: new.start,
        end: Some(new.end),
        timezone: None,
        join_url: None,
        activity: Some(Activity { id: register.instance.clone(), title: register.name.clone() }),
        group: None,
    })
}

/// The activity that was named, else the only one that takes sessions for everybody.
pub(super) fn chosen<'a>(registers: &'a [Register], named: Option<&str>) -> Result<&'a Register, LmsError> {
    if let Some(named) = named {
        let register = registers.iter().find(|one| one.instance == named).ok_or(LmsError::NotFound(None))?;
        return if register.grouped { Err(MoodleFault::NeedsGroup.into()) } else { Ok(register) };
    }
    let mut open = registers.iter().filter(|one| !one.grouped);
    match (open.next(), open.next()) {
        (Some(only), None) => Ok(only),
        (Some(_), Some(_)) => Err(MoodleFault::SeveralActivities.into()),
        (None, _) if registers.is_empty() => Err(MoodleFault::NoActivity.into()),
        (None, _) => Err(MoodleFault::NeedsGroup.into()),
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn register(instance: &str, grouped: bool) -> Register {
        Register { instance: instance.into(), module: format!("4{instance}"), name: "A".into(), grouped }
    }

    #[test]
    fn the_activity_is_never_guessed() {
        let (lecture, seminar, lab) = (register("1", false), register("2", false), register("3", true));
        let all = [lecture.clone(), seminar, lab.clone()];
        assert_eq!(chosen(&all, Some("1")), Ok(&all[0]));
        assert_eq!(chosen(&all, None), Err(MoodleFault::SeveralActivities.into()));
        assert_eq!(chosen(&all, Some("3")), Err(MoodleFault::NeedsGroup.into()));
        assert_eq!(chosen(&all, Some("41")), Err(LmsError::NotFound(None)), "a module's id is no instance");
        let two = [lecture, lab.clone()];
        assert_eq!(chosen(&two, None), Ok(&two[0]));
        assert_eq!(chosen(&[lab], None), Err(MoodleFault::NeedsGroup.into()));
        assert_eq!(chosen(&[], None), Err(MoodleFault::NoActivity.into()));
    }
}
