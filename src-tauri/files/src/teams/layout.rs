//! Where the tables of a file begin and end: summary lines, a participants' table, its activities, whatever language.
//!
//! A section begins with its number ("2. …", "２．", "٢.") or with a wide row of words after a short or blank one. Nothing
//! is decided by an exact heading.

use super::choice::Column;
use super::fold::digit;
use super::labels;
use super::moment::{Cell, cell};
use crate::table::{Row, Table};
use std::ops::Range;

/// A table inside the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Section {
    /// The number of its heading, where it has one.
    pub(super) number: Option<u32>,
    /// The row of its header; `None` in a file without any.
    pub(super) header: Option<usize>,
    /// Its rows, blank ones included.
    pub(super) rows: Range<usize>,
}

/// The parts of a file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Layout {
    /// Rows of label and value before the first table.
    pub(super) summary: Vec<usize>,
    /// The tables, in the order of the file.
    pub(super) sections: Vec<Section>,
    /// True where a numbered heading was seen.
    pub(super) numbered: bool,
    /// Rows that are not blank.
    pub(super) filled: usize,
}

/// What a row looks like.
enum Look {
    Blank,
    /// A numbered heading, alone on its line.
    Heading(u32),
    /// Text in one cell.
    Lone,
    /// Three and more cells, none of them a time, address or number.
    Words,
    Other,
}

/// Finds the parts of a file in one pass.
pub(super) fn layout(table: &Table) -> Layout {
    let mut layout = Layout::default();
    let mut number = None;
    // A new table may begin after a blank line, a heading, or at the top.
    let mut may_begin = true;
    let mut lone: Option<usize> = None;
    for (at, row) in table.rows().enumerate() {
        let look = look(row, layout.sections.is_empty() || may_begin);
        layout.filled += usize::from(!matches!(look, Look::Blank));
        match look {
            Look::Blank => may_begin = true,
            Look::Heading(value) => {
                layout.numbered = true;
                number = Some(value);
                may_begin = true;
                close(&mut layout, at);
                lone = Some(at);
                continue;
            }
            Look::Words if may_begin && begins(row, &layout, lone.is_some()) => {
                close(&mut layout, lone.unwrap_or(at));
                layout.sections.push(Section { number, header: Some(at), rows: at + 1..usize::MAX });
                number = None;
                may_begin = false;
            }
            Look::Lone if may_begin => {
                lone = Some(at);
                if open(&layout).is_none() {
                    layout.summary.push(at);
                }
                continue;
            }
            _ if open(&layout).is_none() => layout.summary.push(at),
            _ => may_begin = false,
        }
        if !row.is_blank() {
            lone = None;
        }
    }
    close(&mut layout, table.len());
    if layout.sections.is_empty() {
        headless(table, &mut layout);
    }
    layout
}

fn open(layout: &Layout) -> Option<&Section> {
    layout.sections.last().filter(|section| section.rows.end == usize::MAX)
}

fn close(layout: &mut Layout, at: usize) {
    if let Some(section) = layout.sections.last_mut()
        && section.rows.end == usize::MAX
    {
        section.rows.end = at.max(section.rows.start);
    }
}

/// A row of words is a header at the top and after headings; inside a table only where it says known labels, for a
/// person without times may stand there.
fn begins(row: Row<'_>, layout: &Layout, after_heading: bool) -> bool {
    if open(layout).is_none() || after_heading {
        return true;
    }
    row.cells().filter(|label| labels::column(label).is_some_and(|column| column != Column::Other)).count()
        >= 2
}

fn look(row: Row<'_>, closely: bool) -> Look {
    let mut filled = row.cells().filter(|cell| !cell.trim().is_empty());
    let Some(first) = filled.next() else { return Look::Blank };
    let Some(second) = filled.next() else {
        return heading(first).map_or(Look::Lone, Look::Heading);
    };
    if !closely {
        return Look::Other;
    }
    let mut words = 0;
    for text in [first, second].into_iter().chain(filled) {
        if text.contains('@') || !matches!(cell(text), Cell::Other) || super::duration::length(text).is_some()
        {
            return Look::Other;
        }
        words += usize::from(text.chars().any(char::is_alphabetic));
    }
    if words >= 3 { Look::Words } else { Look::Other }
}

/// The number of "2. Participants", "*3．…", "٢ - …", "1、…".
fn heading(text: &str) -> Option<u32> {
    let text = text
        .trim_start_matches(|char: char| char.is_whitespace() || char == '*' || super::fold::is_hidden(char));
    let mut chars = text.chars().filter(|char| !super::fold::is_hidden(*char));
    let number = digit(chars.next()?)?;
    let sign = chars.find(|char| !char.is_whitespace())?;
    let words = chars.any(char::is_alphabetic);
    (matches!(sign, '.' | '．' | '、' | '。' | ')' | '）' | '-' | ':' | '：')
        && words
        && (1..=9).contains(&number))
    .then_some(number)
}

/// A file without a header: rows with a whole date in them.
fn headless(table: &Table, layout: &mut Layout) {
    let is_data = |row: Row<'_>| {
        row.cells().filter(|text| !text.trim().is_empty()).count() >= 3
            && row.cells().any(|text| cell(text).whole().is_some())
    };
    let mut data = table.rows().enumerate().filter(|(_, row)| is_data(*row)).map(|(at, _)| at);
    let (Some(first), Some(_)) = (data.next(), data.next()) else { return };
    layout.summary.retain(|at| *at < first);
    layout.sections.push(Section { number: None, header: None, rows: first..table.len() });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_of_any_script() {
        for text in
            ["2. Uczestnicy", "２．参加者", "2、参会者", "٢. المشاركون", "*2. x", "\u{200f}2. x", "2) x"]
        {
            assert_eq!(heading(text), Some(2), "{text}");
        }
        for text in ["Ada", "22", "2nd group", "2.", "12. x", "0. x"] {
            assert_eq!(heading(text), None, "{text}");
        }
    }

    #[test]
    fn three_parts_by_shape_alone() {
        let table: Table = [
            vec!["Qqq"],
            vec!["Aaa", "Bbb"],
            vec![""],
            vec!["Ppp"],
            vec!["Aa", "Bb", "Cc"],
            vec!["Ada", "15.01.2026 19:00", "15.01.2026 20:00"],
            vec!["Bo"],
            vec![],
            vec!["Rrr"],
            vec!["Aa", "Bb", "Cc"],
            vec!["Ada", "15.01.2026 19:00", "15.01.2026 20:00"],
        ]
        .into_iter()
        .collect();
        let found = layout(&table);
        let shape: Vec<_> =
            found.sections.iter().map(|section| (section.header, section.rows.clone())).collect();
        assert_eq!(shape, [(Some(4), 5..8), (Some(9), 10..11)]);
        assert_eq!(found.summary, [0, 1, 3]);
    }
}
