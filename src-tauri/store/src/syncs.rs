//! Finished syncs and their logs. One sync is one transaction: it is all there or was never made.

use crate::answers::{self, AnswerKind, NewAnswer, Packed};
use crate::error::{Error, Result};
use crate::looks;
use crate::meetings;
use crate::store::Store;
use crate::value::{At, Json, clean, fresh_id, sql, words};
use chrono::{DateTime, Utc};
use rollbook_core::MeetingId;
use rollbook_core::observation::Source;
use rusqlite::types::{FromSqlError, Type};
use rusqlite::{Connection, OptionalExtension as _, Transaction, params};
use serde_json::Value;

words! {
    /// Which calls a sync took.
    CallsMode {
        /// Those that the presence rules suggest.
        Suggested = "suggested",
        /// Every call of the local day.
        AllDay = "all-day",
    }
}

words! {
    /// How loud a log line is.
    Level {
        /// What was done.
        Info = "info",
        /// What should be looked at.
        Warn = "warn",
        /// What failed.
        Error = "error",
    }
}

/// One line of a sync's log.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LogLine {
    /// When.
    pub at: DateTime<Utc>,
    /// How loud.
    pub level: Level,
    /// The sentence that the user reads.
    pub message: String,
}

/// A finished sync.
#[derive(Clone, Debug, PartialEq)]
pub struct NewRun {
    /// When it was done.
    pub finished_at: DateTime<Utc>,
    /// Where the data came from.
    pub source: Source,
    /// Which calls it took.
    pub calls_mode: CallsMode,
    /// End of the class as it was then.
    pub class_end: Option<DateTime<Utc>>,
    /// What else completeness is computed from, as the engine writes it.
    pub inputs: Value,
    /// What the user reads of it.
    pub explanation: String,
}

/// A stored sync with its log.
#[derive(Clone, Debug, PartialEq)]
pub struct Run {
    /// Id of the run.
    pub id: String,
    /// What it was.
    pub run: NewRun,
    /// Its log, in order.
    pub log: Vec<LogLine>,
}

/// What a sync fetched.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NewAnswers {
    /// The answers to keep.
    pub answers: Vec<NewAnswer>,
    /// For each kind whose complete list was read: the object ids that it names. Others are marked as gone.
    pub named: Vec<(AnswerKind, Vec<String>)>,
}

/// Everything that one sync of one meeting stores.
#[derive(Clone, Debug)]
pub struct Finished {
    /// Which meeting.
    pub meeting: MeetingId,
    /// What was fetched.
    pub new: NewAnswers,
    /// The run.
    pub run: NewRun,
    /// Its log.
    pub log: Vec<LogLine>,
}

/// Stores everything of one sync in one transaction; the run's id. [`Error::NotFound`] when the meeting is not there
/// any more.
pub fn commit(
    store: &Store,
    meeting: &MeetingId,
    new: &NewAnswers,
    run: &NewRun,
    log: &[LogLine],
) -> Result<String> {
    let packed = answers::packed(&new.answers);
    store.write(|tx| commit_in(tx, meeting, new, &packed, run, log))
}

/// Stores several syncs in one transaction: all of them or none.
pub fn commit_all(store: &Store, all: &[Finished]) -> Result<()> {
    let packed: Vec<_> = all.iter().map(|one| answers::packed(&one.new.answers)).collect();
    store.write(|tx| {
        for (one, packed) in all.iter().zip(&packed) {
            commit_in(tx, &one.meeting, &one.new, packed, &one.run, &one.log)?;
        }
        Ok(())
    })
}

fn commit_in(
    tx: &Transaction<'_>,
    meeting: &MeetingId,
    new: &NewAnswers,
    packed: &[Packed<'_>],
    run: &NewRun,
    log: &[LogLine],
) -> Result<String> {
    if !meetings::exists(tx, meeting)? {
        return Err(Error::NotFound);
    }
    answers::keep_in(tx, meeting, packed)?;
    for (kind, named) in &new.named {
        answers::mark_gone_in(tx, meeting, *kind, named, run.finished_at)?;
    }
    looks::done_in(tx, meeting)?;
    insert(tx, meeting, run, log)
}

/// The last sync of a meeting.
pub fn last(store: &Store, meeting: &MeetingId) -> Result<Option<Run>> {
    store.read(|c| {
        let mut statement = c.prepare_cached(sql!("sync/last"))?;
        let found = statement.query_row([meeting.as_str()], |row| {
            let run = NewRun {
                finished_at: row.get::<_, At>(1)?.0,
                source: source_of(&row.get::<_, String>(2)?)?,
                calls_mode: row.get(3)?,
                class_end: row.get::<_, Option<At>>(4)?.map(|at| at.0),
                inputs: row.get::<_, Json<'static>>(5)?.0.into_owned(),
                explanation: row.get(6)?,
            };
            Ok(Run { id: row.get(0)?, run, log: Vec::new() })
        });
        let Some(mut run) = found.optional()? else { return Ok(None) };
        let mut statement = c.prepare_cached(sql!("sync/lines"))?;
        let lines = statement.query_map([&run.id], |row| {
            Ok(LogLine { at: row.get::<_, At>(0)?.0, level: row.get(1)?, message: row.get(2)? })
        })?;
        run.log = lines.collect::<rusqlite::Result<_>>()?;
        Ok(Some(run))
    })
}

fn insert(c: &Connection, meeting: &MeetingId, run: &NewRun, log: &[LogLine]) -> Result<String> {
    let id = fresh_id();
    c.prepare_cached(sql!("sync/insert"))?.execute(params![
        id,
        meeting.as_str(),
        At(run.finished_at),
        source_word(run.source),
        run.calls_mode,
        run.class_end.map(At),
        Json::from(&run.inputs),
        clean(&run.explanation),
    ])?;
    let mut statement = c.prepare_cached(sql!("sync/log"))?;
    for (seq, line) in (0_i64..).zip(log) {
        statement.execute(params![id, seq, At(line.at), line.level, clean(&line.message)])?;
    }
    Ok(id)
}

const SOURCES: [(Source, &str); 4] = [
    (Source::AttendanceReports, "attendance-reports"),
    (Source::CallRecords, "call-records"),
    (Source::TeamsCsv, "teams-csv"),
    (Source::None, "none"),
];

fn source_word(source: Source) -> &'static str {
    SOURCES.iter().find(|(one, _)| *one == source).map_or("none", |(_, word)| word)
}

fn source_of(word: &str) -> rusqlite::Result<Source> {
    let found = SOURCES.iter().find(|(_, one)| *one == word).map(|(source, _)| *source);
    found.ok_or_else(|| {
        rusqlite::Error::FromSqlConversionFailure(2, Type::Text, Box::new(FromSqlError::InvalidType))
    })
}
