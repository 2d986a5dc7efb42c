//! Pacing: so many requests begin in a span of time, and nobody asks while told to wait.
//!
//! Requests that come too soon are refused and still count ("throttled requests count toward usage", Microsoft Graph
//! throttling guidance), so it is quicker to wait for one's turn than to be told. All users of one transport share the turns.

use crate::request::{Lane, Rate};
use std::collections::{HashMap, VecDeque};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;
use tokio::time::Instant;

/// The server counts arrivals, which lie closer together or further apart than departures.
const MARGIN: Duration = Duration::from_millis(250);
/// More counters than that are tidied up.
const TIDY: usize = 256;

/// Turns taken, and pauses that servers asked for.
#[derive(Debug)]
pub(crate) struct Pace {
    /// Whether requests are counted. A server's "wait" is kept to in any case.
    counting: bool,
    counters: Mutex<Counters>,
}

#[derive(Debug, Default)]
struct Counters {
    rates: HashMap<u64, (Rate, VecDeque<Instant>)>,
    pauses: HashMap<Group, Instant>,
}

/// Requests that one server's "wait" holds back together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Group {
    Mailbox,
    Rate(u64),
}

/// What a request has to do before it may begin.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Turn {
    /// Begin: the turn is taken.
    Now,
    /// Wait so long for a turn, then ask again.
    Wait(Duration),
    /// The server asked everybody to wait so long yet.
    Paused(Duration),
}

fn group(lane: Lane) -> Option<Group> {
    match lane {
        Lane::Mailbox => Some(Group::Mailbox),
        Lane::Rated(quota) => Some(Group::Rate(quota.shared.unwrap_or(quota.own).key)),
        Lane::Other | Lane::Single => None,
    }
}

impl Pace {
    pub(crate) fn new(counting: bool) -> Self {
        Self { counting, counters: Mutex::default() }
    }

    fn counters(&self) -> MutexGuard<'_, Counters> {
        self.counters.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Takes a turn in a lane, or says how long there is none.
    pub(crate) fn turn(&self, lane: Lane) -> Turn {
        let now = Instant::now();
        let mut counters = self.counters();
        if let Some(group) = group(lane) {
            match counters.pauses.get(&group).map(|until| until.saturating_duration_since(now)) {
                Some(left) if !left.is_zero() => return Turn::Paused(left),
                Some(_) => drop(counters.pauses.remove(&group)),
                None => {}
            }
        }
        let Lane::Rated(quota) = lane else { return Turn::Now };
        if !self.counting {
            return Turn::Now;
        }
        if counters.rates.len() > TIDY {
            counters.rates.retain(|_, (rate, begun)| {
                begun.back().is_some_and(|last| now.saturating_duration_since(*last) < span(*rate))
            });
        }
        // All of its rates or none: a turn of one that waits for another would be lost.
        if let Some(wait) = quota.rates().filter_map(|rate| counters.wait(rate, now)).max() {
            return Turn::Wait(wait);
        }
        quota.rates().for_each(|rate| counters.begun(rate).push_back(now));
        Turn::Now
    }

    /// A server asked to wait: everybody in this lane does.
    pub(crate) fn pause(&self, lane: Lane, wait: Duration) {
        let Some((group, until)) = group(lane).zip(Instant::now().checked_add(wait)) else { return };
        let mut counters = self.counters();
        let known = counters.pauses.entry(group).or_insert(until);
        *known = until.max(*known);
    }
}

impl Counters {
    fn begun(&mut self, rate: Rate) -> &mut VecDeque<Instant> {
        &mut self.rates.entry(rate.key).or_insert_with(|| (rate, VecDeque::new())).1
    }

    /// How long until the next request may begin.
    fn wait(&mut self, rate: Rate, now: Instant) -> Option<Duration> {
        let span = span(rate);
        let begun = self.begun(rate);
        while begun.front().is_some_and(|first| now.saturating_duration_since(*first) >= span) {
            begun.pop_front();
        }
        let full = begun.len() >= rate.requests as usize;
        full.then(|| {
            begun.front().map_or(span, |first| span.saturating_sub(now.saturating_duration_since(*first)))
        })
    }
}

