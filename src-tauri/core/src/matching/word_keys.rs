//! The keys that a name is found by: its words sorted, joined, shortened by a letter, and made into logins.

use super::pairing::Compared;
use super::postings::key;
use super::spaceless::{rotations, whole_latin, whole_readings};
use crate::names::Script;

/// Shortest login that tells anything.
pub(super) const SHORTEST_LOGIN: usize = 4;
/// Letters from which on a word may have a typo.
const SHORTEST_TYPO: usize = 4;

/// The numbers of whole names: sorted, one of the spellings of each word. At most eight.
pub(super) fn spelled(ids: &[Vec<u32>]) -> Vec<Vec<u32>> {
    let mut all = vec![Vec::with_capacity(ids.len())];
    for choices in ids {
        let add = |start: &Vec<u32>| -> Vec<Vec<u32>> {
            choices.iter().map(|id| start.iter().copied().chain([*id]).collect()).collect()
        };
        all = all.iter().flat_map(add).take(8).collect();
    }
    for ids in &mut all {
        ids.sort_unstable();
    }
    all.retain(|ids| !ids.is_empty());
    all
}

/// First three letters, where there are as many.
pub(super) fn beginning(plain: &str) -> Option<&str> {
    plain.char_indices().nth(2).map(|(at, c)| &plain[..at + c.len_utf8()])
}

/// Two neighbours written together.
pub(super) fn two_joined(two: &[Compared]) -> String {
    two.iter().map(|w| w.word.plain.as_str()).collect()
}

/// A word and what is left of it without each of its letters; nothing for words too short for a typo.
pub(super) fn deletions(plain: &str) -> impl Iterator<Item = String> + '_ {
    let long = plain.chars().nth(SHORTEST_TYPO - 1).is_some();
    let without = move |(at, c): (usize, char)| format!("{}{}", &plain[..at], &plain[at + c.len_utf8()..]);
    let all = plain.char_indices().filter(move |_| long).map(without);
    all.chain(long.then(|| plain.to_owned()))
}

/// Keys of a whole name written as one word, in every turn, and of how a name without spaces reads.
pub(super) fn joined_keys<'a>(name: &'a [Compared<'a>]) -> impl Iterator<Item = u64> + 'a {
    let spaceless = name.first().map(|w| w.word.script).filter(|s| s.is_spaceless());
    let read = spaceless.map(|script| {
        let text: String = name.iter().map(|w| w.word.plain.as_str()).collect();
        whole_readings(&text, script).into_iter().map(move |latin| key(&(script, latin))).collect::<Vec<_>>()
    });
    let turned = rotations(name)
        .map(|words| key(words.iter().map(|w| w.word.plain.as_str()).collect::<String>().as_str()));
    turned.chain(read.into_iter().flatten())
}

/// Keys of a Latin name as whole names of a script without spaces are read.
pub(super) fn latin_keys<'a>(name: &'a [Compared<'a>], script: Script) -> impl Iterator<Item = u64> + 'a {
    rotations(name)
        .map(move |words| key(&(script, whole_latin(words.iter().map(|w| w.word.plain.as_str()), script))))
}

/// Logins with initials: of the given names before the surname or behind it, or of the surname behind the given name.
pub(super) fn logins(name: &[Compared]) -> Vec<String> {
    let plain: Vec<&str> = name.iter().map(|w| w.word.plain.as_str()).collect();
    let (Some(given), true) = (plain.first(), name.len() > 1) else { return Vec::new() };
    let letter = |word: &str| word.chars().next().map(String::from).unwrap_or_default();
    let surname_at = (1..name.len()).find(|at| name[*at].word.particle || name[*at].word.hyphened);
    let mut starts = vec![name.len() - 1, 1];
    starts.extend(surname_at);
    starts.extend(surname_at.filter(|at| *at > 1 && name[*at].word.hyphened).map(|at| at - 1));
    let mut all = Vec::new();
    for start in starts {
        let surnames = [plain[start..].concat(), plain[start].to_owned(), plain[name.len() - 1].to_owned()];
        for surname in surnames {
            let initials: String = plain[..start].iter().map(|w| letter(w)).collect();
            all.push(format!("{}{surname}", letter(given)));
            all.push(format!("{surname}{}", letter(given)));
            all.push(format!("{given}{}", letter(&surname)));
            all.push(format!("{initials}{surname}"));
            all.push(format!("{surname}{initials}"));
        }
    }
    all.retain(|login| login.chars().count() >= SHORTEST_LOGIN);
    all.sort_unstable();
    all.dedup();
    all
}
