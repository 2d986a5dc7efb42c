//! Why a number is what it is: what `show` and `reconcile` carry for every person and student.

use chrono::{DateTime, Utc};
use serde::Serialize;
use ts_rs::TS;

/// A span of time.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct SpanView {
    /// Start.
    #[serde(serialize_with = "super::time::plain")]
    #[ts(as = "String")]
    pub start: DateTime<Utc>,
    /// End.
    #[serde(serialize_with = "super::time::plain")]
    #[ts(as = "String")]
    pub end: DateTime<Utc>,
    /// Exact length rounded half up.
    #[ts(as = "u32")]
    pub seconds: i64,
}

/// From the stays to the time in class: `summed − overlap = connected`, `connected − before_start − after_end = present`
/// (exactly; each number is rounded for itself). What counts of each stay stands beside the stay.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct WhyView {
    /// Microsoft's own total; null where it states none.
    #[ts(as = "Option<u32>")]
    pub stated_seconds: Option<i64>,
    /// Why that differs from the connected time by more than a second: `overlap`, `bad-stay`, `not-the-sum`.
    pub differs: Vec<String>,
    /// Time that several stays share, counted once.
    #[ts(as = "u32")]
    pub overlap_seconds: i64,
    /// Connected before the start, not counted.
    #[ts(as = "u32")]
    pub before_start_seconds: i64,
    /// Connected after the end, not counted.
    #[ts(as = "u32")]
    pub after_end_seconds: i64,
    /// Away between the first counted join and the last counted leave.
    pub gaps: Vec<SpanView>,
}

/// One limit of the rules and what was held against it.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
pub struct CheckView {
    /// `min_present_percent`, `late_after_minutes` or `left_early_minutes`.
    pub rule: String,
    /// What was found, in percent or minutes, to six decimals.
    pub found: f64,
    /// The limit, in the same unit.
    pub limit: f64,
    /// On the good side; exactly at the limit is.
    pub kept: bool,
}

/// One person that a student was in the class, and how that is known.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct MatchedView {
    /// Which person.
    pub participant_id: String,
    /// `object-id`, `email`, `remembered` or `manual`.
    pub how: String,
}

/// Why a student has this status.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
pub struct StudentWhyView {
    /// The people matched, each with its evidence.
    pub matched: Vec<MatchedView>,
    /// The time, over all of them together; null where no duration is known.
    pub time: Option<WhyView>,
    /// The rules one by one; empty where there was nothing to compare.
    pub checks: Vec<CheckView>,
    /// What the rules alone say.
    pub by_rules: String,
}
