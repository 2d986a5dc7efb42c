//! Files of events: the list of v1 and the attendee report of a live event.
//!
//! Events are paired in the order of the file, person by person (a live event: connection by connection):
//! * a join that is listed before the previous leave in time keeps the overlap;
//! * "Joined before", then "Joined": one stay from the earlier;
//! * joins and leaves that come out even are two devices: the first join has the first leave;
//! * a further join without a leave of its own is a reconnection: the stay goes on from the earlier, and ends with the first
//!   leave, for time that nobody saw is not credited;
//! * a leave without a join keeps its time and is marked.

use super::actions::{Chain, Words, decide};
use super::choice::{Action, Choices, Refusal};
use super::fold::tidy;
use super::grid::{Grid, Line};
use super::moment::{Cell, Dates};
use super::order::{self, Decision, Evidence};
use super::people::Addresses;
use super::reading::{FileRecord, FileStay, Note};
use super::stays::complete;
use chrono::NaiveDateTime;
use std::collections::HashMap;

/// One event.
#[derive(Clone, Copy)]
struct Event {
    word: usize,
    at: NaiveDateTime,
    line: u32,
}

/// What a file of events says.
pub(super) struct Events {
    pub(super) records: Vec<FileRecord>,
    pub(super) decision: Decision,
}

