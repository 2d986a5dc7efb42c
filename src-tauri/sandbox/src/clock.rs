//! The institution's clock and the ways Microsoft prints times.

use chrono::{DateTime, TimeDelta, Utc};
use std::time::Instant;

/// Starts at a given moment and runs on at the usual pace.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Clock {
    start: DateTime<Utc>,
    since: Instant,
}

impl Clock {
    pub(crate) fn starting(start: DateTime<Utc>) -> Self {
        Self { start, since: Instant::now() }
    }

    pub(crate) fn now(&self) -> DateTime<Utc> {
        self.start + TimeDelta::from_std(self.since.elapsed()).unwrap_or_default()
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
