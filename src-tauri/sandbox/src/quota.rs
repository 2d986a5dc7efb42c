//! Graph's quotas for call records, as the service enforces them: 40 requests in 20 seconds to the list, as many to each
//! record; whoever comes sooner is refused with a fractional `Retry-After`, and counts all the same.

use std::collections::{HashMap, VecDeque};
use std::time::{Duration, Instant};

const REQUESTS: usize = 40;
const SPAN: Duration = Duration::from_secs(20);

/// Requests of the last seconds, by what they ask for.
#[derive(Debug, Default)]
pub(crate) struct Quota(HashMap<String, VecDeque<Instant>>);

impl Quota {
    /// Counts a request; how long to wait, if it is one too many.
    pub(crate) fn refuse(&mut self, path: &str, now: Instant) -> Option<Duration> {
        let rest = path.strip_prefix("/graph/v1.0/communications/callRecords")?;
        let record = rest.trim_start_matches('/').split('/').next().unwrap_or_default();
        let begun = self.0.entry(record.to_owned()).or_default();
        while begun.front().is_some_and(|first| now.duration_since(*first) >= SPAN) {
            begun.pop_front();
        }
        let over = begun.len() >= REQUESTS;
        begun.push_back(now);
        // The one that has to be gone before there is room again.
        let gone = begun.get(begun.len().saturating_sub(REQUESTS)).filter(|_| over)?;
        Some(SPAN.saturating_sub(now.duration_since(*gone)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const LIST: &str = "/graph/v1.0/communications/callRecords";

    #[test]
    fn the_list_and_each_record_have_a_quota_of_their_own_and_refusals_count() {
        let (mut quota, now) = (Quota::default(), Instant::now());
        assert!((0..40).all(|_| quota.refuse(LIST, now).is_none()));
        assert_eq!(quota.refuse(LIST, now), Some(SPAN));
        assert_eq!(quota.refuse("/graph/v1.0/me", now), None);
        assert_eq!(quota.refuse(&format!("{LIST}/a/sessions"), now), None);
        let later = now + Duration::from_secs(15);
        assert!(quota.refuse(LIST, later).is_some_and(|wait| wait <= SPAN));
        assert_eq!(quota.refuse(LIST, later + SPAN), None);
    }
}
