//! Events that were moved: the class goes with them, and what was decided for it.

use super::CalendarMeeting;
use crate::error::Result;
use crate::store::Store;
use crate::value::{At, sql};
use rollbook_core::Span;
use rusqlite::{Connection, params};
use std::collections::{BTreeMap, BTreeSet};

/// A class of an event as it is stored.
struct Known {
    id: String,
    calendar_id: String,
    span: Span,
    fetched: bool,
}

/// Finds the classes whose events have another start now than when they were stored, so that
/// [`super::upsert_from_calendar`] brings them up to date instead of adding them anew; their number.
///
/// `listed` is the span that the calendar was asked for, `None` where its answer was not whole. An event is followed when
/// it is the only one of its id that is new, and one stored class of this id is named no longer. Of a series only classes
/// in the span can be missed there, for its occurrences may share an id. A class of which something was fetched is not
/// followed to another day: what was fetched is of the day on which it was held.
pub fn follow_moved(store: &Store, listed: Option<Span>, events: &[CalendarMeeting]) -> Result<usize> {
    let named: BTreeSet<&str> = events.iter().map(|event| event.calendar_id.as_str()).collect();
    let mut by_uid: BTreeMap<&str, Vec<&CalendarMeeting>> = BTreeMap::new();
    for event in events {
        by_uid.entry(&event.uid).or_default().push(event);
    }
    store.write(|tx| {
        let mut moved = 0;
        for (uid, events) in &by_uid {
            let known = of_event(tx, uid)?;
            let mut new =
                events.iter().filter(|event| !known.iter().any(|k| k.calendar_id == event.calendar_id));
            let (Some(event), None) = (new.next(), new.next()) else { continue };
            let missed = |class: &&Known| {
                let within =
                    listed.is_some_and(|span| span.start <= class.span.start && class.span.end <= span.end);
                !named.contains(class.calendar_id.as_str()) && (event.single || within)
            };
            let mut missed = known.iter().filter(missed);
            let (Some(class), None) = (missed.next(), missed.next()) else { continue };
            if class.fetched && !same_day(class, event) {
                continue;
            }
            let sql = "UPDATE meeting SET calendar_id = ?2 WHERE id = ?1";
            moved += tx.prepare_cached(sql)?.execute(params![class.id, event.calendar_id])?;
        }
        Ok(moved)
    })
}

fn of_event(c: &Connection, uid: &str) -> Result<Vec<Known>> {
    let mut statement = c.prepare_cached(sql!("meeting/of_event"))?;
    let rows = statement.query_map([uid], |row| {
        let (start, end): (At, At) = (row.get(2)?, row.get(3)?);
        let span = Span { start: start.0, end: end.0 };
        Ok(Known { id: row.get(0)?, calendar_id: row.get(1)?, span, fetched: row.get(4)? })
    })?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

fn same_day(class: &Known, event: &CalendarMeeting) -> bool {
    let day = |at: chrono::DateTime<chrono::Utc>| at.with_timezone(&event.timezone).date_naive();
    day(class.span.start) == day(event.span().start)
}
