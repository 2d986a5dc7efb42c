//! A section with its columns known: every row as a line of what is read of it.

use super::choice::Column::{
    Action, Duration, Email, Join, Leave, Name, Participant, Role, Session, Time, Upn,
};
use super::choice::{Choices, Column, ColumnChoice, Refusal, signature};
use super::columns::{Guess, guess};
use super::content::{SAMPLE, Sample, Value};
use super::duration::{Length, length};
use super::layout::Section;
use super::moment::{Cell, Moment, cell};
use crate::table::{Row, Table};

/// A physical column, and the one beside it where date and time stand in two cells.
type Place = (usize, Option<usize>);

/// A section and where its columns are.
pub(super) struct Grid<'t> {
    table: &'t Table,
    section: Section,
    places: Vec<Place>,
    /// Labels of the logical columns.
    pub(super) labels: Vec<&'t str>,
    /// What they hold.
    pub(super) guess: Guess,
    /// The mapping that the instructor made for this header.
    pub(super) chosen: Option<ColumnChoice>,
    /// Where each column that is read stands.
    read: [Option<Place>; 11],
}

/// One row of a section.
#[derive(Clone, Copy, Debug)]
pub(super) struct Line<'t> {
    /// The line of the file it begins on.
    pub(super) number: u32,
    pub(super) name: &'t str,
    pub(super) email: &'t str,
    pub(super) upn: &'t str,
    pub(super) role: &'t str,
    pub(super) action: &'t str,
    pub(super) session: &'t str,
    pub(super) join: Cell,
    pub(super) leave: Cell,
    pub(super) length: Option<Length>,
    /// Number of the e-mail among the file's addresses, where it is one that says who this is.
    pub(super) email_id: Option<u32>,
    /// The same of the user principal name.
    pub(super) upn_id: Option<u32>,
    /// Cells that are not empty.
    pub(super) filled: usize,
}

