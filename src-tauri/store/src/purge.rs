//! Erasing: one person everywhere, or everything. `secure_delete` overwrites the pages, and the write-ahead log is emptied
//! afterwards, so that nothing of what was erased stays in the folder.

use crate::answers::AnswerKind;
use crate::body::{hash, pack, unpack};
use crate::error::Result;
use crate::store::Store;
use crate::value::Json;
use rollbook_core::{CallId, MeetingId, ParticipantId, StudentId};
use rusqlite::{Connection, Row, Transaction, params};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

/// Tables that hold no data of anybody: the counter must go on, so that an old token is never taken for a new one.
const NOT_DATA: [&str; 1] = ["counter"];

/// So many rows or records of each kind, by a fixed word.
pub type Counts = BTreeMap<&'static str, usize>;

/// One kept answer, as [`Rewrite::answer`] sees it.
#[derive(Debug)]
pub struct Kept<'a> {
    /// The class.
    pub meeting: &'a MeetingId,
    /// What it is about.
    pub kind: AnswerKind,
    /// The source's id of the object.
    pub object: &'a CallId,
    /// Its JSON.
    pub body: &'a str,
}

/// What only the caller understands: the JSON in which a person stands among others.
pub trait Rewrite {
    /// The answer without the person, and how many records went; `None` where it does not name them.
    fn answer(&self, kept: &Kept<'_>) -> Option<(String, usize)>;
    /// What the LMS held, without the person; `None` where it does not name them.
    fn lms_state(&self, body: &Value) -> Option<Value>;
    /// Points of the LMS's gradebook, without the person; `None` where it does not name them.
    fn grades(&self, body: &Value) -> Option<Value>;
}

/// A person's own rows.
#[derive(Clone, Debug, Default)]
pub struct PersonRows {
    /// In every roster.
    pub students: BTreeSet<StudentId>,
    /// In every class.
    pub participants: BTreeSet<ParticipantId>,
    /// Names and addresses, for lines of logs.
    pub words: BTreeSet<String>,
}

/// Erases one person. With `keep` false nothing is changed; what would go is counted all the same.
pub fn person(store: &Store, rows: &PersonRows, rewrite: &dyn Rewrite, keep: bool) -> Result<Counts> {
    let counts = store.attempt(keep, |tx| {
        let mut counts = Counts::new();
        answers(tx, rewrite, &mut counts)?;
        states(tx, rewrite, &mut counts)?;
        decisions(tx, rows, &mut counts)?;
        students(tx, rows, &mut counts)?;
        logs(tx, rows, &mut counts)?;
        Ok(counts)
    })?;
    if keep {
        settle(store)?;
    }
    Ok(counts)
}

/// Erases classes with all that hangs on them.
pub fn meetings(store: &Store, ids: &[MeetingId], keep: bool) -> Result<Counts> {
    let counts = store.attempt(keep, |tx| {
        let mut counts = Counts::new();
        for id in ids {
            let of = |sql: &str| tx.query_row(sql, [id.as_str()], number);
            add(&mut counts, "answers", of("SELECT count(*) FROM answer WHERE meeting_id = ?1")?);
            add(&mut counts, "decisions", of("SELECT count(*) FROM decision WHERE meeting_id = ?1")?);
            add(&mut counts, "uploads", of("SELECT count(*) FROM upload WHERE meeting_id = ?1")?);
            let gone = tx.execute("DELETE FROM meeting WHERE id = ?1", [id.as_str()])?;
            add(&mut counts, "meetings", gone);
        }
        Ok(counts)
    })?;
    if keep {
        settle(store)?;
    }
    Ok(counts)
}

/// Erases everything that the database holds: classes, rosters, decisions, accounts, tokens, secrets.
pub fn everything(store: &Store, keep: bool) -> Result<Counts> {
    let counts = store.attempt(keep, |tx| {
        tx.execute_batch("PRAGMA defer_foreign_keys = ON")?;
        let mut counts = Counts::new();
        for (word, table) in [
            ("meetings", "meeting"),
            ("answers", "answer"),
            ("courses", "course"),
            ("students", "student"),
            ("decisions", "decision"),
            ("uploads", "upload"),
            ("accounts", "account"),
            ("secrets", "secret"),
        ] {
            let sql = format!("SELECT count(*) FROM {table}");
            add(&mut counts, word, tx.query_row(&sql, [], number)?);
        }
        for table in tables(tx)? {
            tx.execute(&format!("DELETE FROM \"{table}\""), [])?;
        }
        Ok(counts)
    })?;
    if keep {
        settle(store)?;
    }
    Ok(counts)
}

/// The tables that hold data.
pub(crate) fn tables(c: &Connection) -> Result<Vec<String>> {
    let sql = "SELECT name FROM main.sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY name";
    let mut statement = c.prepare(sql)?;
    let names = statement.query_map([], |row| row.get::<_, String>(0))?;
    let mut names: Vec<String> = names.collect::<rusqlite::Result<_>>()?;
    names.retain(|name| !NOT_DATA.contains(&&**name));
    Ok(names)
}

/// Empties the write-ahead log, which still holds pages as they were. Another program that reads at this moment may
/// prevent it; the next purge or the last program to close does it then.
fn settle(store: &Store) -> Result<()> {
    let connection = store.connection();
    connection.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()))?;
    Ok(())
}

