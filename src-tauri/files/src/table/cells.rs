//! Splits text into cells: RFC 4180 where its quotes hold, and as it stands where they do not.
//!
//! Microsoft's files do not quote: a name may begin with a quote, or hold one that never closes. So a quote opens a
//! cell only if its partner is followed by the end of the cell, and if the lines in between are not rows themselves.

use super::builder::Builder;
use super::dialect::Dialect;
use super::limits::MAX_QUOTED;
use super::{ReadError, Table};
use memchr::{memchr, memchr_iter, memchr2, memchr3};

/// Reads all rows.
pub(super) fn parse(text: String, dialect: &Dialect) -> Result<Table, ReadError> {
    let mut builder = Builder::over(text.len());
    scan(&text, dialect, &mut builder)?;
    Ok(builder.finish(text))
}

/// What a sample looks like when it is split.
#[derive(Default)]
pub(super) struct Shape {
    /// Cells of each row, empty ones included; 0 for a blank line.
    pub(super) widths: Vec<u32>,
    /// Cells in quotes.
    pub(super) quoted: u32,
    /// Cells that begin with a quote and are not in quotes.
    pub(super) misquoted: u32,
}

pub(super) fn shape(text: &str, dialect: &Dialect) -> Shape {
    let mut shape = Shape::default();
    // A shape refuses nothing.
    let _ = scan(text, dialect, &mut shape);
    shape
}

/// Takes what a scan finds.
trait Take {
    fn cell(&mut self, start: usize, end: usize) -> Result<(), ReadError>;
    /// Text within quotes, of which some are doubled.
    fn doubled(&mut self, text: &str) -> Result<(), ReadError>;
    fn quoted(&mut self) {}
    fn misquoted(&mut self) {}
    /// Cells of the row, 0 for a blank line.
    fn end_row(&mut self, line: u32, width: u32) -> Result<(), ReadError>;
}

impl Take for Builder {
    #[inline]
    fn cell(&mut self, start: usize, end: usize) -> Result<(), ReadError> {
        self.span(start, end)
    }

    fn doubled(&mut self, text: &str) -> Result<(), ReadError> {
        self.unquoted(text)
    }

    #[inline]
    fn end_row(&mut self, line: u32, _width: u32) -> Result<(), ReadError> {
        Self::end_row(self, line)
    }
}

impl Take for Shape {
    fn cell(&mut self, _start: usize, _end: usize) -> Result<(), ReadError> {
        Ok(())
    }

    fn doubled(&mut self, _text: &str) -> Result<(), ReadError> {
        Ok(())
    }

    fn quoted(&mut self) {
        self.quoted += 1;
    }

    fn misquoted(&mut self) {
        self.misquoted += 1;
    }

    fn end_row(&mut self, _line: u32, width: u32) -> Result<(), ReadError> {
        self.widths.push(width);
        Ok(())
    }
}

fn scan(text: &str, dialect: &Dialect, take: &mut impl Take) -> Result<(), ReadError> {
    let bytes = text.as_bytes();
    let separator = dialect.separator;
    let mut line = dialect.line;
    let mut at = dialect.start;
    // Cells of the last row that was not blank.
    let mut usual = 0;
    while at < bytes.len() {
        let (row_start, row_line) = (at, line);
        let mut width = 0;
        loop {
            width += 1;
            let opening = opening(bytes, at, separator);
            let quoted = opening.and_then(|open| quoted(bytes, row_start, open, dialect, usual));
            if let Some(quoted) = quoted {
                let open = opening.unwrap_or(at);
                take.quoted();
                if quoted.doubled {
                    take.doubled(text.get(open + 1..quoted.close).unwrap_or_default())?;
                } else {
                    take.cell(open + 1, quoted.close)?;
                }
                line = line.saturating_add(quoted.breaks);
                at = quoted.after;
            } else {
                if opening.is_some() {
                    take.misquoted();
                }
                let end = plain_end(bytes, at, dialect);
                take.cell(at, end)?;
                at = end;
            }
            match bytes.get(at) {
                Some(byte) if *byte == separator => at += 1,
                Some(b'\r') if bytes.get(at + 1) == Some(&b'\n') => {
                    at += 2;
                    break;
                }
                Some(_) => {
                    at += 1;
                    break;
                }
                None => break,
            }
        }
        // A line with nothing in it has one empty cell.
        let is_blank = width == 1 && matches!(bytes.get(row_start), None | Some(b'\n' | b'\r'));
        take.end_row(row_line, if is_blank { 0 } else { width })?;
        if !is_blank {
            usual = width;
        }
        line = line.saturating_add(1);
    }
    Ok(())
}

