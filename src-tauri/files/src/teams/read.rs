//! A table of cells becomes a reading: which file it is, its dates, its people.

use super::checks;
use super::choice::{Choices, Column, Refusal};
use super::grid::{Grid, Line};
use super::halves;
use super::labels;
use super::layout::{Layout, layout};
use super::list;
use super::moment::{Cell, Moment};
use super::order::{self, Evidence};
use super::people::Addresses;
use super::reading::{FileRecord, Generation, Note, Reading};
use super::stays;
use super::summary::Summary;
use crate::table::Table;
use chrono::NaiveDateTime;

/// Reads an attendance file.
///
/// # Errors
/// A [`Refusal`] where it is none, where nobody stands in it, or where the instructor has to say how its dates or
/// columns are meant.
pub fn read(table: &Table, choices: &Choices<'_>) -> Result<Reading, Refusal> {
    if table.len() > super::MOST_ROWS {
        return Err(Refusal::TooManyRows);
    }
    let whole = halves::joined(table);
    let table = whole.as_ref().unwrap_or(table);
    let layout = layout(table);
    let grids: Vec<Grid<'_>> = layout
        .sections
        .iter()
        // Section 4 counts raised hands and the like.
        .filter(|section| section.number.is_none_or(|number| number <= 3))
        .map(|section| Grid::of(table, section, choices))
        .collect();
    let usable = |grid: &&Grid<'_>| grid.guess.sure && is_evident(grid, &layout);
    if let Some(events) = grids
        .iter()
        .find(|grid| grid.has(Column::Time) && !grid.has(Column::Join))
        .filter(|grid| usable(grid))
    {
        return read_events(events, choices);
    }
    let stays: Vec<&Grid<'_>> = grids
        .iter()
        .filter(|grid| grid.has(Column::Join) && grid.has(Column::Leave))
        .filter(usable)
        .collect();
    let numbered = |number| stays.iter().find(move |grid| grid.number() == Some(number)).copied();
    let people = numbered(2).or_else(|| stays.iter().find(|grid| grid.number() != Some(3)).copied());
    let is_people = |grid: &Grid<'_>| people.is_some_and(|people| std::ptr::eq(grid, people));
    let activities = numbered(3)
        .or_else(|| stays.iter().find(|grid| grid.number() != Some(2) && !is_people(grid)).copied());
    match people.or(activities) {
        Some(first) => {
            let second = activities.filter(|grid| !std::ptr::eq(*grid, first));
            let sections = layout.numbered || second.is_some() || is_first_last(first);
            read_stays(table, &layout, first, second, sections, choices)
        }
        None => Err(refuse(&layout, &grids)),
    }
}

/// "First Join": the participants of a v3 file whose headings were cut off.
fn is_first_last(grid: &Grid<'_>) -> bool {
    super::fold::folded(grid.label(Column::Join)).starts_with("first")
}

/// Columns told by content alone need more than two columns of dates: somebody's deadlines have these too.
fn is_evident(grid: &Grid<'_>, layout: &Layout) -> bool {
    grid.guess.labelled >= 2
        || layout.numbered
        || grid.has(Column::Action)
        || (grid.has(Column::Join) && (grid.has(Column::Duration) || grid.has(Column::Email)))
}

fn refuse(layout: &Layout, grids: &[Grid<'_>]) -> Refusal {
    let times = |grid: &&Grid<'_>| {
        [Column::Join, Column::Leave, Column::Time].into_iter().any(|column| grid.has(column))
    };
    // Somebody comes and goes here, or something happens to somebody: the instructor can say what is what.
    let told = |grid: &&Grid<'_>| {
        grid.guess.labelled >= 2 || layout.numbered || grid.has(Column::Join) || grid.has(Column::Action)
    };
    if let Some(grid) = grids.iter().filter(times).find(told) {
        return grid.unknown(Vec::new());
    }
    if let Some(grid) =
        grids.iter().find(|grid| grid.guess.labelled >= 3 && grid.has(Column::Name) && times(grid))
    {
        return grid.unknown(Vec::new());
    }
    let header = grids.first().map(|grid| {
        grid.labels.iter().filter(|label| !label.is_empty()).map(|label| (*label).to_owned()).collect()
    });
    Refusal::NotAttendance { header: header.unwrap_or_default(), rows: layout.filled }
}

fn read_events(grid: &Grid<'_>, choices: &Choices<'_>) -> Result<Reading, Refusal> {
    let mut lines = grid.lines();
    if lines.is_empty() {
        return Err(Refusal::NoRows);
    }
    other_calendar(&lines)?;
    let live = grid.has(Column::Session)
        || grid.has(Column::Participant)
        || labels::is_utc(grid.label(Column::Time));
    let mut notes = Vec::new();
    let events = list::read(grid, &mut lines, live, choices, &mut notes)?;
    if events.records.is_empty() {
        return Err(if grid.guess.labelled >= 2 { Refusal::NoRows } else { grid.unknown(Vec::new()) });
    }
    if !live {
        let text = "An attendance list is a roll call of the moment it was downloaded: it holds no durations, and people still there have no leave.";
        notes.insert(0, Note { line: None, warn: false, text: text.into() });
    }
    let (dates, order_from) = events.decision;
    let offsets = lines.iter().filter_map(|line| line.join.whole()).all(|moment| moment.offset.is_some());
    let mut reading = Reading {
        generation: if live { Generation::LiveEvent } else { Generation::List },
        title: None,
        start: None,
        end: None,
        stated_people: None,
        utc: live || offsets,
        date_order: dates.order,
        order_from,
        open_end: None,
        records: events.records,
        notes,
    };
    reading.open_end = span(&reading.records).map(|(_, last)| last);
    Ok(reading)
}

