//! The roster of a course: replaced as a whole, with ids that stay and students that are hidden, never deleted.

use crate::error::{Error, Result};
use crate::roster_match::pair;
use crate::store::Store;
use crate::value::{At, Json, clean, clean_some, fresh_id, sql};
use chrono::{DateTime, Utc};
use rollbook_core::roster::Student;
use rollbook_core::{CourseId, StudentId};
use rusqlite::{Connection, params};
use std::collections::{BTreeMap, BTreeSet};

/// A student as the LMS or a file lists them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RosterEntry {
    /// The LMS's id.
    pub lms_id: Option<String>,
    /// Name.
    pub name: String,
    /// E-mail addresses, the main one first.
    pub emails: Vec<String>,
    /// Login name.
    pub username: Option<String>,
    /// Names of groups.
    pub groups: Vec<String>,
}

/// What [`replace`] did.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RosterChange {
    /// New students.
    pub added: Vec<StudentId>,
    /// Students whose name, addresses, login, LMS id or visibility changed.
    pub changed: Vec<StudentId>,
    /// Students who are not in the roster any more.
    pub hidden: Vec<StudentId>,
}

/// The students of a course in the roster's order, the hidden ones last.
pub fn list(store: &Store, course: &CourseId, include_hidden: bool) -> Result<Vec<Student>> {
    store.read(|c| list_in(c, course, include_hidden))
}

/// Makes `entries` the roster of the course. A student keeps the id by LMS id, else by an e-mail address
/// (case-folded, the first one first), else, where one of the two has neither, by login name or name. Those no longer
/// there are hidden.
/// A second entry with the same LMS id is passed over.
pub fn replace(
    store: &Store,
    course: &CourseId,
    entries: &[RosterEntry],
    now: DateTime<Utc>,
) -> Result<RosterChange> {
    let entries: Vec<RosterEntry> = entries.iter().map(tidy).collect();
    store.write(|tx| {
        let known = "SELECT EXISTS (SELECT 1 FROM course WHERE id = ?1)";
        if !tx.query_row(known, [course.as_str()], |row| row.get::<_, bool>(0))? {
            return Err(Error::NotFound);
        }
        let old = list_in(tx, course, true)?;
        let pairs = pair(&old, &entries);
        let mut change = RosterChange::default();
        let kept: BTreeSet<usize> = pairs.iter().filter_map(|(_, of)| *of).collect();
        for (index, student) in old.iter().enumerate() {
            if !kept.contains(&index) && student.active {
                tx.prepare_cached(sql!("student/hide"))?.execute(params![student.id.as_str(), At(now)])?;
                change.hidden.push(student.id.clone());
            }
        }
        for (position, (entry, of)) in pairs.into_iter().enumerate() {
            let before = of.and_then(|index| old.get(index));
            let id = before.map_or_else(|| StudentId::new(fresh_id()), |student| student.id.clone());
            let entry = with_known(entry, before);
            put(tx, course, &id, &entry, position, now)?;
            match before {
                None => change.added.push(id),
                Some(student) if !same(student, &entry) => change.changed.push(id),
                Some(_) => {}
            }
        }
        Ok(change)
    })
}

/// A list without LMS ids, addresses or logins does not take away those that are known: a class list of names only must
/// not cost the matches by address.
pub(crate) fn with_known(entry: &RosterEntry, before: Option<&Student>) -> RosterEntry {
    let mut entry = entry.clone();
    let Some(student) = before else { return entry };
    entry.lms_id = entry.lms_id.or_else(|| student.lms_id.clone());
    entry.username = entry.username.or_else(|| student.username.clone());
    if entry.groups.is_empty() {
        entry.groups.clone_from(&student.groups);
    }
    if entry.emails.is_empty() {
        entry.emails.clone_from(&student.emails);
    }
    entry
}

pub(crate) fn same(student: &Student, entry: &RosterEntry) -> bool {
    student.active
        && student.lms_id == entry.lms_id
        && student.name == entry.name
        && student.emails == entry.emails
        && student.username == entry.username
        && student.groups == entry.groups
}

pub(crate) fn tidy(entry: &RosterEntry) -> RosterEntry {
    let own = |text: Option<&str>| clean_some(text.map(str::trim)).map(std::borrow::Cow::into_owned);
    let mut emails = Vec::new();
    for email in entry.emails.iter().filter_map(|email| own(Some(email))) {
        if !emails.contains(&email) {
            emails.push(email);
        }
    }
    RosterEntry {
        lms_id: own(entry.lms_id.as_deref()),
        name: clean(&entry.name).into_owned(),
        emails,
        username: own(entry.username.as_deref()),
        groups: entry.groups.iter().filter_map(|group| own(Some(group))).collect(),
    }
}

fn put(
    c: &Connection,
    course: &CourseId,
    id: &StudentId,
    entry: &RosterEntry,
    position: usize,
    now: DateTime<Utc>,
) -> Result<()> {
    let position = i64::try_from(position).map_err(|_| Error::Internal { code: "position" })?;
    let groups = serde_json::json!(entry.groups);
    let row = params![
        id.as_str(),
        course.as_str(),
        entry.lms_id,
        entry.name,
        entry.username,
        position,
        At(now),
        Json::from(&groups),
    ];
    c.prepare_cached(sql!("student/put"))?.execute(row)?;
    c.prepare_cached("DELETE FROM student_email WHERE student_id = ?1")?.execute([id.as_str()])?;
    let mut insert =
        c.prepare_cached("INSERT INTO student_email (student_id, position, email) VALUES (?1, ?2, ?3)")?;
    for (position, email) in (0_i64..).zip(&entry.emails) {
        insert.execute(params![id.as_str(), position, email])?;
    }
    Ok(())
}

fn list_in(c: &Connection, course: &CourseId, include_hidden: bool) -> Result<Vec<Student>> {
    let mut emails: BTreeMap<String, Vec<String>> = BTreeMap::new();
    let mut statement = c.prepare_cached(sql!("student/emails"))?;
    let mut rows = statement.query([course.as_str()])?;
    while let Some(row) = rows.next()? {
        emails.entry(row.get(0)?).or_default().push(row.get(1)?);
    }
    let mut statement = c.prepare_cached(sql!("student/list"))?;
    let students = statement.query_map(params![course.as_str(), include_hidden], |row| {
        let id: String = row.get(0)?;
        Ok(Student {
            emails: emails.remove(&id).unwrap_or_default(),
            id: StudentId::new(id),
            lms_id: row.get(1)?,
            name: row.get(2)?,
            username: row.get(3)?,
            object_id: row.get(4)?,
            active: row.get(5)?,
            groups: serde_json::from_value(row.get::<_, Json<'static>>(6)?.0.into_owned())
                .unwrap_or_default(),
        })
    })?;
    Ok(students.collect::<rusqlite::Result<_>>()?)
}