/// Reads the events of a section. `live`: stays are told apart by their session.
pub(super) fn read(
    grid: &Grid<'_>,
    lines: &mut [Line<'_>],
    live: bool,
    choices: &Choices<'_>,
    notes: &mut Vec<Note>,
) -> Result<Events, Refusal> {
    let evidence: Vec<Evidence> =
        lines.iter().map(|line| Evidence { join: line.join.whole(), leave: None, length: None }).collect();
    let decision = order::decide(&evidence, [None, None], true, choices)?;
    let addresses = Addresses::of([&mut *lines, &mut []]);
    let (mut people, words, skipped) = group(lines, live, decision.0, &addresses);
    if let Some((first, count)) = skipped {
        notes.push(Note {
            line: Some(first),
            warn: true,
            text: format!("{count} rows without a readable time and action were skipped."),
        });
    }
    if newest_first(&people) {
        people.iter_mut().for_each(|(_, events)| events.reverse());
        people.sort_by_key(|(_, events)| events.first().map_or(u32::MAX, |event| u32::MAX - event.line));
    }
    let chains: Vec<Chain> =
        people.iter().map(|(_, events)| events.iter().map(|event| event.word).collect()).collect();
    let known = words.known(grid.chosen.as_ref());
    let actions = decide(&known, &chains, &one_time(&people, words.list.len()))
        .ok_or_else(|| grid.unknown(words.list.iter().cloned().zip(known).collect()))?;
    let mut odd = 0;
    let mut records: Vec<FileRecord> = Vec::new();
    let mut known_people: HashMap<u32, usize> = HashMap::new();
    for (index, events) in &people {
        let Some(line) = lines.get(*index) else { continue };
        let stays = pair(events, &actions, &mut odd);
        let person = addresses.person(line);
        match person.and_then(|person| known_people.get(&person)).and_then(|at| records.get_mut(*at)) {
            Some(record) => {
                complete(record, line);
                record.stays.extend(stays);
            }
            None => {
                if let Some(person) = person {
                    known_people.insert(person, records.len());
                }
                records.extend(separate(line, stays, person.is_some()));
            }
        }
    }
    if odd > 0 {
        notes.push(Note {
            line: None,
            warn: true,
            text: format!("{odd} events have no partner: a join after a join, or a leave without a join."),
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
    live: bool,
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
            skipped = Some(skipped.map_or((line.line, 1), |(first, count)| (first, count + 1)));
            continue;
        };
        let person = addresses.person(line);
        let name = if person.is_some() { String::new() } else { tidy(line.name) };
        let session = if live { line.session } else { "" };
        let next = people.len();
        let place = *index.entry((person, name, session)).or_insert(next);
        if place == next {
            people.push((at, Vec::new()));
        }
        let event = Event { word: words.number(line.action), at: instant, line: line.line };
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

/// Pairs the events of one person; see the head of this file.
fn pair(events: &[Event], actions: &[Action], odd: &mut usize) -> Vec<FileStay> {
    let action = |event: &Event| actions.get(event.word).copied().unwrap_or(Action::Join);
    let mut stays = Vec::new();
    let mut rest = events;
    while !rest.is_empty() {
        let (block, even) = block(rest, action);
        let mut open: Vec<FileStay> = Vec::new();
        for event in block {
            match action(event) {
                Action::Leave if open.is_empty() => {
                    *odd += 1;
                    stays.push(FileStay { leave: Some(event.at), line: event.line, ..FileStay::default() });
                }
                Action::Leave => {
                    let mut stay = open.remove(0);
                    stay.leave = Some(event.at);
                    stays.push(stay);
                }
                joined => {
                    if !open.is_empty() && !even {
                        *odd += usize::from(open.iter().all(|stay| !stay.joined_before));
                        continue;
                    }
                    if open.last().is_some_and(|stay| stay.joined_before) {
                        continue;
                    }
                    open.push(FileStay {
                        join: Some(event.at),
                        joined_before: joined == Action::JoinedBefore,
                        line: event.line,
                        ..FileStay::default()
                    });
                }
            }
        }
        stays.append(&mut open);
        rest = rest.get(block.len()..).unwrap_or_default();
    }
    stays.sort_by_key(|stay| stay.line);
    stays
}

/// The events up to where as many left as came, and whether that is so.
fn block(events: &[Event], action: impl Fn(&Event) -> Action) -> (&[Event], bool) {
    let mut depth = 0_usize;
    let mut before = false;
    for (at, event) in events.iter().enumerate() {
        match action(event) {
            Action::Leave => {
                depth = depth.saturating_sub(1);
                before = false;
                if depth == 0 {
                    return (events.get(..=at).unwrap_or(events), true);
                }
            }
            Action::JoinedBefore => {
                depth += 1;
                before = true;
            }
            // "Joined" after "Joined before" is the same stay.
            Action::Join => depth += usize::from(!std::mem::take(&mut before)),
        }
    }
    (events, false)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use Action::{Join, JoinedBefore, Leave};

    fn stays(events: &[(Action, u32)]) -> Vec<(Option<u32>, Option<u32>)> {
        let base = chrono::NaiveDate::from_ymd_opt(2026, 1, 15).unwrap().and_hms_opt(0, 0, 0).unwrap();
        let actions = [Join, JoinedBefore, Leave];
        let list: Vec<Event> = events
            .iter()
            .zip(1..)
            .map(|((action, minute), line)| Event {
                word: actions.iter().position(|known| known == action).unwrap(),
                at: base + chrono::Duration::minutes(i64::from(*minute)),
                line,
            })
            .collect();
        let minute = |time: Option<NaiveDateTime>| {
            time.map(|time| u32::try_from((time - base).num_minutes()).unwrap())
        };
        pair(&list, &actions, &mut 0).iter().map(|stay| (minute(stay.join), minute(stay.leave))).collect()
    }

    #[test]
    fn events_become_stays() {
        assert_eq!(stays(&[(Join, 1), (Leave, 5), (Join, 7)]), [(Some(1), Some(5)), (Some(7), None)]);
        assert_eq!(stays(&[(JoinedBefore, 1), (Join, 2), (Leave, 9)]), [(Some(1), Some(9))]);
        assert_eq!(
            stays(&[(Join, 1), (Join, 2), (Leave, 5), (Leave, 9)]),
            [(Some(1), Some(5)), (Some(2), Some(9))],
            "two devices"
        );
        assert_eq!(stays(&[(Join, 1), (Join, 2), (Leave, 5)]), [(Some(1), Some(5))], "a lost leave");
        assert_eq!(
            stays(&[(Join, 1), (Join, 2), (Leave, 5), (Join, 8), (Leave, 9)]),
            [(Some(1), Some(5)), (Some(8), Some(9))]
        );
        assert_eq!(stays(&[(Join, 1), (Join, 2)]), [(Some(1), None)]);
        assert_eq!(stays(&[(Leave, 4), (Join, 6)]), [(None, Some(4)), (Some(6), None)]);
        assert_eq!(
            stays(&[(Join, 1), (Leave, 9), (Join, 8), (Leave, 12)]),
            [(Some(1), Some(9)), (Some(8), Some(12))]
        );
    }
}
