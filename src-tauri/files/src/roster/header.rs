//! Where the headings of a list stand, if it has any: below titles, and sometimes again further down.

use super::content::{self, Shape};
use super::fold::fold;
use super::labels;
use super::reading::Role;
use crate::Table;
use crate::table::Row;

/// How many rows may stand above the headings.
const TITLES: usize = 40;

/// The row of the headings: the one in which most cells are known headings, else a first row that is of another kind
/// than what stands below it.
pub(super) fn find(table: &Table) -> Option<usize> {
    let mut best: Option<(usize, usize)> = None;
    for (index, row) in table.rows().enumerate().take(TITLES) {
        let hits = known(row);
        let filled = row.cells().filter(|cell| !cell.trim().is_empty()).count();
        let has_data = row.cells().any(|cell| content::shape(cell) == Shape::Mail);
        let enough = hits >= 2 || (hits == 1 && filled <= 2);
        if enough && !has_data && best.is_none_or(|(_, most)| hits > most) {
            best = Some((index, hits));
        }
        // People: the headings, if any, are above.
        if has_data && best.is_some() {
            break;
        }
    }
    best.map(|(index, _)| index).or_else(|| unknown(table))
}

/// Cells that are known headings and say something else than "leave this out".
fn known(row: Row<'_>) -> usize {
    let roles = row.cells().filter_map(labels::role);
    roles.filter(|role| *role != Role::Ignored).count()
}

/// A first full row of words above a column of addresses or numbers, in a language that is not known here.
fn unknown(table: &Table) -> Option<usize> {
    let widest = table.rows().take(200).map(Row::len).max()?;
    let index = table.rows().take(TITLES).position(|row| row.len() * 2 > widest && !row.is_blank())?;
    let first = table.row(index)?;
    let below: Vec<Row<'_>> = table.rows().skip(index + 1).filter(|row| !row.is_blank()).take(200).collect();
    let differs = |column: usize| {
        let cells = || below.iter().map(|row| row.cell(column).trim()).filter(|cell| !cell.is_empty());
        let all = cells().count();
        let other = cells()
            .filter(|cell| matches!(content::shape(cell), Shape::Mail | Shape::Number | Shape::Code))
            .count();
        all > 1 && other * 10 >= all * 8 && content::shape(first.cell(column)) == Shape::Words
    };
    let is_plain = first.cells().all(|cell| !matches!(content::shape(cell), Shape::Mail | Shape::Number));
    (is_plain && (0..widest).any(differs)).then_some(index)
}

/// The rows below the headings that are not blank.
pub(super) fn body(table: &Table, header: Option<usize>) -> Vec<Row<'_>> {
    let start = header.map_or(0, |index| index + 1);
    table.rows().skip(start).filter(|row| !row.is_blank()).collect()
}

/// The key of a list's headings: the same for every list of the same source, whatever its people. Lists without
/// headings are told apart by their width alone.
#[must_use]
pub fn heading_signature(table: &Table) -> String {
    let mut hasher = blake3::Hasher::new();
    if let Some(row) = find(table).and_then(|index| table.row(index)) {
        for cell in row.cells() {
            hasher.update(fold(cell).as_bytes());
            hasher.update(&[0]);
        }
    } else {
        let width = table.rows().take(200).map(Row::len).max().unwrap_or_default();
        hasher.update(format!("no headings, {width} columns").as_bytes());
    }
    hasher.finalize().to_hex().to_string()
}
