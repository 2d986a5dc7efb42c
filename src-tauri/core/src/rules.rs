//! From presence to a status (presence rules, section 5).

use crate::class::Span;
use crate::presence::Presence;
use crate::status::Status;
use chrono::TimeDelta;

/// The limits; exactly at one is on the good side.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Rules {
    /// Below this share of the window, in percent: absent.
    pub min_present_percent: f64,
    /// Joined later than this, in minutes, after the start: late.
    pub late_after_minutes: f64,
    /// Last leave earlier than this, in minutes, before the end: left early.
    pub left_early_minutes: f64,
    /// Time before the start and after the end counts too.
    pub count_outside_window: bool,
}

impl Default for Rules {
    /// The defaults of the contract, section 3.
    fn default() -> Self {
        Self {
            min_present_percent: 50.0,
            late_after_minutes: 10.0,
            left_early_minutes: 10.0,
            count_outside_window: false,
        }
    }
}

/// What the records say of one student.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Evidence {
    /// Nothing was fetched for this class, or it held nobody.
    NoData,
    /// Data, but nobody matched to this student.
    NotThere,
    /// There, but the source gives no durations.
    DurationUnknown,
    /// There, this long.
    There(Presence),
}

/// A status with its two flags and its reasons in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ruling {
    /// The status.
    pub status: Status,
    /// Joined too late, whatever the status is.
    pub late: bool,
    /// Left too early, whatever the status is.
    pub left_early: bool,
    /// Why, in words.
    pub reasons: Vec<String>,
}

/// Rules on one student, marks of the instructor aside.
#[must_use]
pub fn rule(evidence: &Evidence, window: Option<Span>, rules: &Rules) -> Ruling {
    let plain = |status, reason: &str| Ruling {
        status,
        late: false,
        left_early: false,
        reasons: vec![reason.into()],
    };
    let presence = match evidence {
        Evidence::NoData => return plain(Status::Unknown, "there is no data for this class"),
        Evidence::NotThere => return plain(Status::Absent, "not seen in the class"),
        Evidence::DurationUnknown => {
            return plain(Status::Present, "seen in the class; the source does not say how long");
        }
        Evidence::There(presence) => presence,
    };
    let Some(window) = window.filter(|w| w.start < w.end) else {
        return if presence.present > TimeDelta::zero() {
            plain(Status::Present, "seen on the day; the class has no times to compare with")
        } else {
            plain(Status::Absent, "only joined and left at once")
        };
    };
    let (late, left_early) = (
        presence.late.is_some_and(|by| beyond(by, rules.late_after_minutes)),
        presence.left_early.is_some_and(|by| beyond(by, rules.left_early_minutes)),
    );
    let mut reasons = Vec::new();
    let share = percent(presence.present, window.length());
    let absent = share < rules.min_present_percent;
    let relation = if absent { "less than" } else { "at least" };
    reasons.push(format!("{} of the class, {relation} {} %", shown(share), rules.min_present_percent));
    if let Some(by) = presence.late.filter(|_| late) {
        reasons.push(format!("came {} after the start", minutes_words(by)));
    }
    if let Some(by) = presence.left_early.filter(|_| left_early) {
        reasons.push(format!("left {} before the end", minutes_words(by)));
    }
    let status = match (absent, late, left_early) {
        (true, _, _) => Status::Absent,
        (_, true, _) => Status::Late,
        (_, _, true) => Status::LeftEarly,
        _ => Status::Present,
    };
    Ruling { status, late, left_early, reasons }
}

#[allow(clippy::cast_precision_loss)] // exact up to 104 days of nanoseconds, far beyond a class
fn nanos(length: TimeDelta) -> f64 {
    length.num_nanoseconds().unwrap_or(i64::MAX) as f64
}

fn percent(part: TimeDelta, whole: TimeDelta) -> f64 {
    nanos(part) * 100.0 / nanos(whole)
}

/// A share for people, cut and not rounded: 49.97 % must not read as the 50 % that it misses.
fn shown(share: f64) -> String {
    format!("{} %", (share * 10.0).floor() / 10.0)
}

fn beyond(length: TimeDelta, minutes: f64) -> bool {
    nanos(length) > minutes * 60e9
}

fn minutes_words(length: TimeDelta) -> String {
    format!("{} min", length.num_minutes())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::presence::measure;
    use chrono::DateTime;
    use proptest::prelude::*;

    fn span(from: i64, to: i64) -> Span {
        let at = |ms| DateTime::from_timestamp_millis(1_764_151_200_000 + ms).unwrap();
        Span::new(at(from), at(to)).unwrap()
    }

    fn hour() -> Span {
        span(0, 3_600_000)
    }

    fn ruled(stays: &[Span]) -> Ruling {
        rule(&Evidence::There(measure(stays, Some(hour()), false)), Some(hour()), &Rules::default())
    }

    #[test]
    fn exactly_at_a_limit_is_on_the_good_side() {
        assert_eq!(ruled(&[span(600_000, 3_000_000)]).status, Status::Present);
        assert_eq!(ruled(&[span(600_001, 3_000_000)]).status, Status::Late);
        assert_eq!(ruled(&[span(600_000, 2_999_999)]).status, Status::LeftEarly);
        assert_eq!(ruled(&[span(0, 1_800_000)]).status, Status::LeftEarly);
        assert_eq!(ruled(&[span(0, 1_799_999)]).status, Status::Absent);
    }

    #[test]
    fn somebody_can_be_both_late_and_early_and_still_absent() {
        let both = ruled(&[span(700_000, 2_900_000)]);
        assert_eq!((both.status, both.late, both.left_early), (Status::Late, true, true));
        let short = ruled(&[span(700_000, 800_000)]);
        assert_eq!((short.status, short.late, short.left_early), (Status::Absent, true, true));
    }

    #[test]
    fn a_missed_limit_does_not_read_as_reached() {
        assert!(ruled(&[span(0, 1_799_999)]).reasons[0].starts_with("49.9 % of the class, less than 50 %"));
    }

    #[test]
    fn no_data_is_unknown_and_no_duration_is_present() {
        let of = |evidence| rule(&evidence, Some(hour()), &Rules::default()).status;
        assert_eq!(of(Evidence::NoData), Status::Unknown);
        assert_eq!(of(Evidence::NotThere), Status::Absent);
        assert_eq!(of(Evidence::DurationUnknown), Status::Present);
    }

    #[test]
    fn a_class_without_times_knows_only_there_or_not() {
        let there = rule(&Evidence::There(measure(&[span(0, 5)], None, false)), None, &Rules::default());
        assert_eq!((there.status, there.late), (Status::Present, false));
        let blink = rule(&Evidence::There(measure(&[span(0, 0)], None, false)), None, &Rules::default());
        assert_eq!(blink.status, Status::Absent);
    }

    proptest! {
        #[test]
        fn longer_presence_never_makes_it_worse(from in 0i64..3_000_000, length in 1i64..600_000, more in 0i64..600_000) {
            let rank = |stays: &[Span]| match ruled(stays).status { Status::Absent => 0, Status::Late | Status::LeftEarly => 1, _ => 2 };
            prop_assert!(rank(&[span(from, from + length)]) <= rank(&[span(from, from + length + more)]));
        }
    }
}
