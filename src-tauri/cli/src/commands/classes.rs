//! Courses, rosters, classes.

use super::Result;
use crate::arguments::{Course, Meeting};
use crate::exit::Exit;
use crate::output::{Output, text};
use chrono::NaiveDate;
use rollbook_engine::library::Range;
use rollbook_engine::view::{IdView, NewMeeting};
use rollbook_engine::{Context, Engine};

pub async fn courses(engine: &Engine, refresh: bool, output: &Output, context: &Context) -> Result {
    let courses = engine.courses(refresh, context).await?;
    output.answer(&courses, || text::courses(&courses));
    Ok(Exit::DONE)
}

pub async fn course(engine: &Engine, course: &Course, output: &Output) -> Result {
    let Course::Add { title, lms_id } = course;
    let id = engine.add_course(title, lms_id.as_deref()).await?;
    output.answer(&IdView { id: id.clone() }, || id);
    Ok(Exit::DONE)
}

pub async fn roster(engine: &Engine, course: &str, pull: bool, output: &Output, context: &Context) -> Result {
    let roster = engine.roster(course, pull, context).await?;
    output.answer(&roster, || text::roster(&roster));
    Ok(Exit::DONE)
}

pub async fn meetings(
    engine: &Engine,
    refresh: bool,
    (from, to): (Option<NaiveDate>, Option<NaiveDate>),
    output: &Output,
    context: &Context,
) -> Result {
    let meetings = engine.meetings(refresh, Range { from, to }, context).await?;
    output.answer(&meetings, || text::meetings(&meetings, engine.config().timezone));
    Ok(Exit::DONE)
}

pub async fn meeting(engine: &Engine, meeting: &Meeting, output: &Output) -> Result {
    let add = match meeting {
        Meeting::Add(add) => add,
        Meeting::Link { meeting, session, .. } => {
            let id = super::class(engine, meeting).await?;
            engine.link_meeting(&id, session.as_deref()).await?;
            output.done("Kept.");
            return Ok(Exit::DONE);
        }
    };
    let new = NewMeeting {
        title: add.title.clone(),
        start: add.start.clone(),
        end: add.end.clone(),
        date: add.date.clone(),
        timezone: add.timezone.clone(),
        course: add.course.clone(),
        join_url: add.join_url.clone(),
        lms_id: add.lms_id.clone(),
    };
    let id = engine.add_meeting(&new).await?;
    output.answer(&IdView { id: id.clone() }, || id);
    Ok(Exit::DONE)
}
