//! When to try again: what the server says (RFC 9110, section 10.2.3), else exponential back-off with full jitter.

use chrono::{DateTime, NaiveDateTime, Utc};
use std::time::Duration;

/// What to do after a try that failed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Advice {
    /// Wait this long, then try again.
    Wait(Duration),
    /// Not within this operation.
    GiveUp,
}

/// The time that a `Retry-After` header asks for, never rounded down: whole or fractional seconds (Graph sends
/// `2.128`), or an HTTP date, told against the server's own clock (`date`) where it has one.
///
/// `None` where there is no header or it cannot be read.
#[must_use]
pub fn retry_after(
    header: Option<&str>,
    server: Option<DateTime<Utc>>,
    here: DateTime<Utc>,
) -> Option<Duration> {
    let text = header?.trim();
    if let Ok(seconds) = text.parse::<f64>() {
        // 10^9 s keeps Duration in range; nobody waits that long.
        return (seconds.is_finite() && seconds >= 0.0).then(|| Duration::from_secs_f64(seconds.min(1e9)));
    }
    let until = parse_date(text)? - server.unwrap_or(here);
    Some(until.to_std().unwrap_or_default())
}

/// Reads an HTTP date in its three forms (RFC 9110, section 5.6.7).
pub(crate) fn parse_date(text: &str) -> Option<DateTime<Utc>> {
    let text = text.trim();
    if let Ok(date) = DateTime::parse_from_rfc2822(text) {
        return Some(date.to_utc());
    }
    ["%A, %d-%b-%y %H:%M:%S GMT", "%a %b %e %H:%M:%S %Y"]
        .iter()
        .find_map(|form| NaiveDateTime::parse_from_str(text, form).ok())
        .map(|date| date.and_utc())
}

/// The wait before try `next` (from 1 for the first repeat): up to 0.5 s · 2^(n-1), at most 8 s, with full jitter;
/// `dice` is from 0 to 1.
pub(crate) fn back_off(next: u32, dice: f64) -> Duration {
    let most = (0.5 * f64::from(1u32 << next.saturating_sub(1).min(4))).min(8.0);
    Duration::from_secs_f64(most * dice.clamp(0.0, 1.0))
}

/// Statuses after which a repeat may help.
pub(crate) fn is_passing(status: u16) -> bool {
    matches!(status, 429 | 502 | 503 | 504 | 509)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn every_form_of_retry_after_is_read_and_never_early() {
        let server: DateTime<Utc> = "2026-11-22T10:00:00Z".parse().unwrap();
        let here = server + chrono::TimeDelta::hours(3);
        let read = |text: &str| retry_after(Some(text), Some(server), here);
        for (text, millis) in
            [("10", 10_000), ("2.128", 2_128), (" 0 ", 0), ("0.4", 400), ("86400", 86_400_000)]
        {
            assert_eq!(read(text), Some(Duration::from_millis(millis)), "{text}");
        }
        for text in
            ["Sun, 22 Nov 2026 10:00:05 GMT", "Sunday, 22-Nov-26 10:00:05 GMT", "Sun Nov 22 10:00:05 2026"]
        {
            assert_eq!(read(text), Some(Duration::from_secs(5)), "{text}");
        }
        assert_eq!(read("Sun, 22 Nov 2026 09:00:00 GMT"), Some(Duration::ZERO));
        for text in ["", "soon", "-1", "NaN", "inf", "1e400"] {
            assert_eq!(read(text), None, "{text}");
        }
        assert_eq!(retry_after(None, None, here), None);
    }

    #[test]
    fn back_off_grows_and_is_bounded() {
        assert_eq!(back_off(1, 1.0), Duration::from_millis(500));
        assert_eq!(back_off(2, 1.0), Duration::from_secs(1));
        assert_eq!(back_off(30, 1.0), Duration::from_secs(8));
        assert_eq!(back_off(3, 0.0), Duration::ZERO);
    }
}