fn span(rate: Rate) -> Duration {
    Duration::from_secs(u64::from(rate.seconds)) + MARGIN
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::panic)]
    use super::*;
    use crate::request::Quota;
    use tokio::time::advance;

    fn rate(key: u64) -> Rate {
        Rate { key, requests: 40, seconds: 20 }
    }

    fn lane(key: u64) -> Lane {
        Lane::Rated(Quota { own: rate(key), shared: None })
    }

    /// Begins as many requests as it may in this many seconds; the times of them.
    async fn hurry(pace: &Pace, lane: Lane, seconds: u64) -> Vec<Duration> {
        let began = Instant::now();
        let mut times = Vec::new();
        while began.elapsed() < Duration::from_secs(seconds) {
            match pace.turn(lane) {
                Turn::Now => times.push(began.elapsed()),
                Turn::Wait(wait) | Turn::Paused(wait) => advance(wait).await,
            }
        }
        times
    }

    #[tokio::test(start_paused = true)]
    async fn no_span_holds_more_than_the_rate_and_hardly_less() {
        let times = hurry(&Pace::new(true), lane(1), 200).await;
        for (place, begin) in times.iter().enumerate() {
            let within = times[place..].iter().filter(|t| **t < *begin + Duration::from_secs(20)).count();
            assert!(within <= 40, "{within} from {begin:?}");
        }
        let allowed = 40 * 200 / 20;
        assert!(times.len() * 100 >= allowed * 95, "{} of {allowed}", times.len());
        assert!(times[39] < Duration::from_millis(1), "what is free is taken at once");
    }

    #[tokio::test(start_paused = true)]
    async fn every_rate_counts_by_itself_and_others_not_at_all() {
        let pace = Pace::new(true);
        for key in [1, 2] {
            assert!((0..40).all(|_| pace.turn(lane(key)) == Turn::Now));
            assert!(matches!(pace.turn(lane(key)), Turn::Wait(_)));
        }
        assert!((0..1_000).all(|_| pace.turn(Lane::Other) == Turn::Now));
        // Thousands of records do not stay in memory.
        for key in 3..2_000 {
            pace.turn(lane(key));
            advance(Duration::from_millis(100)).await;
        }
        assert!(pace.counters().rates.len() <= TIDY + 1);
    }

    #[tokio::test(start_paused = true)]
    async fn a_rate_that_others_share_is_taken_with_the_own_one_or_not_at_all() {
        let pace = Pace::new(true);
        let all = Rate { key: 0, requests: 100, seconds: 20 };
        let of = |key| Lane::Rated(Quota { own: rate(key), shared: Some(all) });
        let begun = |key| (0..60).filter(|_| pace.turn(of(key)) == Turn::Now).count();
        assert_eq!([begun(1), begun(2), begun(3)], [40, 40, 20]);
        assert!(matches!(pace.turn(of(4)), Turn::Wait(_)));
        advance(span(all)).await;
        // What waited for the shared rate did not use up its own.
        assert_eq!([begun(3), begun(4), begun(5)], [40, 40, 20]);
        pace.pause(of(4), Duration::from_secs(3));
        assert_eq!(pace.turn(of(9)), Turn::Paused(Duration::from_secs(3)), "everybody who shares it");
    }

    #[tokio::test(start_paused = true)]
    async fn without_quotas_nothing_is_counted_and_a_wait_is_kept_all_the_same() {
        let pace = Pace::new(false);
        assert!((0..1_000).all(|_| pace.turn(lane(1)) == Turn::Now));
        pace.pause(lane(1), Duration::from_secs(2));
        assert_eq!(pace.turn(lane(1)), Turn::Paused(Duration::from_secs(2)));
    }

    #[tokio::test(start_paused = true)]
    async fn a_pause_holds_everybody_of_the_lane_and_the_longest_counts() {
        let pace = Pace::new(true);
        pace.pause(Lane::Mailbox, Duration::from_secs(7));
        pace.pause(Lane::Mailbox, Duration::from_secs(2));
        assert_eq!(pace.turn(Lane::Mailbox), Turn::Paused(Duration::from_secs(7)));
        assert_eq!(pace.turn(lane(1)), Turn::Now, "another quota");
        advance(Duration::from_secs(7)).await;
        assert_eq!(pace.turn(Lane::Mailbox), Turn::Now);
        pace.pause(lane(1), Duration::MAX);
        pace.pause(Lane::Other, Duration::from_secs(9));
        assert_eq!(pace.turn(Lane::Other), Turn::Now);
    }
}
