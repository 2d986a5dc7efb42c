//! What the instructor said about a file, and what the reader asks when it cannot know.

use super::reading::DateOrder;
use chrono::NaiveDateTime;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// What is known beside the file.
#[derive(Clone, Copy, Debug, Default)]
pub struct Choices<'c> {
    /// The order of dates that the instructor named.
    pub order: Option<DateOrder>,
    /// The class's days, local to the file, already widened.
    pub around: Option<(NaiveDateTime, NaiveDateTime)>,
    /// Columns that were mapped by hand before; the one with the header's signature is used.
    pub columns: &'c [ColumnChoice],
}

/// What a column of a participants' table holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Column {
    /// The display name.
    Name,
    /// Join, or first join.
    Join,
    /// Leave, or last leave.
    Leave,
    /// How long.
    Duration,
    /// E-mail address.
    Email,
    /// User principal name.
    Upn,
    /// Role in the meeting.
    Role,
    /// What happened (list files).
    Action,
    /// When it happened (list files).
    Time,
    /// One connection of a live event.
    Session,
    /// The participant's id in a live event.
    Participant,
    /// Nothing that is read.
    Other,
}

/// What a word in a list file's action column means.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Action {
    /// Came.
    Join,
    /// Was there when the downloader came.
    JoinedBefore,
    /// Went.
    Leave,
}

/// Columns that the instructor mapped, to be remembered for every file with this header.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ColumnChoice {
    /// [`signature`] of the header.
    pub signature: String,
    /// What each column holds, left to right.
    pub columns: Vec<Column>,
    /// What the words of the action column mean (list files), as they stand in the file.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub actions: BTreeMap<String, Action>,
}

/// The key under which a header's mapping is remembered: blind to case, accents and white space.
#[must_use]
pub fn signature<'h>(header: impl IntoIterator<Item = &'h str>) -> String {
    let mut hasher = blake3::Hasher::new();
    let labels: Vec<String> = header.into_iter().map(super::fold::folded).collect();
    let used = labels.iter().rposition(|label| !label.is_empty()).map_or(0, |last| last + 1);
    if used == 0 {
        // A file without a header is known by its width.
        hasher.update(labels.len().to_string().as_bytes());
    }
    for label in labels.iter().take(used) {
        hasher.update(label.as_bytes());
        hasher.update(&[0]);
    }
    hasher.finalize().to_hex().chars().take(24).collect()
}

/// What a file says under one order of its dates.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DateReading {
    /// The order.
    pub order: DateOrder,
    /// The first instant of the rows.
    pub first: NaiveDateTime,
    /// The last instant of the rows.
    pub last: NaiveDateTime,
}

/// Why a file was not read. Messages hold no cell of it; the fields may.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// No table of people with times.
    #[error("this is not a Teams attendance file")]
    NotAttendance {
        /// The words of what looks like a header; empty where nothing does.
        header: Vec<String>,
        /// Rows that are not blank.
        rows: usize,
    },
    /// The dates make sense in more than one order, and the class does not tell which.
    #[error("day and month of this file's dates can be read in two ways")]
    AmbiguousDates {
        /// What each order says.
        readings: Vec<DateReading>,
    },
    /// The order that was asked for is impossible in this file.
    #[error("the dates of this file cannot be read in the order that was asked for")]
    ImpossibleOrder {
        /// The order that was asked for.
        order: DateOrder,
        /// What the file says in the orders that are possible.
        readings: Vec<DateReading>,
    },
    /// Dates of the Persian, Islamic or Republic-of-China calendar or of a Japanese era: they are not converted.
    #[error("the dates of this file are of a calendar that cannot be read")]
    OtherCalendar {
        /// A year that stands there.
        year: u16,
    },
    /// A table of people with times, but which column is which cannot be told. The instructor maps them once.
    #[error("the columns of this file are not known")]
    ColumnsUnknown {
        /// The header's labels, or "1", "2", … where the file has no header.
        header: Vec<String>,
        /// The first rows.
        samples: Vec<Vec<String>>,
        /// What the reader thinks, column by column.
        guessed: Vec<Column>,
        /// The words of the action column, in the order of their first rows (list files), with what is known of them.
        actions: Vec<(String, Option<Action>)>,
        /// The key to remember the mapping by.
        signature: String,
    },
    /// More rows than the largest meeting can have: reading them would take the memory of the machine.
    #[error("this file has more than {} rows", super::MOST_ROWS)]
    TooManyRows,
    /// A header and nobody under it.
    #[error("this attendance file holds nobody")]
    NoRows,
}
