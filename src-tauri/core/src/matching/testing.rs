//! Students and participants for the tests of the matching.
#![allow(clippy::unwrap_used)]
use super::*;
use crate::attendance::Attendance;
use crate::identity::{Identity, Kind};
use crate::people::identity_keys;
use crate::reconcile::{Decisions, reconcile};
use crate::rules::Rules;

pub(crate) fn student(id: &str, name: &str, emails: &[&str]) -> Student {
    Student {
        id: id.into(),
        lms_id: None,
        name: name.into(),
        emails: emails.iter().map(|e| (*e).to_owned()).collect(),
        username: None,
        object_id: None,
        groups: vec![],
        active: true,
    }
}

/// Students with the names as ids.
pub(crate) fn students(names: &[&str]) -> Vec<Student> {
    names.iter().map(|name| student(name, name, &[])).collect()
}

pub(crate) fn person(name: &str, email: &str) -> Participant {
    person_as(name, name, email)
}

pub(crate) fn person_as(id: &str, name: &str, email: &str) -> Participant {
    let identity = Identity {
        name: (!name.is_empty()).then(|| name.into()),
        email: (!email.is_empty()).then(|| email.into()),
        ..Identity::default()
    };
    let mut keys = identity_keys(&identity);
    if keys.is_empty() {
        keys.push(format!("4name:{id}#1"));
    }
    Participant {
        id: id.into(),
        keys,
        name: identity.name.clone(),
        also_seen_as: vec![],
        stated_seconds: None,
        role: None,
        email: identity.email.clone(),
        kind: Kind::Unknown,
        stays: vec![],
        presence: None,
        flags: vec![],
    }
}

/// The reconciliation of these people, and whom "accept all" takes.
pub(crate) fn accepted(people: &[Participant], roster: &[Student]) -> Vec<(String, String)> {
    let attendance = Attendance { calls: vec![], participants: people.to_vec() };
    let found = reconcile(roster, &attendance, &Decisions::default(), None, &Rules::default());
    unambiguous(&found).into_iter().map(|(p, s)| (p.to_string(), s.to_string())).collect()
}

/// One participant alone: the outcome, and the student that "accept all" takes.
pub(crate) fn alone(name: &str, email: &str, roster: &[Student]) -> (Outcome, Option<String>) {
    let people = [person(name, email)];
    let outcome = match_people(&people, roster, &MatchChoices::default()).remove(0);
    (outcome, accepted(&people, roster).pop().map(|(_, student)| student))
}

/// Candidates of one participant alone, best first, and whether they are flagged.
pub(crate) fn candidates(name: &str, roster: &[Student]) -> (Vec<String>, bool) {
    match alone(name, "", roster).0 {
        Outcome::Open { ambiguous, candidates } => {
            (candidates.iter().map(|c| c.student.to_string()).collect(), ambiguous)
        }
        decided => (vec![format!("{decided:?}")], false),
    }
}
