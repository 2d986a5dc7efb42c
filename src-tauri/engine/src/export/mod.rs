//! A class as a file: the report shape for programs, a table for people.

use crate::engine::{Engine, blocking};
use crate::error::{Code, Error, Result};
use crate::loaded::Loaded;
use crate::present;
use rollbook_core::MeetingId;
use rollbook_core::observation::CallKind;
use rollbook_core::reconcile::Reconciliation;
use rollbook_files::{
    Attendee, ClassReport, PersonRow, WriteError, export_file_name, people_csv, write_whole,
};
use serde_json::{Value, json};
use std::path::PathBuf;

/// What a class can be exported as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// The report shape (contract, section 5).
    Json,
    /// One row a person.
    Csv,
}

impl Format {
    /// The format of a contract word.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        match word {
            "json" => Some(Self::Json),
            "csv" => Some(Self::Csv),
            _ => None,
        }
    }

    /// Ending of the file name.
    #[must_use]
    pub fn extension(self) -> &'static str {
        match self {
            Self::Json => "json",
            Self::Csv => "csv",
        }
    }
}

impl Engine {
    /// Writes a class to a file, whole or not at all. An existing file is kept unless `overwrite`.
    pub async fn export(&self, id: &MeetingId, format: Format, path: PathBuf, overwrite: bool) -> Result<()> {
        let loaded = self.load(id).await?;
        let found = loaded.reconcile();
        let bytes = match format {
            Format::Json => report(&loaded, &found).to_bytes(),
            Format::Csv => {
                let rows = rows(&loaded, &found);
                people_csv(&rows, loaded.meeting.class.timezone, true).map_err(|_| Error::internal("csv"))?
            }
        };
        blocking(move || write_whole(&path, &bytes, overwrite).map_err(refused)).await
    }

    /// A safe name for the file of a class.
    pub async fn export_name(&self, id: &MeetingId, format: Format) -> Result<String> {
        let loaded = self.load(id).await?;
        let class = &loaded.meeting.class;
        Ok(export_file_name(&format!("{} {}", class.title, class.local_day()), format.extension()))
    }
}

fn refused(error: WriteError) -> Error {
    let code = match error {
        WriteError::DiskFull => Code::DiskFull,
        WriteError::Io(_) => Code::Internal,
        _ => Code::BadInput,
    };
    let hint = match error {
        WriteError::Exists => "Choose another name, or say that it may be overwritten (--force).",
        WriteError::DiskFull => "Free some space and try again.",
        _ => "Choose another folder.",
    };
    let text = error.to_string();
    let mut chars = text.chars();
    let first = chars.next().map_or_else(String::new, |c| c.to_uppercase().collect());
    Error::new(code, format!("{first}{}. No file was written.", chars.as_str().trim_end_matches('.')), hint)
}

pub(crate) fn report_value(loaded: &Loaded, found: &Reconciliation) -> Value {
    report(loaded, found).to_value()
}

fn report(loaded: &Loaded, found: &Reconciliation) -> ClassReport {
    let class = &loaded.meeting.class;
    let counted: Vec<_> = loaded.attendance.calls.iter().filter(|c| c.verdict.included).collect();
    let id = match counted.as_slice() {
        [one] if one.call.kind == CallKind::Report => one.call.id.to_string(),
        _ => class.id.to_string(),
    };
    let window = class.window();
    ClassReport {
        id,
        start: counted.iter().filter_map(|c| c.call.start).min().or(window.map(|w| w.start)),
        end: counted.iter().filter_map(|c| c.call.end).max().or(window.map(|w| w.end)),
        attendees: loaded.attendance.participants.iter().map(Attendee::from).collect(),
        rollbook: json!({
            "source": present::source_word(loaded.source()),
            "completeness": loaded.outlook().0.word(),
            "students": present::reconciled(loaded, found).students,
        }),
    }
}

/// The people, then the students who were not seen.
fn rows(loaded: &Loaded, found: &Reconciliation) -> Vec<PersonRow> {
    let status = |id| found.students.iter().find(|s| s.participants.contains(id)).map(|s| s.status);
    let people = loaded.attendance.participants.iter().map(|p| PersonRow::of(p, status(&p.id)));
    let missing = found.students.iter().filter(|s| s.participants.is_empty()).map(|s| PersonRow {
        name: Some(s.student.name.clone()),
        email: s.student.emails.first().cloned(),
        status: Some(s.status),
        ..PersonRow::default()
    });
    people.chain(missing).collect()
}
