//! The lines of label and value above the first table: by known labels, else by what the value is.

use super::fold::{digit, tidy};
use super::labels::{self, SummaryKey};
use super::layout::Layout;
use super::moment::{Cell, Moment, cell};
use crate::table::Table;

/// Meeting times, title and number of people from the lines of label and value.
#[derive(Default)]
pub(super) struct Summary {
    pub(super) title: Option<String>,
    pub(super) count: Option<u32>,
    pub(super) start: Option<Moment>,
    pub(super) end: Option<Moment>,
}

impl Summary {
    /// Reads the lines above the first table.
    pub(super) fn of(table: &Table, layout: &Layout) -> Self {
        let mut summary = Self::default();
        let mut texts = Vec::new();
        for row in layout.summary.iter().filter_map(|at| table.row(*at)) {
            let (label, value) = (row.cell(0), row.cell(1).trim());
            if value.is_empty() {
                continue;
            }
            let joined;
            let mut moment = cell(value);
            if let Cell::Moment(Moment { seconds: None, .. }) = moment {
                joined = format!("{value} {}", row.cell(2).trim());
                moment = cell(&joined);
            }
            match (labels::summary(label), moment) {
                (Some(SummaryKey::Start), Cell::Moment(moment)) if moment.is_whole() => {
                    summary.start = Some(moment);
                }
                (Some(SummaryKey::End), Cell::Moment(moment)) if moment.is_whole() => {
                    summary.end = Some(moment);
                }
                (Some(SummaryKey::Title), _) => summary.title = Some(tidy(value)),
                (Some(SummaryKey::Id), _) => {}
                // The start stands before the end in every generation.
                (_, Cell::Moment(moment)) if moment.is_whole() => {
                    let slot = if summary.start.is_none() { &mut summary.start } else { &mut summary.end };
                    slot.get_or_insert(moment);
                }
                (key, _) => {
                    let digits: Option<u32> = (value.len() < 10).then(|| number(value)).flatten();
                    match digits {
                        Some(count) if key == Some(SummaryKey::Count) || summary.count.is_none() => {
                            summary.count = Some(count);
                        }
                        None if super::duration::length(value).is_none() => texts.push(value),
                        _ => {}
                    }
                }
            }
        }
        // An unknown label: the title is the first text that is no time, number or duration.
        summary.title = summary.title.or_else(|| texts.first().map(|text| tidy(text)));
        summary
    }
}

fn number(text: &str) -> Option<u32> {
    text.chars().try_fold(0_u32, |number, char| number.checked_mul(10)?.checked_add(digit(char)?))
}
