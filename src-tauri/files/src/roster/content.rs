//! What a column holds, by the shape of its cells.

use crate::table::Row;
use std::collections::BTreeSet;

/// How many rows are looked at.
const SAMPLE: usize = 1000;

/// The shape of one cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shape {
    Empty,
    /// One or more addresses.
    Mail,
    /// Digits alone.
    Number,
    /// One word of letters and digits, such as `s1234567` or `1A`.
    Code,
    /// Dates, times, telephone and decimal numbers.
    Figures,
    /// Letters.
    Words,
    /// Anything else.
    Other,
}

/// Whether this is one e-mail address, by its shape alone.
pub(super) fn is_mail(text: &str) -> bool {
    let Some((local, domain)) = text.split_once('@') else { return false };
    let odd = |c: char| c.is_whitespace() || c.is_control() || "@,;<>()[]\"\\:".contains(c);
    !local.is_empty()
        && text.len() <= 254
        && domain.len() > 2
        && domain.contains('.')
        && !domain.starts_with(['.', '-'])
        && !domain.ends_with(['.', '-'])
        && !domain.contains("..")
        && !local.contains(odd)
        && !domain.contains(odd)
}

/// The addresses in a cell: `a@x.org; b@x.org`, `Ann <a@x.org>`, `mailto:a@x.org`.
pub(super) fn mails(cell: &str) -> impl Iterator<Item = &str> {
    cell.split(|c: char| c.is_whitespace() || ",;|<>()[]\"".contains(c))
        .map(|part| part.strip_prefix("mailto:").or_else(|| part.strip_prefix("MAILTO:")).unwrap_or(part))
        .map(|part| part.trim_matches(['\'', '.', ':']))
        .filter(|part| is_mail(part))
}

/// The shape of a cell.
pub(super) fn shape(cell: &str) -> Shape {
    let cell = cell.trim();
    if cell.is_empty() {
        return Shape::Empty;
    }
    if cell.contains('@') && mails(cell).next().is_some() {
        return Shape::Mail;
    }
    let (mut digits, mut letters, mut gaps, mut signs) = (0_usize, 0_usize, 0_usize, 0_usize);
    for c in cell.chars() {
        match c {
            _ if c.is_numeric() => digits += 1,
            _ if c.is_alphabetic() => letters += 1,
            _ if c.is_whitespace() => gaps += 1,
            '\'' | '’' | '-' | '.' | ',' | '(' | ')' | '‐' | '·' | '・' => gaps += 1,
            // Marks of scripts that write vowels apart.
            _ if !c.is_ascii() => letters += 1,
            _ => signs += 1,
        }
    }
    match (letters, digits) {
        (0, 1..) if gaps + signs == 0 => Shape::Number,
        (0, 1..) => Shape::Figures,
        (1.., 1..) if cell.split_whitespace().count() == 1 && signs <= 2 => Shape::Code,
        (1.., _) if letters > digits * 3 && signs <= 1 => Shape::Words,
        _ => Shape::Other,
    }
}

/// What the cells of a column have in common.
#[derive(Clone, Debug, Default)]
pub(super) struct Profile {
    pub(super) filled: usize,
    pub(super) mails: usize,
    pub(super) numbers: usize,
    pub(super) codes: usize,
    pub(super) figures: usize,
    pub(super) words: usize,
    /// Cells of two words or more, or with a comma.
    pub(super) several: usize,
    pub(super) distinct: usize,
    /// Digits alone that count 1, 2, 3 …
    pub(super) running: bool,
    /// Characters of the shortest cell.
    pub(super) shortest: usize,
}

impl Profile {
    /// Whether this many of the filled cells are at least so many percent of them.
    pub(super) fn mostly(&self, count: usize, percent: usize) -> bool {
        self.filled > 0 && count * 100 >= self.filled * percent
    }
}

pub(super) fn profile(body: &[Row<'_>], column: usize) -> Profile {
    let mut profile = Profile { running: true, shortest: usize::MAX, ..Profile::default() };
    let mut seen = BTreeSet::new();
    let mut last: Option<u64> = None;
    for row in body.iter().take(SAMPLE) {
        let cell = row.cell(column).trim();
        let shape = shape(cell);
        if shape == Shape::Empty {
            continue;
        }
        profile.filled += 1;
        profile.shortest = profile.shortest.min(cell.chars().count());
        seen.insert(cell);
        match shape {
            Shape::Mail => profile.mails += 1,
            Shape::Number => profile.numbers += 1,
            Shape::Code => profile.codes += 1,
            Shape::Figures => profile.figures += 1,
            Shape::Words => profile.words += 1,
            Shape::Empty | Shape::Other => {}
        }
        profile.several +=
            usize::from(shape == Shape::Words && cell.contains([' ', ',', '\u{A0}', '\u{3000}']));
        // A list of one group of many may leave numbers out, but never goes back or far ahead.
        let number: Option<u64> = cell.trim_end_matches('.').parse().ok();
        profile.running &= match (last, number) {
            (None, Some(n)) => n <= 1,
            (Some(before), Some(n)) => n > before && n <= before + 3,
            (_, None) => false,
        };
        last = number.or(last);
    }
    profile.running &= profile.filled > 0;
    profile.distinct = seen.len();
    profile
}

/// What stands in each column, for a refusal.
pub(super) fn seen(body: &[Row<'_>]) -> Vec<&'static str> {
    let width = body.iter().map(|row| row.len()).max().unwrap_or_default().min(50);
    let name = |column| {
        let profile = profile(body, column);
        let kinds = [
            (profile.mails, "addresses"),
            (profile.numbers, "numbers"),
            (profile.figures, "dates or figures"),
            (profile.codes, "codes"),
            (profile.words, "words"),
        ];
        kinds
            .iter()
            .find(|(count, _)| profile.mostly(*count, 60))
            .map_or(if profile.filled == 0 { "nothing" } else { "mixed text" }, |(_, name)| *name)
    };
    (0..width).map(name).collect()
}
