//! What the LMS held of a meeting when it was last read: the other side of the difference.

use crate::error::{Error, Result};
use crate::meetings;
use crate::store::Store;
use crate::value::{At, Json, sql};
use chrono::{DateTime, Utc};
use rollbook_core::MeetingId;
use rusqlite::{OptionalExtension as _, params};
use serde_json::Value;

/// One reading.
#[derive(Clone, Debug, PartialEq)]
pub struct LmsState {
    /// When it was read.
    pub fetched_at: DateTime<Utc>,
    /// Version as the LMS names it.
    pub etag: Option<String>,
    /// The records, as the engine writes them.
    pub body: Value,
}

/// The last reading.
pub fn get(store: &Store, meeting: &MeetingId) -> Result<Option<LmsState>> {
    store.read(|c| {
        let sql = "SELECT fetched_at, etag, body FROM lms_state WHERE meeting_id = ?1";
        let mut statement = c.prepare_cached(sql)?;
        let state = statement.query_row([meeting.as_str()], |row| {
            Ok(LmsState {
                fetched_at: row.get::<_, At>(0)?.0,
                etag: row.get(1)?,
                body: row.get::<_, Json<'static>>(2)?.0.into_owned(),
            })
        });
        Ok(state.optional()?)
    })
}

/// Keeps a reading in place of the last one. [`Error::NotFound`] when the meeting is not there.
pub fn put(store: &Store, meeting: &MeetingId, state: &LmsState) -> Result<()> {
    store.write(|tx| {
        if !meetings::exists(tx, meeting)? {
            return Err(Error::NotFound);
        }
        let row = params![meeting.as_str(), At(state.fetched_at), state.etag, Json::from(&state.body)];
        tx.prepare_cached(sql!("lms_state/put"))?.execute(row)?;
        Ok(())
    })
}
