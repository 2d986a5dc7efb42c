//! Rows of text cells, whatever file they stood in.
//!
//! All text lies in one buffer with the ends of its cells beside it: a file of a million cells costs a handful of
//! allocations, not a million. [`read`] makes such a table of the bytes of a text file or a workbook.

mod biff;
mod builder;
mod cells;
mod compound;
mod dialect;
mod encoding;
mod error;
mod file;
mod hash;
mod inflate;
mod kind;
pub mod limits;
mod ods;
mod read;
mod values;
mod workbook;

pub use error::ReadError;
pub use file::read_file;
pub use read::{Form, TableFile, WorkbookKind, read, read_sheet};

/// Rows of text cells in the order of the file.
#[derive(Clone, Debug, Default)]
pub struct Table {
    /// The text of all cells, and whatever stood between them in the file.
    text: String,
    /// Where each cell stands in `text`.
    spans: Vec<Span>,
    rows: Vec<Extent>,
}

/// Half the size of a range: there are millions, and no file is near four gigabytes.
#[derive(Clone, Copy, Debug)]
struct Span {
    start: u32,
    end: u32,
}

impl Span {
    #[inline]
    fn new(start: usize, end: usize) -> Self {
        let short = |at| u32::try_from(at).unwrap_or(u32::MAX);
        Self { start: short(start), end: short(end) }
    }
}

impl PartialEq for Table {
    /// Tables are equal by their lines and cells, wherever the text lies.
    fn eq(&self, other: &Self) -> bool {
        self.len() == other.len()
            && self.rows().zip(other.rows()).all(|(a, b)| a.line() == b.line() && a.cells().eq(b.cells()))
    }
}

impl Eq for Table {}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Extent {
    line: u32,
    /// Index after the row's last cell; a row begins where the one before it ends.
    end: usize,
}

impl Table {
    /// A table without rows, with room for `bytes` of text.
    #[must_use]
    pub fn with_capacity(bytes: usize) -> Self {
        Self { text: String::with_capacity(bytes), ..Self::default() }
    }

    /// Adds a row that begins on this line of the file (counted from 1).
    pub fn push<'c>(&mut self, line: u32, cells: impl IntoIterator<Item = &'c str>) {
        for cell in cells {
            let start = self.text.len();
            self.text.push_str(cell);
            self.spans.push(Span::new(start, self.text.len()));
        }
        self.rows.push(Extent { line, end: self.spans.len() });
    }

    /// Number of rows.
    #[must_use]
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// True without rows.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// The row of an index, counted from 0.
    #[must_use]
    pub fn row(&self, index: usize) -> Option<Row<'_>> {
        let extent = self.rows.get(index)?;
        let first = index.checked_sub(1).and_then(|before| self.rows.get(before)).map_or(0, |row| row.end);
        Some(Row { table: self, line: extent.line, first, end: extent.end })
    }

    /// All rows.
    #[must_use]
    pub fn rows(&self) -> impl DoubleEndedIterator<Item = Row<'_>> + ExactSizeIterator {
        // Every index below the length has a row.
        (0..self.len()).map(|index| self.row(index).unwrap_or(Row { table: self, line: 0, first: 0, end: 0 }))
    }

    fn cell(&self, index: usize) -> &str {
        let Some(span) = self.spans.get(index) else { return "" };
        self.text.get(span.start as usize..span.end as usize).unwrap_or_default()
    }
}

/// One row of a [`Table`].
#[derive(Clone, Copy)]
pub struct Row<'t> {
    table: &'t Table,
    line: u32,
    first: usize,
    end: usize,
}

impl<'t> Row<'t> {
    /// The line of the file on which it begins, counted from 1. In a workbook: the row's number.
    #[must_use]
    pub fn line(self) -> u32 {
        self.line
    }

    /// Number of cells, empty ones included.
    #[must_use]
    pub fn len(self) -> usize {
        self.end - self.first
    }

    /// True without cells.
    #[must_use]
    pub fn is_empty(self) -> bool {
        self.end == self.first
    }

    /// True where every cell is empty or white space.
    #[must_use]
    pub fn is_blank(self) -> bool {
        self.cells().all(|cell| cell.trim().is_empty())
    }

    /// The cell of a column, as it stands; empty where the row is shorter.
    #[must_use]
    pub fn cell(self, column: usize) -> &'t str {
        if column < self.len() { self.table.cell(self.first + column) } else { "" }
    }

    /// All cells, as they stand.
    #[must_use]
    pub fn cells(self) -> impl DoubleEndedIterator<Item = &'t str> + ExactSizeIterator {
        (self.first..self.end).map(move |index| self.table.cell(index))
    }
}

impl std::fmt::Debug for Row<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_list().entries(self.cells()).finish()
    }
}

impl<C: AsRef<str>, R: IntoIterator<Item = C>> FromIterator<R> for Table {
    /// Rows on lines 1, 2, 3 …
    fn from_iter<T: IntoIterator<Item = R>>(rows: T) -> Self {
        let mut table = Self::default();
        for (line, row) in (1..).zip(rows) {
            let cells: Vec<C> = row.into_iter().collect();
            table.push(line, cells.iter().map(AsRef::as_ref));
        }
        table
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn rows_and_cells_come_back_as_they_went_in() {
        let table: Table = [vec!["Name", "", "Zoë"], vec![], vec![" x "]].into_iter().collect();
        let rows: Vec<Vec<&str>> = table.rows().map(|row| row.cells().collect()).collect();
        assert_eq!(rows, [vec!["Name", "", "Zoë"], vec![], vec![" x "]]);
        let last = table.row(2).unwrap();
        assert_eq!((last.line(), last.len(), last.cell(0), last.cell(1)), (3, 1, " x ", ""));
        assert!(table.row(1).unwrap().is_empty() && table.row(1).unwrap().is_blank());
        assert!(table.row(3).is_none());
    }
}
