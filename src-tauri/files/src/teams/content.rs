//! What stands in a column: shares of dates, durations, addresses and words among its filled cells.

use super::duration::length;
use super::fold::{digit, folded};
use super::moment::Cell;
use super::tokens::{Token, Tokens};
use std::collections::HashSet;

/// Rows that are looked at, spread over the table.
pub(super) const SAMPLE: usize = 400;

/// One logical column: its label and the sampled cells, top to bottom.
pub(super) struct Sample<'t> {
    pub(super) label: &'t str,
    pub(super) cells: Vec<Value<'t>>,
}

/// A sampled cell: its text, and the moment in it.
#[derive(Clone, Copy)]
pub(super) struct Value<'t> {
    pub(super) text: &'t str,
    pub(super) moment: Cell,
}

/// Shares of what a column's filled cells are.
pub(super) struct Stats {
    pub(super) filled: usize,
    pub(super) dates: usize,
    pub(super) durations: usize,
    pub(super) addresses: usize,
    pub(super) words: usize,
    /// Cells without digits.
    pub(super) plain: usize,
    /// Words with a space or comma in them, as names have.
    pub(super) parted: usize,
    pub(super) distinct: usize,
}

impl Stats {
    pub(super) fn of(sample: &Sample<'_>) -> Self {
        let mut stats = Self {
            filled: 0,
            dates: 0,
            durations: 0,
            addresses: 0,
            words: 0,
            plain: 0,
            parted: 0,
            distinct: 0,
        };
        let mut seen = HashSet::new();
        let mut units = Units::default();
        for value in sample.cells.iter().filter(|value| !value.text.is_empty()) {
            stats.filled += 1;
            let date = value.moment.whole().is_some() || matches!(value.moment, Cell::Calendar(_));
            stats.dates += usize::from(date);
            let lasts = !date && length(value.text).is_some();
            units.add(value.text);
            stats.durations += usize::from(lasts);
            stats.addresses += usize::from(is_address(value.text));
            stats.words += usize::from(!date && !lasts && value.text.chars().any(char::is_alphabetic));
            let plain = !value.text.chars().any(|char| digit(char).is_some());
            stats.plain += usize::from(plain);
            stats.parted += usize::from(plain && value.text.contains([' ', ',', '\u{3000}']));
            seen.insert(folded(value.text));
        }
        stats.distinct = seen.len();
        if units.few() && stats.durations < units.cells {
            stats.durations = units.cells;
            stats.words = 0;
        }
        stats
    }

    /// True for six of ten filled cells.
    pub(super) fn mostly(&self, count: usize) -> bool {
        count > 0 && count * 10 >= self.filled * 6
    }
}

/// Cells of numbers and words by turns, as durations with words that no table knows.
#[derive(Default)]
struct Units<'t> {
    cells: usize,
    runs: usize,
    words: HashSet<&'t str>,
}

impl<'t> Units<'t> {
    fn add(&mut self, text: &'t str) {
        let Some(tokens) = Tokens::of(text) else { return };
        let by_turns = |pair: &[Token<'t>]| matches!(pair, [Token::Number(_, 1..=4), Token::Run(_)]);
        let pieces = tokens.as_slice();
        if pieces.is_empty() || pieces.len() > 8 || !pieces.chunks(2).all(by_turns) {
            return;
        }
        self.cells += 1;
        for piece in pieces {
            if let Token::Run(word) = piece {
                self.runs += 1;
                self.words.insert(word);
            }
        }
    }

    /// The same words again and again: units, not names with numbers before them.
    fn few(&self) -> bool {
        self.words.len() <= 8 && self.words.len() * 2 <= self.runs
    }
}

/// True for what has the form of an e-mail address.
pub(super) fn is_address(text: &str) -> bool {
    let text = text.trim();
    let Some((local, domain)) = text.split_once('@') else { return false };
    !local.is_empty()
        && !domain.is_empty()
        && !domain.contains('@')
        && !text.contains(char::is_whitespace)
        && !domain.starts_with('.')
}
