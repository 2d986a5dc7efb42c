//! Whether day or month comes first: the whole file decides, else the class's days, else the instructor.
//!
//! In this order: a field above twelve; dots between the fields (day first); every order giving the same days; the order
//! under which rows contradict themselves and the meeting less; the order under which the file is of a day or two and not
//! of weeks; the summary's own dates; the class. AM and PM or the language of the words never decide: Teams writes US dates
//! beside Polish words.

use super::choice::{Choices, DateReading, Refusal};
use super::duration::Length;
use super::moment::{Dates, Kind, Moment};
use super::reading::{DateOrder, OrderFrom};
use chrono::NaiveDateTime;

/// What a row says for or against an order.
#[derive(Clone, Copy, Debug)]
pub(super) struct Evidence {
    pub(super) join: Option<Moment>,
    pub(super) leave: Option<Moment>,
    pub(super) length: Option<Length>,
}

/// How the dates are read, and what told it.
pub(super) type Decision = (Dates, OrderFrom);

/// Decides for a file. `list`: the rows stand in the order of time, or against it.
pub(super) fn decide(
    rows: &[Evidence],
    summary: [Option<Moment>; 2],
    list: bool,
    choices: &Choices<'_>,
) -> Result<Decision, Refusal> {
    use DateOrder::{Dmy, Mdy, Ymd};
    let moments = || rows.iter().flat_map(|row| [row.join, row.leave]).flatten();
    let free = || moments().filter(|moment| moment.day.is_some_and(|day| day.kind == Kind::Free));
    if free().next().is_none() {
        let fixed = moments().filter_map(|moment| moment.day).find_map(|day| match day.kind {
            Kind::Fixed(order) => Some(order),
            Kind::Free => None,
        });
        // Nobody has a time: the order says nothing.
        return Ok((fixed.unwrap_or(choices.order.unwrap_or(Ymd)).into(), OrderFrom::File));
    }
    let invalid = |order: DateOrder| {
        free().filter(|moment| moment.day.is_none_or(|day| day.date(order.into()).is_none())).count()
    };
    let bad = [Dmy, Mdy, Ymd].map(|order| (order, invalid(order)));
    let trailing = free().any(|moment| moment.day.is_some_and(|day| day.trailing && day.short_year));
    let [(_, dmy), (_, mdy), (_, ymd)] = bad;
    let least = dmy.min(mdy);
    let total = free().count();
    let mut possible: Vec<DateOrder> = Vec::new();
    for (order, count) in [(Dmy, dmy), (Mdy, mdy)] {
        // A field above twelve decides; where both orders stumble, the one that stumbles far less.
        let close = if least == 0 { count == 0 } else { count < least * 4 };
        if close && count < total {
            possible.push(order);
        }
    }
    // A short year in front is what Koreans write; elsewhere it is thought of only when nothing else can be.
    if ymd < total && (trailing && ymd <= least || least * 2 > total && ymd < least) {
        if ymd < least {
            possible.clear();
        }
        possible.push(Ymd);
    }
    if let Some(order) = choices.order {
        let count = invalid(order);
        if count < total && (possible.contains(&order) || count == 0) {
            return Ok((in_class(order, rows, choices), OrderFrom::Instructor));
        }
        let readings = readings(&possible, rows);
        return Err(Refusal::ImpossibleOrder { order, readings });
    }
    let decided = |order: DateOrder, from| Ok((in_class(order, rows, choices), from));
    match possible.as_slice() {
        [] => return decided(Dmy, OrderFrom::File),
        [only] => return decided(*only, OrderFrom::File),
        _ => {}
    }
    let day = |moment: &Moment, order: DateOrder| moment.day.and_then(|day| day.date(order.into()));
    if free().all(|moment| {
        possible
            .iter()
            .all(|order| day(&moment, *order) == possible.first().and_then(|first| day(&moment, *first)))
    }) {
        let order = if possible.contains(&Mdy) { Mdy } else { Dmy };
        return decided(order, OrderFrom::Same);
    }
    let dotted = free().filter(|moment| moment.day.is_some_and(|day| day.dotted)).count();
    if dotted * 2 > total {
        possible.retain(|order| *order != Mdy);
        if let [only] = possible.as_slice() {
            return decided(*only, OrderFrom::File);
        }
    }
    if let Some(order) = fewest(&possible, |order| contradictions(rows, summary, list, order))
        .or_else(|| shortest(&possible, rows))
        .or_else(|| {
            fewest(&possible, |order| {
                summary.iter().flatten().filter(|moment| moment.instant(order).is_none()).count()
            })
        })
    {
        return decided(order, OrderFrom::File);
    }
    by_class(&possible, rows, choices)
}

