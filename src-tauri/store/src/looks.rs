//! Looks for a class's attendance that found none yet: when the last one was, and what was said of it.
//!
//! Such a sync changes nothing of the class; without this a program that starts anew would not know that it has been
//! asked for the class, nor when to look again. What was said is JSON of the caller's. A sync or import that stores
//! something takes the entry away in its own transaction.

use crate::error::Result;
use crate::meetings;
use crate::store::Store;
use crate::value::{At, Json};
use chrono::{DateTime, Utc};
use rollbook_core::MeetingId;
use rusqlite::{Connection, OptionalExtension as _, params};
use serde_json::Value;

/// A look that found no attendance.
#[derive(Clone, Debug, PartialEq)]
pub struct Look {
    /// When.
    pub at: DateTime<Utc>,
    /// What was said of it.
    pub said: Value,
    /// The question is worth asking again at once ([`ask_anew`]).
    pub anew: bool,
}

/// The last look at a class, where it found nothing.
pub fn get(store: &Store, meeting: &MeetingId) -> Result<Option<Look>> {
    store.read(|c| {
        let mut statement = c.prepare_cached("SELECT at, said, anew FROM look WHERE meeting_id = ?1")?;
        let read = |row: &rusqlite::Row<'_>| {
            let said = row.get::<_, Json<'static>>(1)?.0.into_owned();
            Ok(Look { at: row.get::<_, At>(0)?.0, said, anew: row.get(2)? })
        };
        Ok(statement.query_row([meeting.as_str()], read).optional()?)
    })
}

/// Writes a look down; a class that is gone in the meantime needs none.
pub fn put(store: &Store, meeting: &MeetingId, at: DateTime<Utc>, said: &Value) -> Result<()> {
    store.write(|tx| {
        if meetings::exists(tx, meeting)? {
            let sql = "INSERT INTO look (meeting_id, at, said) VALUES (?1, ?2, ?3) ON CONFLICT (meeting_id) \
                       DO UPDATE SET at = excluded.at, said = excluded.said, anew = 0";
            tx.prepare_cached(sql)?.execute(params![meeting.as_str(), At(at), Json::from(said)])?;
        }
        Ok(())
    })
}

/// With another account or another permission the same question may find more.
pub fn ask_anew(store: &Store) -> Result<()> {
    store.write(|tx| ask_anew_in(tx))
}

pub(crate) fn ask_anew_in(c: &Connection) -> Result<()> {
    Ok(c.execute("UPDATE look SET anew = 1", []).map(|_| ())?)
}

/// Something was found.
pub(crate) fn done_in(c: &Connection, meeting: &MeetingId) -> Result<()> {
    c.prepare_cached("DELETE FROM look WHERE meeting_id = ?1")?.execute([meeting.as_str()])?;
    Ok(())
}
