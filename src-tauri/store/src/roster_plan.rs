//! What a list of entries would do to a roster, before it does it.

use crate::error::Result;
use crate::roster::{RosterEntry, list, same, tidy, with_known};
use crate::roster_match::pair;
use crate::store::Store;
use rollbook_core::CourseId;
use rollbook_core::roster::Student;
use std::collections::BTreeSet;

/// What a roster would do to one entry's student.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EntryState {
    /// Nobody in the course yet.
    New,
    /// Known, with another name, address, login, LMS id or visibility.
    Changed,
    /// Known, as it is.
    Same,
}

/// What [`crate::roster::replace`] would do.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RosterPlan {
    /// One for each entry, in their order. An entry that repeats an LMS id is as it is.
    pub states: Vec<EntryState>,
    /// Students who would be hidden.
    pub hidden: Vec<Student>,
}

/// What [`crate::roster::replace`] would do with these entries; nothing is changed.
pub fn plan(store: &Store, course: &CourseId, entries: &[RosterEntry]) -> Result<RosterPlan> {
    let old = list(store, course, true)?;
    let entries: Vec<RosterEntry> = entries.iter().map(tidy).collect();
    let pairs = pair(&old, &entries);
    let mut of_pair = pairs.iter().peekable();
    let mut plan = RosterPlan::default();
    for entry in &entries {
        // The pairs are the entries in their order, without those that repeat an LMS id.
        let of = of_pair.next_if(|(paired, _)| std::ptr::eq(*paired, entry));
        plan.states.push(match of.map(|(_, of)| of.and_then(|index| old.get(index))) {
            None => EntryState::Same,
            Some(None) => EntryState::New,
            Some(Some(student)) if same(student, &with_known(entry, Some(student))) => EntryState::Same,
            Some(Some(_)) => EntryState::Changed,
        });
    }
    let kept: BTreeSet<usize> = pairs.iter().filter_map(|(_, of)| *of).collect();
    let gone = |(index, student): &(usize, Student)| student.active && !kept.contains(index);
    plan.hidden = old.into_iter().enumerate().filter(gone).map(|(_, student)| student).collect();
    Ok(plan)
}
