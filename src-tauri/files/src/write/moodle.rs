//! The file for a session of Moodle's attendance activity (Import on the session's page).
//!
//! Comma, LF, UTF-8 without byte order mark, two columns that Moodle maps by itself. The status is the acronym exactly;
//! who is `unknown` has no row, so Moodle leaves them as they are. Moodle skips users it does not know and takes no
//! remarks.

use super::MakeError;
use super::class::StudentRow;
use super::identify::{Identify, LeftOut, LmsFile, identities};
use rollbook_core::status::Status;

/// Which acronym stands for which status; [`Status::Unknown`] never has one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StatusMap {
    words: [(Status, String); 5],
    left_early_is_set: bool,
}

impl Default for StatusMap {
    /// Moodle's own set: P, L, E, A. It has no word for leaving early: `L` is what gives part of the points, and a
    /// credit too small is sooner put right than one too large.
    fn default() -> Self {
        let words = [
            (Status::Present, "P"),
            (Status::Late, "L"),
            (Status::LeftEarly, "L"),
            (Status::Absent, "A"),
            (Status::Excused, "E"),
        ];
        Self { words: words.map(|(status, word)| (status, word.to_owned())), left_early_is_set: false }
    }
}

impl StatusMap {
    /// Changes one acronym. `false` where the status has none or the acronym cannot stand in the file.
    #[must_use]
    pub fn set(&mut self, status: Status, acronym: &str) -> bool {
        let Some(found) = self.words.iter_mut().find(|(of, _)| *of == status) else { return false };
        if acronym.is_empty() || !super::identify::plain(acronym) {
            return false;
        }
        self.left_early_is_set |= status == Status::LeftEarly;
        acronym.clone_into(&mut found.1);
        true
    }

    /// The acronym of a status.
    #[must_use]
    pub fn acronym(&self, status: Status) -> Option<&str> {
        self.words.iter().find(|(of, _)| *of == status).map(|(_, word)| word.as_str())
    }
}

/// The file for one session.
pub fn moodle_csv(students: &[StudentRow], by: Identify, map: &StatusMap) -> Result<LmsFile, MakeError> {
    let heading = match by {
        Identify::Email => "email",
        Identify::Id => "id",
        Identify::Username => "username",
    };
    let all: Vec<_> = students.iter().map(|row| &row.student).collect();
    let mut table = vec![vec![heading.to_owned(), "status".to_owned()]];
    let mut left_out = Vec::new();
    let mut left_early = 0;
    for (row, identity) in students.iter().zip(identities(&all, by)) {
        match (identity, map.acronym(row.status)) {
            (_, None) => left_out.push(LeftOut::new(&row.student, "the status is unknown")),
            (Err(reason), _) => left_out.push(LeftOut::new(&row.student, reason)),
            (Ok(identity), Some(acronym)) => {
                left_early += usize::from(row.status == Status::LeftEarly);
                table.push(vec![identity.to_owned(), acronym.to_owned()]);
            }
        }
    }
    let mut warnings = Vec::new();
    if left_early > 0 && !map.left_early_is_set {
        let acronym = map.acronym(Status::LeftEarly).unwrap_or_default();
        warnings.push(format!(
            "{left_early} who left early stand as {acronym}: Moodle's own set has no word for it. \
             Where your activity has a status for it, give its acronym (left-early=…)."
        ));
    }
    lms_file(table, 1, left_out, warnings)
}

/// The bytes of a table whose first rows are headings: commas, LF, no byte order mark.
pub(super) fn lms_file(
    table: Vec<Vec<String>>,
    headings: usize,
    left_out: Vec<LeftOut>,
    warnings: Vec<String>,
) -> Result<LmsFile, MakeError> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    for row in &table {
        writer.write_record(row).map_err(|_| MakeError("file for the LMS"))?;
    }
    let bytes = writer.into_inner().map_err(|_| MakeError("file for the LMS"))?;
    Ok(LmsFile { bytes, rows: table.len().saturating_sub(headings), table, left_out, warnings })
}
