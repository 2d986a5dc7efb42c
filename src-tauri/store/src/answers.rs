//! What sources answered, kept as it came: the truth that everything shown is computed from.
//!
//! Content is only ever added. The same content again refreshes its time; another content of the same object is kept
//! beside the older one; what a source no longer names is marked, not deleted.

use crate::error::{Error, Result};
use crate::meetings;
use crate::store::Store;
use crate::value::{At, sql, words};
use chrono::{DateTime, Utc};
use rollbook_core::MeetingId;
use rusqlite::{Connection, params};
use serde_json::Value;
use sha2::{Digest, Sha256};

words! {
    /// What an answer is about.
    AnswerKind {
        /// The meeting's own resource, looked up by its link.
        Lookup = "lookup",
        /// One attendance report.
        Report = "report",
        /// The attendance records of one report.
        Records = "records",
        /// One call record.
        CallRecord = "call-record",
        /// The sessions of one call record.
        Sessions = "sessions",
        /// The participants of one call record.
        Participants = "participants",
        /// One attendance file.
        File = "file",
    }
}

/// An answer to keep.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewAnswer {
    /// What it is about.
    pub kind: AnswerKind,
    /// The source's id of the object.
    pub object_id: String,
    /// Version of a call record; 0 elsewhere.
    pub version: u64,
    /// When it was fetched.
    pub fetched_at: DateTime<Utc>,
    /// Its JSON, cut down to the fields that are read.
    pub body: String,
}

/// An answer as it is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    /// What it is about.
    pub kind: AnswerKind,
    /// The source's id of the object.
    pub object_id: String,
    /// Version of a call record; 0 elsewhere.
    pub version: u64,
    /// When this content was first fetched.
    pub first_fetched_at: DateTime<Utc>,
    /// When this content was last fetched.
    pub fetched_at: DateTime<Utc>,
    /// Its JSON.
    pub body: String,
    /// Since when the source does not name the object any more.
    pub gone_at: Option<DateTime<Utc>>,
}

/// All answers of a meeting: by kind and object, of each object the newest first (highest version, then last fetched).
pub fn latest(store: &Store, meeting: &MeetingId) -> Result<Vec<Answer>> {
    store.read(|c| {
        let mut statement = c.prepare_cached(sql!("answer/latest"))?;
        let rows = statement.query_map([meeting.as_str()], |row| {
            Ok(Answer {
                kind: row.get(0)?,
                object_id: row.get(1)?,
                version: row.get::<_, i64>(2)?.unsigned_abs(),
                first_fetched_at: row.get::<_, At>(3)?.0,
                fetched_at: row.get::<_, At>(4)?.0,
                body: row.get(5)?,
                gone_at: row.get::<_, Option<At>>(6)?.map(|at| at.0),
            })
        })?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    })
}

/// Keeps answers. [`Error::NotFound`] when the meeting is not there.
pub fn keep(store: &Store, meeting: &MeetingId, answers: &[NewAnswer]) -> Result<()> {
    store.write(|tx| {
        if !meetings::exists(tx, meeting)? {
            return Err(Error::NotFound);
        }
        keep_in(tx, meeting, answers)
    })
}

/// Marks the objects of one kind that the newest complete list does not name as gone since `at`; those it names are
/// there (again). Only a complete list may be given: an error or a cut list says nothing of what it leaves out.
pub fn mark_gone(
    store: &Store,
    meeting: &MeetingId,
    kind: AnswerKind,
    still_named: &[String],
    at: DateTime<Utc>,
) -> Result<()> {
    store.write(|tx| mark_gone_in(tx, meeting, kind, still_named, at))
}

pub(crate) fn keep_in(c: &Connection, meeting: &MeetingId, answers: &[NewAnswer]) -> Result<()> {
    let mut statement = c.prepare_cached(sql!("answer/keep"))?;
    for answer in answers {
        let version = i64::try_from(answer.version).unwrap_or(i64::MAX);
        statement.execute(params![
            meeting.as_str(),
            answer.kind,
            answer.object_id,
            version,
            At(answer.fetched_at),
            Sha256::digest(&answer.body).as_slice(),
            answer.body,
        ])?;
    }
    Ok(())
}

pub(crate) fn mark_gone_in(
    c: &Connection,
    meeting: &MeetingId,
    kind: AnswerKind,
    still_named: &[String],
    at: DateTime<Utc>,
) -> Result<()> {
    let named = Value::from(still_named.to_vec()).to_string();
    c.prepare_cached(sql!("answer/gone"))?.execute(params![meeting.as_str(), kind, named, At(at)])?;
    Ok(())
}
