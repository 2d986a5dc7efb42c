//! What the instructor decided: matches, marks, included calls, rules. A log that only grows.
//!
//! Undoing marks a step as undone, redoing takes the mark away, and a new decision after an undo makes what was undone
//! history. Decisions refer to people and calls by their stable ids, so they outlive every sync and roster change.

use crate::error::Result;
use crate::store::Store;
use crate::value::{At, Json, clean, fresh_id, sql, words};
use chrono::{DateTime, Utc};
use rollbook_core::{CourseId, MeetingId};
use rusqlite::{Row, params};
use serde_json::Value;

words! {
    /// What a decision is about.
    DecisionKind {
        /// Which student a participant is; subject: the participant's id.
        Match = "match",
        /// A student's status; subject: the student's id.
        Mark = "mark",
        /// Whether a call counts; subject: the call's id.
        Call = "call",
        /// A rule's value; subject: the rule's key.
        Rule = "rule",
    }
}

/// A decision to write down.
#[derive(Clone, Debug, PartialEq)]
pub struct NewDecision {
    /// The meeting it is about; `None` for a whole course, or for everything.
    pub meeting_id: Option<MeetingId>,
    /// The course; with a meeting, the meeting's course at that time.
    pub course_id: Option<CourseId>,
    /// What it is about.
    pub kind: DecisionKind,
    /// Id of the thing decided.
    pub subject: String,
    /// The value before, `null` for none.
    pub before: Value,
    /// The value after, `null` when a decision was taken away.
    pub after: Value,
    /// What was done, in words for the history.
    pub what: String,
}

/// A decision that was written down.
#[derive(Clone, Debug, PartialEq)]
pub struct Decision {
    /// Place in the log; later is larger.
    pub seq: i64,
    /// Its id.
    pub id: String,
    /// When it was made.
    pub at: DateTime<Utc>,
    /// What was decided.
    pub decision: NewDecision,
    /// When it was undone.
    pub undone_at: Option<DateTime<Utc>>,
}

/// Writes down one step of the instructor: all of `new` is undone and redone together.
pub fn append(store: &Store, new: &[NewDecision], now: DateTime<Utc>) -> Result<()> {
    if new.is_empty() {
        return Ok(());
    }
    store.write(|tx| {
        tx.prepare_cached(sql!("decision/drop_redo"))?.execute([At(now)])?;
        let batch: i64 =
            tx.query_row("SELECT coalesce(max(batch), 0) + 1 FROM decision", [], |row| row.get(0))?;
        let mut statement = tx.prepare_cached(sql!("decision/insert"))?;
        for decision in new {
            statement.execute(params![
                fresh_id(),
                batch,
                At(now),
                decision.meeting_id.as_ref().map(MeetingId::as_str),
                decision.course_id.as_ref().map(CourseId::as_str),
                decision.kind,
                clean(&decision.subject),
                Json::from(&decision.before),
                Json::from(&decision.after),
                clean(&decision.what),
            ])?;
        }
        Ok(())
    })
}

/// The log, newest first, of one meeting or of everything, with what was undone.
pub fn list(store: &Store, meeting: Option<&MeetingId>) -> Result<Vec<Decision>> {
    store.read(|c| {
        let mut statement = c.prepare_cached(sql!("decision/list"))?;
        let rows = statement.query_map([meeting.map(MeetingId::as_str)], from_row)?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    })
}

/// What stands for a meeting, oldest first: of each subject the last decision not undone. Includes those of the course
/// as a whole and of everything, and the matches of the course's other meetings (told apart by `meeting_id`).
/// A decision whose `after` is `null` says that there is none.
pub fn current(store: &Store, meeting: &MeetingId, course: Option<&CourseId>) -> Result<Vec<Decision>> {
    store.read(|c| {
        let mut statement = c.prepare_cached(sql!("decision/current"))?;
        let rows = statement.query_map([Some(meeting.as_str()), course.map(CourseId::as_str)], from_row)?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    })
}

/// Undoes the last step that stands; its decisions in order, none when there is nothing to undo.
pub fn undo(store: &Store, now: DateTime<Utc>) -> Result<Vec<Decision>> {
    store.write(|tx| {
        let mut statement = tx.prepare_cached(sql!("decision/undo"))?;
        let rows = statement.query_map([At(now)], from_row)?;
        Ok(in_order(rows.collect::<rusqlite::Result<_>>()?))
    })
}

/// Redoes the step undone last; its decisions in order, none when there is nothing to redo.
pub fn redo(store: &Store) -> Result<Vec<Decision>> {
    store.write(|tx| {
        let mut statement = tx.prepare_cached(sql!("decision/redo"))?;
        let rows = statement.query_map([], from_row)?;
        Ok(in_order(rows.collect::<rusqlite::Result<_>>()?))
    })
}

fn in_order(mut step: Vec<Decision>) -> Vec<Decision> {
    // RETURNING promises no order.
    step.sort_by_key(|decision| decision.seq);
    step
}

fn from_row(row: &Row<'_>) -> rusqlite::Result<Decision> {
    Ok(Decision {
        seq: row.get(0)?,
        id: row.get(1)?,
        at: row.get::<_, At>(2)?.0,
        decision: NewDecision {
            meeting_id: row.get::<_, Option<String>>(3)?.map(MeetingId::new),
            course_id: row.get::<_, Option<String>>(4)?.map(CourseId::new),
            kind: row.get(5)?,
            subject: row.get(6)?,
            before: row.get::<_, Json<'static>>(7)?.0.into_owned(),
            after: row.get::<_, Json<'static>>(8)?.0.into_owned(),
            what: row.get(9)?,
        },
        undone_at: row.get::<_, Option<At>>(10)?.map(|at| at.0),
    })
}
