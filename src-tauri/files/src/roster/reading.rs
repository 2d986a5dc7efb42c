//! What a class list says, and what the instructor says of it.

use serde::{Deserialize, Serialize};

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Role {
    /// The whole name, in whatever order.
    Name,
    /// First names.
    Given,
    /// Last names.
    Family,
    /// One or more e-mail addresses. Several columns may have this role.
    Email,
    /// The id under which the LMS knows the person, and under which grades are sent.
    LmsId,
    /// A number the institution gives (student number, Moodle's "ID number", Canvas's SIS id). Never sent as an LMS id.
    Number,
    /// Login name.
    Username,
    /// Group, section or class.
    Group,
    /// Nothing that a roster needs.
    Ignored,
}

impl Role {
    /// True for the roles one of which a roster cannot do without.
    #[must_use]
    pub fn names_somebody(self) -> bool {
        matches!(self, Self::Name | Self::Given | Self::Family | Self::Email)
    }
}

/// How a column's role is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum RoleFrom {
    /// Its heading.
    Heading,
    /// What stands in it.
    Content,
    /// The instructor.
    Instructor,
}

/// A column, for the preview.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ColumnView {
    /// Counted from 0.
    pub index: usize,
    /// As it stands; empty where there is none.
    pub heading: String,
    /// What it holds.
    pub role: Role,
    /// How that is known.
    pub from: RoleFrom,
    /// The first few of its cells that are not empty.
    pub samples: Vec<String>,
}

/// A person of the list.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    /// The LMS's id.
    pub lms_id: Option<String>,
    /// The name to show; empty where the list has only an address.
    pub name: String,
    /// First names, where the list tells them apart.
    pub given: Option<String>,
    /// Last names, where the list tells them apart.
    pub family: Option<String>,
    /// Addresses as they stand, the first column's first.
    pub emails: Vec<String>,
    /// Login name.
    pub username: Option<String>,
    /// The institution's number: good for matching a person, never for sending a grade.
    pub number: Option<String>,
    /// Group, section or class.
    pub group: Option<String>,
    /// The line of the file, counted from 1.
    pub line: u32,
}

/// A row that is no entry.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Skipped {
    /// The line of the file, counted from 1.
    pub line: u32,
    /// Why, as one sentence. Names nobody.
    pub why: String,
}

/// A list that an LMS wrote.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Recognised {
    /// Moodle's list of participants, or its grade export.
    Moodle,
    /// Canvas's gradebook export.
    CanvasGradebook,
    /// Canvas's list of people, or its user report.
    CanvasPeople,
}

/// A class list that was read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RosterReading {
    /// The columns in their order.
    pub columns: Vec<ColumnView>,
    /// The people in the order of the list.
    pub entries: Vec<Entry>,
    /// Rows that were left out; blank rows are not worth a word.
    pub skipped: Vec<Skipped>,
    /// What else is worth knowing, one sentence each. Names nobody.
    pub notes: Vec<String>,
    /// Which LMS wrote the list, where that is plain.
    pub recognised: Option<Recognised>,
}

/// What the instructor said of the columns of lists with these headings.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mapping {
    /// The columns that were said; the others stay as they are found.
    pub columns: Vec<MappedColumn>,
}

/// What one column holds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MappedColumn {
    /// Counted from 0. Counts where the list has no column of this heading.
    pub index: usize,
    /// The heading; empty where there is none. A column that moved is found by it.
    #[serde(default)]
    pub heading: String,
    /// What it holds.
    pub role: Role,
}

/// Why a table is no class list. Carries no cell's content.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum RosterError {
    /// Nothing below the headings.
    #[error("the list has no rows")]
    Empty,
    /// Neither names nor addresses.
    #[error("none of the {columns} columns holds names or e-mail addresses (found: {})", seen.join(", "))]
    NoUsableColumn {
        /// How many columns there are.
        columns: usize,
        /// What stands in each of them.
        seen: Vec<&'static str>,
    },
    /// Every row was skipped.
    #[error("no row of the list names a person ({skipped} skipped)")]
    Nobody {
        /// How many rows.
        skipped: usize,
    },
}
