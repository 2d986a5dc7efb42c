//! The way that needs no administrator: the form that the attendance plug-in makes for the phone app.
//!
//! A token of the service `moodle_mobile_app`, which every teacher may have, reaches it by `tool_mobile_get_content`. It
//! shows the sessions from six hours ago to a day ahead only, takes the marks of a session in one call, and blanks the
//! remarks of every student that is sent; so only changed marks are. A session's id is written here as
//! `MODULE:SESSION`, because the form believes whatever module it is given and would offer another activity's statuses.

use super::call::{Caller, field};
use super::form;
use super::function::Function;
use super::session::{Held, Register};
use super::write::{checked, moved};
use super::wrong_shape;
use crate::error::LmsError;
use crate::marks::{MarkFault, MarkState, Write, Written};
use crate::model::{Activity, Listed, LmsMeeting, Place};
use rollbook_transport::Context;
use serde_json::Value;
use tokio::sync::Mutex;

/// The version of the phone app whose pages are read (4.4).
const APP: &str = "44000";

/// One write at a time, as with the plug-in's functions.
static TURN: Mutex<()> = Mutex::const_new(());

/// A session and the module that it belongs to.
struct Found {
    course: String,
    module: String,
    session: String,
}

/// The sessions that the phone app would show.
pub(super) async fn meetings(
    caller: &Caller,
    course: &str,
    registers: &[Register],
    ctx: &Context,
) -> Result<Listed<LmsMeeting>, LmsError> {
    let mut listed = Listed::default();
    for register in registers {
        let page = overview(caller, course, &register.module, ctx).await?;
        for shown in form::sessions(&page) {
            let Some((start, end)) = shown.times else {
                listed.skipped += 1;
                continue;
            };
            listed.items.push(LmsMeeting {
                id: format!("{}:{}", register.module, shown.session),
                title: register.name.clone(),
                start,
                end,
                timezone: None,
                join_url: None,
                activity: Some(Activity { id: register.instance.clone(), title: register.name.clone() }),
                group: shown.group,
            });
        }
    }
    Ok(listed)
}

async fn overview(caller: &Caller, course: &str, module: &str, ctx: &Context) -> Result<String, LmsError> {
    let mut fields =
        page("mobile_view_activity", &[("cmid", module), ("courseid", course), ("appversioncode", APP)]);
    // The page tells times in words only: in English and in UTC they can be read.
    fields.push(field("moodlewssettinglang", "en"));
    fields.push(field("moodlewssettingtimezone", "UTC"));
    let json = caller.read(Function::PhoneContent, fields, ctx).await?;
    form::page(&json).map(str::to_owned).ok_or_else(wrong_shape)
}

fn page(method: &str, args: &[(&str, &str)]) -> super::call::Fields {
    let mut fields = vec![field("component", "mod_attendance"), field("method", method)];
    for (place, (name, value)) in args.iter().enumerate() {
        fields.push(field(format!("args[{place}][name]"), *name));
        fields.push(field(format!("args[{place}][value]"), *value));
    }
    fields
}

async fn find(caller: &Caller, place: &Place, ctx: &Context) -> Result<Found, LmsError> {
    let course = place.course.clone().ok_or(LmsError::BadId)?;
    if let Some((module, session)) = place.session.split_once(':') {
        return Ok(Found { course, module: module.to_owned(), session: session.to_owned() });
    }
    for register in super::registers_of(caller, &course, ctx).await? {
        let page = overview(caller, &course, &register.module, ctx).await?;
        if form::sessions(&page).iter().any(|shown| shown.session == place.session) {
            return Ok(Found { course, module: register.module, session: place.session.clone() });
        }
    }
    Err(LmsError::NotFound(None))
}

async fn teacher_form(caller: &Caller, found: &Found, ctx: &Context) -> Result<Held, LmsError> {
    let args = [
        ("cmid", found.module.as_str()),
        ("courseid", found.course.as_str()),
        ("sessid", found.session.as_str()),
        ("appversioncode", APP),
    ];
    let json = caller.read(Function::PhoneContent, page("mobile_teacher_form", &args), ctx).await?;
    form::held(&json).ok_or_else(wrong_shape)
}

/// What the form holds for a session.
pub(super) async fn read(caller: &Caller, place: &Place, ctx: &Context) -> Result<Held, LmsError> {
    let found = find(caller, place, ctx).await?;
    teacher_form(caller, &found, ctx).await
}

/// Sends the changed marks in one call.
pub(super) async fn write(caller: &Caller, write: &Write, ctx: &Context) -> Result<Written, LmsError> {
    let _turn = ctx.bounded(TURN.lock()).await?;
    let found = find(caller, &write.place, ctx).await?;
    let now = teacher_form(caller, &found, ctx).await?;
    let (mut results, mut sending) = checked(write, &now)?;
    sending.retain(|one| {
        let removal = one.status == "0";
        if let Some(result) = results.get_mut(one.place).filter(|_| removal) {
            (result.state, result.error) = (MarkState::Failed, Some(MarkFault::CannotRemove));
        }
        !removal
    });
    if sending.is_empty() {
        return Ok(Written { version: now.marks.version, results });
    }
    let names: Vec<String> = sending.iter().map(|one| format!("status{}", one.student)).collect();
    let mut args = vec![
        ("cmid", found.module.as_str()),
        ("courseid", found.course.as_str()),
        ("sessid", found.session.as_str()),
        ("appversioncode", APP),
    ];
    args.extend(names.iter().map(String::as_str).zip(sending.iter().map(|one| one.status.as_str())));
    let json: Value = caller.write(Function::PhoneContent, page("mobile_view_activity", &args), ctx).await?;
    // Without this word the page was shown and nothing stored, or it is another page: what stands, a reading shows.
    if !form::page(&json).is_some_and(|page| page.contains("attendancesuccess")) {
        return Err(wrong_shape());
    }
    for one in &sending {
        if let Some(result) = results.get_mut(one.place) {
            result.state = MarkState::Confirmed;
        }
    }
    Ok(Written { version: moved(&now, teacher_form(caller, &found, ctx).await, &sending), results })
}
