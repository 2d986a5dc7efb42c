//! Meetings as rows: written from and read to the core's class.

use super::{Meeting, NewMeeting, Origin};
use crate::error::Result;
use crate::value::{At, clean, fresh_id, sql};
use chrono::{DateTime, NaiveDate, Utc};
use chrono_tz::Tz;
use rollbook_core::{Class, CourseId, MeetingId, Span, When};
use rusqlite::types::{FromSqlError, Type};
use rusqlite::{Connection, Row, params};

/// The span that a list by time goes by: the window, or the local day.
pub(super) fn covered(when: When, timezone: Tz) -> Span {
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

pub(super) fn insert(
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

pub(super) fn update(c: &Connection, id: &MeetingId, new: &NewMeeting) -> Result<()> {
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

pub(super) fn get_in(c: &Connection, id: &str) -> Result<Meeting> {
    Ok(c.prepare_cached(sql!("meeting/get"))?.query_row([id], from_row)?)
}

pub(super) fn from_row(row: &Row<'_>) -> rusqlite::Result<Meeting> {
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
