//! Fills a [`Table`] within the limits.

use super::limits::{MAX_CELLS, MAX_COLUMNS, MAX_ROWS, MAX_TEXT};
use super::{Extent, ReadError, Row, Span, Table};

/// A table being filled cell by cell. Empty cells at the end of a row are left out: a row that a spreadsheet padded
/// is the row itself, and a file of nothing but separators costs nothing.
pub(super) struct Builder {
    spans: Vec<Span>,
    rows: Vec<Extent>,
    /// Text that does not stand in the file as it is.
    text: String,
    /// Where that text will begin: behind the file's own.
    base: usize,
    /// Empty cells since the last one with text.
    empty: usize,
    /// Index of the row's first cell.
    first: usize,
}

impl Builder {
    /// A table whose cells lie in a text of this length, which [`Builder::finish`] is given.
    pub(super) fn over(length: usize) -> Self {
        let spans = Vec::with_capacity(length / 16);
        let rows = Vec::with_capacity(length / 128);
        Self { spans, rows, text: String::new(), base: length, empty: 0, first: 0 }
    }

    /// Adds the cell that stands there in the text.
    #[inline]
    pub(super) fn span(&mut self, start: usize, end: usize) -> Result<(), ReadError> {
        if start == end {
            self.empty += 1;
            return Ok(());
        }
        self.room(0)?;
        self.spans.push(Span::new(start, end));
        Ok(())
    }

    /// Adds a cell of this text.
    pub(super) fn cell(&mut self, text: &str) -> Result<(), ReadError> {
        self.pieces(std::iter::once(text))
    }

    /// Adds a cell in which quotes are doubled.
    pub(super) fn unquoted(&mut self, text: &str) -> Result<(), ReadError> {
        let last = text.split("\"\"").count() - 1;
        let quoted = |(index, piece)| [piece, if index < last { "\"" } else { "" }];
        self.pieces(text.split("\"\"").enumerate().flat_map(quoted))
    }

    fn pieces<'t>(&mut self, pieces: impl Iterator<Item = &'t str>) -> Result<(), ReadError> {
        let start = self.text.len();
        self.text.extend(pieces);
        if self.text.len() == start {
            self.empty += 1;
            return Ok(());
        }
        self.room(self.text.len() - start)?;
        self.spans.push(Span::new(self.base + start, self.base + self.text.len()));
        Ok(())
    }

    /// Writes the empty cells that are due and makes sure that one more cell fits.
    #[inline]
    fn room(&mut self, bytes: usize) -> Result<(), ReadError> {
        let cells = self.spans.len() + self.empty + 1;
        if cells - self.first > MAX_COLUMNS || cells > MAX_CELLS || (bytes > 0 && self.text.len() > MAX_TEXT)
        {
            return Err(ReadError::TooManyCells);
        }
        if self.empty > 0 {
            self.spans.extend(std::iter::repeat_n(Span::new(0, 0), self.empty));
            self.empty = 0;
        }
        Ok(())
    }

    /// Ends the row, which begins on this line of the file.
    #[inline]
    pub(super) fn end_row(&mut self, line: u32) -> Result<(), ReadError> {
        if self.rows.len() >= MAX_ROWS {
            return Err(ReadError::TooManyCells);
        }
        self.empty = 0;
        self.first = self.spans.len();
        self.rows.push(Extent { line, end: self.first });
        Ok(())
    }

    /// The table over the file's text, without blank rows at its end.
    pub(super) fn finish(self, mut text: String) -> Table {
        text.push_str(&self.text);
        let mut table = Table { text, spans: self.spans, rows: self.rows };
        while table.rows().next_back().is_some_and(Row::is_empty) {
            table.rows.pop();
        }
        table
    }
}
