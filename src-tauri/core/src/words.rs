//! An LMS's own words for the statuses of the contract, and names of them for people.
//!
//! A word is whatever the LMS takes and gives: a status id of Moodle, a score of Canvas, the contract's own word. Words
//! are compared as they are; only people are shown names.

use crate::status::Status;
use std::collections::BTreeMap;

/// The words of one LMS session.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Words {
    targets: BTreeMap<Status, String>,
    /// For whoever was late and left early, where the LMS has a status for that.
    both: Option<String>,
    names: BTreeMap<String, String>,
}

impl Words {
    /// The contract's words, for an LMS that takes these.
    #[must_use]
    pub fn contract() -> Self {
        let known = Status::ALL.into_iter().filter(|status| *status != Status::Unknown);
        Self { targets: known.map(|status| (status, status.word().to_owned())).collect(), ..Self::default() }
    }

    /// What each status becomes, and the names of words. A status that several become is named after the first of them
    /// in the contract's order; a word without a name is its own.
    #[must_use]
    pub fn of<'a>(
        targets: impl IntoIterator<Item = (Status, &'a str)>,
        names: impl IntoIterator<Item = (&'a str, &'a str)>,
    ) -> Self {
        let targets: BTreeMap<Status, String> =
            targets.into_iter().map(|(status, word)| (status, word.to_owned())).collect();
        let mut shown: BTreeMap<String, String> = BTreeMap::new();
        for (status, word) in &targets {
            shown.entry(word.clone()).or_insert_with(|| status.word().to_owned());
        }
        for (word, name) in names {
            shown.entry(word.to_owned()).or_insert_with(|| name.to_owned());
        }
        Self { targets, both: None, names: shown }
    }

    /// The word for whoever was late and left early.
    #[must_use]
    pub fn with_both(mut self, word: Option<&str>) -> Self {
        self.both = word.map(str::to_owned);
        self
    }

    /// What a status becomes; `None` where the LMS has nothing for it.
    #[must_use]
    pub fn target(&self, status: Status, late_and_left_early: bool) -> Option<&str> {
        let both = self.both.as_deref().filter(|_| late_and_left_early && status == Status::Late);
        both.or_else(|| self.targets.get(&status).map(String::as_str))
    }

    /// A word for people: the contract's where one status becomes it, else the LMS's own name.
    #[must_use]
    pub fn name<'a>(&'a self, word: &'a str) -> &'a str {
        self.names.get(word).map_or(word, String::as_str)
    }

    /// Every name by its word.
    #[must_use]
    pub fn names(&self) -> &BTreeMap<String, String> {
        &self.names
    }

    /// The word for whoever was late and left early, where there is one.
    #[must_use]
    pub fn both(&self) -> Option<&str> {
        self.both.as_deref()
    }

    /// What each status becomes.
    pub fn targets(&self) -> impl Iterator<Item = (Status, &str)> {
        self.targets.iter().map(|(status, word)| (*status, word.as_str()))
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn contract_words_are_their_own_names() {
        let words = Words::contract();
        for status in Status::ALL {
            let known = status != Status::Unknown;
            assert_eq!(words.target(status, true), known.then_some(status.word()));
            assert_eq!(words.name(status.word()), status.word());
        }
        assert_eq!(words.name("PA"), "PA");
    }

    #[test]
    fn several_statuses_may_become_one() {
        let targets = [(Status::LeftEarly, "7"), (Status::Late, "7"), (Status::Present, "5")];
        let words = Words::of(targets, [("5", "P Present"), ("7", "L Late"), ("9", "X Else")]);
        assert_eq!(words.name("7"), "late");
        assert_eq!(words.name("5"), "present");
        assert_eq!(words.name("9"), "X Else");
        assert_eq!(words.target(Status::Excused, false), None);
        let words = words.with_both(Some("9"));
        assert_eq!(words.target(Status::Late, true), Some("9"));
        assert_eq!(words.target(Status::Late, false), Some("7"));
        assert_eq!(words.target(Status::LeftEarly, true), Some("7"), "the rules say late first");
    }
}
