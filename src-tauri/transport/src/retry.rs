//! When to try again: what the server says (RFC 9110, section 10.2.3), else exponential back-off with full jitter.

use crate::answer::Answer;
use crate::request::Method;
use chrono::{DateTime, NaiveDateTime, Utc};
use std::time::Duration;

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

/// Statuses after which a repeat may help: a server that throttles (429, 509) or is not there (502 to 504); for reads
/// also one that is slow (408) or has a fault (500; 520 is what some gateways make of an empty answer). A write that met
/// a fault may have been done in part: that is for its caller to look at.
pub(crate) fn is_passing(status: u16, method: Method) -> bool {
    match status {
        429 | 502 | 503 | 504 | 509 => true,
        408 | 500 | 520 => method == Method::Get,
        _ => false,
    }
}

/// The longest wait that any header of an answer asks for: several `Retry-After`, lists of them, and the milliseconds
/// that some of Microsoft's services send (`x-ms-retry-after-ms`, `retry-after-ms`).
pub(crate) fn asked_wait(answer: &Answer, here: DateTime<Utc>) -> Option<Duration> {
    let waits = answer.headers.iter().filter_map(|(name, value)| match name.as_str() {
        "retry-after" => retry_after(Some(value), answer.date(), here)
            .or_else(|| value.split(',').filter_map(|one| retry_after(Some(one), None, here)).max()),
        "x-ms-retry-after-ms" | "retry-after-ms" => {
            let millis = retry_after(Some(value), None, here).filter(|_| value.trim().parse::<f64>().is_ok());
            millis.map(|millis| millis / 1000)
        }
        _ => None,
    });
    waits.max()
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
    fn the_longest_of_several_waits_counts() {
        let here: DateTime<Utc> = "2026-11-22T10:00:00Z".parse().unwrap();
        let ask = |headers: &[(&str, &str)]| {
            let headers = headers.iter().map(|(n, v)| ((*n).to_owned(), (*v).to_owned())).collect();
            asked_wait(&Answer { status: 429, headers, body: vec![] }, here).map(|wait| wait.as_millis())
        };
        assert_eq!(ask(&[("retry-after", "3"), ("retry-after", "5")]), Some(5_000));
        assert_eq!(ask(&[("retry-after", "3, 5")]), Some(5_000));
        assert_eq!(ask(&[("x-ms-retry-after-ms", "2128")]), Some(2_128));
        assert_eq!(ask(&[("x-ms-retry-after-ms", "2128"), ("retry-after", "1")]), Some(2_128));
        // A date is told by the server's clock, even where that is a day off.
        let tomorrow = ("date", "Mon, 23 Nov 2026 10:00:00 GMT");
        assert_eq!(ask(&[tomorrow, ("retry-after", "Mon, 23 Nov 2026 10:00:07 GMT")]), Some(7_000));
        assert_eq!(ask(&[("retry-after", "Sun, 22 Nov 2026 10:00:07 GMT")]), Some(7_000));
        for nonsense in ["-5", "NaN", "", "soon", "1e9999"] {
            assert_eq!(
                ask(&[("retry-after", nonsense), ("x-ms-retry-after-ms", nonsense)]),
                None,
                "{nonsense}"
            );
        }
    }

    #[test]
    fn back_off_grows_and_is_bounded() {
        assert_eq!(back_off(1, 1.0), Duration::from_millis(500));
        assert_eq!(back_off(2, 1.0), Duration::from_secs(1));
        assert_eq!(back_off(30, 1.0), Duration::from_secs(8));
        assert_eq!(back_off(3, 0.0), Duration::ZERO);
    }
}
