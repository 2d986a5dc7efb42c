//! The class meetings, whoever named them first: the instructor, the calendar or the LMS.

mod joining;
mod moving;
mod rows;

pub use joining::{CalendarMeeting, LmsMeeting, forget_unnamed, upsert_from_calendar, upsert_from_lms};
pub use moving::follow_moved;

use crate::courses::only;
use crate::error::{Error, Result};
use crate::store::Store;
use crate::value::{At, sql, words};
use chrono::{DateTime, Utc};
use chrono_tz::Tz;
use rollbook_core::{Class, CourseId, MeetingId, When};
use rows::{from_row, get_in, insert};
use rusqlite::{Connection, params};

words! {
    /// Who named a meeting first, and so owns its title and time.
    Origin {
        /// The instructor.
        Manual = "manual",
        /// The calendar.
        Calendar = "calendar",
        /// The LMS.
        Lms = "lms",
    }
}

/// One stored meeting.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Meeting {
    /// The class.
    pub class: Class,
    /// The calendar event it is.
    pub calendar_id: Option<String>,
    /// Who named it first.
    pub origin: Origin,
    /// When the instructor said that it needs no attendance.
    pub dismissed_at: Option<DateTime<Utc>>,
    /// When it was stored.
    pub created_at: DateTime<Utc>,
}

/// A meeting to add.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewMeeting {
    /// Title as it was typed.
    pub title: String,
    /// A window or a day.
    pub when: When,
    /// The zone of the instructor's day.
    pub timezone: Tz,
    /// Teams join link.
    pub join_url: Option<String>,
    /// The course.
    pub course_id: Option<CourseId>,
    /// The LMS's id of it.
    pub lms_id: Option<String>,
}

/// The meetings that touch `[from, to)` in order of time; `None` is an open end.
pub fn list(store: &Store, from: Option<DateTime<Utc>>, to: Option<DateTime<Utc>>) -> Result<Vec<Meeting>> {
    store.read(|c| {
        let mut statement = c.prepare_cached(sql!("meeting/list"))?;
        let rows = statement.query_map(params![from.map(At), to.map(At)], from_row)?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    })
}

/// One meeting; [`Error::NotFound`] when there is none.
pub fn get(store: &Store, id: &MeetingId) -> Result<Meeting> {
    store.read(|c| get_in(c, id.as_str()))
}

/// The meeting of an id, a unique beginning of one (6 characters or more), or an exact title.
/// [`Error::NotFound`] and [`Error::Ambiguous`] name nothing.
pub fn find(store: &Store, text: &str) -> Result<Meeting> {
    store.read(|c| match get_in(c, text) {
        Err(Error::NotFound) => get_in(c, &only(c, sql!("meeting/find"), text)?),
        other => other,
    })
}

/// Adds a meeting by hand. [`Error::NotFound`] when its course is not there.
pub fn add(store: &Store, new: &NewMeeting, now: DateTime<Utc>) -> Result<MeetingId> {
    store.write(|tx| {
        if let Some(course) = &new.course_id {
            let known = "SELECT EXISTS (SELECT 1 FROM course WHERE id = ?1)";
            if !tx.query_row(known, [course.as_str()], |row| row.get::<_, bool>(0))? {
                return Err(Error::NotFound);
            }
        }
        insert(tx, new, None, Origin::Manual, now)
    })
}

/// Says which session of the LMS a meeting is, or that it is none. What another session held when it was last read says
/// nothing about this one, and is forgotten. [`Error::NotFound`] where the meeting is not there.
pub fn set_lms_id(store: &Store, id: &MeetingId, lms_id: Option<&str>) -> Result<()> {
    store.write(|tx| {
        let row = params![id.as_str(), lms_id];
        tx.execute(
            "DELETE FROM lms_state WHERE meeting_id = ?1 \
             AND (SELECT lms_id FROM meeting WHERE id = ?1) IS NOT NULL \
             AND (SELECT lms_id FROM meeting WHERE id = ?1) IS NOT ?2",
            row,
        )?;
        let found = tx.execute("UPDATE meeting SET lms_id = ?2 WHERE id = ?1", row)?;
        if found == 0 { Err(Error::NotFound) } else { Ok(()) }
    })
}

/// Says that a meeting needs no attendance, or takes that back.
pub fn dismiss(store: &Store, id: &MeetingId, at: Option<DateTime<Utc>>) -> Result<()> {
    store.write(|tx| {
        let sql = "UPDATE meeting SET dismissed_at = ?2 WHERE id = ?1";
        if tx.execute(sql, params![id.as_str(), at.map(At)])? == 0 { Err(Error::NotFound) } else { Ok(()) }
    })
}

/// Erases a meeting with all that hangs on it: answers, syncs, decisions, uploads. Not undoable.
pub fn erase(store: &Store, id: &MeetingId) -> Result<()> {
    store.write(|tx| {
        let gone = tx.execute("DELETE FROM meeting WHERE id = ?1", [id.as_str()])?;
        if gone == 0 { Err(Error::NotFound) } else { Ok(()) }
    })
}

pub(crate) fn exists(c: &Connection, id: &MeetingId) -> Result<bool> {
    let mut statement = c.prepare_cached("SELECT EXISTS (SELECT 1 FROM meeting WHERE id = ?1)")?;
    Ok(statement.query_row([id.as_str()], |row| row.get(0))?)
}
