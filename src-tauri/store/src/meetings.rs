//! The class meetings, whoever named them first: the instructor, the calendar or the LMS.

use crate::courses::only;
use crate::error::{Error, Result};
use crate::store::Store;
use crate::value::{At, clean, fresh_id, sql, words};
use chrono::{DateTime, NaiveDate, Utc};
use chrono_tz::Tz;
use rollbook_core::{Class, CourseId, MeetingId, Span, When};
use rusqlite::types::{FromSqlError, Type};
use rusqlite::{Connection, OptionalExtension as _, Row, params};

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

/// A meeting as the calendar lists it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CalendarMeeting {
    /// The event's id (`iCalUId` and start, or whatever is stable and unique).
    pub calendar_id: String,
    /// Subject.
    pub title: String,
    /// From start to end.
    pub span: Span,
    /// The zone of the instructor's day.
    pub timezone: Tz,
    /// Teams join link.
    pub join_url: Option<String>,
}

/// A meeting as the LMS lists it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LmsMeeting {
    /// The LMS's id.
    pub lms_id: String,
    /// Title.
    pub title: String,
    /// A window or a day.
    pub when: When,
    /// The zone of the instructor's day.
    pub timezone: Tz,
    /// Teams join link.
    pub join_url: Option<String>,
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

/// Brings the meetings up to date with the calendar; those it does not name stay. An event that is a class already
/// known from elsewhere (same link, same start) is joined to it, and the owner's title and time stay.
pub fn upsert_from_calendar(
    store: &Store,
    events: &[CalendarMeeting],
    now: DateTime<Utc>,
) -> Result<Vec<MeetingId>> {
    let upsert = |c: &Connection, event: &CalendarMeeting| {
        let key = params![event.calendar_id, event.join_url, At(event.span.start)];
        let new = NewMeeting {
            title: event.title.clone(),
            when: When::Window(event.span),
            timezone: event.timezone,
            join_url: event.join_url.clone(),
            course_id: None,
            lms_id: None,
        };
        match look_up(c, sql!("meeting/by_calendar"), key)? {
            None => insert(c, &new, Some(&event.calendar_id), Origin::Calendar, now),
            Some((id, owner)) => {
                if owner == Origin::Calendar {
                    update(c, &id, &new)?;
                }
                let link = params![id.as_str(), event.calendar_id, event.join_url];
                c.prepare_cached(sql!("meeting/link_calendar"))?.execute(link)?;
                Ok(id)
            }
        }
    };
    store.write(|tx| events.iter().map(|event| upsert(tx, event)).collect())
}

/// Brings a course's meetings up to date with the LMS; those it does not name stay. See [`upsert_from_calendar`].
pub fn upsert_from_lms(
    store: &Store,
    course: &CourseId,
    meetings: &[LmsMeeting],
    now: DateTime<Utc>,
) -> Result<Vec<MeetingId>> {
    let upsert = |c: &Connection, meeting: &LmsMeeting| {
        let new = NewMeeting {
            title: meeting.title.clone(),
            when: meeting.when,
            timezone: meeting.timezone,
            join_url: meeting.join_url.clone(),
            course_id: Some(course.clone()),
            lms_id: Some(meeting.lms_id.clone()),
        };
        let start = At(covered(meeting.when, meeting.timezone).start);
        let key = params![meeting.lms_id, meeting.join_url, start, course.as_str()];
        match look_up(c, sql!("meeting/by_lms"), key)? {
            None => insert(c, &new, None, Origin::Lms, now),
            Some((id, owner)) => {
                if owner == Origin::Lms {
                    update(c, &id, &new)?;
                }
                let link = params![id.as_str(), meeting.lms_id, course.as_str(), meeting.join_url];
                c.prepare_cached(sql!("meeting/link_lms"))?.execute(link)?;
                Ok(id)
            }
        }
    };
    store.write(|tx| meetings.iter().map(|meeting| upsert(tx, meeting)).collect())
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

fn look_up(c: &Connection, sql: &str, key: &[&dyn rusqlite::ToSql]) -> Result<Option<(MeetingId, Origin)>> {
    let mut statement = c.prepare_cached(sql)?;
    let found = statement.query_row(key, |row| Ok((MeetingId::new(row.get::<_, String>(0)?), row.get(1)?)));
    Ok(found.optional()?)
}

/// The span that a list by time goes by: the window, or the local day.
fn covered(when: When, timezone: Tz) -> Span {
    match when {
        When::Window(span) => span,
        When::Day(_) => Class {
            id: MeetingId::new(""),
            title: String::new(),
            when,
            timezone,
            join_url: None,
            course_id: None,
            lms_id: None,
        }
        .day_span(),
    }
}

fn insert(
    c: &Connection,
    new: &NewMeeting,
    calendar_id: Option<&str>,
    origin: Origin,
    now: DateTime<Utc>,
) -> Result<MeetingId> {
    let id = MeetingId::new(fresh_id());
    let (start, end, day) = columns(new.when);
    let span = covered(new.when, new.timezone);
    c.prepare_cached(sql!("meeting/insert"))?.execute(params![
        id.as_str(),
        clean(&new.title),
        start,
        end,
        day,
        At(span.start),
        At(span.end),
        new.timezone.name(),
        new.join_url,
        new.course_id.as_ref().map(CourseId::as_str),
        new.lms_id,
        calendar_id,
        origin,
        At(now),
    ])?;
    Ok(id)
}

fn update(c: &Connection, id: &MeetingId, new: &NewMeeting) -> Result<()> {
    let (start, end, day) = columns(new.when);
    let span = covered(new.when, new.timezone);
    c.prepare_cached(sql!("meeting/update"))?.execute(params![
        id.as_str(),
        clean(&new.title),
        start,
        end,
        day,
        At(span.start),
        At(span.end),
        new.timezone.name(),
        new.join_url,
    ])?;
    Ok(())
}

fn columns(when: When) -> (Option<At>, Option<At>, Option<String>) {
    match when {
        When::Window(span) => (Some(At(span.start)), Some(At(span.end)), None),
        When::Day(day) => (None, None, Some(day.to_string())),
    }
}

fn get_in(c: &Connection, id: &str) -> Result<Meeting> {
    Ok(c.prepare_cached(sql!("meeting/get"))?.query_row([id], from_row)?)
}

fn from_row(row: &Row<'_>) -> rusqlite::Result<Meeting> {
    let bad = |column| {
        rusqlite::Error::FromSqlConversionFailure(column, Type::Text, Box::new(FromSqlError::InvalidType))
    };
    let day: Option<String> = row.get(4)?;
    let when = if let Some(day) = day {
        When::Day(day.parse::<NaiveDate>().map_err(|_| bad(4))?)
    } else {
        let (start, end): (At, At) = (row.get(2)?, row.get(3)?);
        When::Window(Span::new(start.0, end.0).ok_or_else(|| bad(3))?)
    };
    Ok(Meeting {
        class: Class {
            id: MeetingId::new(row.get::<_, String>(0)?),
            title: row.get(1)?,
            when,
            timezone: row.get::<_, String>(5)?.parse().map_err(|_| bad(5))?,
            join_url: row.get(6)?,
            course_id: row.get::<_, Option<String>>(7)?.map(CourseId::new),
            lms_id: row.get(8)?,
        },
        calendar_id: row.get(9)?,
        origin: row.get(10)?,
        dismissed_at: row.get::<_, Option<At>>(11)?.map(|at| at.0),
        created_at: row.get::<_, At>(12)?.0,
    })
}
