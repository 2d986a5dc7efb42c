//! What the last pull changed in a roster, for the instructor to see. The body is JSON of the caller's.

use crate::error::Result;
use crate::store::Store;
use crate::value::{At, Json};
use chrono::{DateTime, Utc};
use rollbook_core::CourseId;
use rusqlite::{OptionalExtension as _, params};
use serde_json::Value;

/// The last change of a course's roster, and when it was pulled.
pub fn get(store: &Store, course: &CourseId) -> Result<Option<(DateTime<Utc>, Value)>> {
    store.read(|c| {
        let mut statement = c.prepare_cached("SELECT at, body FROM roster_change WHERE course_id = ?1")?;
        let read = |row: &rusqlite::Row<'_>| {
            Ok((row.get::<_, At>(0)?.0, row.get::<_, Json<'static>>(1)?.0.into_owned()))
        };
        Ok(statement.query_row([course.as_str()], read).optional()?)
    })
}

/// Keeps a change in place of the one before.
pub fn put(store: &Store, course: &CourseId, at: DateTime<Utc>, body: &Value) -> Result<()> {
    store.write(|tx| {
        let sql = "INSERT INTO roster_change (course_id, at, body) VALUES (?1, ?2, ?3) \
                   ON CONFLICT (course_id) DO UPDATE SET at = excluded.at, body = excluded.body";
        tx.execute(sql, params![course.as_str(), At(at), Json::from(body)])?;
        Ok(())
    })
}
