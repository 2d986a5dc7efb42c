//! From a file on the disk to what it says, for a class or for none yet.

use super::FileAnswer;
use super::options::ImportOptions;
use super::refusals::{refused, unreadable};
use crate::error::Result;
use chrono::{DateTime, NaiveDateTime, TimeDelta, Utc};
use chrono_tz::Tz;
use rollbook_core::Class;
use rollbook_files::table::{self, Form, TableFile};
use rollbook_files::teams::reading::Reading;
use rollbook_files::teams::{self, Choices, ColumnChoice, Refusal};
use rollbook_store::{Store, column_choices};
use std::path::Path;

/// How far the days of a class are widened before the dates of a file are held against them: the file's zone may be
/// another than the class's. The two readings of a date lie at least a month apart.
const DAYS_WIDENED: TimeDelta = TimeDelta::hours(14);

/// A file read into cells.
pub(super) struct Opened {
    /// Its name without the folder.
    pub name: String,
    /// Its cells.
    pub file: TableFile,
    /// Of its content: the same for the same report, however it was saved.
    pub hash: String,
}

/// A file read as an attendance file.
pub(super) struct Read {
    /// As it is to be kept.
    pub answer: FileAnswer,
    /// What kind of file it was, in words.
    pub form: String,
    /// The columns that the instructor had to name, to be remembered.
    pub named: Option<ColumnChoice>,
}

/// Opens a file and reads its cells.
pub(super) fn open(path: &Path) -> Result<Opened> {
    let name = path.file_name().map_or_else(String::new, |name| name.to_string_lossy().into_owned());
    let file = table::read_file(path).map_err(|error| unreadable(error, &name))?;
    let hash = file.content_hash();
    Ok(Opened { name, file, hash })
}

/// Reads the file as an attendance file. The class decides the order of day and month where the file does not.
pub(super) fn attendance(
    store: &Store,
    opened: &Opened,
    class: Option<&Class>,
    options: &ImportOptions,
    zone: Tz,
) -> Result<std::result::Result<Read, Refusal>> {
    let choices =
        Choices { order: options.date_order, around: class.map(|class| days(class, zone)), columns: &[] };
    let table = &opened.file.table;
    let mut named = None;
    let reading = match teams::read(table, &choices) {
        Err(Refusal::ColumnsUnknown { header, samples, guessed, actions, signature }) => {
            let choice = match options.columns_for(&guessed, &signature) {
                Some(choice) => {
                    named = Some(choice.clone());
                    Some(choice)
                }
                None => remembered(store, &signature)?,
            };
            match choice {
                Some(choice) => teams::read(table, &Choices { columns: &[choice], ..choices }),
                None => Err(Refusal::ColumnsUnknown { header, samples, guessed, actions, signature }),
            }
        }
        other => other,
    };
    Ok(reading.map(|reading| Read {
        answer: answer(opened, zone, reading),
        form: in_words(&opened.file.form),
        named,
    }))
}

/// The same, with a refusal as the error that both fronts show.
pub(super) fn for_class(store: &Store, path: &Path, class: &Class, options: &ImportOptions) -> Result<Read> {
    let opened = open(path)?;
    let zone = options.timezone.unwrap_or(class.timezone);
    attendance(store, &opened, Some(class), options, zone)?.map_err(|refusal| refused(refusal, &opened.name))
}

/// Keeps what the instructor said of the columns for the next file with these headings.
pub(super) fn remember(store: &Store, read: &Read, now: DateTime<Utc>) -> Result<()> {
    let Some(choice) = &read.named else { return Ok(()) };
    let value = serde_json::to_value(choice).map_err(|_| crate::Error::internal("column-choice"))?;
    Ok(column_choices::put(store, &choice.signature, &value, now)?)
}

fn remembered(store: &Store, signature: &str) -> Result<Option<ColumnChoice>> {
    let choice = column_choices::get(store, signature)?;
    Ok(choice.and_then(|choice| serde_json::from_value(choice).ok()))
}

fn answer(opened: &Opened, zone: Tz, reading: Reading) -> FileAnswer {
    FileAnswer { hash: opened.hash.clone(), name: opened.name.clone(), timezone: zone, reading }
}

/// The days of a class in the file's zone.
fn days(class: &Class, zone: Tz) -> (NaiveDateTime, NaiveDateTime) {
    let (day, reach) = (class.day_span(), class.reach());
    let local = |at: DateTime<Utc>| at.with_timezone(&zone).naive_local();
    (local(day.start.min(reach.start) - DAYS_WIDENED), local(day.end.max(reach.end) + DAYS_WIDENED))
}

fn in_words(form: &Form) -> String {
    match form {
        Form::Text { encoding, separator, unreadable } => {
            let separator = match separator {
                '\t' => "tabs",
                ';' => "semicolons",
                ',' => "commas",
                _ => "bars",
            };
            let lost = if *unreadable { ", with bytes that this encoding does not know" } else { "" };
            format!("text in {encoding} with {separator}{lost}")
        }
        Form::Workbook { .. } => "a workbook".to_owned(),
    }
}
