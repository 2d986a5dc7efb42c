//! Which participant is which student (presence rules, section 4).
//!
//! Keys decide at once; what the instructor decided stands over them; names only ever give candidates. A wrong
//! credit is worse than a missing one, so wherever more than one student fits, nothing is decided.

use crate::attendance::Participant;
use crate::identity::fold_address;
use crate::ids::{ParticipantId, StudentId};
use crate::names::ComparableName;
use crate::reconcile::{Reconciliation, Unmatched};
use crate::roster::Student;
use std::collections::{BTreeMap, BTreeSet};

/// What the instructor decided on an identity.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum MatchChoice {
    /// This student.
    Student(StudentId),
    /// Nobody on the roster.
    Nobody,
}

/// How a participant came to be matched; the words are those of the contract.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum How {
    /// The instructor said so, for this class.
    Manual,
    /// Same directory object id.
    ObjectId,
    /// Same e-mail address or UPN.
    Email,
    /// The instructor said so in an earlier class of the course.
    Remembered,
}

impl How {
    /// The word of the contract.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Manual => "manual",
            Self::ObjectId => "object-id",
            Self::Email => "email",
            Self::Remembered => "remembered",
        }
    }
}

/// A student who might be a participant.
#[derive(Clone, Debug, PartialEq)]
pub struct Candidate {
    /// Who.
    pub student: StudentId,
    /// 0 to 1.
    pub score: f64,
    /// In words.
    pub reasons: Vec<String>,
}

/// What is decided on one participant.
#[derive(Clone, Debug, PartialEq)]
pub enum Outcome {
    /// Matched.
    Student(StudentId, How),
    /// The instructor said: nobody on the roster.
    Nobody,
    /// Open, with candidates, best first.
    Open {
        /// More than one fits, or the evidence is initials or a single word.
        ambiguous: bool,
        /// Best first, at most [`MOST_CANDIDATES`].
        candidates: Vec<Candidate>,
    },
}

/// How many candidates are shown for one participant.
pub const MOST_CANDIDATES: usize = 5;

/// The instructor's decisions on identities: by participant key.
#[derive(Clone, Debug, Default)]
pub struct MatchChoices {
    /// Of this class.
    pub here: BTreeMap<String, MatchChoice>,
    /// Of other classes of the course.
    pub remembered: BTreeMap<String, MatchChoice>,
}

/// Decides on every participant, in their order.
#[must_use]
pub fn match_people(
    participants: &[Participant],
    roster: &[Student],
    choices: &MatchChoices,
) -> Vec<Outcome> {
    let active: Vec<&Student> = roster.iter().filter(|s| s.active).collect();
    let index = Index::new(&active);
    participants.iter().map(|participant| outcome(participant, &active, &index, choices)).collect()
}

fn outcome(participant: &Participant, roster: &[&Student], index: &Index, choices: &MatchChoices) -> Outcome {
    let chosen = |from: &BTreeMap<String, MatchChoice>, how: How| {
        let choice = participant.keys.iter().find_map(|key| from.get(key))?;
        match choice {
            MatchChoice::Nobody => Some(Outcome::Nobody),
            // A student who left the roster is hidden, not matched to somebody else.
            MatchChoice::Student(id) if roster.iter().any(|s| s.id == *id) => {
                Some(Outcome::Student(id.clone(), how))
            }
            MatchChoice::Student(_) => None,
        }
    };
    if let Some(decided) = chosen(&choices.here, How::Manual) {
        return decided;
    }
    for (prefix, how) in [("1oid:", How::ObjectId), ("2mail:", How::Email)] {
        let found: BTreeSet<usize> = participant
            .keys
            .iter()
            .filter(|key| key.starts_with(prefix))
            .flat_map(|key| index.by_key.get(key).into_iter().flatten().copied())
            .collect();
        match found.len() {
            0 => {}
            1 => {
                return found
                    .first()
                    .map_or(open(vec![], false), |at| Outcome::Student(roster[*at].id.clone(), how));
            }
            _ => {
                let same = |at: usize| candidate(roster[at], 1.0, "has one of this person's addresses");
                return open(found.into_iter().map(same).collect(), true);
            }
        }
    }
    chosen(&choices.remembered, How::Remembered).unwrap_or_else(|| by_name(participant, roster, index))
}

fn open(mut candidates: Vec<Candidate>, ambiguous: bool) -> Outcome {
    candidates.sort_by(|a, b| b.score.total_cmp(&a.score).then_with(|| a.student.cmp(&b.student)));
    candidates.truncate(MOST_CANDIDATES);
    Outcome::Open { ambiguous, candidates }
}

fn candidate(student: &Student, score: f64, reason: &str) -> Candidate {
    Candidate { student: student.id.clone(), score, reasons: vec![reason.to_owned()] }
}

