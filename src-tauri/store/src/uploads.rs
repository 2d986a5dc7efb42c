//! The upload journal: what was to be written to the LMS, and what became of each row.
//!
//! An upload is stored with all its rows before the first byte is sent, so that after a crash it is known what may have
//! arrived.

mod journal;

pub use journal::{NewUpload, NewUploadRow, RowResult, RowState, Upload, UploadRow, UploadState};

use crate::error::{Error, Result};
use crate::meetings;
use crate::store::Store;
use crate::value::{At, Json, clean_some, fresh_id, sql};
use chrono::{DateTime, Utc};
use rollbook_core::{MeetingId, StudentId, UploadId};
use rusqlite::{Connection, OptionalExtension, Row, params};
use serde_json::Value;

/// Stores an upload with all its rows, as [`UploadState::Planned`] or [`UploadState::Queued`].
pub fn create(store: &Store, new: &NewUpload, state: UploadState, now: DateTime<Utc>) -> Result<UploadId> {
    store.write(|tx| {
        if !meetings::exists(tx, &new.meeting_id)? {
            return Err(Error::NotFound);
        }
        let id = UploadId::new(fresh_id());
        tx.prepare_cached(sql!("upload/insert"))?.execute(params![
            id.as_str(),
            new.meeting_id.as_str(),
            At(now),
            Json::from(&new.target),
            new.idempotency_key,
            new.base_etag,
            state,
            Json::from(&new.rules),
            new.reverts.as_ref().map(UploadId::as_str),
        ])?;
        let mut statement = tx.prepare_cached(sql!("upload/insert_row"))?;
        for (position, row) in (0_i64..).zip(&new.rows) {
            statement.execute(params![
                id.as_str(),
                position,
                row.student_id.as_str(),
                row.lms_student_id,
                row.before,
                row.after,
                clean_some(row.note.as_deref()),
                row.present_seconds,
                row.state,
            ])?;
        }
        Ok(id)
    })
}

/// Takes an upload for sending: true for exactly one of several programs that find it in a state of `from`.
pub fn claim(store: &Store, id: &UploadId, from: &[UploadState]) -> Result<bool> {
    store.write(|tx| {
        let sql = "SELECT state FROM upload WHERE id = ?1";
        let state: UploadState = tx.query_row(sql, [id.as_str()], |row| row.get(0))?;
        let mine = from.contains(&state);
        if mine {
            set(tx, id, UploadState::Sending, None)?;
        }
        Ok(mine)
    })
}

/// Stores where an upload and some of its rows stand now, in one transaction.
pub fn advance(
    store: &Store,
    id: &UploadId,
    state: UploadState,
    rows: &[RowResult],
    now: DateTime<Utc>,
) -> Result<()> {
    store.write(|tx| {
        set(tx, id, state, state.is_final().then_some(now))?;
        let mut statement = tx.prepare_cached(sql!("upload/set_row"))?;
        for row in rows {
            let values =
                params![id.as_str(), row.student_id.as_str(), row.state, clean_some(row.error.as_deref())];
            if statement.execute(values)? == 0 {
                return Err(Error::NotFound);
            }
        }
        Ok(())
    })
}

/// One upload with its rows.
pub fn get(store: &Store, id: &UploadId) -> Result<Upload> {
    store.read(|c| select(c, Some(id), None)?.pop().ok_or(Error::NotFound))
}

/// The uploads of one meeting or of all, oldest first, with their rows.
pub fn list(store: &Store, meeting: Option<&MeetingId>) -> Result<Vec<Upload>> {
    store.read(|c| select(c, None, meeting))
}

/// The rules of the last upload of a meeting of which the LMS holds at least one row, and when that was made. `None` where
/// nothing arrived yet, or before uploads kept their rules.
pub fn rules_in_force(store: &Store, meeting: &MeetingId) -> Result<Option<(Value, DateTime<Utc>)>> {
    store.read(|c| {
        let mut statement = c.prepare_cached(sql!("upload/rules"))?;
        let found = statement.query_row([meeting.as_str()], |row| {
            Ok((row.get::<_, Json<'static>>(0)?.0.into_owned(), row.get::<_, At>(1)?.0))
        });
        Ok(found.optional()?)
    })
}

fn set(c: &Connection, id: &UploadId, state: UploadState, finished_at: Option<DateTime<Utc>>) -> Result<()> {
    let values = params![id.as_str(), state, finished_at.map(At)];
    if c.prepare_cached(sql!("upload/set_state"))?.execute(values)? == 0 {
        return Err(Error::NotFound);
    }
    Ok(())
}

fn select(c: &Connection, id: Option<&UploadId>, meeting: Option<&MeetingId>) -> Result<Vec<Upload>> {
    let mut statement = c.prepare_cached(sql!("upload/list"))?;
    let key = params![id.map(UploadId::as_str), meeting.map(MeetingId::as_str)];
    let mut uploads = statement.query_map(key, from_row)?.collect::<rusqlite::Result<Vec<_>>>()?;
    let mut statement = c.prepare_cached(sql!("upload/rows"))?;
    for upload in &mut uploads {
        let rows = statement.query_map([upload.id.as_str()], row_from_row)?;
        upload.rows = rows.collect::<rusqlite::Result<_>>()?;
    }
    Ok(uploads)
}

fn from_row(row: &Row<'_>) -> rusqlite::Result<Upload> {
    Ok(Upload {
        id: UploadId::new(row.get::<_, String>(0)?),
        meeting_id: MeetingId::new(row.get::<_, String>(1)?),
        created_at: row.get::<_, At>(2)?.0,
        target: row.get::<_, Json<'static>>(3)?.0.into_owned(),
        idempotency_key: row.get(4)?,
        base_etag: row.get(5)?,
        state: row.get(6)?,
        finished_at: row.get::<_, Option<At>>(7)?.map(|at| at.0),
        reverts: row.get::<_, Option<String>>(8)?.map(UploadId::new),
        rows: Vec::new(),
    })
}

fn row_from_row(row: &Row<'_>) -> rusqlite::Result<UploadRow> {
    Ok(UploadRow {
        row: NewUploadRow {
            student_id: StudentId::new(row.get::<_, String>(0)?),
            lms_student_id: row.get(1)?,
            before: row.get(2)?,
            after: row.get(3)?,
            note: row.get(4)?,
            present_seconds: row.get(5)?,
            state: row.get(6)?,
        },
        error: row.get(7)?,
    })
}
