//! The rate limit: every request costs, a bucket fills and leaks, and a full one turns requests away (canvas-lms,
//! `doc/api/throttling.md`, `request_throttle.rb`).

use crate::scenario::CanvasDay;
use std::time::Instant;

/// What the bucket holds before requests are turned away.
const LIMIT: f64 = 600.0;

/// The bucket of the one token.
#[derive(Debug)]
pub(crate) struct Bucket {
    level: f64,
    leak: f64,
    at: Instant,
}

impl Bucket {
    pub(super) fn of(day: CanvasDay) -> Self {
        match day {
            CanvasDay::Throttled => Self { level: LIMIT + 5.0, leak: 50.0, at: Instant::now() },
            _ => Self { level: 0.0, leak: 10.0, at: Instant::now() },
        }
    }

    /// Takes in a request: what is left after it, or `None` where it is turned away.
    pub(super) fn take(&mut self, cost: f64, now: Instant) -> Option<f64> {
        let leaked = now.saturating_duration_since(self.at).as_secs_f64() * self.leak;
        self.level = (self.level - leaked).max(0.0);
        self.at = now;
        if self.level > LIMIT {
            return None;
        }
        self.level += cost;
        Some(LIMIT - self.level)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::time::Duration;

    #[test]
    fn a_full_bucket_turns_away_until_it_has_leaked() {
        let mut bucket = Bucket::of(CanvasDay::Ordinary);
        let begin = bucket.at;
        assert_eq!(bucket.take(600.0, begin), Some(0.0));
        assert_eq!(bucket.take(1.0, begin), Some(-1.0));
        assert_eq!(bucket.take(1.0, begin), None);
        assert_eq!(bucket.take(1.0, begin + Duration::from_secs(10)), Some(98.0));
    }
}
