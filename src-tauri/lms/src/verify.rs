//! After a write: does the LMS hold what was planned?
//!
//! Pure. The engine reads the marks before and after a write; this says, student by student, what became of the
//! plan, and which students outside the plan somebody else changed in between.

use crate::marks::{Mark, MarkFault, MarkResult, MarkState};
use std::collections::{BTreeMap, BTreeSet};

/// The outcome of a write, as the reading after it shows it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Verification {
    /// One for every planned mark, in the order of the plan, then one for each that was to be removed.
    pub results: Vec<MarkResult>,
    /// Students outside the plan whose mark is another than before, sorted.
    pub changed_by_others: Vec<String>,
}

impl Verification {
    /// True when every planned mark is held.
    #[must_use]
    pub fn is_complete(&self) -> bool {
        self.results.iter().all(|result| result.state == MarkState::Confirmed)
    }
}

/// Compares the LMS before and after a write with its plan. Only statuses are compared: notes and seconds may be
/// rounded, shortened or not kept at all by the LMS.
#[must_use]
pub fn verify(before: &[Mark], plan: &[Mark], removed: &[String], after: &[Mark]) -> Verification {
    let before = statuses(before);
    let after = statuses(after);
    let wanted = plan.iter().map(|mark| (mark.student_id.as_str(), Some(mark.status.word())));
    let wanted: Vec<(&str, Option<&str>)> =
        wanted.chain(removed.iter().map(|id| (id.as_str(), None))).collect();
    let results = wanted
        .iter()
        .map(|(id, word)| {
            let (was, is) = (before.get(id).copied(), after.get(id).copied());
            let (state, error) = if is == *word {
                (MarkState::Confirmed, None)
            } else if is == was {
                (MarkState::Failed, Some(MarkFault::NotStored))
            } else {
                (MarkState::Conflict, Some(MarkFault::ChangedMeanwhile))
            };
            MarkResult { student_id: (*id).to_owned(), state, error }
        })
        .collect();
    let planned: BTreeSet<&str> = wanted.iter().map(|(id, _)| *id).collect();
    let seen: BTreeSet<&str> = before.keys().chain(after.keys()).copied().collect();
    let changed_by_others = seen
        .difference(&planned)
        .filter(|id| before.get(*id) != after.get(*id))
        .map(|id| (*id).to_owned())
        .collect();
    Verification { results, changed_by_others }
}

fn statuses(marks: &[Mark]) -> BTreeMap<&str, &str> {
    marks.iter().map(|mark| (mark.student_id.as_str(), mark.status.word())).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::marks::HeldStatus;
    use proptest::prelude::*;

    fn mark(id: &str, word: &str) -> Mark {
        Mark {
            student_id: id.to_owned(),
            status: HeldStatus::from_word(word),
            note: None,
            remark: None,
            present_seconds: None,
        }
    }

    fn state(before: &[(&str, &str)], after: &[(&str, &str)]) -> MarkState {
        let marks = |all: &[(&str, &str)]| all.iter().map(|(id, word)| mark(id, word)).collect::<Vec<_>>();
        verify(&marks(before), &[mark("1", "present")], &[], &marks(after)).results[0].state
    }

    #[test]
    fn a_mark_that_was_to_go_must_be_gone() {
        let held = vec![mark("1", "late"), mark("2", "late")];
        let removed = ["1".to_owned(), "2".to_owned(), "3".to_owned()];
        let states: Vec<_> =
            verify(&held, &[], &removed, &held[1..]).results.iter().map(|result| result.state).collect();
        assert_eq!(states, [MarkState::Confirmed, MarkState::Failed, MarkState::Confirmed]);
    }

    #[test]
    fn each_student_is_judged_by_what_the_lms_shows() {
        assert_eq!(state(&[], &[("1", "present")]), MarkState::Confirmed);
        assert_eq!(state(&[("1", "absent")], &[("1", "present")]), MarkState::Confirmed);
        assert_eq!(state(&[("1", "absent")], &[("1", "absent")]), MarkState::Failed);
        assert_eq!(state(&[], &[]), MarkState::Failed);
        assert_eq!(state(&[("1", "absent")], &[("1", "excused")]), MarkState::Conflict);
        assert_eq!(state(&[("1", "absent")], &[]), MarkState::Conflict);
        assert_eq!(state(&[("1", "absent")], &[("1", "PA")]), MarkState::Conflict);
    }

    #[test]
    fn students_that_somebody_else_changed_are_named() {
        let before = [mark("1", "absent"), mark("2", "absent"), mark("3", "late"), mark("4", "late")];
        let after = [mark("1", "present"), mark("2", "absent"), mark("3", "excused"), mark("5", "late")];
        let outcome = verify(&before, &[mark("1", "present")], &[], &after);
        assert!(outcome.is_complete());
        assert_eq!(outcome.changed_by_others, ["3", "4", "5"]);
    }

    proptest! {
        #[test]
        fn a_plan_that_is_held_is_complete_and_nobody_else_is_blamed(
            ids in proptest::collection::btree_set("[a-e]", 0..5),
            words in proptest::collection::vec("present|absent|late|XX", 5),
        ) {
            let plan: Vec<Mark> = ids.iter().zip(&words).map(|(id, word)| mark(id, word)).collect();
            let outcome = verify(&[], &plan, &[], &plan);
            prop_assert!(outcome.is_complete());
            prop_assert!(outcome.changed_by_others.is_empty());
            prop_assert_eq!(outcome.results.len(), plan.len());
        }
    }
}
