//! Students of whom a part of the name speaks: initials, logins, other spellings, slips, a single word.

use super::{COMPARED, HOMONYMS, SIMILAR, Search};
use crate::matching::differences::Difference;
use crate::matching::evidence::{Evidence, Fit};
use crate::matching::postings::key;
use crate::matching::typo::is_typo;
use crate::matching::word_keys::{beginning, deletions};
use crate::names::Script;

impl Search<'_, '_> {
    pub(super) fn initials_and_logins(&mut self) {
        let mut hits = Vec::new();
        for at in 0..self.typed.len() {
            let ids = &self.numbers[at];
            for other in (0..self.typed.len()).filter(|other| *other != at) {
                hits.extend(self.by_initial(ids, other));
                if let Some(start) = beginning(&self.typed[other].word.plain) {
                    let keys = ids.iter().map(|id| key(&(*id, start)));
                    hits.extend(keys.flat_map(|k| self.index.beginnings().get(k, COMPARED)));
                }
            }
        }
        hits.sort_unstable();
        hits.dedup();
        for student in hits {
            self.check(student);
        }
        if let [one] = self.typed {
            let hits: Vec<u32> = self.index.logins().get(key(one.word.plain.as_str()), HOMONYMS).collect();
            for student in hits {
                if self.found.iter().all(|(known, _)| *known != student) {
                    self.found.push((student, Fit::new(Evidence::Initials, vec![Difference::Login], false)));
                }
            }
        }
    }

    /// Other spellings and typos, one word being right or both long.
    pub(super) fn similar(&mut self) {
        if self.typed.len() < 2 {
            return;
        }
        let near: Vec<Vec<u32>> = (0..self.typed.len()).map(|at| self.near(at)).collect();
        for student in self.by_pairs(&near) {
            self.check(student);
        }
    }

    fn near(&self, at: usize) -> Vec<u32> {
        let exact = &self.numbers[at];
        let word = &self.typed[at];
        let mut all = exact.clone();
        if word.word.script == Script::Latin {
            all.extend(self.index.sounds().get(key(word.sound()), SIMILAR));
        }
        // A word that others on the roster bear is a name, not a slip.
        if exact.is_empty() {
            let plain = word.word.plain.as_str();
            let similar = deletions(plain)
                .flat_map(|text| self.index.deletions().get(key(text.as_str()), SIMILAR).collect::<Vec<_>>());
            let mut similar: Vec<u32> = similar.collect();
            similar.sort_unstable();
            similar.dedup();
            similar.retain(|id| self.index.text(*id).is_some_and(|known| is_typo(plain, known)));
            all.extend(similar);
        }
        all.sort_unstable();
        all.dedup();
        all.truncate(SIMILAR);
        all
    }

    /// One word of a name, and nothing else; or all of a name that is one word.
    pub(super) fn single_word(&mut self) {
        let parts = self.typed.iter().filter(|w| !w.word.particle && !w.word.hyphened).count();
        let mut hits = Vec::new();
        for at in 0..self.typed.len() {
            for id in self.numbers[at].iter().copied() {
                hits.extend(self.index.whole.get(key(&vec![id]), HOMONYMS));
                if parts <= 1 {
                    hits.extend(self.index.words().get(u64::from(id), HOMONYMS));
                }
            }
        }
        for student in hits {
            self.check(student);
        }
    }
}
