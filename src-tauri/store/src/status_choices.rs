//! What the instructor chose among an LMS's own statuses, course by course.

use crate::error::Result;
use crate::store::Store;
use crate::value::Json;
use rollbook_core::CourseId;
use rusqlite::{OptionalExtension as _, params};
use std::collections::BTreeMap;

/// The choices of a course: the LMS's short form by status word. Empty where nothing was chosen.
pub fn get(store: &Store, course: &CourseId) -> Result<BTreeMap<String, String>> {
    store.read(|c| {
        let mut statement = c.prepare_cached("SELECT chosen FROM status_choice WHERE course_id = ?1")?;
        let found = statement
            .query_row([course.as_str()], |row| Ok(row.get::<_, Json<'static>>(0)?.0.into_owned()))
            .optional()?;
        Ok(found.and_then(|chosen| serde_json::from_value(chosen).ok()).unwrap_or_default())
    })
}

/// Keeps the choices of a course in place of the ones before.
pub fn put(store: &Store, course: &CourseId, chosen: &BTreeMap<String, String>) -> Result<()> {
    let chosen = serde_json::json!(chosen);
    store.write(|tx| {
        let sql = "INSERT INTO status_choice (course_id, chosen) VALUES (?1, ?2) \
                   ON CONFLICT (course_id) DO UPDATE SET chosen = excluded.chosen";
        tx.execute(sql, params![course.as_str(), Json::from(&chosen)])?;
        Ok(())
    })
}
