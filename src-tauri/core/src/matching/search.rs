//! The students that one reading of a name may be, found by the index and then compared one by one.
//!
//! From the strongest evidence to the weakest, and no further than where somebody was found: who bears the whole name is
//! not joined by people who share a word.

mod scripts;
mod weaker;

use super::compare::compare;
use super::differences::Difference;
use super::evidence::{Evidence, Fit, Tier};
use super::index::NameIndex;
use super::pairing::Compared;
use super::postings::{both, key, with_letter};
use super::word_keys::{spelled, two_joined};
use crate::names::{Reading, Script, Source};
use scripts::written;

/// Homonyms looked at: one more than are shown, for they are alike anyway.
const HOMONYMS: usize = 8;
/// Entries of one list that are counted, and students that are compared, at most.
const LISTED: usize = 512;
const COMPARED: usize = 64;
/// Similar words looked at for one word.
const SIMILAR: usize = 48;

/// A student who fits, by number.
pub(super) type Found = (u32, Fit);

/// Who fits one reading, best tier only.
pub(super) fn search(index: &NameIndex<'_>, reading: &Reading) -> Vec<Found> {
    let typed = Compared::of(reading);
    let mut search = Search { index, typed: &typed, numbers: numbers(index, &typed), found: Vec::new() };
    search.whole();
    if !search.has(Tier::Derived) {
        search.other_scripts();
    }
    if !search.has(Tier::Derived) {
        search.pairs();
    }
    if !search.has(Tier::Partial) {
        search.initials_and_logins();
    }
    if !search.has(Tier::Initials) {
        search.similar();
    }
    if !search.has(Tier::Similar) {
        search.single_word();
    }
    let way = match reading.source {
        Source::Typed | Source::Guessed => None,
        Source::Part => Some(Difference::InPart),
        Source::Bracket => Some(Difference::InBracket),
        Source::Device => Some(Difference::OfDevice),
        Source::Address => Some(Difference::InAddress),
    };
    let mut found = search.found;
    let best = found.iter().map(|(_, fit)| fit.evidence.tier()).min();
    found.retain(|(_, fit)| Some(fit.evidence.tier()) == best);
    if let Some(way) = way {
        found = found
            .into_iter()
            .map(|(at, fit)| (at, fit.by_way_of(Evidence::Elsewhere, way.clone())))
            .collect();
    }
    found
}

struct Search<'s, 'r> {
    index: &'s NameIndex<'r>,
    typed: &'s [Compared<'s>],
    /// The numbers of each typed word: of its spellings, and of what it passes for.
    numbers: Vec<Vec<u32>>,
    found: Vec<Found>,
}

impl Search<'_, '_> {
    /// Whether somebody was found with evidence of this tier or a stronger one.
    fn has(&self, tier: Tier) -> bool {
        self.found.iter().any(|(_, fit)| fit.evidence.tier() <= tier)
    }

    fn check(&mut self, student: u32) {
        if self.found.iter().any(|(known, _)| *known == student) {
            return;
        }
        if let Some(fit) = compare(self.typed, &self.index.names[student as usize]) {
            self.found.push((student, fit));
        }
    }

    /// The same words, or the same letters written together.
    fn whole(&mut self) {
        let mut keys: Vec<u64> = Vec::new();
        for ids in spelled(&self.numbers).into_iter().filter(|ids| ids.len() == self.typed.len()) {
            keys.push(key(&ids));
        }
        let mut hits: Vec<u32> = keys.iter().flat_map(|k| self.index.whole.get(*k, HOMONYMS)).collect();
        let text: String = self.typed.iter().map(|w| w.word.plain.as_str()).collect();
        hits.extend(self.index.joined.get(key(text.as_str()), HOMONYMS));
        for student in hits {
            self.check(student);
        }
    }

    /// Two words in common.
    fn pairs(&mut self) {
        let mut ids = self.numbers.clone();
        ids.extend(self.typed.windows(2).map(|two| self.index.word(&two_joined(two)).into_iter().collect()));
        for student in self.by_pairs(&ids) {
            self.check(student);
        }
    }

    /// Students by pairs of words, those with most of them first.
    fn by_pairs(&self, ids: &[Vec<u32>]) -> Vec<u32> {
        let mut hits: Vec<u32> = Vec::new();
        for (at, first) in ids.iter().enumerate() {
            for second in &ids[at + 1..] {
                for a in first {
                    hits.extend(second.iter().flat_map(|b| self.index.pairs.get(both(*a, *b), LISTED)));
                }
            }
        }
        hits.sort_unstable();
        let mut counted: Vec<(usize, u32)> =
            hits.chunk_by(|a, b| a == b).map(|same| (same.len(), same[0])).collect();
        counted.sort_unstable_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(&b.1)));
        counted.into_iter().take(COMPARED).map(|(_, student)| student).collect()
    }

    fn by_initial(&self, ids: &[u32], other: usize) -> Vec<u32> {
        let word = &self.typed[other];
        let mut letters: Vec<char> = word.word.first().into_iter().collect();
        if word.word.script != Script::Latin {
            let sounds = word.keys().iter().filter_map(|key| key.chars().nth(1));
            letters.extend(sounds.flat_map(|sound| written(sound).chars()));
        }
        let is_initial = word.word.is_initial();
        let mut hits = Vec::new();
        for id in ids {
            for letter in &letters {
                if is_initial {
                    hits.extend(self.index.initials().get(with_letter(*id, *letter), COMPARED));
                } else if let Some(initial) = self.index.word(&letter.to_string()) {
                    hits.extend(self.index.pairs.get(both(*id, initial), COMPARED));
                }
            }
        }
        hits
    }
}

fn numbers(index: &NameIndex<'_>, typed: &[Compared<'_>]) -> Vec<Vec<u32>> {
    let of = |w: &Compared<'_>| {
        let texts = w.word.spellings().chain(w.word.passes_for.as_deref());
        texts.filter_map(|text| index.word(text)).collect()
    };
    typed.iter().map(of).collect()
}
