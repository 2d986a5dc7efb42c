//! What sources answered, kept as it came: the truth that everything shown is computed from.
//!
//! Content is only ever added. The same content again refreshes its time; another content of the same object is kept
//! beside the older one; what a source no longer names is marked, not deleted. Which content is the newest is told by the
//! order in which they were seen, never by the clock.

use crate::body::{hash, pack, unpack};
use crate::error::{Error, Result};
use crate::store::Store;
use crate::value::{At, sql, words};
use crate::{meetings, parallel};
use chrono::{DateTime, Utc};
use rollbook_core::MeetingId;
use rusqlite::{Connection, OptionalExtension as _, Transaction, params};
use rusqlite_migration::{HookError, HookResult};
use serde_json::Value;

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

/// The newest answer of one kind, whatever object it is about.
pub fn newest(store: &Store, meeting: &MeetingId, kind: AnswerKind) -> Result<Option<String>> {
    let body: Option<Vec<u8>> = store.read(|c| {
        let sql = "SELECT body FROM answer WHERE meeting_id = ?1 AND kind = ?2 ORDER BY seen DESC LIMIT 1";
        let mut statement = c.prepare_cached(sql)?;
        Ok(statement.query_row(params![meeting.as_str(), kind], |row| row.get(0)).optional()?)
    })?;
    body.map(|body| unpack(&body)).transpose()
}

/// All answers of a meeting: by kind and object, of each object the newest first (highest version, then last seen).
pub fn latest(store: &Store, meeting: &MeetingId) -> Result<Vec<Answer>> {
    let read = store.read(|c| {
        let mut statement = c.prepare_cached(sql!("answer/latest"))?;
        let rows = statement.query_map([meeting.as_str()], |row| {
            let answer = Answer {
                kind: row.get(0)?,
                object_id: row.get(1)?,
                version: row.get::<_, i64>(2)?.unsigned_abs(),
                first_fetched_at: row.get::<_, At>(3)?.0,
                fetched_at: row.get::<_, At>(4)?.0,
                body: String::new(),
                gone_at: row.get::<_, Option<At>>(6)?.map(|at| at.0),
            };
            Ok((answer, row.get::<_, Vec<u8>>(5)?))
        })?;
        Ok(rows.collect::<rusqlite::Result<Vec<_>>>()?)
    })?;
    let bodies = parallel::map(&read, |(_, packed)| packed.len(), |(_, packed)| unpack(packed));
    read.into_iter().zip(bodies).map(|((answer, _), body)| Ok(Answer { body: body?, ..answer })).collect()
}

/// Keeps answers. [`Error::NotFound`] when the meeting is not there.
pub fn keep(store: &Store, meeting: &MeetingId, answers: &[NewAnswer]) -> Result<()> {
    let packed = packed(answers);
    store.write(|tx| {
        if !meetings::exists(tx, meeting)? {
            return Err(Error::NotFound);
        }
        keep_in(tx, meeting, &packed)
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

/// An answer as it goes into its row.
pub(crate) struct Packed<'a> {
    answer: &'a NewAnswer,
    hash: [u8; 32],
    body: Vec<u8>,
}

/// Makes answers ready to be kept. It is done before the transaction, so that no other program waits for it.
pub(crate) fn packed<'a>(answers: &'a [NewAnswer]) -> Vec<Packed<'a>> {
    let all: Vec<&NewAnswer> = answers.iter().collect();
    let pack = |answer: &&'a NewAnswer| Packed { answer, hash: hash(&answer.body), body: pack(&answer.body) };
    parallel::map(&all, |answer| answer.body.len(), pack)
}

pub(crate) fn keep_in(c: &Connection, meeting: &MeetingId, answers: &[Packed<'_>]) -> Result<()> {
    let mut seen_again = c.prepare_cached(sql!("answer/seen"))?;
    let mut keep = c.prepare_cached(sql!("answer/keep"))?;
    for Packed { answer, hash, body } in answers {
        let version = i64::try_from(answer.version).unwrap_or(i64::MAX);
        let (meeting, id, at) = (meeting.as_str(), &answer.object_id, At(answer.fetched_at));
        if seen_again.execute(params![meeting, answer.kind, id, version, hash, at])? == 0 {
            keep.execute(params![meeting, answer.kind, id, version, hash, at, body])?;
        }
    }
    Ok(())
}

/// Packs the plain text of the schema's second version, one answer at a time.
pub(crate) fn repack(tx: &Transaction<'_>) -> HookResult {
    let ids: Vec<i64> = tx
        .prepare("SELECT id FROM answer")?
        .query_map([], |row| row.get(0))?
        .collect::<rusqlite::Result<_>>()?;
    let mut read = tx.prepare("SELECT body FROM answer WHERE id = ?1")?;
    let mut write = tx.prepare("UPDATE answer SET hash = ?2, body = ?3 WHERE id = ?1")?;
    for id in ids {
        let text: Vec<u8> = read.query_row([id], |row| row.get(0))?;
        let text = String::from_utf8(text).map_err(|_| HookError::Hook("no text".to_owned()))?;
        write.execute(params![id, hash(&text), pack(&text)])?;
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
