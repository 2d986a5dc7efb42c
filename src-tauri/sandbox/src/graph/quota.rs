//! Graph's quotas for call records, in any 20 seconds: 40 requests to the list, 40 to each record, 1,500 in all. Requests that
//! are refused count too ("Microsoft Graph throttling guidance").

use super::Ask;
use crate::reply::Reply;
use std::collections::{HashMap, VecDeque};
use std::time::{Duration, Instant};

const SPAN: Duration = Duration::from_secs(20);
const EACH: usize = 40;
const IN_ALL: usize = 1_500;

/// When requests came, by what they count against.
#[derive(Debug, Default)]
pub(crate) struct Quotas(HashMap<String, VecDeque<Instant>>);

impl Quotas {
    /// Counts a request; how long to wait where there were too many.
    fn count(&mut self, what: &str, now: Instant) -> Option<Duration> {
        [(what, EACH), ("", IN_ALL)].into_iter().filter_map(|(key, most)| self.one(key, most, now)).max()
    }

    fn one(&mut self, key: &str, most: usize, now: Instant) -> Option<Duration> {
        let times = self.0.entry(key.to_owned()).or_default();
        while times.front().is_some_and(|first| now.duration_since(*first) >= SPAN) {
            times.pop_front();
        }
        times.push_back(now);
        // So many must have left the span before the next one fits in.
        let over = times.len().checked_sub(most + 1)?;
        times.get(over).map(|first| SPAN.saturating_sub(now.duration_since(*first)))
    }
}

/// The refusal of a request to call records that comes too soon.
pub(super) fn refusal(ask: &Ask<'_>, rest: &[&str]) -> Option<Reply> {
    if !ask.state.switches.quotas {
        return None;
    }
    let what = rest.first().copied().unwrap_or("list");
    let wait = ask.state.quotas().count(what, Instant::now())?;
    let wait = format!("{:.3}", wait.as_secs_f64() + 0.001);
    Some(ask.refuse(429, "TooManyRequests", "Please retry again later.").with("Retry-After", wait))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forty_of_a_kind_and_those_that_are_refused_count() {
        let mut quotas = Quotas::default();
        let begin = Instant::now();
        assert!((0..40).all(|_| quotas.count("list", begin).is_none()));
        assert_eq!(quotas.count("list", begin + Duration::from_secs(5)), Some(Duration::from_secs(15)));
        assert_eq!(quotas.count("a", begin + Duration::from_secs(5)), None);
        let later = begin + Duration::from_secs(20);
        assert!(
            (0..39).all(|_| quotas.count("list", later).is_none()),
            "one of the forty was the refused one"
        );
        assert!(quotas.count("list", later).is_some());
    }

    #[test]
    fn there_is_a_quota_over_all_records() {
        let mut quotas = Quotas::default();
        let now = Instant::now();
        let refused = (0..1_600).filter(|record| quotas.count(&format!("r{record}"), now).is_some()).count();
        assert_eq!(refused, 100);
    }
}
