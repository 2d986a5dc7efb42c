//! Reports of stays (v2 and v3): the rows of people and of their stays become records.
//!
//! Stays come from the activities (section 3), identity from the participants (section 2, only there the UPN stands).
//! Somebody whom the activities leave out keeps the stay of the participants' row, first join to last leave.

use super::fold::folded;
use super::fold::tidy;
use super::grid::Line;
use super::moment::{Cell, Dates};
use super::people::Addresses;
use super::reading::{FileRecord, FileStay, Note};
use chrono::NaiveDateTime;
use std::collections::HashMap;

/// A record in the making, with the stays of section 2 aside.
#[derive(Default)]
struct Draft {
    record: FileRecord,
    /// Stays as section 2 tells them.
    outline: Vec<FileStay>,
    /// True where section 3 spoke of it.
    covered: bool,
    /// True without an address.
    typed: bool,
}

impl Draft {
    fn span(&self) -> Option<(NaiveDateTime, NaiveDateTime)> {
        let joins = self.outline.iter().filter_map(|stay| stay.join).min()?;
        Some((joins, self.outline.iter().filter_map(|stay| stay.leave).max()?))
    }
}

/// The stay of a row.
pub(super) fn stay(line: &Line<'_>, dates: Dates) -> FileStay {
    let at = |cell: Cell| cell.whole().and_then(|moment| moment.instant(dates));
    let (join, leave) = (at(line.join), at(line.leave));
    let lost = |cell: Cell, time: Option<NaiveDateTime>| cell != Cell::Empty && time.is_none();
    FileStay {
        join,
        leave,
        stated_seconds: line.length.map(|length| length.seconds),
        unreadable: lost(line.join, join) || lost(line.leave, leave),
        joined_before: false,
        line: line.number,
    }
}

fn is_timeless(stay: &FileStay) -> bool {
    stay.join.is_none() && stay.leave.is_none() && !stay.unreadable
}

struct Drafts<'a, 't> {
    addresses: &'a Addresses<'t>,
    list: Vec<Draft>,
    /// The draft of each person's number.
    by_person: Vec<Option<usize>>,
}

impl<'t> Drafts<'_, 't> {
    /// The draft of a row: that of its address, or a new one for a typed name.
    fn draft(&mut self, line: &Line<'t>) -> usize {
        let person = self.addresses.person(line);
        let at = match person.and_then(|person| self.of_person(person)) {
            Some(at) => at,
            None => self.add(line, person),
        };
        if let Some(draft) = self.list.get_mut(at) {
            complete(&mut draft.record, line);
        }
        at
    }

    fn of_person(&self, person: u32) -> Option<usize> {
        self.by_person.get(person as usize).copied().flatten()
    }

    fn set_person(&mut self, person: u32, draft: usize) {
        if let Some(slot) = self.by_person.get_mut(person as usize) {
            *slot = Some(draft);
        }
    }

    fn add(&mut self, line: &Line<'t>, person: Option<u32>) -> usize {
        let at = self.list.len();
        let name = tidy(line.name);
        let record = FileRecord { name: (!name.is_empty()).then_some(name), ..FileRecord::default() };
        self.list.push(Draft { record, typed: person.is_none(), ..Draft::default() });
        if let Some(person) = person {
            self.set_person(person, at);
        }
        at
    }

    /// Gives a stay of section 3 to a draft; a typed name takes one stay a record.
    fn give(&mut self, at: usize, line: &Line<'t>, stay: FileStay) {
        let Some(draft) = self.list.get_mut(at) else { return };
        draft.covered = true;
        if draft.typed && !draft.record.stays.is_empty() {
            let next = self.add(line, None);
            if let Some(draft) = self.list.get_mut(next) {
                complete(&mut draft.record, line);
                draft.covered = true;
                draft.record.stays.push(stay);
            }
        } else {
            draft.record.stays.push(stay);
        }
    }
}

/// Records of section 2 and, where there is one, section 3.
pub(super) fn records<'t>(
    people: &[Line<'t>],
    activities: &[Line<'t>],
    addresses: &Addresses<'t>,
    dates: Dates,
    notes: &mut Vec<Note>,
) -> Vec<FileRecord> {
    let mut drafts =
        Drafts { addresses, list: Vec::with_capacity(people.len()), by_person: vec![None; addresses.len()] };
    let owners: Vec<usize> = people
        .iter()
        .map(|line| {
            let at = drafts.draft(line);
            if let Some(draft) = drafts.list.get_mut(at) {
                draft.outline.push(stay(line, dates));
            }
            at
        })
        .collect();
    let known = |drafts: &Drafts<'_, '_>, line: &Line<'_>| {
        addresses.person(line).is_some_and(|person| drafts.of_person(person).is_some())
    };
    let mut by_name: HashMap<String, Vec<usize>> = HashMap::new();
    if activities.iter().any(|line| !known(&drafts, line)) {
        for (line, at) in people.iter().zip(owners) {
            let same = by_name.entry(folded(line.name)).or_default();
            if !same.contains(&at) {
                same.push(at);
            }
        }
    }
    let mut strangers: Vec<(usize, FileStay)> = Vec::new();
    for (index, line) in activities.iter().enumerate() {
        let stay = stay(line, dates);
        if let Some(person) = addresses.person(line) {
            // An address that section 2 does not have belongs to the one of that name who has no e-mail there.
            if !known(&drafts, line)
                && let Some([only]) = by_name.get(&folded(line.name)).map(Vec::as_slice)
                && let Some(draft) = drafts.list.get_mut(*only)
                && draft.record.email.is_none()
            {
                draft.typed = false;
                drafts.set_person(person, *only);
            }
            let at = drafts.draft(line);
            drafts.give(at, line, stay);
            continue;
        }
        match by_name.get(&folded(line.name)).map(Vec::as_slice) {
            Some([only]) => drafts.give(*only, line, stay),
            Some(several) => namesakes(&mut drafts, several, line, stay),
            None => strangers.push((index, stay)),
        }
    }
    by_times(&mut drafts, activities, strangers);
    let only_outline = drafts.list.iter().filter(|draft| !draft.covered).count();
    if !activities.is_empty() && only_outline > 0 {
        notes.push(Note {
            line: None,
            warn: false,
            text: format!(
                "{only_outline} of the participants have no row among the activities: first join and last leave stand for their stay."
            ),
        });
    }
    drafts
        .list
        .into_iter()
        .map(|mut draft| {
            if !draft.covered {
                draft.record.stays = draft.outline.into_iter().filter(|stay| !is_timeless(stay)).collect();
            }
            draft.record
        })
        .collect()
}

