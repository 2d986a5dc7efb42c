//! Fills a [`Table`] within the limits.

use super::limits::{MAX_CELLS, MAX_COLUMNS, MAX_ROWS, MAX_TEXT};
use super::{Extent, ReadError, Table};

/// A table being filled cell by cell. Empty cells at the end of a row are left out: a row that a spreadsheet padded
/// is the row itself, and a file of nothing but separators costs nothing.
pub(super) struct Builder {
    table: Table,
    /// Empty cells since the last one with text.
    empty: usize,
    /// Index of the row's first cell.
    first: usize,
}

impl Builder {
    pub(super) fn with_capacity(bytes: usize) -> Self {
        Self { table: Table::with_capacity(bytes), empty: 0, first: 0 }
    }

    /// Adds a cell to the row at hand.
    #[inline]
    pub(super) fn cell(&mut self, text: &str) -> Result<(), ReadError> {
        if text.is_empty() {
            self.empty += 1;
            return Ok(());
        }
        self.room(text.len())?;
        self.table.text.push_str(text);
        self.table.ends.push(self.table.text.len());
        Ok(())
    }

    /// Adds a cell made of two halves of a character sequence that lies apart (doubled quotes).
    pub(super) fn unquoted(&mut self, text: &str) -> Result<(), ReadError> {
        if text.is_empty() {
            return self.cell(text);
        }
        self.room(text.len())?;
        let mut rest = text;
        while let Some(at) = rest.find("\"\"") {
            let (head, tail) = rest.split_at(at + 1);
            self.table.text.push_str(head);
            rest = tail.get(1..).unwrap_or_default();
        }
        self.table.text.push_str(rest);
        self.table.ends.push(self.table.text.len());
        Ok(())
    }

    /// Writes the empty cells that are due and makes sure that one more cell fits.
    #[inline]
    fn room(&mut self, bytes: usize) -> Result<(), ReadError> {
        let cells = self.table.ends.len() + self.empty + 1;
        if cells - self.first > MAX_COLUMNS || cells > MAX_CELLS || self.table.text.len() + bytes > MAX_TEXT {
            return Err(ReadError::TooManyCells);
        }
        if self.empty > 0 {
            let end = self.table.text.len();
            self.table.ends.extend(std::iter::repeat_n(end, self.empty));
            self.empty = 0;
        }
        Ok(())
    }

    /// Ends the row, which begins on this line of the file.
    #[inline]
    pub(super) fn end_row(&mut self, line: u32) -> Result<(), ReadError> {
        if self.table.rows.len() >= MAX_ROWS {
            return Err(ReadError::TooManyCells);
        }
        self.empty = 0;
        self.first = self.table.ends.len();
        self.table.rows.push(Extent { line, end: self.first });
        Ok(())
    }

    /// The table, without blank rows at its end.
    pub(super) fn finish(mut self) -> Table {
        while self.table.rows().next_back().is_some_and(|row| row.is_empty()) {
            self.table.rows.pop();
        }
        self.table
    }
}
