//! What an item of the LMS's gradebook held when it was last read: later changes there are told by it.

use crate::error::Result;
use crate::store::Store;
use crate::value::{At, Json};
use chrono::{DateTime, Utc};
use rollbook_core::CourseId;
use rusqlite::{OptionalExtension as _, params};
use serde_json::Value;

/// The last reading, JSON of the caller's.
pub fn get(store: &Store, course: &CourseId, item: &str) -> Result<Option<Value>> {
    store.read(|c| {
        let sql = "SELECT body FROM grade_state WHERE course_id = ?1 AND item = ?2";
        let read = |row: &rusqlite::Row<'_>| Ok(row.get::<_, Json<'static>>(0)?.0.into_owned());
        Ok(c.prepare_cached(sql)?.query_row(params![course.as_str(), item], read).optional()?)
    })
}

/// Keeps a reading in place of the one before.
pub fn put(store: &Store, course: &CourseId, item: &str, at: DateTime<Utc>, body: &Value) -> Result<()> {
    store.write(|tx| {
        let sql = "INSERT INTO grade_state (course_id, item, at, body) VALUES (?1, ?2, ?3, ?4) \
                   ON CONFLICT (course_id, item) DO UPDATE SET at = excluded.at, body = excluded.body";
        tx.execute(sql, params![course.as_str(), item, At(at), Json::from(body)])?;
        Ok(())
    })
}
