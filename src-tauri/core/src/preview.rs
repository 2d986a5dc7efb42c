//! What a change would change: the students whose status differs between two reconciliations of one class.
//!
//! Presence rules, section 5: changing a rule previews who changes before it applies.

use crate::ids::StudentId;
use crate::reconcile::{Reconciliation, StudentResult};
use crate::status::Status;
use std::collections::BTreeMap;

/// One student whose status or flags would change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StatusChange {
    /// Who.
    pub student: StudentId,
    /// Name, for people to read.
    pub name: String,
    /// Status now.
    pub before: Status,
    /// Status then.
    pub after: Status,
    /// Why it would be so, in words.
    pub reasons: Vec<String>,
}

/// The students of one class whose status would change, in roster order. Somebody whom the instructor marked does not
/// change: the mark stands over every rule.
#[must_use]
pub fn preview(now: &Reconciliation, then: &Reconciliation) -> Vec<StatusChange> {
    let before: BTreeMap<&StudentId, &StudentResult> =
        now.students.iter().map(|s| (&s.student.id, s)).collect();
    let changed = |after: &StudentResult| {
        let before = before.get(&after.student.id).filter(|before| before.status != after.status)?;
        Some(StatusChange {
            student: after.student.id.clone(),
            name: after.student.name.clone(),
            before: before.status,
            after: after.status,
            reasons: after.ruling.reasons.clone(),
        })
    };
    then.students.iter().filter_map(changed).collect()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::attendance::{Attendance, Participant, SeenStay};
    use crate::class::Span;
    use crate::identity::Kind;
    use crate::reconcile::{Decisions, Mark, reconcile};
    use crate::roster::Student;
    use crate::rules::Rules;
    use crate::stay::StayFlags;
    use chrono::DateTime;
    use proptest::prelude::*;

    fn span(from: i64, to: i64) -> Span {
        let at = |minute| DateTime::from_timestamp(1_764_151_200 + minute * 60, 0).unwrap();
        Span::new(at(from), at(to)).unwrap()
    }

    fn class(stays: &[(i64, i64)]) -> (Vec<Student>, Attendance) {
        let students = (0..stays.len()).map(|i| Student {
            id: format!("s{i}").as_str().into(),
            lms_id: None,
            name: format!("Student {i}"),
            emails: vec![format!("{i}@x")],
            username: None,
            object_id: None,
            groups: vec![],
            active: true,
        });
        let people = stays.iter().enumerate().map(|(i, (from, to))| Participant {
            id: format!("p{i}").as_str().into(),
            keys: vec![format!("2mail:{i}@x")],
            name: None,
            also_seen_as: vec![],
            email: None,
            kind: Kind::Member,
            role: None,
            stays: vec![SeenStay {
                call: "c".into(),
                join: None,
                leave: None,
                span: Some(span(*from, *to)),
                flags: StayFlags::default(),
            }],
            presence: None,
            stated_seconds: None,
            flags: vec![],
        });
        (students.collect(), Attendance { calls: vec![], participants: people.collect() })
    }

    #[test]
    fn a_lower_limit_says_who_would_no_longer_be_absent() {
        let (roster, attendance) = class(&[(0, 60), (0, 25), (0, 20), (0, 10)]);
        let mut decisions = Decisions::default();
        decisions.marks.insert("s2".into(), Mark { status: Some(Status::Excused), note: None });
        let with = |percent| {
            let rules = Rules { min_present_percent: percent, left_early_minutes: 60.0, ..Rules::default() };
            reconcile(&roster, &attendance, &decisions, Some(span(0, 60)), &rules)
        };
        let changes = preview(&with(50.0), &with(30.0));
        let shown: Vec<_> = changes.iter().map(|c| (c.name.as_str(), c.before, c.after)).collect();
        assert_eq!(shown, [("Student 1", Status::Absent, Status::Present)]);
    }

    proptest! {
        #[test]
        fn the_same_rules_change_nobody_and_a_change_back_is_the_mirror(
            stays in prop::collection::vec((0i64..50, 0i64..40), 1..12), a in 0u8..=100, b in 0u8..=100,
        ) {
            let stays: Vec<_> = stays.iter().map(|(from, length)| (*from, from + length)).collect();
            let (roster, attendance) = class(&stays);
            let with = |percent: u8| {
                let rules = Rules { min_present_percent: f64::from(percent), ..Rules::default() };
                reconcile(&roster, &attendance, &Decisions::default(), Some(span(0, 60)), &rules)
            };
            prop_assert!(preview(&with(a), &with(a)).is_empty());
            let there: Vec<_> = preview(&with(a), &with(b)).into_iter().map(|c| (c.student, c.before, c.after)).collect();
            let back: Vec<_> = preview(&with(b), &with(a)).into_iter().map(|c| (c.student, c.after, c.before)).collect();
            prop_assert_eq!(there, back);
        }
    }
}
