//! Uploads that wait for the LMS, in the order in which they were asked for.
//!
//! An entry names a class, not marks: what is sent is computed when it is sent, so that a status that was changed
//! meanwhile goes out as it is then. A class waits once, however often it is queued.

use crate::error::{Error, Result};
use crate::meetings;
use crate::store::Store;
use crate::value::{At, Json, fresh_id};
use chrono::{DateTime, Utc};
use rollbook_core::MeetingId;
use rusqlite::{OptionalExtension as _, Row, params};
use serde_json::Value;

/// An upload that waits.
#[derive(Clone, Debug, PartialEq)]
pub struct Waiting {
    /// Its id.
    pub id: String,
    /// The class.
    pub meeting_id: MeetingId,
    /// When it was queued first.
    pub queued_at: DateTime<Utc>,
    /// How often it was tried since.
    pub attempts: u32,
    /// Not before this.
    pub next_at: Option<DateTime<Utc>>,
    /// Why it waits, as the engine writes it.
    pub said: Value,
    /// It waits for the instructor, not for the LMS: a conflict to look at.
    pub held: bool,
}

const COLUMNS: &str = "id, meeting_id, queued_at, attempts, next_at, said, held";

/// Queues a class, or says anew why it waits; its place in the order stays. [`Error::NotFound`] where it is not there.
pub fn put(
    store: &Store,
    meeting: &MeetingId,
    said: &Value,
    next_at: Option<DateTime<Utc>>,
    now: DateTime<Utc>,
) -> Result<String> {
    store.write(|tx| {
        if !meetings::exists(tx, meeting)? {
            return Err(Error::NotFound);
        }
        let sql = "INSERT INTO outbox (id, seq, meeting_id, queued_at, next_at, said) \
                   VALUES (?1, (SELECT coalesce(max(seq), 0) + 1 FROM outbox), ?2, ?3, ?4, ?5) \
                   ON CONFLICT (meeting_id) DO UPDATE SET next_at = excluded.next_at, said = excluded.said, held = 0 \
                   RETURNING id";
        let row = params![fresh_id(), meeting.as_str(), At(now), next_at.map(At), Json::from(said)];
        Ok(tx.query_row(sql, row, |row| row.get(0))?)
    })
}

/// A try that failed: why, when to try again, and whether only the instructor can go on.
pub fn tried(
    store: &Store,
    id: &str,
    said: &Value,
    next_at: Option<DateTime<Utc>>,
    held: bool,
) -> Result<()> {
    store.write(|tx| {
        let sql =
            "UPDATE outbox SET attempts = attempts + 1, said = ?2, next_at = ?3, held = ?4 WHERE id = ?1";
        tx.execute(sql, params![id, Json::from(said), next_at.map(At), held])?;
        Ok(())
    })
}

/// Takes an entry out; false where there is none.
pub fn remove(store: &Store, id: &str) -> Result<bool> {
    store.write(|tx| Ok(tx.execute("DELETE FROM outbox WHERE id = ?1", [id])? > 0))
}

/// Takes a class out, because it has been sent.
pub fn sent(store: &Store, meeting: &MeetingId) -> Result<()> {
    store.write(|tx| {
        tx.execute("DELETE FROM outbox WHERE meeting_id = ?1", [meeting.as_str()])?;
        Ok(())
    })
}

/// All that wait, in order.
pub fn list(store: &Store) -> Result<Vec<Waiting>> {
    store.read(|c| {
        let mut statement = c.prepare_cached(&format!("SELECT {COLUMNS} FROM outbox ORDER BY seq"))?;
        Ok(statement.query_map([], from_row)?.collect::<rusqlite::Result<_>>()?)
    })
}

/// The entry of a class.
pub fn of(store: &Store, meeting: &MeetingId) -> Result<Option<Waiting>> {
    store.read(|c| {
        let mut statement =
            c.prepare_cached(&format!("SELECT {COLUMNS} FROM outbox WHERE meeting_id = ?1"))?;
        Ok(statement.query_row([meeting.as_str()], from_row).optional()?)
    })
}

fn from_row(row: &Row<'_>) -> rusqlite::Result<Waiting> {
    Ok(Waiting {
        id: row.get(0)?,
        meeting_id: MeetingId::new(row.get::<_, String>(1)?),
        queued_at: row.get::<_, At>(2)?.0,
        attempts: row.get(3)?,
        next_at: row.get::<_, Option<At>>(4)?.map(|at| at.0),
        said: row.get::<_, Json<'static>>(5)?.0.into_owned(),
        held: row.get(6)?,
    })
}