fn instants(rows: &[Evidence], dates: Dates) -> impl Iterator<Item = NaiveDateTime> {
    rows.iter()
        .flat_map(|row| [row.join, row.leave])
        .flatten()
        .filter_map(move |moment| moment.instant(dates))
}

/// True where most instants lie on the class's days.
fn fits(rows: &[Evidence], dates: Dates, choices: &Choices<'_>) -> bool {
    let Some((from, to)) = choices.around else { return false };
    let (mut inside, mut all) = (0_usize, 0_usize);
    for instant in instants(rows, dates) {
        all += 1;
        inside += usize::from((from..=to).contains(&instant));
    }
    inside * 2 > all
}

/// Years of two digits are Buddhist where only that brings the file to the class.
fn in_class(order: DateOrder, rows: &[Evidence], choices: &Choices<'_>) -> Dates {
    let buddhist = Dates { order, buddhist: true };
    if !fits(rows, order.into(), choices) && fits(rows, buddhist, choices) { buddhist } else { order.into() }
}

fn by_class(possible: &[DateOrder], rows: &[Evidence], choices: &Choices<'_>) -> Result<Decision, Refusal> {
    for buddhist in [false, true] {
        let fitting: Vec<Dates> = possible
            .iter()
            .map(|order| Dates { order: *order, buddhist })
            .filter(|dates| fits(rows, *dates, choices))
            .collect();
        match fitting.as_slice() {
            [] => {}
            [only] => return Ok((*only, OrderFrom::Class)),
            _ => break,
        }
    }
    Err(Refusal::AmbiguousDates { readings: readings(possible, rows) })
}

fn readings(possible: &[DateOrder], rows: &[Evidence]) -> Vec<DateReading> {
    possible
        .iter()
        .filter_map(|order| {
            let first = instants(rows, (*order).into()).min()?;
            let last = instants(rows, (*order).into()).max()?;
            Some(DateReading { order: *order, first, last })
        })
        .collect()
}

/// The order with clearly fewer of something: none against some, or less than half.
fn fewest(possible: &[DateOrder], count: impl Fn(DateOrder) -> usize) -> Option<DateOrder> {
    let mut counts: Vec<(usize, DateOrder)> = possible.iter().map(|order| (count(*order), *order)).collect();
    counts.sort_unstable();
    match counts.as_slice() {
        [(least, order), (next, _), ..] if least * 2 < *next => Some(*order),
        _ => None,
    }
}

/// The order under which the file spans at most two days, where the others make it weeks.
fn shortest(possible: &[DateOrder], rows: &[Evidence]) -> Option<DateOrder> {
    let days = |order: DateOrder| {
        let first = instants(rows, order.into()).min()?;
        Some((instants(rows, order.into()).max()? - first).num_hours())
    };
    let mut spans: Vec<(i64, DateOrder)> =
        possible.iter().filter_map(|order| Some((days(*order)?, *order))).collect();
    spans.sort_unstable();
    match spans.as_slice() {
        [(short, order), (next, _), ..] if *short <= 48 && *next > 7 * 24 => Some(*order),
        _ => None,
    }
}

/// How often rows contradict themselves, each other or the meeting's own times.
fn contradictions(rows: &[Evidence], summary: [Option<Moment>; 2], list: bool, order: DateOrder) -> usize {
    let at = |moment: Option<Moment>| moment.and_then(|moment| moment.instant(order));
    let [start, end] = summary.map(at);
    let mut count =
        usize::from(start.zip(end).is_some_and(|(start, end)| end < start || (end - start).num_hours() > 36));
    let (mut up, mut down) = (0, 0);
    let mut before = None;
    for row in rows {
        let (join, leave) = (at(row.join), at(row.leave));
        if let (Some(join), Some(leave)) = (join, leave) {
            let stay = (leave - join).num_seconds();
            let other = row.length.is_some_and(|length| (stay - length.seconds).abs() > 120);
            count += usize::from(!(0..=86_400).contains(&stay)) + usize::from(other);
        }
        count += usize::from(join.zip(start).is_some_and(|(join, start)| join < start));
        count += usize::from(leave.zip(end).is_some_and(|(leave, end)| leave > end));
        if list {
            if let Some((join, before)) = join.zip(before) {
                up += usize::from(join > before);
                down += usize::from(join < before);
            }
            before = join.or(before);
        }
    }
    count + up.min(down)
}
