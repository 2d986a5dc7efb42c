//! Seeded choices. The generator is written out here, not taken from a library, because the same seed must give
//! the same institution, byte for byte, in every later version as well.

use chrono::{DateTime, TimeDelta, Utc};
use sha2::{Digest, Sha256};

/// `SplitMix64` (Steele, Lea, Flood 2014): small, fast and good enough for pretend people.
#[derive(Clone, Debug)]
pub(crate) struct Dice(u64);

impl Dice {
    /// A stream of its own for each subject, so that adding to one list leaves the others as they were.
    pub(crate) fn new(seed: u64, subject: &str) -> Self {
        let hash = Sha256::digest(format!("{seed}/{subject}"));
        Self(u64::from_be_bytes(first_eight(&hash)))
    }

    pub(crate) fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    /// A number from 0 to `limit - 1` (0 for a limit of 0).
    pub(crate) fn below(&mut self, limit: usize) -> usize {
        let limit = limit.max(1) as u64;
        usize::try_from(self.next() % limit).unwrap_or(0)
    }

    /// A moment between `from` and `to` seconds after `base`, to Graph's precision of 100 ns.
    pub(crate) fn moment(&mut self, base: DateTime<Utc>, from: i64, to: i64) -> DateTime<Utc> {
        let ticks = to.saturating_sub(from).max(1).unsigned_abs() * 10_000_000;
        let tick = i64::try_from(self.next() % ticks).unwrap_or(0);
        base + TimeDelta::seconds(from) + TimeDelta::nanoseconds(tick * 100)
    }
}

fn first_eight(bytes: &[u8]) -> [u8; 8] {
    let mut out = [0; 8];
    for (to, from) in out.iter_mut().zip(bytes) {
        *to = *from;
    }
    out
}

/// A UUID that follows from its name, in the form of a random one (RFC 9562, version 4).
pub(crate) fn uuid(name: &str) -> String {
    let mut hex: Vec<char> = hex(&Sha256::digest(name.as_bytes())).chars().take(32).collect();
    for (place, digit) in [(12, '4'), (16, 'a')] {
        if let Some(found) = hex.get_mut(place) {
            *found = digit;
        }
    }
    let mut text = String::with_capacity(36);
    for (place, digit) in hex.into_iter().enumerate() {
        if matches!(place, 8 | 12 | 16 | 20) {
            text.push('-');
        }
        text.push(digit);
    }
    text
}

/// Lower-case hexadecimal digits.
pub(crate) fn hex(bytes: &[u8]) -> String {
    let digits = *b"0123456789abcdef";
    bytes
        .iter()
        .flat_map(|byte| [byte >> 4, byte & 15])
        .filter_map(|nibble| digits.get(usize::from(nibble)).map(|d| char::from(*d)))
        .collect()
}
