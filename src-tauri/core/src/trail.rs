//! Why a time is what it is: the way from the stays to what counts, so that every number can be explained.
//!
//! Presence rules, section 3: Σ of the stays, minus what two devices share, minus what lies outside the window, is the
//! time in class; where Microsoft's own total says something else, the cause is named.

use crate::class::Span;
use crate::presence::{Presence, total};
use chrono::TimeDelta;

/// Why Microsoft's own total is not the length that we count; the words are those of the JSON.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Cause {
    /// Two stays at once: Microsoft adds both, here they count once.
    Overlap,
    /// A stay with missing, unreadable or reversed times was dropped, or its end had to be assumed.
    BadStay,
    /// Microsoft's total is not the sum of the stays that it names.
    NotTheSum,
}

impl Cause {
    /// The word of the JSON.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Overlap => "overlap",
            Self::BadStay => "bad-stay",
            Self::NotTheSum => "not-the-sum",
        }
    }
}

/// From the plain sum to what counts: `summed − overlap = connected`, `connected − before_start − after_end = present`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Trail {
    /// Time that more than one stay covers, counted once.
    pub overlap: TimeDelta,
    /// Connected before the class began, not counted.
    pub before_start: TimeDelta,
    /// Connected after the class ended, not counted.
    pub after_end: TimeDelta,
    /// What counts, as spans.
    pub counted: Vec<Span>,
    /// Away between the first counted join and the last counted leave.
    pub gaps: Vec<Span>,
    /// Microsoft's own total in seconds, where every record states one.
    pub stated_seconds: Option<i64>,
    /// Why that differs from ours by more than a second; empty where it does not.
    pub differs: Vec<Cause>,
}

/// Microsoft's total may be off by this much before it is worth a word (presence rules, section 3).
const TOLERANCE: TimeDelta = TimeDelta::seconds(1);

/// The trail of one person. `spans` are those of the usable stays, `faulty` says whether a stay was dropped or its end
/// assumed, `window` is what the time was cut to (`None`: nothing was cut).
#[must_use]
pub fn trail(
    presence: &Presence,
    spans: &[Span],
    window: Option<Span>,
    stated_seconds: Option<i64>,
    faulty: bool,
) -> Trail {
    let overlap = presence.summed - presence.connected;
    let outside = presence.connected - presence.present;
    // What is cut lies before the window unless it lies after it; one of the two suffices, the rest is the other.
    let before_start = window.map_or(TimeDelta::zero(), |window| before(spans, window));
    Trail {
        overlap,
        before_start,
        after_end: outside - before_start,
        counted: presence.counted.clone(),
        gaps: presence.gaps(),
        stated_seconds,
        differs: differs(presence, spans, stated_seconds, faulty),
    }
}

/// Why Microsoft's own total differs from the connected time by more than a second; empty where it does not, or where
/// it says none.
#[must_use]
pub fn differs(presence: &Presence, spans: &[Span], stated_seconds: Option<i64>, faulty: bool) -> Vec<Cause> {
    let Some(stated) = stated_seconds else { return vec![] };
    let near = |ours: TimeDelta| {
        let by = ours.checked_sub(&TimeDelta::try_seconds(stated).unwrap_or(TimeDelta::MAX));
        by.is_some_and(|by| by.abs() <= TOLERANCE)
    };
    // Graph truncates each interval to whole seconds, so a difference that truncation explains is none.
    let truncated = || {
        let whole = spans.iter().fold(0i64, |sum, span| sum.saturating_add(span.length().num_seconds()));
        TimeDelta::try_seconds(whole).unwrap_or(TimeDelta::MAX)
    };
    let is_sum = near(presence.summed) || near(truncated());
    let overlap = presence.summed - presence.connected;
    let mut causes = Vec::new();
    causes.extend((overlap > TOLERANCE && !near(presence.connected)).then_some(Cause::Overlap));
    causes.extend((!is_sum && faulty).then_some(Cause::BadStay));
    causes.extend((!is_sum && !faulty && !near(presence.connected)).then_some(Cause::NotTheSum));
    causes
}

/// Length of the union of the spans before the window.
fn before(spans: &[Span], window: Span) -> TimeDelta {
    let early: Vec<Span> = spans
        .iter()
        .filter(|span| span.start < window.start)
        .map(|span| Span { start: span.start, end: span.end.min(window.start) })
        .collect();
    if early.is_empty() { TimeDelta::zero() } else { total(&crate::presence::union(&early)) }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::presence::measure;
    use chrono::DateTime;
    use proptest::prelude::*;

    fn span(from: i64, to: i64) -> Span {
        let at = |ms| DateTime::from_timestamp_millis(1_764_151_200_000 + ms).unwrap();
        Span::new(at(from), at(to)).unwrap()
    }

    fn of(spans: &[Span], stated: Option<i64>, faulty: bool) -> Trail {
        let window = Some(span(0, 3_600_000));
        trail(&measure(spans, window, false), spans, window, stated, faulty)
    }

    #[test]
    fn every_second_between_sum_and_class_is_named() {
        let found = of(
            &[span(-600_000, 1_000_000), span(900_000, 1_200_000), span(3_000_000, 3_700_000)],
            None,
            false,
        );
        assert_eq!(found.overlap, TimeDelta::seconds(100));
        assert_eq!((found.before_start, found.after_end), (TimeDelta::seconds(600), TimeDelta::seconds(100)));
        assert_eq!(found.gaps, [span(1_200_000, 3_000_000)]);
    }

    #[test]
    fn a_difference_to_microsofts_total_has_a_cause() {
        let two_devices = [span(0, 600_000), span(300_000, 900_000)];
        assert_eq!(of(&two_devices, Some(1200), false).differs, [Cause::Overlap]);
        assert_eq!(of(&two_devices, Some(900), false).differs, []);
        assert_eq!(of(&[span(0, 600_000)], Some(700), true).differs, [Cause::BadStay]);
        assert_eq!(of(&[span(0, 600_000)], Some(700), false).differs, [Cause::NotTheSum]);
        assert_eq!(of(&[span(0, 600_000)], Some(601), false).differs, []);
        assert_eq!(of(&[span(0, 600_000)], None, true).differs, []);
    }

    #[test]
    fn microsofts_truncation_is_no_difference() {
        let stays: Vec<Span> = (0..10).map(|i| span(i * 10_000, i * 10_000 + 5_900)).collect();
        assert_eq!(of(&stays, Some(50), false).differs, []);
    }

    proptest! {
        #[test]
        fn the_steps_add_up_exactly(all in prop::collection::vec((-2_000_000i64..5_000_000, 0i64..900_000), 0..20)) {
            let spans: Vec<Span> = all.iter().map(|(from, length)| span(*from, from + length)).collect();
            let window = Some(span(0, 3_600_000));
            let presence = measure(&spans, window, false);
            let found = trail(&presence, &spans, window, None, false);
            let zero = TimeDelta::zero();
            prop_assert!(found.overlap >= zero && found.before_start >= zero && found.after_end >= zero);
            prop_assert_eq!(presence.summed - found.overlap, presence.connected);
            prop_assert_eq!(presence.connected - found.before_start - found.after_end, presence.present);
            prop_assert_eq!(total(&found.counted), presence.present);
        }
    }
}
