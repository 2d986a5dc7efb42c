//! What an upload would change in the LMS, student by student, and where somebody else was there first.

use crate::ids::StudentId;
use crate::reconcile::StudentResult;
use crate::status::Status;
use std::collections::BTreeMap;

/// What an upload does for one student; the words are those of the contract.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Action {
    /// The LMS holds nothing yet.
    Create,
    /// The LMS holds something else, as it did when we last looked.
    Update,
    /// The LMS holds this already.
    None,
    /// Somebody changed it there since we last looked: nothing is overwritten.
    Conflict,
    /// Nothing can or should be sent.
    Skip,
}

impl Action {
    /// The word of the contract.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Create => "create",
            Self::Update => "update",
            Self::None => "none",
            Self::Conflict => "conflict",
            Self::Skip => "skip",
        }
    }
}

/// One line of the difference.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// Which student.
    pub student: StudentId,
    /// Their id in the LMS.
    pub lms_id: Option<String>,
    /// What the LMS holds.
    pub before: Option<String>,
    /// What it held when we last looked.
    pub base: Option<String>,
    /// What it should hold; `None` where nothing is sent.
    pub after: Option<Status>,
    /// What happens.
    pub action: Action,
    /// Why, in words.
    pub reason: String,
}

/// The status words that the LMS holds, by its student ids.
pub type Held = BTreeMap<String, String>;

/// Compares the reconciliation with what the LMS holds now (`now`) and held when we last looked (`base`; `None`
/// where we never did).
#[must_use]
pub fn difference(students: &[StudentResult], now: &Held, base: Option<&Held>) -> Vec<Change> {
    students.iter().map(|result| change(result, now, base)).collect()
}

fn change(result: &StudentResult, now: &Held, base: Option<&Held>) -> Change {
    let lms_id = result.student.lms_id.clone();
    let held = |from: &Held| lms_id.as_ref().and_then(|id| from.get(id)).cloned();
    let before = held(now);
    let last_seen = base.and_then(held);
    let (after, action, reason) = match (&lms_id, result.status) {
        (None, _) => (None, Action::Skip, "not known to the LMS: pull the roster first".to_owned()),
        (_, Status::Unknown) => (None, Action::Skip, "no data for this student: nothing is sent".to_owned()),
        (_, status) => {
            let (action, reason) = act(status, before.as_deref(), last_seen.as_deref(), base.is_some());
            (Some(status), action, reason)
        }
    };
    Change { student: result.student.id.clone(), lms_id, before, base: last_seen, after, action, reason }
}

fn act(after: Status, before: Option<&str>, base: Option<&str>, looked: bool) -> (Action, String) {
    let word = |held: Option<&str>| held.unwrap_or("nothing").to_owned();
    if before == Some(after.word()) {
        return (Action::None, "the LMS holds this already".into());
    }
    if looked && before != base {
        let reason =
            format!("changed in the LMS from {} to {} since you last looked", word(base), word(before));
        return (Action::Conflict, reason);
    }
    match before {
        None => (Action::Create, "the LMS holds nothing yet".into()),
        Some(before) => (Action::Update, format!("the LMS holds {before}")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::roster::Student;
    use crate::rules::{Evidence, Rules, rule};
    use proptest::prelude::*;

    fn result(lms_id: Option<&str>, status: Status) -> StudentResult {
        StudentResult {
            student: Student {
                id: "s".into(),
                lms_id: lms_id.map(str::to_owned),
                name: "S".into(),
                emails: vec![],
                username: None,
                object_id: None,
                active: true,
            },
            ruling: rule(&Evidence::NoData, None, &Rules::default()),
            status,
            mark: None,
            presence: None,
            participants: vec![],
            evidence: vec![],
            how: None,
        }
    }

    fn held(word: &str) -> Held {
        if word.is_empty() { Held::new() } else { [("7".to_owned(), word.to_owned())].into() }
    }

    fn action(status: Status, now: &str, base: Option<&str>) -> Action {
        difference(&[result(Some("7"), status)], &held(now), base.map(held).as_ref())[0].action
    }

    #[test]
    fn each_case() {
        assert_eq!(action(Status::Present, "", None), Action::Create);
        assert_eq!(action(Status::Present, "absent", None), Action::Update);
        assert_eq!(action(Status::Present, "absent", Some("absent")), Action::Update);
        assert_eq!(action(Status::Present, "excused", Some("absent")), Action::Conflict);
        assert_eq!(action(Status::Present, "", Some("absent")), Action::Conflict);
        assert_eq!(action(Status::Present, "excused", Some("")), Action::Conflict);
        assert_eq!(action(Status::Present, "present", Some("absent")), Action::None);
        assert_eq!(action(Status::Unknown, "present", None), Action::Skip);
        let unknown_there = difference(&[result(None, Status::Present)], &held("absent"), None);
        assert_eq!(unknown_there[0].action, Action::Skip);
    }

    proptest! {
        #[test]
        fn nothing_that_changed_there_is_ever_overwritten(status in 0usize..6, now in 0usize..4, base in 0usize..4) {
            let words = ["", "present", "absent", "P"];
            let found = action(Status::ALL[status], words[now], Some(words[base]));
            let writes = matches!(found, Action::Create | Action::Update);
            prop_assert!(!writes || now == base);
        }
    }
}