/// A `count(*)`.
fn number(row: &Row<'_>) -> rusqlite::Result<usize> {
    Ok(usize::try_from(row.get::<_, u32>(0)?).unwrap_or(usize::MAX))
}

fn add(counts: &mut Counts, word: &'static str, more: usize) {
    if more > 0 {
        *counts.entry(word).or_default() += more;
    }
}

fn answers(tx: &Transaction<'_>, rewrite: &dyn Rewrite, counts: &mut Counts) -> Result<()> {
    let ids: Vec<i64> = tx
        .prepare("SELECT id FROM answer ORDER BY id")?
        .query_map([], |row| row.get(0))?
        .collect::<rusqlite::Result<_>>()?;
    let mut read = tx.prepare("SELECT meeting_id, kind, object_id, body FROM answer WHERE id = ?1")?;
    let mut write = tx.prepare("UPDATE OR IGNORE answer SET hash = ?2, body = ?3 WHERE id = ?1")?;
    let mut double = tx.prepare("DELETE FROM answer WHERE id = ?1")?;
    for id in ids {
        let (meeting, kind, object, packed) = read.query_row([id], |row| {
            let meeting = MeetingId::new(row.get::<_, String>(0)?);
            Ok((
                meeting,
                row.get::<_, AnswerKind>(1)?,
                CallId::new(row.get::<_, String>(2)?),
                row.get::<_, Vec<u8>>(3)?,
            ))
        })?;
        let body = unpack(&packed)?;
        let kept = Kept { meeting: &meeting, kind, object: &object, body: &body };
        let Some((without, records)) = rewrite.answer(&kept) else { continue };
        add(counts, "records", records);
        // Without the person an older content may be the same as a newer one that is kept already.
        if write.execute(params![id, hash(&without), pack(&without)])? == 0 {
            double.execute([id])?;
        }
    }
    Ok(())
}

fn states(tx: &Transaction<'_>, rewrite: &dyn Rewrite, counts: &mut Counts) -> Result<()> {
    type Change = fn(&dyn Rewrite, &Value) -> Option<Value>;
    let of: [(&str, Change); 2] = [
        ("lms_state", |rewrite, body| rewrite.lms_state(body)),
        ("grade_state", |rewrite, body| rewrite.grades(body)),
    ];
    for (table, change) in of {
        let mut read = tx.prepare(&format!("SELECT rowid, body FROM {table}"))?;
        let rows: Vec<(i64, Value)> = read
            .query_map([], |row| Ok((row.get(0)?, row.get::<_, Json<'static>>(1)?.0.into_owned())))?
            .collect::<rusqlite::Result<_>>()?;
        let mut write = tx.prepare(&format!("UPDATE {table} SET body = ?2 WHERE rowid = ?1"))?;
        for (id, body) in rows {
            if let Some(without) = change(rewrite, &body) {
                write.execute(params![id, Json::from(&without)])?;
                add(counts, "lms-marks", 1);
            }
        }
    }
    Ok(())
}

fn decisions(tx: &Transaction<'_>, rows: &PersonRows, counts: &mut Counts) -> Result<()> {
    let mut statement = tx.prepare("DELETE FROM decision WHERE subject = ?1")?;
    let ids = rows.students.iter().map(StudentId::as_str);
    for id in ids.chain(rows.participants.iter().map(ParticipantId::as_str)) {
        add(counts, "decisions", statement.execute([id])?);
    }
    let sql = "DELETE FROM decision WHERE json_extract(after, '$.student') = ?1 \
               OR json_extract(before, '$.student') = ?1";
    let mut statement = tx.prepare(sql)?;
    for id in &rows.students {
        add(counts, "decisions", statement.execute([id.as_str()])?);
    }
    Ok(())
}

fn students(tx: &Transaction<'_>, rows: &PersonRows, counts: &mut Counts) -> Result<()> {
    let mut marks = tx.prepare("SELECT count(*) FROM upload_row WHERE student_id = ?1")?;
    // It tells of changes by name.
    let mut changes = tx.prepare(
        "DELETE FROM roster_change WHERE course_id = (SELECT course_id FROM student WHERE id = ?1)",
    )?;
    let mut student = tx.prepare("DELETE FROM student WHERE id = ?1")?;
    for id in &rows.students {
        add(counts, "upload-rows", marks.query_row([id.as_str()], number)?);
        changes.execute([id.as_str()])?;
        add(counts, "students", student.execute([id.as_str()])?);
    }
    Ok(())
}

/// Log lines name nobody; one that quotes a name all the same goes too.
fn logs(tx: &Transaction<'_>, rows: &PersonRows, counts: &mut Counts) -> Result<()> {
    let mut statement = tx.prepare("DELETE FROM sync_log WHERE instr(message, ?1) > 0")?;
    for word in &rows.words {
        add(counts, "log-lines", statement.execute([word])?);
    }
    Ok(())
}
