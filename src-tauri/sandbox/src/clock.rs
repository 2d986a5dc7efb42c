//! The institution's clock and the ways Microsoft prints times.

use chrono::{DateTime, TimeDelta, Utc};
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::Instant;

/// Starts at a given moment and runs on at the usual pace, unless it is put forward.
#[derive(Debug)]
pub(crate) struct Clock {
    start: DateTime<Utc>,
    since: Instant,
    /// Milliseconds that it was put forward.
    ahead: AtomicI64,
}

impl Clock {
    pub(crate) fn starting(start: DateTime<Utc>) -> Self {
        Self { start, since: Instant::now(), ahead: AtomicI64::new(0) }
    }

    pub(crate) fn now(&self) -> DateTime<Utc> {
        let ahead = TimeDelta::milliseconds(self.ahead.load(Ordering::Relaxed));
        self.start + TimeDelta::from_std(self.since.elapsed()).unwrap_or_default() + ahead
    }

    pub(crate) fn put_forward(&self, by: TimeDelta) {
        self.ahead.fetch_add(by.num_milliseconds(), Ordering::Relaxed);
    }
}

/// As Graph prints moments: UTC, up to seven digits of a second, zeros at the end left out
/// (`2020-02-25T19:00:24.582757Z`, `2023-09-25T10:36:40Z`).
pub(crate) fn graph_time(at: DateTime<Utc>) -> String {
    let ticks = at.timestamp_subsec_nanos() / 100;
    let whole = at.format("%Y-%m-%dT%H:%M:%S");
    if ticks == 0 {
        return format!("{whole}Z");
    }
    let fraction = format!("{ticks:07}");
    format!("{whole}.{}Z", fraction.trim_end_matches('0'))
}

/// RFC 3339 to the second, for the LMS.
pub(crate) fn plain_time(at: DateTime<Utc>) -> String {
    at.format("%Y-%m-%dT%H:%M:%SZ").to_string()
}

/// RFC 9110 section 5.6.7, for the `Date` header.
pub(crate) fn http_date(at: DateTime<Utc>) -> String {
    at.format("%a, %d %b %Y %H:%M:%S GMT").to_string()
}

/// The `date` of Graph's `innerError`: no zone, although it is UTC.
pub(crate) fn zoneless(at: DateTime<Utc>) -> String {
    at.format("%Y-%m-%dT%H:%M:%S").to_string()
}
