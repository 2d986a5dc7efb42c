//! One class, named by calendar and LMS: found again, and joined where both name it.

use super::rows::{covered, insert, update};
use super::{NewMeeting, Origin};
use crate::error::Result;
use crate::store::Store;
use crate::value::{At, Json, sql};
use chrono::{DateTime, Utc};
use chrono_tz::Tz;
use rollbook_core::{CourseId, MeetingId, Span, When};
use rusqlite::{Connection, OptionalExtension as _, params};

/// A meeting as the calendar lists it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CalendarMeeting {
    /// The event's id with its start: what is unique in a listing.
    pub calendar_id: String,
    /// The event's id alone, with which `calendar_id` begins: it stays when the event is moved.
    pub uid: String,
    /// True where nothing else has this id: the event is no part of a series.
    pub single: bool,
    /// Subject.
    pub title: String,
    /// A window or a day.
    pub when: When,
    /// The zone of the instructor's day.
    pub timezone: Tz,
    /// Teams join link.
    pub join_url: Option<String>,
}

impl CalendarMeeting {
    /// The window, or the local day.
    #[must_use]
    pub fn span(&self) -> Span {
        covered(self.when, self.timezone)
    }
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

/// Brings the meetings up to date with the calendar; those it does not name stay. An event that is a class already
/// known from elsewhere (same link, same start) is joined to it, and the owner's title and time stay.
pub fn upsert_from_calendar(
    store: &Store,
    events: &[CalendarMeeting],
    now: DateTime<Utc>,
) -> Result<Vec<MeetingId>> {
    let upsert = |c: &Connection, event: &CalendarMeeting| {
        let key = params![event.calendar_id, event.join_url, At(event.span().start)];
        let new = NewMeeting {
            title: event.title.clone(),
            when: event.when,
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

/// Forgets the events of a span that a complete list of the calendar names no longer, because they were moved or cancelled.
/// One that was fetched, decided on, or connected to a course stays: it is a class, wherever the calendar has it now. The
/// number of those forgotten.
pub fn forget_unnamed(store: &Store, span: Span, named: &[String]) -> Result<usize> {
    let named = serde_json::Value::from(named.to_vec());
    store.write(|tx| {
        let sql = sql!("meeting/forget_unnamed");
        Ok(tx.prepare_cached(sql)?.execute(params![At(span.start), At(span.end), Json::from(&named)])?)
    })
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

fn look_up(c: &Connection, sql: &str, key: &[&dyn rusqlite::ToSql]) -> Result<Option<(MeetingId, Origin)>> {
    let mut statement = c.prepare_cached(sql)?;
    let found = statement.query_row(key, |row| Ok((MeetingId::new(row.get::<_, String>(0)?), row.get(1)?)));
    Ok(found.optional()?)
}