/// A row without address whose name several people have: it is his between whose first join and last leave it lies.
fn namesakes<'t>(drafts: &mut Drafts<'_, 't>, several: &[usize], line: &Line<'t>, stay: FileStay) {
    let around = |at: &&usize| {
        let span = drafts.list.get(**at).and_then(Draft::span);
        span.zip(stay.join.zip(stay.leave))
            .is_some_and(|((first, last), (join, leave))| first <= join && leave <= last)
    };
    let fitting: Vec<usize> = several.iter().filter(around).copied().collect();
    if let [only] = fitting.as_slice() {
        drafts.give(*only, line, stay);
        return;
    }
    for at in several {
        if let Some(draft) = drafts.list.get_mut(*at).filter(|draft| draft.typed) {
            draft.covered = true;
        }
    }
    let free = several
        .iter()
        .find(|at| drafts.list.get(**at).is_some_and(|draft| draft.typed && draft.record.stays.is_empty()));
    let at = match free {
        Some(at) => *at,
        None => drafts.add(line, None),
    };
    drafts.give(at, line, stay);
}

/// Rows whose name section 2 does not know: their first join and last leave, to the second those of one unclaimed
/// participant, tell who they are (names are spelt in two ways in some files).
fn by_times<'t>(drafts: &mut Drafts<'_, 't>, activities: &[Line<'t>], strangers: Vec<(usize, FileStay)>) {
    let mut groups: Vec<Vec<(usize, FileStay)>> = Vec::new();
    let mut index: HashMap<String, usize> = HashMap::new();
    for (at, stay) in strangers {
        let name = activities.get(at).map(|line| folded(line.name)).unwrap_or_default();
        let group = *index.entry(name).or_insert(groups.len());
        if group == groups.len() {
            groups.push(Vec::new());
        }
        if let Some(group) = groups.get_mut(group) {
            group.push((at, stay));
        }
    }
    let mut unclaimed: HashMap<(NaiveDateTime, NaiveDateTime), Vec<usize>> = HashMap::new();
    for (at, draft) in drafts.list.iter().enumerate().filter(|(_, draft)| !draft.covered) {
        if let Some(span) = draft.span() {
            unclaimed.entry(span).or_default().push(at);
        }
    }
    let span = |group: &[(usize, FileStay)]| {
        let first = group.iter().filter_map(|(_, stay)| stay.join).min();
        first.zip(group.iter().filter_map(|(_, stay)| stay.leave).max())
    };
    let spans: Vec<_> = groups.iter().map(|group| span(group)).collect();
    for (group, own) in groups.into_iter().zip(&spans) {
        let alone = spans.iter().filter(|other| *other == own).count() == 1;
        let owner = own.filter(|_| alone).and_then(|span| match unclaimed.get(&span).map(Vec::as_slice) {
            Some([only]) => Some(*only),
            _ => None,
        });
        for (at, stay) in group {
            let Some(line) = activities.get(at) else { continue };
            let draft = owner.unwrap_or_else(|| drafts.draft(line));
            drafts.give(draft, line, stay);
        }
    }
}

/// Fills in what a record does not know yet, and keeps other spellings of the name.
pub(super) fn complete(record: &mut FileRecord, line: &Line<'_>) {
    if record.email.is_none() && line.email_id.is_some() {
        record.email = Some(tidy(line.email));
    }
    if record.upn.is_none() && line.upn_id.is_some() {
        record.upn = Some(tidy(line.upn));
    }
    if record.role.is_none() && !line.role.is_empty() {
        record.role = Some(tidy(line.role));
    }
    if record.name.as_deref() != Some(line.name) {
        let name = tidy(line.name);
        if record.name.is_none() && !name.is_empty() {
            record.name = Some(name);
        } else if !name.is_empty()
            && record.name.as_ref() != Some(&name)
            && !record.also_named.contains(&name)
        {
            record.also_named.push(name);
        }
    }
}
