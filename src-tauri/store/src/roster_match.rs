//! Which student of the old roster an entry of the new one is.

use crate::roster::RosterEntry;
use rollbook_core::identity::fold_address;
use rollbook_core::roster::Student;
use std::collections::{BTreeMap, BTreeSet};

/// How an entry and a student may be known for one person, the surest first.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
enum By {
    LmsId(String),
    Email(String),
    Username(String),
    Name(String),
}

type OfStudent = dyn Fn(&Student) -> Vec<By>;
type OfEntry<'f> = dyn Fn(&RosterEntry) -> Vec<By> + 'f;

/// Each entry with the index of the old student it is, in the order of the entries. No student is given twice; an entry
/// that repeats an LMS id is left out.
pub(crate) fn pair<'a>(old: &[Student], entries: &'a [RosterEntry]) -> Vec<(&'a RosterEntry, Option<usize>)> {
    let mut seen = BTreeSet::new();
    let mut pairs: Vec<(&RosterEntry, Option<usize>)> = entries
        .iter()
        .filter(|entry| entry.lms_id.as_ref().is_none_or(|id| seen.insert(id)))
        .map(|entry| (entry, None))
        .collect();
    let mut taken = BTreeSet::new();
    let alone = names_that_stand_alone(old, entries);
    let passes: [(&OfStudent, &OfEntry<'_>); 6] = [
        (&|s| lms_id(s.lms_id.as_ref()), &|e| lms_id(e.lms_id.as_ref())),
        (&|s| addresses(&s.emails, 1), &|e| addresses(&e.emails, 1)),
        (&|s| addresses(&s.emails, usize::MAX), &|e| addresses(&e.emails, usize::MAX)),
        (&|s| username(s.username.as_ref()), &|e| {
            if weak(e) { username(e.username.as_ref()) } else { vec![] }
        }),
        (&|s| name(&s.name), &|e| if weak(e) { name(&e.name) } else { vec![] }),
        // The other way round: known by the name alone so far, and now a list says more of them.
        (&|s| if unsure(s) { name(&s.name) } else { vec![] }, &|e| {
            name(&e.name).into_iter().filter(|by| alone.contains(by)).collect()
        }),
    ];
    for (of_student, of_entry) in passes {
        let mut free: BTreeMap<By, Vec<usize>> = BTreeMap::new();
        for (index, student) in old.iter().enumerate().rev().filter(|(index, _)| !taken.contains(index)) {
            for by in of_student(student) {
                // Reversed, so that the first in the roster is taken first.
                free.entry(by).or_default().push(index);
            }
        }
        for (entry, of) in pairs.iter_mut().filter(|(_, of)| of.is_none()) {
            *of = of_entry(entry).iter().find_map(|by| {
                let students = free.get_mut(by)?;
                // One student stands under several addresses.
                while students.last().is_some_and(|index| taken.contains(index)) {
                    students.pop();
                }
                students.pop()
            });
            taken.extend(*of);
        }
    }
    pairs
}

/// Names that one student and one entry bear, and nobody else in either list.
fn names_that_stand_alone(old: &[Student], entries: &[RosterEntry]) -> BTreeSet<By> {
    let mut counts: BTreeMap<By, (usize, usize)> = BTreeMap::new();
    for by in old.iter().flat_map(|student| name(&student.name)) {
        counts.entry(by).or_default().0 += 1;
    }
    for by in entries.iter().flat_map(|entry| name(&entry.name)) {
        counts.entry(by).or_default().1 += 1;
    }
    counts.into_iter().filter(|(_, count)| *count == (1, 1)).map(|(by, _)| by).collect()
}

/// An entry with nothing surer than a login name or a name.
fn weak(entry: &RosterEntry) -> bool {
    entry.lms_id.is_none() && entry.emails.is_empty()
}

/// A student with nothing surer than a login name or a name.
fn unsure(student: &Student) -> bool {
    student.lms_id.is_none() && student.emails.is_empty()
}

fn lms_id(text: Option<&String>) -> Vec<By> {
    text.cloned().map(By::LmsId).into_iter().collect()
}

fn addresses(emails: &[String], first: usize) -> Vec<By> {
    emails.iter().take(first).filter_map(|email| fold_address(email)).map(By::Email).collect()
}

fn username(text: Option<&String>) -> Vec<By> {
    text.map(|text| By::Username(text.to_lowercase())).into_iter().collect()
}

fn name(text: &str) -> Vec<By> {
    (!text.trim().is_empty()).then(|| By::Name(text.trim().to_owned())).into_iter().collect()
}
