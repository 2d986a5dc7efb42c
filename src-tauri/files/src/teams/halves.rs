//! Names in two columns: webinars and town halls ask for a first and a last name when people register.

use super::choice::Column;
use super::labels;
use crate::roster::{Role, heading_role, whole_name};
use crate::table::{Row, Table};

/// Rows at the head of a file that may be headings without a blank row before them.
const HEAD: usize = 40;

/// The table with the two halves of names in one column; `None` where no table of the file has halves.
pub(super) fn joined(table: &Table) -> Option<Table> {
    let mut whole: Option<Table> = None;
    let mut halves: Option<(usize, usize)> = None;
    let mut begins = true;
    for (index, row) in table.rows().enumerate() {
        let may_be_heading = begins || index < HEAD;
        // A blank row or a lone title ends a table.
        begins = row.cells().filter(|cell| !cell.trim().is_empty()).count() < 2;
        if begins || may_be_heading && is_heading(row) {
            halves = None;
        }
        if !begins
            && may_be_heading
            && let Some(found) = columns(row)
        {
            halves = Some(found);
            push(whole.get_or_insert_with(|| before(table, index)), row, found, "Name");
            continue;
        }
        match (&mut whole, halves) {
            (Some(whole), Some(found)) => {
                let name = whole_name(row.cell(found.0), row.cell(found.1));
                push(whole, row, found, &name);
            }
            (Some(whole), None) => whole.push(row.line(), row.cells()),
            (None, _) => {}
        }
    }
    whole
}

fn before(table: &Table, index: usize) -> Table {
    let mut first = Table::default();
    for row in table.rows().take(index) {
        first.push(row.line(), row.cells());
    }
    first
}

fn is_heading(row: Row<'_>) -> bool {
    row.cells().filter_map(labels::column).count() >= 2
}

/// The columns of first and last names, in a row of headings that has no column of whole names but has times.
fn columns(row: Row<'_>) -> Option<(usize, usize)> {
    if row.len() < 4 {
        return None;
    }
    let of = |role| row.cells().position(|cell| heading_role(cell) == Some(role));
    let (given, family) = (of(Role::Given)?, of(Role::Family)?);
    let others = || {
        row.cells()
            .enumerate()
            .filter(|(at, _)| ![given, family].contains(at))
            .map(|(_, cell)| labels::column(cell))
    };
    let timed = others().any(|column| matches!(column, Some(Column::Join | Column::Leave | Column::Time)));
    (timed && others().all(|column| column != Some(Column::Name))).then_some((given, family))
}

fn push(whole: &mut Table, row: Row<'_>, (given, family): (usize, usize), name: &str) {
    let cells = row.cells().enumerate().map(|(at, cell)| match at {
        at if at == given => name,
        at if at == family => "",
        _ => cell,
    });
    whole.push(row.line(), cells);
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    const HEADINGS: [&str; 5] = ["Last Name", "First Name", "Registration Email", "First Join", "Last Leave"];

    #[test]
    fn halves_become_a_name_and_the_rest_stays_where_it_was() {
        let table: Table = [
            vec!["1. Summary"],
            vec![],
            vec!["2. Participants"],
            HEADINGS.to_vec(),
            vec!["Carr", "Bo", "bo@home.example", "1/15/26, 7:10:05 PM", "1/15/26, 8:00:00 PM"],
            vec![],
            vec!["First Name", "Last Name"],
        ]
        .into_iter()
        .collect();
        let whole = joined(&table).unwrap_or_default();
        let rows: Vec<Vec<&str>> = whole.rows().map(|row| row.cells().collect()).collect();
        assert_eq!(rows[3], ["", "Name", "Registration Email", "First Join", "Last Leave"]);
        assert_eq!(rows[4][..3], ["", "Bo Carr", "bo@home.example"]);
        assert_eq!(rows[6], ["First Name", "Last Name"], "no times: not a table of people");
        assert_eq!(whole.rows().map(Row::line).collect::<Vec<_>>(), [1, 2, 3, 4, 5, 6, 7]);
    }

    #[test]
    fn what_follows_without_a_blank_row_is_left_alone() {
        let table: Table = [
            HEADINGS.to_vec(),
            vec!["Carr", "Bo", "bo@home.example", "1/15/26, 7:10:05 PM", "1/15/26, 8:00:00 PM"],
            vec!["3. In-Meeting Activities"],
            vec!["Name", "Join Time", "Leave Time", "Duration"],
            vec!["Bo Carr", "1/15/26, 7:10:05 PM", "1/15/26, 8:00:00 PM", "50m"],
        ]
        .into_iter()
        .collect();
        let whole = joined(&table).unwrap_or_default();
        for at in 2..5 {
            assert!(whole.row(at).unwrap().cells().eq(table.row(at).unwrap().cells()), "{at}");
        }
        assert_eq!(whole.row(1).unwrap().cell(1), "Bo Carr");
    }

    #[test]
    fn a_display_name_beside_them_is_the_name() {
        let table: Table = [[&["Full Name"][..], &HEADINGS[..]].concat()].into_iter().collect();
        assert!(joined(&table).is_none());
    }
}