fn read_stays(
    table: &Table,
    layout: &Layout,
    first: &Grid<'_>,
    second: Option<&Grid<'_>>,
    sections: bool,
    choices: &Choices<'_>,
) -> Result<Reading, Refusal> {
    let mut notes = Vec::new();
    let mut people = kept(first.lines(), &mut notes);
    let mut activities = second.map(|grid| kept(grid.lines(), &mut notes)).unwrap_or_default();
    if people.is_empty() && activities.is_empty() {
        return Err(Refusal::NoRows);
    }
    let addresses = Addresses::of([&mut people, &mut activities]);
    let lines = || people.iter().chain(&activities);
    other_calendar_of(lines())?;
    let summary = Summary::of(table, layout);
    let evidence: Vec<Evidence> = lines()
        .map(|line| Evidence { join: line.join.whole(), leave: line.leave.whole(), length: line.length })
        .collect();
    let (dates, order_from) = order::decide(&evidence, [summary.start, summary.end], false, choices)?;
    let records = stays::records(&people, &activities, &addresses, dates, &mut notes);
    notes.extend(addresses.note());
    let at = |moment: Option<Moment>| moment.and_then(|moment| moment.instant(dates));
    let (start, end) = (at(summary.start), at(summary.end));
    let contradicted = span(&records).is_some_and(|(first, last)| {
        end.is_some_and(|end| end < first) || start.is_some_and(|start| start > last)
    });
    if contradicted {
        let text =
            "The summary's start and end lie beside all the rows: the rows count, the summary does not.";
        notes.push(Note { line: None, warn: true, text: text.into() });
    }
    let stays = if activities.is_empty() { &people } else { &activities };
    notes.extend(checks::rows(stays, dates, if contradicted { (None, None) } else { (start, end) }));
    if !activities.is_empty() {
        notes.extend(checks::sums(&people, &records, dates));
    }
    notes.extend(checks::people(summary.count, &records, people.len()));
    notes.sort_by_key(|note| note.line.unwrap_or(0));
    let mut moments = lines().flat_map(|line| [line.join.whole(), line.leave.whole()]).flatten().peekable();
    let utc = (moments.peek().is_some() && moments.all(|moment| moment.offset.is_some()))
        || labels::is_utc(first.label(Column::Join));
    let last = span(&records).map(|(_, last)| last);
    let open_end =
        end.filter(|_| !contradicted).filter(|end| start.is_none_or(|start| start <= *end)).or(last);
    Ok(Reading {
        generation: if sections { Generation::Sections } else { Generation::Summary },
        title: summary.title,
        start,
        end,
        stated_people: summary.count,
        utc,
        date_order: dates.order,
        order_from,
        open_end,
        records,
        notes,
    })
}

/// The first and last instant of the records.
pub(super) fn span(records: &[FileRecord]) -> Option<(NaiveDateTime, NaiveDateTime)> {
    let instants =
        || records.iter().flat_map(|record| &record.stays).flat_map(|stay| [stay.join, stay.leave]).flatten();
    Some((instants().min()?, instants().max()?))
}

/// Rows that say of whom they are; a remark alone in its row is none.
fn kept<'t>(mut lines: Vec<Line<'t>>, notes: &mut Vec<Note>) -> Vec<Line<'t>> {
    let mut skipped: Vec<u32> = Vec::new();
    lines.retain(|line| {
        let timed = line.join.whole().is_some() || line.leave.whole().is_some() || line.length.is_some();
        let named = !line.name.is_empty() || !line.email.is_empty() || !line.upn.is_empty();
        let keep = if named { timed || line.filled > 1 } else { timed };
        if !keep {
            skipped.push(line.number);
        }
        keep
    });
    if let Some(first) = skipped.first() {
        let some: Vec<String> = skipped.iter().take(5).map(u32::to_string).collect();
        let more = if skipped.len() > some.len() { " …" } else { "" };
        let text = format!(
            "Rows skipped, for they name nobody or hold nothing else: {} (line {}{more}).",
            skipped.len(),
            some.join(", ")
        );
        notes.push(Note { line: Some(*first), warn: true, text });
    }
    lines
}

fn other_calendar(lines: &[Line<'_>]) -> Result<(), Refusal> {
    other_calendar_of(lines.iter())
}

fn other_calendar_of<'l, 't: 'l>(lines: impl Iterator<Item = &'l Line<'t>>) -> Result<(), Refusal> {
    let (mut other, mut known, mut first) = (0_usize, 0_usize, None);
    for cell in lines.flat_map(|line| [line.join, line.leave]) {
        match cell {
            Cell::Calendar(year) => {
                other += 1;
                first.get_or_insert(year);
            }
            cell => known += usize::from(cell.whole().is_some()),
        }
    }
    match first {
        Some(year) if other > known => Err(Refusal::OtherCalendar { year }),
        _ => Ok(()),
    }
}
