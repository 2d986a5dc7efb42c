//! What stands between the cells of a text file.
//!
//! Decided over the first part of the file, not by one line: instants hold commas, lists of addresses hold semicolons,
//! and the first line may be a title.

use super::cells::{self, Shape};
use std::collections::BTreeMap;

/// How much of a file is looked at.
const SAMPLE: usize = 128 << 10;
const CANDIDATES: [(u8, f64); 4] = [(b'\t', 1.3), (b';', 1.1), (b',', 1.0), (b'|', 0.9)];

/// How a text file writes its rows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Dialect {
    /// One byte, ASCII.
    pub(super) separator: u8,
    /// True where a carriage return alone ends a line.
    pub(super) bare_returns: bool,
    /// Where the rows begin: after a line `sep=;`.
    pub(super) start: usize,
    /// The line on which they begin, counted from 1.
    pub(super) line: u32,
}

/// Finds the dialect.
pub(super) fn detect(text: &str) -> Dialect {
    let bare_returns = has_bare_returns(text.as_bytes());
    if let Some((separator, start)) = declared(text) {
        return Dialect { separator, bare_returns, start, line: 2 };
    }
    let sample = sample(text);
    let mut best = (b',', 0.0);
    for (separator, liking) in CANDIDATES {
        let dialect = Dialect { separator, bare_returns, start: 0, line: 1 };
        let score = liking * score(sample, &dialect);
        if score > best.1 {
            best = (separator, score);
        }
    }
    Dialect { separator: best.0, bare_returns, start: 0, line: 1 }
}

/// Excel's own way to say it: the first line is `sep=` and one character.
fn declared(text: &str) -> Option<(u8, usize)> {
    let end = text.find(['\n', '\r'])?;
    let line = text.get(..end)?.trim_matches('"');
    let (key, mark) = line.split_at_checked(4)?;
    let mark = mark.bytes().next().filter(|b| b.is_ascii_punctuation() || *b == b'\t')?;
    if !key.eq_ignore_ascii_case("sep=") || mark == b'"' || line.get(5..)?.bytes().any(|b| b != mark) {
        return None;
    }
    let rest = text.get(end..)?;
    Some((mark, end + if rest.starts_with("\r\n") { 2 } else { 1 }))
}

/// Whole lines from the beginning.
fn sample(text: &str) -> &str {
    if text.len() <= SAMPLE {
        return text;
    }
    let head = text.as_bytes().get(..SAMPLE).unwrap_or_default();
    // A line end is ASCII, so the cut is between characters.
    let cut = memchr::memrchr2(b'\n', b'\r', head).map_or(0, |at| at + 1);
    text.get(..cut).filter(|head| !head.is_empty()).unwrap_or(text)
}

/// More of them than of line feeds: files of old Macs. A few strays are white space. Line ends in quotes do not count.
fn has_bare_returns(bytes: &[u8]) -> bool {
    let is_bare = |at: usize| bytes.get(at + 1) != Some(&b'\n');
    if !memchr::memchr_iter(b'\r', bytes).any(is_bare) {
        return false;
    }
    let (mut bare, mut feeds) = ([0_usize; 2], [0_usize; 2]);
    let mut within = 0;
    for at in memchr::memchr3_iter(b'\r', b'\n', b'"', bytes) {
        match bytes.get(at) {
            Some(b'"') => within = 1 - within,
            Some(b'\n') => feeds[within] += 1,
            _ => bare[within] += usize::from(is_bare(at)),
        }
    }
    // With a quote that never closes, inside and outside mean nothing.
    if within == 0 { bare[0] > feeds[0] } else { bare[0] + bare[1] > feeds[0] + feeds[1] }
}

/// How well the rows hang together: neighbours of one width, wide rather than narrow, the first row like the rest.
fn score(sample: &str, dialect: &Dialect) -> f64 {
    let shape = cells::shape(sample, dialect);
    let widths: Vec<u32> = shape.widths.iter().copied().filter(|width| *width > 0).collect();
    let Some(first) = widths.first() else { return 0.0 };
    let mut counts: BTreeMap<u32, u32> = BTreeMap::new();
    let mut sum = 0.0;
    for (i, width) in widths.iter().enumerate().filter(|(_, width)| **width > 1) {
        *counts.entry(*width).or_default() += 1;
        let alike =
            widths.get(i + 1) == Some(width) || i.checked_sub(1).and_then(|i| widths.get(i)) == Some(width);
        let wide = 1.0 + 0.25 * f64::from((*width).min(10) - 2);
        sum += wide * if alike || widths.len() == 1 { 1.0 } else { 0.3 };
    }
    let usual = counts.into_iter().max_by_key(|(_, count)| *count).map(|(width, _)| width);
    let headed = if usual == Some(*first) { 2.0 } else { 1.0 };
    #[allow(clippy::cast_precision_loss)] // a sample's rows
    let mean = sum / widths.len() as f64;
    mean * headed * quoting(&shape) * (1.0 - 0.6 * spaced(sample, dialect.separator))
}

/// Cells in proper quotes speak for a separator, quotes that close in mid-cell against it.
fn quoting(shape: &Shape) -> f64 {
    let (good, bad) = (f64::from(shape.quoted), f64::from(shape.misquoted));
    if good + bad == 0.0 { 1.0 } else { 0.4 + 1.1 * good / (good + bad) }
}

/// The share of separators with a space behind: such commas are punctuation.
fn spaced(sample: &str, separator: u8) -> f64 {
    let bytes = sample.as_bytes();
    let (mut all, mut spaced) = (0_u32, 0_u32);
    for at in memchr::memchr_iter(separator, bytes) {
        all += 1;
        spaced += u32::from(bytes.get(at + 1) == Some(&b' '));
    }
    if all == 0 { 0.0 } else { f64::from(spaced) / f64::from(all) }
}

#[cfg(test)]
#[path = "dialect_tests.rs"]
mod tests;
