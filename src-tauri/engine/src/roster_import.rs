//! A class list from a file becomes the roster of a course: shown first, then kept as a whole.

use crate::engine::{Engine, blocking};
use crate::error::{Code, Error, Result};
use crate::import::{only_looked_at, unreadable};
use crate::present;
use crate::view::{RosterColumnView, RosterEntryView, RosterFileView, SkippedRowView};
use chrono::{DateTime, Utc};
use rollbook_core::CourseId;
use rollbook_files::roster::{
    self as lists, Entry, MappedColumn, Mapping, Recognised, Role, RosterError, RosterReading,
};
use rollbook_files::table::{self, Row, Table, TableFile};
use rollbook_store::roster::{self, RosterEntry};
use rollbook_store::roster_plan::{EntryState, plan};
use rollbook_store::{Store, column_choices};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// What the columns are, by their number from 0, in the words of [`Role`].
type Columns = BTreeMap<String, String>;

impl Engine {
    /// What a class list says, and what it would do to the roster of a course. Nothing is stored.
    ///
    /// An empty `course` stands for one that is yet to be made. A list whose columns cannot be used is an answer with its problem, for the instructor to name them.
    pub async fn preview_roster(
        &self,
        course: &str,
        file: &Path,
        columns: Option<&Columns>,
    ) -> Result<RosterFileView> {
        self.with_list(course, file, columns, |store, list, _| list.against(store)).await
    }

    /// Makes the students of a class list the roster of a course, in one transaction. What was said of its columns is
    /// remembered.
    pub async fn import_roster(
        &self,
        course: &str,
        file: &Path,
        columns: Option<&Columns>,
    ) -> Result<RosterFileView> {
        self.with_list(course, file, columns, |store, list, now| {
            let reading = match &list.reading {
                Ok(reading) => reading,
                Err(error) => return Err(no_list(error, &list.name)),
            };
            let view = list.against(store)?;
            let entries: Vec<RosterEntry> = reading.entries.iter().map(entry).collect();
            roster::replace(store, &list.course, &entries, now)?;
            list.remember(store, now)?;
            Ok(view)
        })
        .await
    }

    async fn with_list<T: Send + 'static>(
        &self,
        course: &str,
        file: &Path,
        columns: Option<&Columns>,
        work: impl FnOnce(&Store, &List, DateTime<Utc>) -> Result<T> + Send + 'static,
    ) -> Result<T> {
        // A course that is yet to be made has nobody; nothing can be kept for it.
        let course = match course {
            "" => CourseId::new(""),
            course => self.find_course(course).await?.id,
        };
        let said = columns.map(said).transpose()?;
        let (path, now): (PathBuf, _) = (file.to_owned(), self.now());
        let store = self.unlock().await?;
        blocking(move || work(&store, &List::open(&store, course, &path, said)?, now)).await
    }
}

/// A class list for a course.
struct List {
    course: CourseId,
    name: String,
    /// Every column as it stands, for an instructor to say what it is where nothing else tells.
    raw: Vec<RosterColumnView>,
    reading: std::result::Result<RosterReading, RosterError>,
    /// What the instructor said this time, with the key to find it again.
    said: Option<(String, Mapping)>,
}

impl List {
    fn open(store: &Store, course: CourseId, path: &Path, said: Option<Mapping>) -> Result<Self> {
        let name = path.file_name().map_or_else(String::new, |name| name.to_string_lossy().into_owned());
        let TableFile { table, .. } = table::read_file(path).map_err(|error| unreadable(error, &name))?;
        let signature = lists::heading_signature(&table);
        let mapping = match &said {
            Some(said) => Some(said.clone()),
            None => column_choices::get(store, &key(&signature))?
                .and_then(|choice| serde_json::from_value(choice).ok()),
        };
        let reading = lists::read(&table, mapping.as_ref());
        let said = said.map(|said| (key(&signature), said));
        Ok(Self { course, name, raw: raw_columns(&table), reading, said })
    }

    fn remember(&self, store: &Store, now: DateTime<Utc>) -> Result<()> {
        let Some((key, mapping)) = &self.said else { return Ok(()) };
        // Without headings nothing tells the next list of this width from this one.
        let headed =
            self.reading.as_ref().is_ok_and(|read| read.columns.iter().any(|c| !c.heading.is_empty()));
        if !headed {
            return Ok(());
        }
        let value = serde_json::to_value(mapping).map_err(|_| Error::internal("column-choice"))?;
        Ok(column_choices::put(store, key, &value, now)?)
    }

