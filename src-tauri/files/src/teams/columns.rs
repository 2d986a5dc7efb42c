//! Which column is which: by its label, corrected and completed by what stands in it.

use super::choice::Column;
use super::content::{Sample, Stats, Value};
use super::duration::length;
use super::labels;
use super::moment::Moment;
use super::reading::DateOrder;

/// The columns of a table, and whether their labels said so.
pub(super) struct Guess {
    pub(super) columns: Vec<Column>,
    /// True where name and times, or name, action and time, are all told.
    pub(super) sure: bool,
    /// How many columns were told by a label that their content does not contradict.
    pub(super) labelled: usize,
}

/// Tells the columns.
pub(super) fn guess(samples: &[Sample<'_>]) -> Guess {
    let stats: Vec<Stats> = samples.iter().map(Stats::of).collect();
    let mut columns = vec![Column::Other; samples.len()];
    let mut labelled = 0;
    let dated = |at: usize| stats[at].mostly(stats[at].dates);
    let any_date = (0..samples.len()).any(dated);
    for (at, sample) in samples.iter().enumerate() {
        let Some(column) = labels::column(sample.label) else { continue };
        let fits = match column {
            // Where no column has dates the label is all there is; the cells will be said to be unreadable.
            Column::Join | Column::Leave | Column::Time => stats[at].filled == 0 || dated(at) || !any_date,
            Column::Duration => stats[at].filled == 0 || !dated(at) && stats[at].addresses == 0,
            Column::Email | Column::Upn => !dated(at) && !stats[at].mostly(stats[at].durations),
            _ => {
                !dated(at) && !stats[at].mostly(stats[at].durations) && !stats[at].mostly(stats[at].addresses)
                    || column == Column::Participant
                    || column == Column::Session
            }
        };
        if fits && !columns.contains(&column) {
            columns[at] = column;
            labelled += 1;
        }
    }
    times(samples, &stats, &mut columns);
    lengths(samples, &stats, &mut columns);
    addresses(&stats, &mut columns);
    let list = columns.contains(&Column::Time);
    if list {
        action(&stats, &mut columns);
    }
    name(&stats, &mut columns);
    if !list {
        role(&stats, &mut columns);
    }
    let has = |column| columns.contains(&column);
    let sure =
        has(Column::Name) && if list { has(Column::Action) } else { has(Column::Join) && has(Column::Leave) };
    Guess { columns, sure, labelled }
}

fn free(columns: &[Column], at: usize) -> bool {
    columns.get(at) == Some(&Column::Other)
}

/// Join and leave, or the one time of a list.
fn times(samples: &[Sample<'_>], stats: &[Stats], columns: &mut [Column]) {
    let dated: Vec<usize> = (0..samples.len())
        .filter(|at| {
            stats[*at].mostly(stats[*at].dates) && !(labels::is_utc(samples[*at].label) && free(columns, *at))
        })
        .collect();
    // Times in UTC count where there are no others.
    let dated = if dated.is_empty() {
        (0..samples.len()).filter(|at| stats[*at].mostly(stats[*at].dates)).collect()
    } else {
        dated
    };
    let place = |columns: &[Column], column| columns.iter().position(|known| *known == column);
    let event = columns.contains(&Column::Action) || columns.contains(&Column::Time);
    match (dated.as_slice(), place(columns, Column::Join), place(columns, Column::Leave)) {
        ([only], join, leave) if (join.is_none() && leave.is_none()) || event => {
            columns[*only] = Column::Time;
        }
        (_, Some(join), Some(leave)) if backwards(&samples[join], &samples[leave]) => {
            columns.swap(join, leave);
        }
        ([first, second], None, None) => pair(samples, columns, *first, *second),
        (several, Some(join), None) => {
            if let Some(leave) =
                several.iter().find(|at| **at > join).or(several.first().filter(|at| **at != join))
            {
                pair(samples, columns, join, *leave);
            }
        }
        (several, None, Some(leave)) => {
            if let Some(join) =
                several.iter().rfind(|at| **at < leave).or(several.iter().find(|at| **at != leave))
            {
                pair(samples, columns, *join, leave);
            }
        }
        (several, None, None) if several.len() > 2 => {
            // Registration times and the like stand there too: the pair whose difference is the duration.
            let spans = several.iter().flat_map(|join| several.iter().map(move |leave| (*join, *leave)));
            if let Some((join, leave)) = spans
                .filter(|(join, leave)| join != leave)
                .find(|(join, leave)| agrees(samples, *join, *leave))
            {
                pair(samples, columns, join, leave);
            }
        }
        _ => {}
    }
}

fn pair(samples: &[Sample<'_>], columns: &mut [Column], first: usize, second: usize) {
    let (join, leave) =
        if backwards(&samples[first], &samples[second]) { (second, first) } else { (first, second) };
    columns[join] = Column::Join;
    columns[leave] = Column::Leave;
}

/// True where nearly every row of the second column is earlier than the first.
fn backwards(first: &Sample<'_>, second: &Sample<'_>) -> bool {
    let mut earlier = 0;
    let mut later = 0;
    for (a, b) in first.cells.iter().zip(&second.cells) {
        if let (Some(a), Some(b)) =
            (a.moment.whole().and_then(any_order), b.moment.whole().and_then(any_order))
        {
            earlier += usize::from(b < a);
            later += usize::from(b > a);
        }
    }
    earlier > 2 && earlier > later * 9
}

/// An instant in whatever order is possible: only differences inside a day are looked at.
fn any_order(moment: Moment) -> Option<chrono::NaiveDateTime> {
    [DateOrder::Mdy, DateOrder::Dmy, DateOrder::Ymd].into_iter().find_map(|order| moment.instant(order))
}

/// True where a column of durations says the difference of these two in most rows.
fn agrees(samples: &[Sample<'_>], join: usize, leave: usize) -> bool {
    samples.iter().any(|lengths| span_agrees(lengths, &samples[join], &samples[leave]))
}

fn span_agrees(lengths: &Sample<'_>, join: &Sample<'_>, leave: &Sample<'_>) -> bool {
    let mut same = 0;
    let mut rows = 0;
    for ((value, join), leave) in lengths.cells.iter().zip(&join.cells).zip(&leave.cells) {
        let whole = |value: &Value<'_>| value.moment.whole().and_then(any_order);
        let (Some(length), Some(join), Some(leave)) = (length(value.text), whole(join), whole(leave)) else {
            continue;
        };
        rows += 1;
        same += usize::from(((leave - join).num_seconds() - length.seconds).abs() <= 60);
    }
    same > 0 && same * 10 >= rows * 6
}

fn lengths(samples: &[Sample<'_>], stats: &[Stats], columns: &mut [Column]) {
    if columns.contains(&Column::Duration) {
        return;
    }
    let found: Vec<usize> =
        (0..stats.len()).filter(|at| free(columns, *at) && stats[*at].mostly(stats[*at].durations)).collect();
    let place = |column| columns.iter().position(|known| *known == column);
    let told = match (place(Column::Join), place(Column::Leave)) {
        (Some(join), Some(leave)) => {
            found.iter().find(|at| span_agrees(&samples[**at], &samples[join], &samples[leave]))
        }
        _ => None,
    };
    if let Some(at) = told.or(found.first()) {
        columns[*at] = Column::Duration;
    }
}

/// Microsoft writes the e-mail left of the UPN in every generation.
fn addresses(stats: &[Stats], columns: &mut [Column]) {
    for column in [Column::Email, Column::Upn] {
        let known = columns.contains(&column) || columns.contains(&Column::Participant);
        // A third column of addresses belongs to a registration form.
        let labelled = columns.contains(&Column::Email) && columns.contains(&Column::Upn);
        if known || labelled {
            continue;
        }
        if let Some(at) =
            (0..stats.len()).find(|at| free(columns, *at) && stats[*at].addresses * 2 > stats[*at].filled)
        {
            columns[at] = column;
        }
    }
}

fn action(stats: &[Stats], columns: &mut [Column]) {
    if columns.contains(&Column::Action) {
        return;
    }
    let few = (0..stats.len())
        .filter(|at| free(columns, *at) && stats[*at].mostly(stats[*at].words))
        .filter(|at| (1..=4).contains(&stats[*at].distinct))
        // Actions repeat.
        .filter(|at| stats[*at].distinct < stats[*at].filled || stats[*at].filled <= 2)
        .min_by_key(|at| (stats[*at].distinct == 1, std::cmp::Reverse(*at)));
    // Beside it there has to be somebody who acts.
    let words = (0..stats.len()).filter(|at| free(columns, *at) && stats[*at].words > 0).count();
    if let Some(at) = few.filter(|_| words > 1 || columns.contains(&Column::Name)) {
        columns[at] = Column::Action;
    }
}

/// The column of words with the most different ones; of several the one with words in parts, then the left one.
fn name(stats: &[Stats], columns: &mut [Column]) {
    if columns.contains(&Column::Name) {
        return;
    }
    let texty = (0..stats.len()).filter(|at| free(columns, *at) && stats[*at].mostly(stats[*at].words));
    if let Some(at) = texty
        .max_by_key(|at| (stats[*at].distinct, stats[*at].plain, stats[*at].parted, std::cmp::Reverse(*at)))
    {
        columns[at] = Column::Name;
    }
}

/// Few different words, most likely right of the addresses: the last such column.
fn role(stats: &[Stats], columns: &mut [Column]) {
    if columns.contains(&Column::Role) {
        return;
    }
    let few = |at: &usize| {
        let stats = &stats[*at];
        free(columns, *at)
            && stats.mostly(stats.words)
            && stats.distinct <= 6
            && stats.distinct * 2 <= stats.filled.max(6)
    };
    if let Some(at) = (0..stats.len()).rfind(few) {
        columns[at] = Column::Role;
    }
}
