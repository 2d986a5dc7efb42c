//! How long somebody was there: union, cut to the window, gaps, late, left early. Exact to the nanosecond.
//!
//! Presence rules, section 3. One sort and one pass; nothing is rounded here.

use crate::class::Span;
pub use crate::stay::{StayFlag, StayFlags, resolve};
use chrono::{DateTime, TimeDelta, Utc};

/// An instant as whole seconds and nanoseconds since 1970: what spans are sorted and subtracted by. A calendar date would
/// have to be turned into days each time.
type Instant = (i64, u32);

fn instant(time: DateTime<Utc>) -> Instant {
    (time.timestamp(), time.timestamp_subsec_nanos())
}

/// Back to a time. A leap second stays one: chrono writes it as nanoseconds above a billion.
fn time((seconds, nanos): Instant) -> DateTime<Utc> {
    DateTime::from_timestamp(seconds, nanos).unwrap_or_default()
}

/// A sum of lengths, exact; more than chrono can hold (292 million years, of absurd stays) stays at that.
#[derive(Clone, Copy, Default)]
struct Length {
    seconds: i64,
    nanos: i64,
}

impl Length {
    fn add(&mut self, (from, to): (Instant, Instant)) {
        self.seconds = self.seconds.saturating_add(to.0 - from.0);
        self.nanos += i64::from(to.1) - i64::from(from.1);
    }

    fn of(spans: &[(Instant, Instant)]) -> Self {
        let mut sum = Self::default();
        for span in spans {
            sum.add(*span);
        }
        sum
    }

    fn delta(self) -> TimeDelta {
        let seconds = TimeDelta::try_seconds(self.seconds).unwrap_or(TimeDelta::MAX);
        seconds.checked_add(&TimeDelta::nanoseconds(self.nanos)).unwrap_or(TimeDelta::MAX)
    }
}

/// Joins what overlaps or touches, in place; `spans` are sorted, the empty ones go.
fn join<T: Copy + Ord>(spans: &mut Vec<(T, T)>) {
    let mut last: Option<usize> = None;
    for at in 0..spans.len() {
        let (start, end) = spans[at];
        if start >= end {
            continue;
        }
        match last {
            Some(known) if start <= spans[known].1 => spans[known].1 = spans[known].1.max(end),
            _ => {
                let next = last.map_or(0, |known| known + 1);
                spans[next] = (start, end);
                last = Some(next);
            }
        }
    }
    spans.truncate(last.map_or(0, |known| known + 1));
}

/// The union of spans: sorted, disjoint, touching ones joined, zero-length ones left out.
#[must_use]
pub fn union(spans: &[Span]) -> Vec<Span> {
    let mut pairs: Vec<_> = spans.iter().map(|span| (span.start, span.end)).collect();
    pairs.sort_unstable();
    join(&mut pairs);
    pairs.into_iter().map(|(start, end)| Span { start, end }).collect()
}

/// The parts of disjoint, sorted spans that lie in the window.
#[must_use]
pub fn clip(spans: &[Span], window: Span) -> Vec<Span> {
    spans.iter().filter_map(|s| s.intersect(&window)).filter(|s| s.start < s.end).collect()
}

/// The plain sum of lengths.
#[must_use]
pub fn total(spans: &[Span]) -> TimeDelta {
    let mut sum = Length::default();
    for span in spans {
        sum.add((instant(span.start), instant(span.end)));
    }
    sum.delta()
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
    let mut pairs: Vec<(Instant, Instant)> = Vec::with_capacity(spans.len());
    pairs.extend(spans.iter().map(|span| (instant(span.start), instant(span.end))));
    let summed = Length::of(&pairs).delta();
    let last = pairs.iter().map(|(_, end)| *end).max();
    pairs.sort_unstable();
    let first = pairs.first().map(|(start, _)| *start);
    join(&mut pairs);
    let connected = Length::of(&pairs).delta();
    let edges = window.map(|window| (instant(window.start), instant(window.end)));
    if let Some((start, end)) = edges.filter(|_| !count_outside) {
        for pair in &mut pairs {
            *pair = (pair.0.max(start), pair.1.min(end));
        }
        pairs.retain(|(from, to)| from < to);
    }
    let between = |from: Instant, to: Instant| {
        if from < to { Length::of(&[(from, to)]).delta() } else { TimeDelta::zero() }
    };
    Presence {
        summed,
        connected,
        present: Length::of(&pairs).delta(),
        first_join: first.map(time),
        last_leave: last.map(time),
        late: edges.zip(pairs.first()).map(|((start, _), (join, _))| between(start, *join)),
        left_early: edges.zip(pairs.last()).map(|((_, end), (_, leave))| between(*leave, end)),
        counted: pairs.iter().map(|(start, end)| Span { start: time(*start), end: time(*end) }).collect(),
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