    fn against(&self, store: &Store) -> Result<RosterFileView> {
        let reading = match &self.reading {
            Ok(reading) => reading,
            Err(error) => {
                return Ok(RosterFileView {
                    name: self.name.clone(),
                    columns: if matches!(error, RosterError::NoUsableColumn { .. }) {
                        self.raw.clone()
                    } else {
                        vec![]
                    },
                    problem: Some(only_looked_at(no_list(error, &self.name), &self.name).view()),
                    ..RosterFileView::default()
                });
            }
        };
        let entries: Vec<RosterEntry> = reading.entries.iter().map(entry).collect();
        let plan = plan(store, &self.course, &entries)?;
        let states = plan.states.iter().map(|state| state_word(*state));
        let count = |wanted| present::count(plan.states.iter().filter(|state| **state == wanted).count());
        Ok(RosterFileView {
            name: self.name.clone(),
            recognised: reading.recognised.map(|by| match by {
                Recognised::Moodle => "moodle".to_owned(),
                Recognised::CanvasGradebook | Recognised::CanvasPeople => "canvas".to_owned(),
            }),
            columns: reading.columns.iter().map(column).collect(),
            students: reading
                .entries
                .iter()
                .zip(states)
                .map(|(entry, state)| student(entry, state))
                .collect(),
            added: count(EntryState::New),
            changed: count(EntryState::Changed),
            hidden: plan.hidden.into_iter().map(|student| student.name).collect(),
            skipped: reading
                .skipped
                .iter()
                .map(|row| SkippedRowView { line: row.line, why: row.why.clone() })
                .collect(),
            notes: reading.notes.clone(),
            problem: None,
        })
    }
}

/// Class lists and attendance files may have the same headings and mean other things by them.
fn key(signature: &str) -> String {
    format!("roster:{signature}")
}

fn said(columns: &Columns) -> Result<Mapping> {
    let one = |(number, word): (&String, &String)| {
        let index = number.parse().map_err(|_| {
            Error::bad_input(format!("{number:?} is not the number of a column."), "The first column is 1.")
        })?;
        let role: Role = serde_json::from_value(Value::String(word.trim().to_lowercase())).map_err(|_| {
            Error::bad_input(
                format!("There is no kind of column {word:?}."),
                "A column is one of: name, given, family, email, lms-id, number, username, group, ignored.",
            )
        })?;
        Ok(MappedColumn { index, heading: String::new(), role })
    };
    Ok(Mapping { columns: columns.iter().map(one).collect::<Result<_>>()? })
}

fn no_list(error: &RosterError, name: &str) -> Error {
    let hint = match error {
        RosterError::Empty | RosterError::Nobody { .. } => {
            "Check that it is the right file and the right sheet."
        }
        RosterError::NoUsableColumn { .. } => {
            "Say which column is what: --column 1=name --column 3=email. It is remembered."
        }
    };
    Error::new(Code::UnknownFormat, format!("{name}: {error}. Nothing was imported."), hint)
        .with("file", name)
}

fn entry(entry: &Entry) -> RosterEntry {
    let name = if entry.name.is_empty() { entry.emails.first().cloned() } else { Some(entry.name.clone()) };
    RosterEntry {
        lms_id: entry.lms_id.clone(),
        name: name.unwrap_or_default(),
        emails: entry.emails.clone(),
        username: entry.username.clone().or_else(|| entry.number.clone()),
        groups: entry.group.iter().cloned().collect(),
    }
}

/// Cells of each column that are shown.
const SAMPLES: usize = 3;

fn raw_columns(table: &Table) -> Vec<RosterColumnView> {
    let rows = || table.rows().filter(|row| !row.is_blank()).take(SAMPLES);
    let width = rows().map(Row::len).max().unwrap_or(0);
    let column = |index| RosterColumnView {
        index: present::count(index),
        heading: String::new(),
        role: "ignored".to_owned(),
        from: "content".to_owned(),
        samples: rows().map(|row| row.cell(index).to_owned()).collect(),
    };
    (0..width).map(column).collect()
}

fn column(column: &lists::ColumnView) -> RosterColumnView {
    let word = |value: Value| value.as_str().unwrap_or_default().to_owned();
    RosterColumnView {
        index: present::count(column.index),
        heading: column.heading.clone(),
        role: word(json!(column.role)),
        from: word(json!(column.from)),
        samples: column.samples.clone(),
    }
}

fn student(read: &Entry, state: &str) -> RosterEntryView {
    let RosterEntry { lms_id, name, emails, username, .. } = entry(read);
    RosterEntryView {
        line: read.line,
        name,
        emails,
        lms_id,
        username,
        group: read.group.clone(),
        state: state.to_owned(),
    }
}

fn state_word(state: EntryState) -> &'static str {
    match state {
        EntryState::New => "new",
        EntryState::Changed => "changed",
        EntryState::Same => "same",
    }
}
