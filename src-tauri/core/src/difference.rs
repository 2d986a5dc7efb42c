//! What an upload would change in the LMS, student by student, and where somebody else was there first.

use crate::ids::StudentId;
use crate::reconcile::StudentResult;
use crate::status::Status;
use crate::words::Words;
use std::collections::{BTreeMap, BTreeSet};

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
    /// What the LMS holds, in its own word.
    pub before: Option<String>,
    /// What it held when we last looked.
    pub base: Option<String>,
    /// What it should hold, in its own word; `None` where nothing is sent.
    pub after: Option<String>,
    /// What happens.
    pub action: Action,
    /// Why, in words.
    pub reason: String,
}

/// The LMS's own words for statuses, by its student ids.
pub type Held = BTreeMap<String, String>;

/// One side of the difference: what the LMS holds, and whom it knows.
#[derive(Clone, Copy, Debug)]
pub struct There<'a> {
    /// What it holds now.
    pub now: &'a Held,
    /// What it held when we last looked; `None` where we never did.
    pub base: Option<&'a Held>,
    /// Who can be marked; `None`: everybody.
    pub students: Option<&'a BTreeSet<String>>,
}

/// Compares the reconciliation with what the LMS holds.
#[must_use]
pub fn difference(students: &[StudentResult], words: &Words, there: There<'_>) -> Vec<Change> {
    students.iter().map(|result| change(result, words, there)).collect()
}

fn change(result: &StudentResult, words: &Words, there: There<'_>) -> Change {
    let lms_id = result.student.lms_id.clone();
    let held = |from: &Held| lms_id.as_ref().and_then(|id| from.get(id)).cloned();
    let before = held(there.now);
    let base = there.base.and_then(held);
    let skip = |reason: String| (None, Action::Skip, reason);
    let known = |id: &String| there.students.is_none_or(|students| students.contains(id));
    let (after, action, reason) = match (&lms_id, result.status) {
        (None, _) => skip("not known to the LMS: pull the roster first".into()),
        (_, Status::Unknown) => skip("no data for this student: nothing is sent".into()),
        (Some(id), _) if !known(id) => skip(
            "not among those who can be marked in this session of the LMS (another group, or not enrolled)"
                .into(),
        ),
        (_, status) => match words.target(status, result.ruling.late && result.ruling.left_early) {
            None => skip(format!("the LMS has no status for {status}: choose one of its own")),
            Some(target) => {
                let (action, reason) =
                    act(target, words, before.as_deref(), base.as_deref(), there.base.is_some());
                (Some(target.to_owned()), action, reason)
            }
        },
    };
    Change { student: result.student.id.clone(), lms_id, before, base, after, action, reason }
}

fn act(
    after: &str,
    words: &Words,
    before: Option<&str>,
    base: Option<&str>,
    looked: bool,
) -> (Action, String) {
    let name = |held: Option<&str>| held.map_or("nothing", |held| words.name(held)).to_owned();
    if before == Some(after) {
        return (Action::None, "the LMS holds this already".into());
    }
    if looked && before != base {
        let reason =
            format!("changed in the LMS from {} to {} since you last looked", name(base), name(before));
        return (Action::Conflict, reason);
    }
    match before {
        None => (Action::Create, "the LMS holds nothing yet".into()),
        Some(_) => (Action::Update, format!("the LMS holds {}", name(before))),
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
                groups: vec![],
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
        let (now, base) = (held(now), base.map(held));
        let there = There { now: &now, base: base.as_ref(), students: None };
        difference(&[result(Some("7"), status)], &Words::contract(), there)[0].action
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
        let now = held("absent");
        let there = There { now: &now, base: None, students: None };
        let changes = difference(&[result(None, Status::Present)], &Words::contract(), there);
        assert_eq!(changes[0].action, Action::Skip);
    }

    #[test]
    fn in_the_words_of_the_lms_and_of_those_it_knows() {
        let words = Words::of([(Status::Present, "5"), (Status::Absent, "6")], [("9", "LE Left early")]);
        let (now, students) = (held("9"), BTreeSet::from(["7".to_owned()]));
        let there = There { now: &now, base: None, students: Some(&students) };
        let line = |id, status| difference(&[result(Some(id), status)], &words, there).remove(0);
        let found = line("7", Status::Present);
        assert_eq!((found.after.as_deref(), found.action), (Some("5"), Action::Update));
        assert_eq!(found.reason, "the LMS holds LE Left early");
        let late = line("7", Status::Late);
        assert_eq!((late.after, late.action), (None, Action::Skip));
        assert!(late.reason.contains("no status for late"));
        assert_eq!(line("8", Status::Present).action, Action::Skip);
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
