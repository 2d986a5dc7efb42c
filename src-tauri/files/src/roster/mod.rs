//! Class lists: any table with people in it becomes a preview, and then the entries of a roster.
//!
//! Columns are known by their headings in many languages, else by what stands in them, else by what the instructor
//! said; [`heading_signature`] is the key under which an app remembers that.

mod columns;
mod content;
mod entries;
mod fold;
mod header;
mod known;
mod labels;
mod names;
mod reading;

pub use header::heading_signature;
pub use reading::{
    ColumnView, Entry, MappedColumn, Mapping, Recognised, Role, RoleFrom, RosterError, RosterReading, Skipped,
};

pub(crate) use labels::role as heading_role;

/// A name of its halves, in the order in which their script writes them.
pub(crate) fn whole_name(given: &str, family: &str) -> String {
    names::halves(given, family).shown
}

use crate::Table;

/// Reads a class list. What the instructor said of a column goes before its heading, and its heading before its
/// content.
pub fn read(table: &Table, mapping: Option<&Mapping>) -> Result<RosterReading, RosterError> {
    let header = header::find(table);
    let body = header::body(table, header);
    if body.is_empty() {
        return Err(RosterError::Empty);
    }
    let heading = header.and_then(|index| table.row(index));
    let assigned = columns::assign(heading, &body, mapping);
    let columns = columns::views(heading, &body, &assigned.roles);
    if !columns.iter().any(|column| column.role.names_somebody()) {
        return Err(RosterError::NoUsableColumn { columns: columns.len(), seen: content::seen(&body) });
    }
    let made = entries::make(&assigned, heading, &body);
    if made.entries.is_empty() {
        return Err(RosterError::Nobody { skipped: made.skipped.len() });
    }
    let mut notes = assigned.notes;
    notes.extend(made.notes);
    Ok(RosterReading {
        columns,
        entries: made.entries,
        skipped: made.skipped,
        notes,
        recognised: assigned.recognised,
    })
}

#[cfg(test)]
#[path = "roster_tests.rs"]
mod tests;