fn by_name(participant: &Participant, roster: &[&Student], index: &Index) -> Outcome {
    let names = participant.name.iter().chain(&participant.also_seen_as);
    let mut best: BTreeMap<usize, (f64, &'static str)> = BTreeMap::new();
    for name in names.map(|name| ComparableName::read(name)) {
        for at in index.near(&name) {
            if let Some((score, reason)) = likeness(&name, &index.names[at], roster[at])
                && best.get(&at).is_none_or(|(known, _)| score > *known)
            {
                best.insert(at, (score, reason));
            }
        }
    }
    let top = best.values().map(|(score, _)| *score).fold(0.0, f64::max);
    let fitting = best.values().filter(|(score, _)| *score >= FULL_NAME).count();
    let ambiguous = !best.is_empty() && (top < FULL_NAME || fitting > 1);
    open(
        best.into_iter().map(|(at, (score, reason))| candidate(roster[at], score, reason)).collect(),
        ambiguous,
    )
}

/// The candidates that one click may accept: full names, one participant and one student that fit nobody else.
#[must_use]
pub fn unambiguous(found: &Reconciliation) -> Vec<(ParticipantId, StudentId)> {
    let full = |open: &Unmatched| -> Option<(ParticipantId, StudentId)> {
        let best = open.candidates.first().filter(|c| !open.ambiguous && c.score > FULL_NAME)?;
        Some((open.participant.clone(), best.student.clone()))
    };
    let pairs: Vec<_> = found.unmatched.iter().filter_map(full).collect();
    let claims = |student: &StudentId| {
        let open = found.unmatched.iter().flat_map(|u| &u.candidates);
        open.filter(|c| c.student == *student && c.score >= FULL_NAME).count()
    };
    let free = |student: &StudentId| {
        found.students.iter().any(|s| s.student.id == *student && s.participants.is_empty())
    };
    pairs.into_iter().filter(|(_, student)| claims(student) == 1 && free(student)).collect()
}

/// From this score on all words of a name fit; below it, only some do.
const FULL_NAME: f64 = 0.9;

fn likeness(
    name: &ComparableName,
    roster_name: &ComparableName,
    student: &Student,
) -> Option<(f64, &'static str)> {
    let (a, b) = (name.plain_set(), roster_name.plain_set());
    if name.words.len() > 1 && name.words == roster_name.words {
        return Some((1.0, "same name"));
    }
    if a.len() > 1 && name.plain == roster_name.plain {
        return Some((0.96, "same name but for accents"));
    }
    if a.len() > 1 && a == b {
        return Some((0.94, "same words in another order"));
    }
    let joined = name.plain.concat();
    let local = student.emails.iter().filter_map(|mail| mail.split_once('@').map(|(local, _)| local));
    let login = local.chain(student.username.as_deref());
    if a.len() > 1 && login.into_iter().any(|l| l.to_lowercase().replace(['.', '_', '-'], "") == joined) {
        return Some((0.9, "the e-mail address is this name"));
    }
    let common = a.intersection(&b).count();
    match common {
        0 => None,
        _ if a.len() == 1 || b.len() == 1 => Some((0.5, "a single word of the name")),
        n if n >= 2 && (n == a.len() || n == b.len()) => Some((0.8, "one name is part of the other")),
        n if n >= 2 => Some((0.6, "some words of the name")),
        _ if initials_fit(&a, &b) => Some((0.6, "initials")),
        _ => Some((0.3, "one common word")),
    }
}

/// All words of the shorter name that the other lacks are initials of words it has.
fn initials_fit(a: &BTreeSet<&str>, b: &BTreeSet<&str>) -> bool {
    let one_way = |short: &BTreeSet<&str>, long: &BTreeSet<&str>| {
        short
            .difference(long)
            .all(|word| word.chars().count() == 1 && long.iter().any(|other| other.starts_with(word)))
    };
    one_way(a, b) || one_way(b, a)
}

/// The roster by key and by word, so that nobody is compared with everybody.
struct Index {
    by_key: BTreeMap<String, Vec<usize>>,
    names: Vec<ComparableName>,
    by_word: BTreeMap<String, Vec<usize>>,
    by_login: BTreeMap<String, Vec<usize>>,
}

impl Index {
    fn new(roster: &[&Student]) -> Self {
        let mut index = Self {
            by_key: BTreeMap::new(),
            names: roster.iter().map(|s| ComparableName::read(&s.name)).collect(),
            by_word: BTreeMap::new(),
            by_login: BTreeMap::new(),
        };
        for (at, student) in roster.iter().enumerate() {
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
                index.by_key.entry(key).or_default().push(at);
            }
            for word in index.names[at].plain_set() {
                index.by_word.entry(word.to_owned()).or_default().push(at);
            }
            for mail in student.emails.iter().chain(&student.username) {
                let local = mail.split('@').next().unwrap_or("").to_lowercase().replace(['.', '_', '-'], "");
                index.by_login.entry(local).or_default().push(at);
            }
        }
        index
    }

    fn near(&self, name: &ComparableName) -> BTreeSet<usize> {
        let by_word = name.plain.iter().filter_map(|word| self.by_word.get(word));
        by_word.chain(self.by_login.get(&name.plain.concat())).flatten().copied().collect()
    }
}

#[cfg(test)]
#[path = "matching_tests.rs"]
mod tests;
