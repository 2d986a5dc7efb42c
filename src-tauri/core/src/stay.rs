//! One stay: the span that it counts for, and what had to be assumed or dropped.
//!
//! Presence rules, section 3: no bad time sinks the rest, and nothing is dropped without a flag.

use crate::class::Span;
use crate::observation::Stay;
use chrono::{DateTime, Utc};
use std::fmt;

/// What is noteworthy about one stay; the words are those of the contract.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum StayFlag {
    /// No leave was recorded; the end of the call stands for it.
    NoLeave,
    /// A time is missing, unreadable or reversed: dropped from all sums.
    BadTimes,
    /// Join and leave are the same instant: visible, counts nothing.
    ZeroLength,
    /// Begins before the class window.
    CutStart,
    /// Ends after the class window.
    CutEnd,
    /// Shares time with another stay of the same person.
    Overlap,
}

impl StayFlag {
    /// Every flag, in the order in which they are listed.
    pub const ALL: [Self; 6] =
        [Self::NoLeave, Self::BadTimes, Self::ZeroLength, Self::CutStart, Self::CutEnd, Self::Overlap];

    /// The word of the contract.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::NoLeave => "no-leave",
            Self::BadTimes => "bad-times",
            Self::ZeroLength => "zero-length",
            Self::CutStart => "cut-start",
            Self::CutEnd => "cut-end",
            Self::Overlap => "overlap",
        }
    }
}

/// The flags of one stay: a byte, because there are millions of stays.
#[derive(Clone, Copy, Default, PartialEq, Eq, Hash)]
pub struct StayFlags(u8);

impl StayFlags {
    /// Adds a flag.
    pub fn insert(&mut self, flag: StayFlag) {
        self.0 |= 1 << flag as u8;
    }

    /// Whether the flag is there.
    #[must_use]
    pub fn contains(self, flag: StayFlag) -> bool {
        self.0 & (1 << flag as u8) != 0
    }

    /// Whether nothing is noteworthy.
    #[must_use]
    pub fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// The flags in the order of [`StayFlag::ALL`].
    pub fn iter(self) -> impl Iterator<Item = StayFlag> {
        StayFlag::ALL.into_iter().filter(move |flag| self.contains(*flag))
    }
}

impl<const N: usize> From<[StayFlag; N]> for StayFlags {
    fn from(flags: [StayFlag; N]) -> Self {
        let mut all = Self::default();
        for flag in flags {
            all.insert(flag);
        }
        all
    }
}

impl fmt::Debug for StayFlags {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_set().entries(self.iter()).finish()
    }
}

/// The span that a stay counts for, with what had to be assumed.
///
/// A stay without leave ends at `call_end`. Missing join, unreadable or reversed times give no span: no source is
/// known to swap its times, so reversed ones are dropped, never turned round.
#[must_use]
pub fn resolve(stay: &Stay, call_end: Option<DateTime<Utc>>) -> (Option<Span>, StayFlags) {
    let bad = (None, StayFlags::from([StayFlag::BadTimes]));
    let Some(join) = stay.join else { return bad };
    let (leave, mut flags) = match (stay.leave, call_end) {
        (Some(leave), _) => (leave, StayFlags::default()),
        (None, _) if stay.unreadable => return bad,
        (None, Some(end)) => (end.max(join), StayFlags::from([StayFlag::NoLeave])),
        (None, None) => return (None, StayFlags::from([StayFlag::NoLeave])),
    };
    let Some(span) = Span::new(join, leave) else { return bad };
    if join == leave {
        flags.insert(StayFlag::ZeroLength);
    }
    (Some(span), flags)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn at(second: i64) -> DateTime<Utc> {
        DateTime::from_timestamp(1_764_151_200 + second, 0).unwrap()
    }

    fn span(from: i64, to: i64) -> Option<Span> {
        Span::new(at(from), at(to))
    }

    #[test]
    fn a_stay_without_leave_ends_with_its_call() {
        let open = Stay { join: Some(at(0)), ..Stay::default() };
        assert_eq!(resolve(&open, Some(at(10))), (span(0, 10), [StayFlag::NoLeave].into()));
        assert_eq!(resolve(&open, Some(at(-5))).0, span(0, 0));
        assert_eq!(resolve(&open, None), (None, [StayFlag::NoLeave].into()));
    }

    #[test]
    fn bad_times_are_dropped_not_turned_round() {
        let bad = (None, StayFlags::from([StayFlag::BadTimes]));
        let reversed = Stay { join: Some(at(10)), leave: Some(at(0)), ..Stay::default() };
        assert_eq!(resolve(&reversed, Some(at(20))), bad);
        let half = Stay { join: Some(at(0)), unreadable: true, ..Stay::default() };
        assert_eq!(resolve(&half, Some(at(20))), bad);
        assert_eq!(resolve(&Stay::default(), Some(at(20))), bad);
    }

    #[test]
    fn a_zero_length_stay_is_seen() {
        let stay = Stay { join: Some(at(3)), leave: Some(at(3)), ..Stay::default() };
        assert_eq!(resolve(&stay, None), (span(3, 3), [StayFlag::ZeroLength].into()));
    }

    #[test]
    fn flags_are_a_set_in_a_fixed_order() {
        let mut flags = StayFlags::from([StayFlag::Overlap, StayFlag::CutEnd]);
        flags.insert(StayFlag::NoLeave);
        flags.insert(StayFlag::Overlap);
        assert_eq!(flags.iter().map(StayFlag::word).collect::<Vec<_>>(), ["no-leave", "cut-end", "overlap"]);
        assert!(flags.contains(StayFlag::CutEnd) && !flags.contains(StayFlag::CutStart) && !flags.is_empty());
    }
}
