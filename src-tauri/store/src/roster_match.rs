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

type OfStudent = dyn Fn(&Student) -> Option<By>;
type OfEntry = dyn Fn(&RosterEntry) -> Option<By>;

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
    let passes: [(&OfStudent, &OfEntry); 4] = [
        (&|s| s.lms_id.clone().map(By::LmsId), &|e| e.lms_id.clone().map(By::LmsId)),
        (&|s| address(&s.emails), &|e| address(&e.emails)),
        (&|s| username(s.username.as_ref()), &|e| weak(e).then(|| username(e.username.as_ref())).flatten()),
        (&|s| name(&s.name), &|e| weak(e).then(|| name(&e.name)).flatten()),
    ];
    for (of_student, of_entry) in passes {
        let mut free: BTreeMap<By, Vec<usize>> = BTreeMap::new();
        for (index, student) in old.iter().enumerate().rev() {
            let claimed = taken.contains(&index);
            if let Some(by) = of_student(student).filter(|_| !claimed) {
                // Reversed, so that the first in the roster is taken first.
                free.entry(by).or_default().push(index);
            }
        }
        for (entry, of) in pairs.iter_mut().filter(|(_, of)| of.is_none()) {
            *of = of_entry(entry).and_then(|by| free.get_mut(&by)?.pop());
            taken.extend(*of);
        }
    }
    pairs
}

/// An entry with nothing surer than a login name or a name.
fn weak(entry: &RosterEntry) -> bool {
    entry.lms_id.is_none() && entry.emails.is_empty()
}

fn address(emails: &[String]) -> Option<By> {
    emails.first().and_then(|email| fold_address(email)).map(By::Email)
}

fn username(text: Option<&String>) -> Option<By> {
    text.map(|text| By::Username(text.to_lowercase()))
}

fn name(text: &str) -> Option<By> {
    (!text.trim().is_empty()).then(|| By::Name(text.trim().to_owned()))
}
