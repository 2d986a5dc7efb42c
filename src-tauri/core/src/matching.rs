//! Which participant is which student (presence rules, section 4).
//!
//! Keys decide at once; what the instructor decided stands over them; names only ever give candidates. A wrong
//! credit is worse than a missing one, so wherever more than one student fits, nothing is decided.
//!
//! # Evidence of names
//!
//! | evidence | score | tier | flagged where one fits | "accept all" |
//! |---|---|---|---|---|
//! | same name (after case, spaces, Unicode form, decorations, "Last, First") | 1.00 | full | no | yes |
//! | accents, hyphens or apostrophes differ | 0.98 | full | no | yes |
//! | same words in another order | 0.96 | full | no | yes |
//! | special letters spelled out (ü as ue) | 0.95 | full | no | no |
//! | written together or apart (Desanctis, De Sanctis) | 0.94 | full | no | no |
//! | typed an address, login or number of the student's | 0.92 | derived | no | no |
//! | the whole name in an e-mail address, bracket or device's name | 0.90 | derived | no | no |
//! | the whole name in another script | 0.88 | derived | no | no |
//! | letters of another script that look alike | 0.87 | derived | no | no |
//! | a middle name is an initial | 0.85 | partial | no | no |
//! | a middle name or second surname is left out | 0.83 | partial | no | no |
//! | initials, short forms | 0.70 | initials | yes | no |
//! | another usual spelling (Sergey, Sergei) | 0.62 | similar | no | no |
//! | one letter differs | 0.60 | similar | no | no |
//! | a single word | 0.45 | single | yes | no |
//!
//! Further differences lower a score a little, never down to the next tier. Only students of the best tier are candidates;
//! two of them are ambiguous. A word on each side that fits nothing makes two people: "Mario Verdi" is nobody's candidate.
//! Where the first name is what is left over, or a slip and something left out come together, it is flagged as well.
//! A namesake among the participants, or an address that says somebody else, makes it ambiguous too.

mod by_key;
mod by_name;
mod compare;
mod differences;
mod evidence;
mod index;
mod pairing;
mod postings;
mod search;
mod spaceless;
mod typo;
mod word_keys;

use crate::attendance::Participant;
use crate::ids::{ParticipantId, StudentId};
use crate::reconcile::{Reconciliation, Unmatched};
use crate::roster::Student;
use by_key::KeyIndex;
use by_name::{Typed, by_name};
pub use evidence::Evidence;
use evidence::{Fit, Tier};
use index::NameIndex;
use std::cell::OnceCell;
use std::collections::BTreeMap;

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
    /// The kind of evidence.
    pub evidence: Evidence,
    /// Whether it is the full name and fits nobody else, on the roster or in the class: what "accept all" asks for.
    pub sure: bool,
}

impl Candidate {
    fn new(student: &Student, fit: &Fit) -> Self {
        Self {
            student: student.id.clone(),
            score: fit.score,
            reasons: fit.reasons(),
            evidence: fit.evidence,
            sure: false,
        }
    }
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

/// Decides on every participant, in their order. Neither that order nor the roster's changes what is decided.
#[must_use]
pub fn match_people(
    participants: &[Participant],
    roster: &[Student],
    choices: &MatchChoices,
) -> Vec<Outcome> {
    let mut active: Vec<&Student> = roster.iter().filter(|s| s.active).collect();
    active.sort_by(|a, b| a.id.cmp(&b.id).then_with(|| a.name.cmp(&b.name)));
    let keys = KeyIndex::new(&active);
    // Where keys decide on everybody, no name is read.
    let names = OnceCell::new();
    let decide = |(at, participant): (usize, &Participant)| {
        keys.decide(participant, choices).unwrap_or_else(|| {
            let (typed, index) = names.get_or_init(|| (Typed::read(participants), NameIndex::new(&active)));
            by_name(participant, at, typed, index, &active)
        })
    };
    participants.iter().enumerate().map(decide).collect()
}

fn open(mut candidates: Vec<Candidate>, ambiguous: bool) -> Outcome {
    candidates.sort_by(|a, b| b.score.total_cmp(&a.score).then_with(|| a.student.cmp(&b.student)));
    candidates.truncate(MOST_CANDIDATES);
    Outcome::Open { ambiguous, candidates }
}

/// The candidates that one click may accept: full names, one participant and one student that fit nobody else.
#[must_use]
pub fn unambiguous(found: &Reconciliation) -> Vec<(ParticipantId, StudentId)> {
    let mut claims: BTreeMap<&StudentId, usize> = BTreeMap::new();
    let full = |open: &&Unmatched| open.candidates.first().is_some_and(|c| c.evidence.tier() == Tier::Full);
    for open in found.unmatched.iter().filter(full) {
        for claimed in open.candidates.iter().filter(|c| c.evidence.tier() == Tier::Full) {
            *claims.entry(&claimed.student).or_default() += 1;
        }
    }
    let free: BTreeMap<&StudentId, bool> = found
        .students
        .iter()
        .map(|s| (&s.student.id, s.student.active && s.participants.is_empty()))
        .collect();
    let pair = |open: &Unmatched| {
        let best = open.candidates.first().filter(|c| c.sure && !open.ambiguous)?;
        let alone = claims.get(&best.student) == Some(&1) && free.get(&best.student) == Some(&true);
        alone.then(|| (open.participant.clone(), best.student.clone()))
    };
    found.unmatched.iter().filter_map(pair).collect()
}

#[cfg(test)]
mod labelled_tests;
#[cfg(test)]
mod mistakes_tests;
#[cfg(test)]
mod property_tests;
#[cfg(test)]
mod testing;
#[cfg(test)]
#[path = "matching_tests.rs"]
mod tests;
