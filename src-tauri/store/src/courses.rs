//! The instructor's courses.

use crate::error::{Error, Result};
use crate::store::Store;
use crate::value::{At, clean, clean_some, fresh_id, sql};
use chrono::{DateTime, Utc};
use rollbook_core::CourseId;
use rusqlite::{Connection, OptionalExtension as _, Row, params};

/// One course.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Course {
    /// Id in this data folder.
    pub id: CourseId,
    /// Title as the LMS or the instructor wrote it.
    pub title: String,
    /// Which kind of LMS names it (`moodle`, `canvas`, `http`); `None` for one that was added by hand.
    pub lms_kind: Option<String>,
    /// The LMS's id.
    pub lms_id: Option<String>,
    /// When it was last written.
    pub updated_at: DateTime<Utc>,
}

/// A course as the LMS lists it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LmsCourse {
    /// The LMS's id.
    pub lms_id: String,
    /// Its title.
    pub title: String,
}

/// All courses by title.
pub fn list(store: &Store) -> Result<Vec<Course>> {
    store.read(|c| {
        let mut statement = c.prepare_cached(sql!("course/list"))?;
        let courses = statement.query_map([], from_row)?.collect::<rusqlite::Result<_>>()?;
        Ok(courses)
    })
}

/// One course; [`Error::NotFound`] when there is none.
pub fn get(store: &Store, id: &CourseId) -> Result<Course> {
    store.read(|c| get_in(c, id.as_str()))
}

/// The course of an id, a unique beginning of one (6 characters or more), or an exact title.
pub fn find(store: &Store, text: &str) -> Result<Course> {
    store.read(|c| match get_in(c, text) {
        Err(Error::NotFound) => get_in(c, &only(c, sql!("course/find"), text)?),
        other => other,
    })
}

/// Adds a course by hand.
pub fn add(store: &Store, title: &str, lms_id: Option<&str>, now: DateTime<Utc>) -> Result<CourseId> {
    store.write(|tx| insert(tx, "", lms_id, title, now))
}

/// Brings the courses up to date with the LMS's list. Those it does not name stay.
pub fn upsert_from_lms(
    store: &Store,
    kind: &str,
    courses: &[LmsCourse],
    now: DateTime<Utc>,
) -> Result<Vec<CourseId>> {
    store.write(|tx| {
        let upsert = |course: &LmsCourse| {
            let found: Option<String> = tx
                .prepare_cached(sql!("course/by_lms"))?
                .query_row([kind, &*clean(&course.lms_id)], |row| row.get(0))
                .optional()?;
            let Some(id) = found else { return insert(tx, kind, Some(&course.lms_id), &course.title, now) };
            let row = params![id, clean(&course.title), kind, At(now)];
            tx.prepare_cached(sql!("course/update"))?.execute(row)?;
            Ok(CourseId::new(id))
        };
        courses.iter().map(upsert).collect()
    })
}

fn insert(
    c: &Connection,
    kind: &str,
    lms_id: Option<&str>,
    title: &str,
    now: DateTime<Utc>,
) -> Result<CourseId> {
    let id = CourseId::new(fresh_id());
    c.prepare_cached(sql!("course/insert"))?.execute(params![
        id.as_str(),
        clean(title),
        kind,
        clean_some(lms_id),
        At(now)
    ])?;
    Ok(id)
}

fn get_in(c: &Connection, id: &str) -> Result<Course> {
    Ok(c.prepare_cached(sql!("course/get"))?.query_row([id], from_row)?)
}

/// The one id that a search for `text` gives.
pub(crate) fn only(c: &Connection, sql: &str, text: &str) -> Result<String> {
    let mut statement = c.prepare_cached(sql)?;
    let mut ids =
        statement.query_map([text], |row| row.get(0))?.collect::<rusqlite::Result<Vec<String>>>()?;
    match (ids.pop(), ids.pop()) {
        (Some(id), None) => Ok(id),
        (None, _) => Err(Error::NotFound),
        _ => Err(Error::Ambiguous),
    }
}

fn from_row(row: &Row<'_>) -> rusqlite::Result<Course> {
    let kind: String = row.get(2)?;
    Ok(Course {
        id: CourseId::new(row.get::<_, String>(0)?),
        title: row.get(1)?,
        lms_kind: (!kind.is_empty()).then_some(kind),
        lms_id: row.get(3)?,
        updated_at: row.get::<_, At>(4)?.0,
    })
}
