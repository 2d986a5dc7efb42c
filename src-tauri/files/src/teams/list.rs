//! Files of events: the list of v1 and the attendee report of a live event.
//!
//! Who did what, and when; [`super::pairing`] makes stays of it.

use super::actions::{Chain, Words, decide};
use super::choice::{Choices, Refusal};
use super::fold::tidy;
use super::grid::{Grid, Line};
use super::moment::{Cell, Dates};
use super::order::{self, Decision, Evidence};
use super::pairing::{Event, pair};
use super::people::Addresses;
use super::reading::{FileRecord, FileStay, Note};
use super::stays::complete;
use chrono::NaiveDateTime;
use std::collections::HashMap;

/// What a file of events says.
pub(super) struct Events {
    pub(super) records: Vec<FileRecord>,
    pub(super) decision: Decision,
}

/// Reads the events of a section. `by_session`: stays are told apart by their session.
pub(super) fn read(
    grid: &Grid<'_>,
    lines: &mut [Line<'_>],
    by_session: bool,
    choices: &Choices<'_>,
    notes: &mut Vec<Note>,
) -> Result<Events, Refusal> {
    let evidence: Vec<Evidence> =
        lines.iter().map(|line| Evidence { join: line.join.whole(), leave: None, length: None }).collect();
    let decision = order::decide(&evidence, [None, None], true, choices)?;
    let addresses = Addresses::of([&mut *lines, &mut []]);
    let (mut people, vocabulary, skipped) = group(lines, by_session, decision.0, &addresses);
    if let Some((first, count)) = skipped {
        notes.push(Note {
            line: Some(first),
            warn: true,
            text: format!("Rows skipped, for they have no readable time or no action: {count}."),
        });
    }
    if newest_first(&people) {
        for (_, events) in &mut people {
            events.reverse();
        }
        people.sort_by_key(|(_, events)| events.first().map_or(u32::MAX, |event| u32::MAX - event.line));
    }
    let chains: Vec<Chain> =
        people.iter().map(|(_, events)| events.iter().map(|event| event.word).collect()).collect();
    let known = vocabulary.known(grid.chosen.as_ref());
    let actions = decide(&known, &chains, &one_time(&people, vocabulary.list.len()))
        .ok_or_else(|| grid.unknown(vocabulary.list.iter().cloned().zip(known).collect()))?;
    let mut odd = 0;
    let mut records: Vec<FileRecord> = Vec::new();
    let mut known_people: HashMap<u32, usize> = HashMap::new();
    for (index, events) in &people {
        let Some(line) = lines.get(*index) else { continue };
        let stays = pair(events, &actions, &mut odd);
        let person = addresses.person(line);
        let same = person.and_then(|person| known_people.get(&person));
        if let Some(record) = same.and_then(|at| records.get_mut(*at)) {
            complete(record, line);
            record.stays.extend(stays);
        } else {
            if let Some(person) = person {
                known_people.insert(person, records.len());
            }
            records.extend(separate(line, stays, person.is_some()));
        }
    }
    if odd > 0 {
        notes.push(Note {
            line: None,
            warn: true,
            text: format!("Events without a partner (a join after a join, a leave without a join): {odd}."),
        });
    }
    Ok(Events { records, decision })
}

/// A person with an address is one record; a typed name one record a stay.
fn separate(line: &Line<'_>, stays: Vec<FileStay>, addressed: bool) -> Vec<FileRecord> {
    let record = |stays| {
        let name = tidy(line.name);
        let mut record =
            FileRecord { name: (!name.is_empty()).then_some(name), stays, ..FileRecord::default() };
        complete(&mut record, line);
        record
    };
    if addressed { vec![record(stays)] } else { stays.into_iter().map(|stay| record(vec![stay])).collect() }
}

type Groups = Vec<(usize, Vec<Event>)>;

/// The events of each person or connection, in the order of the file; and the first and number of the skipped rows.
fn group(
    lines: &[Line<'_>],
    by_session: bool,
    dates: Dates,
    addresses: &Addresses<'_>,
) -> (Groups, Words, Option<(u32, usize)>) {
    let mut words = Words::default();
    let mut people: Groups = Vec::new();
    let mut index: HashMap<(Option<u32>, String, &str), usize> = HashMap::new();
    let mut skipped: Option<(u32, usize)> = None;
    for (at, line) in lines.iter().enumerate() {
        let instant = match line.join {
            Cell::Moment(moment) => moment.instant(dates),
            _ => None,
        };
        let (Some(instant), false) = (instant, line.action.is_empty()) else {
            skipped = Some(skipped.map_or((line.number, 1), |(first, count)| (first, count + 1)));
            continue;
        };
        let person = addresses.person(line);
        let name = if person.is_some() { String::new() } else { tidy(line.name) };
        let session = if by_session { line.session } else { "" };
        let next = people.len();
        let place = *index.entry((person, name, session)).or_insert(next);
        if place == next {
            people.push((at, Vec::new()));
        }
        let event = Event { word: words.number(line.action), at: instant, line: line.number };
        if let Some((_, events)) = people.get_mut(place) {
            events.push(event);
        }
    }
    (people, words, skipped)
}

/// True where the events of people run backwards in time.
fn newest_first(people: &Groups) -> bool {
    let (mut up, mut down) = (0, 0);
    for (_, events) in people {
        for pair in events.windows(2) {
            if let [a, b] = pair {
                up += usize::from(b.at > a.at);
                down += usize::from(b.at < a.at);
            }
        }
    }
    if up == 0 && down == 0 {
        for pair in people.windows(2) {
            if let [(_, a), (_, b)] = pair
                && let (Some(a), Some(b)) = (a.first(), b.first())
            {
                up += usize::from(b.at > a.at);
                down += usize::from(b.at < a.at);
            }
        }
    }
    down > up
}

/// For every word, whether all its events are at one time and there are several.
fn one_time(people: &Groups, words: usize) -> Vec<bool> {
    let mut seen: Vec<Option<(NaiveDateTime, usize, bool)>> = vec![None; words];
    for event in people.iter().flat_map(|(_, events)| events) {
        if let Some(slot) = seen.get_mut(event.word) {
            let (at, count, same) = slot.unwrap_or((event.at, 0, true));
            *slot = Some((at, count + 1, same && at == event.at));
        }
    }
    seen.into_iter().map(|slot| slot.is_some_and(|(_, count, same)| count > 1 && same)).collect()
}
