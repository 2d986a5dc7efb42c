//! How long somebody was there: union, cut to the window, gaps, late, left early. Exact to the nanosecond.
//!
//! Presence rules, section 3. One sort and one pass; nothing is rounded here.

use crate::class::Span;
use crate::observation::Stay;
use chrono::{DateTime, TimeDelta, Utc};

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

/// The span that a stay counts for, with what had to be assumed.
///
/// A stay without leave ends at `call_end`. Missing join, unreadable or reversed times give no span: no source is
/// known to swap its times, so reversed ones are dropped, never turned round.
#[must_use]
pub fn resolve(stay: &Stay, call_end: Option<DateTime<Utc>>) -> (Option<Span>, Vec<StayFlag>) {
    let Some(join) = stay.join else { return (None, vec![StayFlag::BadTimes]) };
    let (leave, mut flags) = match stay.leave {
        Some(leave) => (leave, vec![]),
        None if stay.unreadable => return (None, vec![StayFlag::BadTimes]),
        None => match call_end {
            Some(end) => (end.max(join), vec![StayFlag::NoLeave]),
            None => return (None, vec![StayFlag::NoLeave]),
        },
    };
    let Some(span) = Span::new(join, leave) else { return (None, vec![StayFlag::BadTimes]) };
    if span.start == span.end {
        flags.push(StayFlag::ZeroLength);
    }
    (Some(span), flags)
}

/// The union of spans: sorted, disjoint, touching ones joined, zero-length ones left out.
#[must_use]
pub fn union(spans: &[Span]) -> Vec<Span> {
    let mut sorted: Vec<Span> = spans.iter().copied().filter(|s| s.start < s.end).collect();
    sorted.sort_unstable();
    let mut merged: Vec<Span> = Vec::with_capacity(sorted.len());
    for span in sorted {
        match merged.last_mut() {
            Some(last) if span.start <= last.end => last.end = last.end.max(span.end),
            _ => merged.push(span),
        }
    }
    merged
}

/// The parts of disjoint, sorted spans that lie in the window.
#[must_use]
pub fn clip(spans: &[Span], window: Span) -> Vec<Span> {
    spans.iter().filter_map(|s| s.intersect(&window)).filter(|s| s.start < s.end).collect()
}

/// The plain sum of lengths; more than chrono can hold (292 million years, of absurd stays) stays at that.
#[must_use]
pub fn total(spans: &[Span]) -> TimeDelta {
    let add = |sum: TimeDelta, span: &Span| sum.checked_add(&span.length()).unwrap_or(TimeDelta::MAX);
    spans.iter().fold(TimeDelta::zero(), add)
}

/// How long somebody was there, measured from all their stays.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Presence {
    /// Σ of the stays, as Microsoft counts.
    pub summed: TimeDelta,
    /// Length of the union: two devices at once count once.
    pub connected: TimeDelta,
    /// Length of the union cut to the window; `connected` where nothing is cut.
    pub present: TimeDelta,
    /// First join, not cut.
    pub first_join: Option<DateTime<Utc>>,
    /// Last leave, not cut.
    pub last_leave: Option<DateTime<Utc>>,
    /// The counted union itself.
    pub counted: Vec<Span>,
    /// max(0, first counted join − window start); `None` without a window or a counted stay.
    pub late: Option<TimeDelta>,
    /// max(0, window end − last counted leave); `None` without a window or a counted stay.
    pub left_early: Option<TimeDelta>,
}

impl Presence {
    /// The spans between the first counted join and the last counted leave in which the person was away.
    #[must_use]
    pub fn gaps(&self) -> Vec<Span> {
        self.counted.windows(2).map(|pair| Span { start: pair[0].end, end: pair[1].start }).collect()
    }
}

/// Measures the stays of one person against the class window.
///
/// `window` is `None` where the class has no window; with `count_outside`, time before the start and after the end
/// counts too, but late and left early are still told by the window.
#[must_use]
pub fn measure(spans: &[Span], window: Option<Span>, count_outside: bool) -> Presence {
    let joined = union(spans);
    let connected = total(&joined);
    let counted = match window {
        Some(window) if !count_outside => clip(&joined, window),
        _ => joined,
    };
    let zero = TimeDelta::zero();
    let edge = |pick: fn(&[Span], Span) -> TimeDelta| match (window, counted.is_empty()) {
        (Some(window), false) => Some(pick(&counted, window).max(zero)),
        _ => None,
    };
    Presence {
        summed: total(spans),
        connected,
        present: total(&counted),
        first_join: spans.iter().map(|s| s.start).min(),
        last_leave: spans.iter().map(|s| s.end).max(),
        late: edge(|c, w| c[0].start - w.start),
        left_early: edge(|c, w| w.end - c[c.len() - 1].end),
        counted,
    }
}

/// Marks which of the spans, sorted by start, share time with another one.
#[must_use]
pub fn overlapping(sorted: &[Option<Span>]) -> Vec<bool> {
    let mut marks = vec![false; sorted.len()];
    let mut open: Option<(usize, DateTime<Utc>)> = None;
    for (index, span) in sorted.iter().enumerate() {
        let Some(span) = span.filter(|s| s.start < s.end) else { continue };
        if let Some((holder, end)) = open
            && span.start < end
        {
            marks[holder] = true;
            marks[index] = true;
        }
        if open.is_none_or(|(_, end)| span.end > end) {
            open = Some((index, span.end));
        }
    }
    marks
}

#[cfg(test)]
#[path = "presence_tests.rs"]
mod tests;
