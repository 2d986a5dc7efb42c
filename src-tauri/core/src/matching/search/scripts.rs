//! Students whose names stand in another script: as a whole where it has no spaces, word by word elsewhere.

use super::{HOMONYMS, SIMILAR, Search};
use crate::matching::postings::key;
use crate::matching::spaceless::{rotations, whole_readings};
use crate::matching::word_keys::latin_keys;
use crate::names::Script;

impl Search<'_, '_> {
    /// Names in another script: as a whole where it has no spaces, word by word elsewhere.
    pub(super) fn other_scripts(&mut self) {
        let Some(script) = self.typed.first().map(|w| w.word.script) else { return };
        let spaceless = |s: &Script| s.is_spaceless();
        let mut hits: Vec<u32> = Vec::new();
        if script.is_spaceless() {
            for words in rotations(self.typed) {
                let text: String = words.iter().map(|w| w.word.plain.as_str()).collect();
                for latin in whole_readings(&text, script) {
                    hits.extend(self.index.joined.get(key(latin.as_str()), HOMONYMS));
                    // Latin names are kept as they are written; read them as this script would.
                    hits.extend(self.index.read_as(script).get(key(&(script, latin)), HOMONYMS));
                }
            }
        } else if script == Script::Latin && self.index.scripts.iter().any(spaceless) {
            for script in self.index.scripts.iter().filter(|s| spaceless(s)) {
                hits.extend(latin_keys(self.typed, *script).flat_map(|k| self.index.joined.get(k, HOMONYMS)));
            }
        }
        let crosses = self.typed.iter().any(|w| w.word.script != Script::Latin)
            || self.index.scripts.iter().any(|s| *s != Script::Latin);
        if crosses {
            let near: Vec<Vec<u32>> = (0..self.typed.len()).map(|at| self.meeting(at)).collect();
            hits.extend(self.by_pairs(&near));
            for (at, ids) in near.iter().enumerate() {
                for other in (0..self.typed.len()).filter(|other| *other != at) {
                    hits.extend(self.by_initial(ids, other));
                }
            }
            if self.typed.len() == 1 {
                hits.extend(near[0].iter().flat_map(|id| self.index.words().get(u64::from(*id), HOMONYMS)));
            }
        }
        for student in hits {
            self.check(student);
        }
    }

    /// Words of the roster that this one meets, in its own script or another.
    fn meeting(&self, at: usize) -> Vec<u32> {
        let mut all = self.numbers[at].clone();
        let keys = self.typed[at].keys();
        all.extend(keys.iter().flat_map(|k| self.index.keys().get(key(k.as_str()), SIMILAR)));
        all.sort_unstable();
        all.dedup();
        all.truncate(SIMILAR);
        all
    }
}

/// The letters that a sound at the beginning of a name is written with.
pub(super) fn written(sound: char) -> &'static str {
    match sound {
        'i' => "iyj",
        'e' => "ey",
        'k' => "kcq",
        'h' => "hkcg",
        'v' => "vwb",
        'f' => "fp",
        'c' => "ctz",
        'C' | 'j' => "cjzt",
        'S' | 's' => "s",
        'Z' | 'z' => "zj",
        'a' => "a",
        'b' => "bv",
        'd' => "d",
        'g' => "g",
        'l' => "l",
        'm' => "m",
        'n' => "n",
        'o' => "o",
        'p' => "pf",
        'r' => "r",
        't' => "t",
        'u' => "u",
        _ => "",
    }
}
