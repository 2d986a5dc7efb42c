//! Keeping below Canvas's rate limit.
//!
//! Every answer tells what it cost (`X-Request-Cost`) and what is left (`X-Rate-Limit-Remaining`); what is left grows
//! again with time (`doc/api/throttling.md`). Near the end the next request waits until the reserve is back; a request
//! that was turned away all the same is sent again a little later, because Canvas turns it away before it does anything.

use rollbook_transport::Answer;
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

/// What should be left before a request begins: Canvas itself takes 50 beforehand while a request runs.
const RESERVE: f64 = 75.0;
/// How much comes back in a second (canvas-lms, `request_throttle.rb`, default).
const PER_SECOND: f64 = 10.0;
/// Never wait longer for that: the figures are a school's own and may mean something else.
const LONGEST: Duration = Duration::from_secs(10);

/// What the last answer said.
#[derive(Clone, Copy)]
struct Last {
    remaining: f64,
    cost: f64,
    at: Instant,
}

/// The state of the rate limit as far as it was told.
#[derive(Default)]
pub(super) struct Throttle(Mutex<Option<Last>>);

impl Throttle {
    /// Takes in an answer. One without the headers says that there is no limit.
    pub(super) fn note(&self, answer: &Answer) {
        let number = |name| answer.header(name).and_then(|text| text.trim().parse::<f64>().ok());
        let last = number("x-rate-limit-remaining").filter(|left| left.is_finite()).map(|remaining| Last {
            remaining,
            cost: number("x-request-cost").filter(|cost| cost.is_finite()).unwrap_or(0.0).max(0.0),
            at: Instant::now(),
        });
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = last;
    }

    /// How long to wait before the next request.
    pub(super) fn wait(&self) -> Duration {
        let last = *self.0.lock().unwrap_or_else(PoisonError::into_inner);
        last.map_or(Duration::ZERO, |last| wait(last.remaining, last.cost, last.at.elapsed()))
    }
}

fn wait(remaining: f64, cost: f64, since: Duration) -> Duration {
    let missing = RESERVE + cost - remaining;
    if missing <= 0.0 {
        return Duration::ZERO;
    }
    Duration::from_secs_f64((missing / PER_SECOND).min(LONGEST.as_secs_f64())).saturating_sub(since)
}

/// The wait after the `tried`-th time of being turned away without a time to come back: 1 s, 2 s, 4 s, 8 s.
pub(super) fn turned_away(tried: u32) -> Duration {
    Duration::from_secs(1 << tried.saturating_sub(1).min(3))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn answer(remaining: &str, cost: &str) -> Answer {
        let header = |name: &str, value: &str| (name.to_owned(), value.to_owned());
        let headers = vec![header("x-rate-limit-remaining", remaining), header("x-request-cost", cost)];
        Answer { status: 200, headers, body: Vec::new() }
    }

    #[test]
    fn near_the_end_the_next_request_waits() {
        assert_eq!(wait(600.0, 5.0, Duration::ZERO), Duration::ZERO);
        assert_eq!(wait(60.0, 5.0, Duration::ZERO), Duration::from_secs(2));
        assert_eq!(wait(60.0, 5.0, Duration::from_millis(1500)), Duration::from_millis(500));
        assert_eq!(wait(-1e300, 5.0, Duration::ZERO), LONGEST);
    }

    #[test]
    fn without_the_header_there_is_no_limit() {
        let throttle = Throttle::default();
        throttle.note(&answer("10", "1"));
        assert!(throttle.wait() > Duration::from_secs(6));
        for other in ["", "NaN", "inf", "much"] {
            throttle.note(&answer(other, "1"));
            assert_eq!(throttle.wait(), Duration::ZERO, "{other}");
        }
    }
}