/// Where a quote opens the cell, if one does. Spaces in front are allowed, as people who type commas do.
#[inline]
fn opening(bytes: &[u8], at: usize, separator: u8) -> Option<usize> {
    match bytes.get(at)? {
        b'"' => Some(at),
        b' ' if separator != b'\t' => {
            let rest = bytes.get(at..)?;
            let spaces = rest.iter().take_while(|byte| **byte == b' ').count();
            (rest.get(spaces) == Some(&b'"')).then_some(at + spaces)
        }
        _ => None,
    }
}

/// Where a cell without quotes ends.
#[inline]
fn plain_end(bytes: &[u8], from: usize, dialect: &Dialect) -> usize {
    let mut at = from;
    while let Some(rest) = bytes.get(at..) {
        let Some(found) = memchr3(dialect.separator, b'\n', b'\r', rest) else { break };
        at += found;
        let stray =
            bytes.get(at) == Some(&b'\r') && !dialect.bare_returns && bytes.get(at + 1) != Some(&b'\n');
        // The separator may itself be declared to be anything but a line end.
        if !stray || at + 1 == bytes.len() {
            return at;
        }
        at += 1;
    }
    bytes.len()
}

struct Quoted {
    /// Where the closing quote stands.
    close: usize,
    /// Where the cell ends: at a separator, a line end or the end of the file.
    after: usize,
    doubled: bool,
    /// Line ends inside.
    breaks: u32,
}

/// The quoted cell that opens here, if it is one.
fn quoted(bytes: &[u8], row_start: usize, open: usize, dialect: &Dialect, usual: u32) -> Option<Quoted> {
    let mut from = open + 1;
    let mut doubled = false;
    let close = loop {
        let found = from + memchr(b'"', bytes.get(from..)?)?;
        if found - open > MAX_QUOTED {
            return None;
        }
        if bytes.get(found + 1) != Some(&b'"') {
            break found;
        }
        doubled = true;
        from = found + 2;
    };
    let mut after = close + 1;
    while bytes.get(after) == Some(&b' ') && dialect.separator != b' ' {
        after += 1;
    }
    match bytes.get(after) {
        None | Some(b'\n' | b'\r') => {}
        Some(byte) if *byte == dialect.separator => {}
        Some(_) => return None,
    }
    let inner = bytes.get(open + 1..close)?;
    let first = memchr2(b'\n', b'\r', inner);
    if let Some(first) = first
        && swallows(bytes, row_start, open + 1 + first, close, dialect.separator, usual)
    {
        return None;
    }
    let breaks = first.map_or(0, |_| breaks(inner, dialect.bare_returns));
    Some(Quoted { close, after, doubled, breaks })
}

/// Whether the lines between two quotes are rows: two people with a quote in their names, not one long cell.
fn swallows(bytes: &[u8], row_start: usize, first: usize, close: usize, separator: u8, usual: u32) -> bool {
    let width = |line: &[u8]| memchr_iter(separator, line).count() + 1;
    let own = width(bytes.get(row_start..first).unwrap_or_default());
    let inner = bytes.get(first..close).unwrap_or_default();
    if separator == b'\t' {
        // Nobody types a tab into a text of several lines, and files with tabs hardly ever quote.
        return own > 1 && memchr(separator, inner).is_some();
    }
    // Where commas part the cells, quotes are mostly meant; every line has to be exactly a row.
    let usual = if usual == 0 { own } else { usual as usize };
    let end =
        memchr2(b'\n', b'\r', bytes.get(close..).unwrap_or_default()).map_or(bytes.len(), |at| close + at);
    let rest = bytes.get(first..end).unwrap_or_default();
    let mut lines = rest.split(|byte| matches!(byte, b'\n' | b'\r')).filter(|line| !line.is_empty());
    let count = lines.clone().count();
    usual >= 3 && own == usual && (count > 1 || usual >= 4) && lines.all(|line| width(line) == usual)
}

fn breaks(inner: &[u8], bare_returns: bool) -> u32 {
    let feeds = memchr_iter(b'\n', inner).count();
    let returns = if bare_returns {
        memchr_iter(b'\r', inner).filter(|at| inner.get(at + 1) != Some(&b'\n')).count()
    } else {
        0
    };
    u32::try_from(feeds + returns).unwrap_or(u32::MAX)
}

#[cfg(test)]
#[path = "cells_tests.rs"]
mod tests;
