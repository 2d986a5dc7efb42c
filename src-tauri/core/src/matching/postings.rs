//! Sorted lists of who has a key: built once, looked up by binary search, the same in every run.

use std::hash::{DefaultHasher, Hash, Hasher};

/// From a key to the numbers that have it, ascending.
#[derive(Debug, Default)]
pub(super) struct Postings {
    sorted: Vec<(u64, u32)>,
}

impl Postings {
    pub(super) fn new(mut entries: Vec<(u64, u32)>) -> Self {
        entries.sort_unstable();
        entries.dedup();
        Self { sorted: entries }
    }

    /// At most `most` of those with the key, the first in order.
    pub(super) fn get(&self, key: u64, most: usize) -> impl Iterator<Item = u32> + '_ {
        let start = self.sorted.partition_point(|(known, _)| *known < key);
        self.sorted[start..].iter().take_while(move |(known, _)| *known == key).take(most).map(|(_, at)| *at)
    }
}

/// A key made of anything; what is found by it is compared afterwards, so that a collision does no harm.
pub(super) fn key<T: Hash + ?Sized>(what: &T) -> u64 {
    let mut hasher = DefaultHasher::new();
    what.hash(&mut hasher);
    hasher.finish()
}

/// Key of two words, in either order.
pub(super) fn both(a: u32, b: u32) -> u64 {
    u64::from(a.min(b)) << 32 | u64::from(a.max(b))
}

/// Key of a word and the first letter of another.
pub(super) fn with_letter(word: u32, letter: char) -> u64 {
    u64::from(word) << 32 | u64::from(u32::from(letter))
}
