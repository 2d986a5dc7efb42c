//! The CSV for people: one flat table, one row a participant, opened in a spreadsheet.
//!
//! RFC 4180 (commas, CRLF, quotes doubled), UTF-8, with a byte order mark where Excel shall see at once that it is
//! UTF-8. Every text cell goes through [`guard`]; numbers stay numbers with a point and
//! two decimals. Times are local to the instructor's zone, to the second, in a form that spreadsheets take for
//! times.

use crate::guard::guard;
use chrono::{DateTime, DurationRound, MappedLocalTime, TimeDelta, TimeZone, Utc};
use chrono_tz::Tz;
use rollbook_core::attendance::Participant;
use rollbook_core::rounding;
use rollbook_core::status::Status;
use std::borrow::Cow;

/// The headings, in the order of the columns.
pub const HEADINGS: [&str; 8] = [
    "Name",
    "E-mail",
    "Total time (min)",
    "In class (min)",
    "First join",
    "Last leave",
    "Status",
    "Sessions",
];

/// The byte order mark in UTF-8.
const BOM: &[u8] = b"\xEF\xBB\xBF";

/// Join and leave of one stay; either may be unknown.
pub type Ends = (Option<DateTime<Utc>>, Option<DateTime<Utc>>);

/// One participant, or one student of the roster who was not there.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PersonRow {
    /// Name as it was typed.
    pub name: Option<String>,
    /// E-mail, else UPN.
    pub email: Option<String>,
    /// Exact length of the union of the stays; `None` where no duration is known.
    pub total: Option<TimeDelta>,
    /// Exact length of the union cut to the class; `None` where no duration is known.
    pub in_class: Option<TimeDelta>,
    /// First join, not cut.
    pub first_join: Option<DateTime<Utc>>,
    /// Last leave, not cut.
    pub last_leave: Option<DateTime<Utc>>,
    /// Status of the student this person is; `None` where they are no student.
    pub status: Option<Status>,
    /// Join and leave of every stay, sorted by join.
    pub sessions: Vec<Ends>,
}

impl PersonRow {
    /// The row of a participant, with the status of the student they are.
    #[must_use]
    pub fn of(person: &Participant, status: Option<Status>) -> Self {
        let presence = person.presence.as_ref();
        Self {
            name: person.name.clone(),
            email: person.email.clone(),
            total: presence.map(|p| p.connected),
            in_class: presence.map(|p| p.present),
            first_join: presence.and_then(|p| p.first_join),
            last_leave: presence.and_then(|p| p.last_leave),
            status,
            sessions: person.stays.iter().map(|stay| (stay.join, stay.leave)).collect(),
        }
    }
}

/// The table could not be made. Writing to memory does not fail, so this is a fault of the program, not of the data.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the table could not be written")]
pub struct CsvError;

/// The table as the bytes of a file.
pub fn people_csv(rows: &[PersonRow], zone: Tz, bom: bool) -> Result<Vec<u8>, CsvError> {
    let start = if bom { BOM.to_vec() } else { Vec::new() };
    let mut writer = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(start);
    writer.write_record(HEADINGS).map_err(|_| CsvError)?;
    for row in rows {
        let cells = cells(row, zone);
        writer.write_record(cells.iter().map(|cell| cell.as_bytes())).map_err(|_| CsvError)?;
    }
    writer.into_inner().map_err(|_| CsvError)
}

fn cells(row: &PersonRow, zone: Tz) -> [Cow<'_, str>; 8] {
    let text = |value: &'_ Option<String>| -> Cow<'static, str> {
        value.as_deref().map(|v| guard(v).into_owned()).unwrap_or_default().into()
    };
    let time = |at: Option<DateTime<Utc>>| at.map(|at| local(at, zone)).unwrap_or_default().into();
    [
        text(&row.name),
        text(&row.email),
        minutes(row.total),
        minutes(row.in_class),
        time(row.first_join),
        time(row.last_leave),
        row.status.map(Status::word).unwrap_or_default().into(),
        sessions(&row.sessions, zone).into(),
    ]
}

fn minutes(length: Option<TimeDelta>) -> Cow<'static, str> {
    length.map(|length| format!("{:.2}", rounding::minutes(length))).unwrap_or_default().into()
}

/// `2025-11-26 10:00:05`, halves of a second up; with the offset where the clock shows this time twice.
fn local(at: DateTime<Utc>, zone: Tz) -> String {
    let at = at.duration_round(TimeDelta::seconds(1)).unwrap_or(at).with_timezone(&zone);
    match zone.from_local_datetime(&at.naive_local()) {
        MappedLocalTime::Ambiguous(..) => at.format("%Y-%m-%d %H:%M:%S%:z").to_string(),
        _ => at.format("%Y-%m-%d %H:%M:%S").to_string(),
    }
}

/// `join to leave; join to leave`, with `?` for an end that is not known.
fn sessions(stays: &[Ends], zone: Tz) -> String {
    let end = |at: &Option<DateTime<Utc>>| at.map_or_else(|| "?".to_owned(), |at| local(at, zone));
    let all: Vec<_> = stays.iter().map(|(join, leave)| format!("{} to {}", end(join), end(leave))).collect();
    all.join("; ")
}

#[cfg(test)]
#[path = "csv_people_tests.rs"]
mod tests;
