//! What decides by itself: the instructor's word, object ids, addresses, and what was said in earlier classes.

use super::evidence::{Evidence, Fit};
use super::{Candidate, How, MatchChoice, MatchChoices, Outcome, open};
use crate::attendance::Participant;
use crate::identity::fold_address;
use crate::roster::Student;
use std::collections::{BTreeMap, BTreeSet};

/// The active students by key and by id.
pub(super) struct KeyIndex<'r> {
    students: &'r [&'r Student],
    by_key: BTreeMap<String, Vec<usize>>,
    ids: BTreeSet<&'r str>,
}

impl<'r> KeyIndex<'r> {
    pub(super) fn new(students: &'r [&'r Student]) -> Self {
        let mut by_key: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        for (at, student) in students.iter().enumerate() {
            let login = student.username.iter().filter(|name| name.contains('@'));
            let mut keys: BTreeSet<String> = student
                .emails
                .iter()
                .chain(login)
                .filter_map(|e| fold_address(e))
                .map(|e| format!("2mail:{e}"))
                .collect();
            keys.extend(student.object_id.iter().map(|id| format!("1oid:{}", id.to_lowercase())));
            for key in keys {
                by_key.entry(key).or_default().push(at);
            }
        }
        Self { students, by_key, ids: students.iter().map(|s| s.id.as_str()).collect() }
    }

    /// What the keys decide on a participant; `None` leaves it to the names.
    pub(super) fn decide(&self, participant: &Participant, choices: &MatchChoices) -> Option<Outcome> {
        self.chosen(participant, &choices.here, How::Manual)
            .or_else(|| self.keyed(participant))
            .or_else(|| self.chosen(participant, &choices.remembered, How::Remembered))
    }

    fn chosen(
        &self,
        participant: &Participant,
        from: &BTreeMap<String, MatchChoice>,
        how: How,
    ) -> Option<Outcome> {
        match participant.keys.iter().find_map(|key| from.get(key))? {
            MatchChoice::Nobody => Some(Outcome::Nobody),
            // A student who left the roster is hidden, not matched to somebody else.
            MatchChoice::Student(id) if self.ids.contains(id.as_str()) => {
                Some(Outcome::Student(id.clone(), how))
            }
            MatchChoice::Student(_) => None,
        }
    }

    fn keyed(&self, participant: &Participant) -> Option<Outcome> {
        for (prefix, how) in [("1oid:", How::ObjectId), ("2mail:", How::Email)] {
            let keys = participant.keys.iter().filter(|key| key.starts_with(prefix));
            let found: BTreeSet<usize> =
                keys.flat_map(|key| self.by_key.get(key).into_iter().flatten().copied()).collect();
            let mut students = found.into_iter().map(|at| self.students[at]);
            match (students.next(), students.next()) {
                (None, _) => {}
                (Some(one), None) => return Some(Outcome::Student(one.id.clone(), how)),
                (Some(one), Some(two)) => {
                    let all = [one, two].into_iter().chain(students);
                    let fit = Fit::new(Evidence::SharedAddress, vec![], false);
                    return Some(open(all.map(|s| Candidate::new(s, &fit)).collect(), true));
                }
            }
        }
        None
    }
}
