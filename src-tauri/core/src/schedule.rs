//! How final a sync is, and when to look again (presence rules, section 1).

use crate::observation::Source;
use chrono::{DateTime, TimeDelta, Utc};

/// How final what was fetched is; the words are those of the contract.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Completeness {
    /// Nothing more is expected.
    Final,
    /// More may come.
    Provisional,
    /// Nothing was fetched.
    Unknown,
}

impl Completeness {
    /// The word of the contract.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Final => "final",
            Self::Provisional => "provisional",
            Self::Unknown => "unknown",
        }
    }
}

/// Call records stay provisional this long after the class.
const SETTLED: TimeDelta = TimeDelta::hours(48);
/// When call records are looked at again after the end of the class.
const LOOKS: [TimeDelta; 4] =
    [TimeDelta::minutes(30), TimeDelta::minutes(150), TimeDelta::hours(24), TimeDelta::hours(48)];
/// A report is looked at once more after this, for a late re-join makes a new one.
const REPORT_AGAIN: TimeDelta = TimeDelta::hours(24);
/// The first version of a call record takes at most this long ("up to 150 minutes", Graph call records FAQ).
pub const FIRST_VERSION: TimeDelta = TimeDelta::minutes(150);

/// How final a sync made at `fetched` is, for a class that ended at `end`, and when the next look is due.
///
/// `incomplete` is true where the server's answer was cut short (a loop of pages).
#[must_use]
pub fn outlook(
    source: Source,
    end: DateTime<Utc>,
    fetched: DateTime<Utc>,
    incomplete: bool,
) -> (Completeness, Option<DateTime<Utc>>) {
    let next = |looks: &[TimeDelta]| looks.iter().map(|after| end + *after).find(|at| *at > fetched);
    let found = match source {
        Source::None => return (Completeness::Unknown, next(&LOOKS)),
        Source::TeamsCsv => (Completeness::Final, None),
        Source::AttendanceReports if fetched >= end => (Completeness::Final, next(&[REPORT_AGAIN])),
        Source::CallRecords if fetched >= end + SETTLED => (Completeness::Final, None),
        Source::AttendanceReports | Source::CallRecords => (Completeness::Provisional, next(&LOOKS)),
    };
    if incomplete { (Completeness::Provisional, found.1) } else { found }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn hours(count: i64) -> DateTime<Utc> {
        DateTime::from_timestamp(1_764_151_200, 0).unwrap() + TimeDelta::hours(count)
    }

    #[test]
    fn call_records_settle_after_48_hours() {
        let at = |fetched| outlook(Source::CallRecords, hours(0), fetched, false);
        assert_eq!(at(hours(-1)), (Completeness::Provisional, Some(hours(0) + TimeDelta::minutes(30))));
        assert_eq!(at(hours(1)), (Completeness::Provisional, Some(hours(0) + TimeDelta::minutes(150))));
        assert_eq!(at(hours(3)), (Completeness::Provisional, Some(hours(24))));
        assert_eq!(at(hours(47)), (Completeness::Provisional, Some(hours(48))));
        assert_eq!(at(hours(48)), (Completeness::Final, None));
    }

    #[test]
    fn a_report_is_final_after_the_end_and_looked_at_once_more() {
        let at = |fetched| outlook(Source::AttendanceReports, hours(0), fetched, false);
        assert_eq!(at(hours(0)), (Completeness::Final, Some(hours(24))));
        assert_eq!(at(hours(25)), (Completeness::Final, None));
        assert_eq!(at(hours(-1)).0, Completeness::Provisional);
        assert_eq!(
            outlook(Source::AttendanceReports, hours(0), hours(30), true).0,
            Completeness::Provisional
        );
    }
}
