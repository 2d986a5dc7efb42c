//! Reading single values of an LMS's JSON, as forgiving as can be done without guessing.
//!
//! LMSs write ids as numbers here and as text there, leave fields out, write null, 0 and "" for the same thing, and
//! hand on NULs from their databases. What cannot be read is `None`; nothing here fails.

use chrono::{DateTime, NaiveDateTime, Utc};
use chrono_tz::Tz;
use rollbook_core::class::local_instant;
use serde_json::Value;

/// Longest id that is believed, in bytes; an id becomes part of an address.
const MAX_ID: usize = 512;

/// An id: text or a whole number, never empty.
#[must_use]
pub fn id(value: &Value) -> Option<String> {
    match value {
        Value::String(_) => text(value).filter(|id| id.len() <= MAX_ID),
        Value::Number(number) if number.is_i64() || number.is_u64() => Some(number.to_string()),
        _ => None,
    }
}

/// Text without NUL and without white space around it; numbers are taken as text, blank is none.
#[must_use]
pub fn text(value: &Value) -> Option<String> {
    let text = match value {
        Value::String(text) => text.replace('\0', ""),
        Value::Number(number) => number.to_string(),
        _ => return None,
    };
    let trimmed = text.trim();
    (!trimmed.is_empty()).then(|| trimmed.to_owned())
}

/// Yes or no, also as 0 and 1 and as words.
#[must_use]
pub fn yes(value: &Value) -> Option<bool> {
    match value {
        Value::Bool(yes) => Some(*yes),
        Value::Number(number) => number.as_i64().map(|n| n != 0),
        Value::String(word) => match word.trim().to_ascii_lowercase().as_str() {
            "true" | "1" | "yes" => Some(true),
            "false" | "0" | "no" => Some(false),
            _ => None,
        },
        _ => None,
    }
}

/// A whole number that is not negative; fractions are cut.
#[must_use]
#[allow(clippy::cast_possible_truncation)] // the range is checked
pub fn count(value: &Value) -> Option<i64> {
    let number = match value {
        Value::Number(number) => number.as_i64().or_else(|| {
            number.as_f64().filter(|n| n.is_finite() && n.abs() < 1e15).map(|n| n.trunc() as i64)
        })?,
        Value::String(text) => text.trim().parse().ok()?,
        _ => return None,
    };
    (number >= 0).then_some(number)
}

/// An instant: RFC 3339, or a local date and time in the `zone` of the record.
#[must_use]
pub fn instant(value: &Value, zone: Option<Tz>) -> Option<DateTime<Utc>> {
    let text = text(value)?;
    if let Ok(at) = DateTime::parse_from_rfc3339(&text) {
        return Some(at.with_timezone(&Utc));
    }
    let zone = zone?;
    ["%Y-%m-%dT%H:%M:%S%.f", "%Y-%m-%dT%H:%M"]
        .iter()
        .find_map(|form| NaiveDateTime::parse_from_str(&text, form).ok())
        // The search for an instant that exists adds up to 26 hours; no class is held at the end of the calendar.
        .filter(|local| (1900..3000).contains(&chrono::Datelike::year(local)))
        .map(|local| local_instant(local, zone))
}

/// An IANA zone that is known here.
#[must_use]
pub fn zone(value: &Value) -> Option<Tz> {
    text(value)?.parse().ok()
}

/// E-mail addresses: a list or one text; blanks and repetitions (whatever their case) left out, order kept.
#[must_use]
pub fn emails(value: &Value) -> Vec<String> {
    let all: &[Value] = match value {
        Value::Array(all) => all,
        one => std::slice::from_ref(one),
    };
    let mut emails: Vec<String> = Vec::new();
    for email in all.iter().filter(|value| value.is_string()).filter_map(text) {
        let folded = email.to_lowercase();
        if !emails.iter().any(|known| known.to_lowercase() == folded) {
            emails.push(email);
        }
    }
    emails
}

/// A link that may be offered to a browser.
#[must_use]
pub fn web_link(value: &Value) -> Option<String> {
    let text = text(value)?;
    let url = url::Url::parse(&text).ok()?;
    matches!(url.scheme(), "http" | "https").then_some(text)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use serde_json::json;

    #[test]
    fn ids_are_text_or_whole_numbers() {
        assert_eq!(id(&json!(7)).as_deref(), Some("7"));
        assert_eq!(id(&json!(18_446_744_073_709_551_615_u64)).as_deref(), Some("18446744073709551615"));
        assert_eq!(id(&json!(" s\u{0}7 ")).as_deref(), Some("s7"));
        for bad in [json!(""), json!("\0"), json!(null), json!(1.5), json!([1]), json!("x".repeat(513))] {
            assert_eq!(id(&bad), None, "{bad}");
        }
    }

    #[test]
    fn times_need_an_offset_or_a_zone() {
        let berlin = Some(chrono_tz::Europe::Berlin);
        let want = Some("2025-11-26T09:00:00Z".parse().unwrap());
        assert_eq!(instant(&json!("2025-11-26T10:00:00+01:00"), None), want);
        assert_eq!(instant(&json!("2025-11-26T10:00"), berlin), want);
        assert_eq!(instant(&json!("2025-11-26T10:00"), None), None);
        for bad in ["+262142-12-31T23:59:59", "-262143-01-01T00:00:00", "yesterday", "2025-13-01T00:00:00Z"] {
            assert_eq!(instant(&json!(bad), berlin), None, "{bad}");
        }
    }

    #[test]
    fn addresses_come_once_each() {
        let value = json!(["A@x.y", "", null, "a@X.y ", 3, "b@x.y"]);
        assert_eq!(emails(&value), ["A@x.y", "b@x.y"]);
        assert_eq!(emails(&json!("a@x.y")), ["a@x.y"]);
        assert_eq!(emails(&json!(null)), Vec::<String>::new());
    }

    #[test]
    fn only_web_links_are_links() {
        assert!(web_link(&json!("https://teams.example/l/1")).is_some());
        for bad in ["javascript:alert(1)", "file:///x", "x", ""] {
            assert_eq!(web_link(&json!(bad)), None, "{bad}");
        }
    }

    #[test]
    fn counts_are_never_negative() {
        assert_eq!(count(&json!(61.9)), Some(61));
        assert_eq!(count(&json!("61")), Some(61));
        for bad in [json!(-1), json!(1e300), json!("x"), json!(null)] {
            assert_eq!(count(&bad), None, "{bad}");
        }
    }
}
