//! From presence to a status (presence rules, section 5).

use crate::class::Span;
use crate::presence::Presence;
use crate::status::Status;
use chrono::TimeDelta;
use serde::{Deserialize, Serialize};

/// The limits; exactly at one is on the good side.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default)]
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
    /// Nobody matched, and the source says that it leaves this many people out: one of them may be this student.
    PerhapsLeftOut(u32),
    /// There, but the source gives no durations.
    DurationUnknown,
    /// There, this long.
    There(Presence),
}

/// A status with its two flags and its reasons in words.
#[derive(Clone, Debug, PartialEq)]
pub struct Ruling {
    /// The status.
    pub status: Status,
    /// Joined too late, whatever the status is.
    pub late: bool,
    /// Left too early, whatever the status is.
    pub left_early: bool,
    /// Why, in words.
    pub reasons: Vec<String>,
    /// What was compared with which limit; empty where there was nothing to compare.
    pub checks: Vec<Check>,
}

/// One limit and what was held against it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Check {
    /// Which limit.
    pub limit: Limit,
    /// What was found: percent for [`Limit::MinPresent`], minutes elsewhere; exact.
    pub found: f64,
    /// The limit, in the same unit.
    pub allowed: f64,
    /// On the good side; exactly at the limit is.
    pub kept: bool,
}

/// The limits; the words are the keys of the contract, section 3.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Limit {
    /// Least share of the class.
    MinPresent,
    /// Latest join.
    LateAfter,
    /// Earliest leave.
    LeftEarly,
}

impl Limit {
    /// The key of the contract.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::MinPresent => "min_present_percent",
            Self::LateAfter => "late_after_minutes",
            Self::LeftEarly => "left_early_minutes",
        }
    }
}

/// Rules on one student, marks of the instructor aside.
#[must_use]
pub fn rule(evidence: &Evidence, window: Option<Span>, rules: &Rules) -> Ruling {
    let plain = |status, reason: &str| Ruling {
        status,
        late: false,
        left_early: false,
        reasons: vec![reason.into()],
        checks: vec![],
    };
    let presence = match evidence {
        Evidence::NoData => return plain(Status::Unknown, "there is no data for this class"),
        Evidence::NotThere => return plain(Status::Absent, "not seen in the class"),
        Evidence::PerhapsLeftOut(count) => {
            let people = if *count == 1 { "1 person is".to_owned() } else { format!("{count} people are") };
            let reason = format!("not seen, but {people} left out of the report and may be this student");
            return plain(Status::Unknown, &reason);
        }
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
    let share = percent(presence.present, window.length());
    let mut checks = vec![Check {
        limit: Limit::MinPresent,
        found: share,
        allowed: rules.min_present_percent,
        kept: share >= rules.min_present_percent,
    }];
    let at_edge = |by: Option<TimeDelta>, limit: Limit, allowed: f64| {
        // A quotient is the nearest double to the exact minutes, as the limit is to what was typed: equal stays equal.
        let found = nanos(by?) / 60e9;
        Some(Check { limit, found, allowed, kept: found <= allowed })
    };
    checks.extend(at_edge(presence.late, Limit::LateAfter, rules.late_after_minutes));
    checks.extend(at_edge(presence.left_early, Limit::LeftEarly, rules.left_early_minutes));
    let broken = |limit: Limit| checks.iter().any(|check| check.limit == limit && !check.kept);
    let (absent, late, left_early) =
        (broken(Limit::MinPresent), broken(Limit::LateAfter), broken(Limit::LeftEarly));

    let relation = if absent { "less than" } else { "at least" };
    let mut reasons =
        vec![format!("{} of the class, {relation} {} %", shown(share), rules.min_present_percent)];
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
    Ruling { status, late, left_early, reasons, checks }
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

/// Whole minutes; with seconds where a limit of whole minutes would read as kept.
fn minutes_words(length: TimeDelta) -> String {
    match (length.num_minutes(), length.num_seconds() % 60) {
        (minutes, 0) => format!("{minutes} min"),
        (minutes, seconds) => format!("{minutes} min {seconds} s"),
    }
}

#[cfg(test)]
#[path = "rules_tests.rs"]
mod tests;