impl<'t> Grid<'t> {
    /// Tells the columns of a section, by the instructor's mapping where there is one.
    pub(super) fn of(table: &'t Table, section: &Section, choices: &Choices<'_>) -> Self {
        let rows: Vec<Row<'t>> = {
            let all: Vec<usize> =
                section.rows.clone().filter(|at| table.row(*at).is_some_and(|row| !row.is_blank())).collect();
            let step = all.len().div_ceil(SAMPLE).max(1);
            all.iter().step_by(step).filter_map(|at| table.row(*at)).collect()
        };
        let used =
            |row: &Row<'_>| row.cells().rposition(|text| !text.trim().is_empty()).map_or(0, |last| last + 1);
        let header = section.header.and_then(|at| table.row(at));
        let titles = header.as_ref().map_or(0, used);
        let width = rows.iter().map(used).max().unwrap_or(0).max(titles).min(200);
        let places = places(&rows, width);
        // A header that is shorter than its rows names date and time together.
        let by_place = titles == 0 || titles > places.len();
        let labels: Vec<&str> = places
            .iter()
            .enumerate()
            .map(|(at, place)| header.map_or("", |row| row.cell(if by_place { place.0 } else { at })).trim())
            .collect();
        let samples: Vec<Sample<'t>> = places
            .iter()
            .zip(&labels)
            .map(|(place, label)| Sample {
                label,
                cells: rows.iter().map(|row| value(*row, *place)).collect(),
            })
            .collect();
        let mut guess = guess(&samples);
        let key = signature(labels.iter().copied());
        let chosen = choices.columns.iter().find(|choice| choice.signature == key).cloned();
        if let Some(choice) = &chosen {
            guess.columns.clone_from(&choice.columns);
            guess.columns.resize(places.len(), Column::Other);
            guess.sure = true;
            guess.labelled = usize::MAX;
        }
        let place = |column| {
            guess.columns.iter().position(|known| *known == column).and_then(|at| places.get(at)).copied()
        };
        let read =
            [Name, Join, Leave, Duration, Email, Upn, Role, Action, Time, Session, Participant].map(place);
        Self { table, section: section.clone(), places, labels, guess, chosen, read }
    }

    /// True where the column is there.
    pub(super) fn has(&self, column: Column) -> bool {
        self.guess.columns.contains(&column)
    }

    /// The label of a column.
    pub(super) fn label(&self, column: Column) -> &'t str {
        let at = self.guess.columns.iter().position(|known| *known == column);
        at.and_then(|at| self.labels.get(at)).copied().unwrap_or_default()
    }

    /// The number of the section's heading.
    pub(super) fn number(&self) -> Option<u32> {
        self.section.number
    }

    /// All rows that are not blank.
    pub(super) fn lines(&self) -> Vec<Line<'t>> {
        let mut lines = Vec::with_capacity(self.section.rows.len());
        lines.extend(
            self.section.rows.clone().filter_map(|at| self.table.row(at)).filter_map(|row| self.line(row)),
        );
        lines
    }

    fn line(&self, row: Row<'t>) -> Option<Line<'t>> {
        let filled = row.cells().filter(|text| !text.trim().is_empty()).count();
        if filled == 0 {
            return None;
        }
        let [name, join, leave, lasts, email, upn, role, action, time, session, participant] = self.read;
        let text = |place: Option<Place>| place.map_or("", |(at, _)| row.cell(at)).trim();
        let moment = |place: Option<Place>| place.map_or(Cell::Empty, |place| moment(row, place));
        let join = moment(join.or(time));
        let mut leave = moment(leave);
        // A time alone is on the day of the join.
        if let (Cell::Moment(first), Cell::Moment(second)) = (join, leave)
            && second.day.is_none()
        {
            leave = Cell::Moment(Moment { day: first.day, ..second });
        }
        Some(Line {
            number: row.line(),
            name: text(name),
            email: text(email),
            upn: text(upn.or(participant)),
            role: text(role),
            action: text(action),
            session: text(session),
            join,
            leave,
            length: length(text(lasts)),
            email_id: None,
            upn_id: None,
            filled,
        })
    }

    /// The question to the instructor.
    pub(super) fn unknown(&self, actions: Vec<(String, Option<super::choice::Action>)>) -> Refusal {
        let header: Vec<String> = if self.section.header.is_some() {
            self.labels.iter().map(|label| (*label).to_owned()).collect()
        } else {
            (1..=self.places.len()).map(|at| at.to_string()).collect()
        };
        let rows =
            self.section.rows.clone().filter_map(|at| self.table.row(at)).filter(|row| !row.is_blank());
        let samples = rows
            .take(5)
            .map(|row| {
                let text = |place: &Place| {
                    let second = place.1.map(|at| row.cell(at).trim()).filter(|text| !text.is_empty());
                    [Some(row.cell(place.0).trim()), second]
                        .into_iter()
                        .flatten()
                        .collect::<Vec<_>>()
                        .join(" ")
                };
                self.places.iter().map(text).collect()
            })
            .collect();
        let signature = signature(self.labels.iter().copied());
        Refusal::ColumnsUnknown { header, samples, guessed: self.guess.columns.clone(), actions, signature }
    }
}

fn moment(row: Row<'_>, (at, beside): Place) -> Cell {
    let first = cell(row.cell(at));
    match (first, beside.map(|beside| cell(row.cell(beside)))) {
        (Cell::Moment(day), Some(Cell::Moment(time))) if day.seconds.is_none() && time.day.is_none() => {
            Cell::Moment(Moment { seconds: time.seconds, offset: time.offset, ..day })
        }
        (Cell::Empty, Some(time)) => time,
        _ => first,
    }
}

fn value(row: Row<'_>, place: Place) -> Value<'_> {
    Value { text: row.cell(place.0).trim(), moment: moment(row, place) }
}

/// The logical columns: a column of dates followed by one of times is one.
fn places(rows: &[Row<'_>], width: usize) -> Vec<Place> {
    let mut places = Vec::with_capacity(width);
    let mut at = 0;
    while at < width {
        let mut filled = 0;
        let mut split = 0;
        for row in rows.iter().filter(|row| !row.cell(at).trim().is_empty()) {
            filled += 1;
            let is_split =
                matches!(cell(row.cell(at)), Cell::Moment(Moment { day: Some(_), seconds: None, .. }))
                    && matches!(
                        cell(row.cell(at + 1)),
                        Cell::Moment(Moment { day: None, seconds: Some(_), .. })
                    );
            split += usize::from(is_split);
        }
        if split > 0 && split * 10 >= filled * 6 {
            places.push((at, Some(at + 1)));
            at += 2;
        } else {
            places.push((at, None));
            at += 1;
        }
    }
    places
}
