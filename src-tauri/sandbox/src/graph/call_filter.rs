//! The two filters that Graph knows for call records, and no other: the start and one participant, joined by "and".

use chrono::{DateTime, TimeDelta, Utc};

/// Comparisons that must all hold.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct CallFilter {
    bounds: Vec<(Compare, DateTime<Utc>)>,
    participants: Vec<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Compare {
    AtLeast,
    After,
    AtMost,
    Before,
}

/// Why a filter is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum BadFilter {
    /// Not one of the two.
    Unsupported,
    /// The service refuses times to come.
    Future,
}

/// Two clocks are never quite equal; a bound of "now" must pass.
const TOLERANCE: TimeDelta = TimeDelta::seconds(60);

impl CallFilter {
    pub(super) fn parse(text: &str, now: DateTime<Utc>) -> Result<Self, BadFilter> {
        let mut out = Self::default();
        for clause in clauses(text) {
            if let Some((compare, at)) = bound(clause) {
                if at > now + TOLERANCE {
                    return Err(BadFilter::Future);
                }
                out.bounds.push((compare, at));
            } else {
                out.participants.push(participant(clause).ok_or(BadFilter::Unsupported)?);
            }
        }
        Ok(out)
    }

    pub(super) fn holds(&self, start: DateTime<Utc>, has: impl Fn(&str) -> bool) -> bool {
        self.bounds.iter().all(|(compare, at)| match compare {
            Compare::AtLeast => start >= *at,
            Compare::After => start > *at,
            Compare::AtMost => start <= *at,
            Compare::Before => start < *at,
        }) && self.participants.iter().all(|key| has(key))
    }
}

/// Splits at " and "; neither filter can hold that inside.
fn clauses(text: &str) -> Vec<&str> {
    let lower = text.to_ascii_lowercase();
    let mut out = Vec::new();
    let mut from = 0;
    while let Some(found) = lower.get(from..).and_then(|rest| rest.find(" and ")) {
        out.push(text.get(from..from + found).unwrap_or_default().trim());
        from += found + 5;
    }
    out.push(text.get(from..).unwrap_or_default().trim());
    out
}

fn bound(clause: &str) -> Option<(Compare, DateTime<Utc>)> {
    let mut words = clause.split_whitespace();
    let (property, operator, time) = (words.next()?, words.next()?, words.next()?);
    if property != "startDateTime" || words.next().is_some() {
        return None;
    }
    let compare = match operator {
        "ge" => Compare::AtLeast,
        "gt" => Compare::After,
        "le" => Compare::AtMost,
        "lt" => Compare::Before,
        _ => return None,
    };
    Some((compare, DateTime::parse_from_rfc3339(time).ok()?.with_timezone(&Utc)))
}

/// `participants_v2/any(p:p/id eq '…')`.
fn participant(clause: &str) -> Option<String> {
    let inner = clause.strip_prefix("participants_v2/any(")?.strip_suffix(')')?;
    let (variable, rest) = inner.split_once(':')?;
    let rest = rest.trim().strip_prefix(variable.trim())?.strip_prefix("/id")?.trim();
    let literal = rest.strip_prefix("eq")?.trim();
    let id = literal.strip_prefix('\'')?.strip_suffix('\'')?;
    (!id.is_empty() && !id.contains('\'')).then(|| id.to_owned())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn now() -> DateTime<Utc> {
        "2025-11-27T09:00:00Z".parse().unwrap()
    }

    #[test]
    fn both_filters_in_either_order_and_with_offsets() {
        let text = "participants_v2/any(p:p/id eq 'x') and startDateTime ge 2025-11-26T00:00:00+05:30";
        let filter = CallFilter::parse(text, now()).unwrap();
        let first = "2025-11-25T18:30:00Z".parse().unwrap();
        assert!(filter.holds(first, |key| key == "x"));
        assert!(!filter.holds(first, |key| key == "y"));
        assert!(!filter.holds(first - TimeDelta::nanoseconds(100), |_| true));
    }

    #[test]
    fn everything_else_is_refused() {
        for text in [
            "joinWebUrl eq 'x'",
            "endDateTime ge 2025-11-26T00:00:00Z",
            "startDateTime ge 2025-11-25T00:00:00Z or startDateTime lt 2025-11-26T00:00:00Z",
            "startDateTime eq 2025-11-26T00:00:00Z",
            "startDateTime ge 2025-11-26",
            "participants_v2/any(p:p/displayName eq 'x')",
            "participants_v2/any(p:p/id ne 'x')",
            "",
        ] {
            assert_eq!(CallFilter::parse(text, now()), Err(BadFilter::Unsupported), "{text}");
        }
        assert_eq!(CallFilter::parse("startDateTime lt 2025-11-28T00:00:00Z", now()), Err(BadFilter::Future));
    }
}
