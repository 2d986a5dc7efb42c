//! Decisions: what stands, what was undone, what can be redone.

use super::{add_meeting, fresh, later, new_meeting, now};
use crate::decisions::{Decision, DecisionKind, NewDecision, append, current, list, redo, undo};
use crate::{Store, courses, meetings};
use proptest::prelude::*;
use rollbook_core::{CourseId, MeetingId};
use serde_json::{Value, json};

fn mark(meeting: &MeetingId, student: &str, after: &str) -> NewDecision {
    NewDecision {
        meeting_id: Some(meeting.clone()),
        course_id: None,
        kind: DecisionKind::Mark,
        subject: student.into(),
        before: Value::Null,
        after: json!({ "status": after }),
        what: format!("{student} marked {after}"),
    }
}

fn what(decisions: &[Decision]) -> Vec<&str> {
    decisions.iter().map(|decision| &*decision.decision.what).collect()
}

fn with_meeting() -> (tempfile::TempDir, Store, MeetingId) {
    let (home, store) = fresh();
    let meeting = add_meeting(&store, "Week 1");
    (home, store, meeting)
}

#[test]
fn the_last_decision_of_each_subject_stands() {
    let (_home, store, meeting) = with_meeting();
    let step = [mark(&meeting, "emma", "late"), mark(&meeting, "noah", "absent")];
    append(&store, &step, now()).unwrap();
    append(&store, &[mark(&meeting, "emma", "present")], later(1)).unwrap();
    let stands = current(&store, &meeting, None).unwrap();
    assert_eq!(what(&stands), ["noah marked absent", "emma marked present"]);
    assert_eq!((stands[0].at, &stands[0].decision), (now(), &step[1]));
    append(&store, &[], later(2)).unwrap();
    assert_eq!(list(&store, None).unwrap().len(), 3);
}

#[test]
fn a_step_is_undone_and_redone_as_a_whole() {
    let (_home, store, meeting) = with_meeting();
    append(&store, &[mark(&meeting, "emma", "late")], now()).unwrap();
    let step = [mark(&meeting, "emma", "present"), mark(&meeting, "noah", "present")];
    append(&store, &step, later(1)).unwrap();
    assert_eq!(what(&undo(&store, later(2)).unwrap()), ["emma marked present", "noah marked present"]);
    assert_eq!(what(&current(&store, &meeting, None).unwrap()), ["emma marked late"]);
    let undone = list(&store, Some(&meeting)).unwrap();
    assert_eq!(undone[0].undone_at, Some(later(2)));
    assert_eq!(redo(&store).unwrap().len(), 2);
    assert_eq!(current(&store, &meeting, None).unwrap().len(), 2);
    assert!(redo(&store).unwrap().is_empty());
}

#[test]
fn a_new_decision_makes_what_was_undone_history() {
    let (_home, store, meeting) = with_meeting();
    append(&store, &[mark(&meeting, "emma", "late")], now()).unwrap();
    undo(&store, later(1)).unwrap();
    append(&store, &[mark(&meeting, "noah", "late")], later(2)).unwrap();
    assert!(redo(&store).unwrap().is_empty());
    assert_eq!(what(&undo(&store, later(3)).unwrap()), ["noah marked late"]);
    assert!(undo(&store, later(4)).unwrap().is_empty());
    // Only what was undone last comes back, and the log keeps all.
    assert_eq!(what(&redo(&store).unwrap()), ["noah marked late"]);
    assert_eq!(list(&store, None).unwrap().len(), 2);
}

#[test]
fn a_course_remembers_matches_and_not_marks() {
    let (_home, store) = fresh();
    let course = courses::add(&store, "Physics", None, now()).unwrap();
    let other = courses::add(&store, "Art", None, now()).unwrap();
    let meeting_of = |course: &CourseId, title: &str| {
        let mut new = new_meeting(title);
        new.course_id = Some(course.clone());
        meetings::add(&store, &new, now()).unwrap()
    };
    let (first, second) = (meeting_of(&course, "Week 1"), meeting_of(&course, "Week 2"));
    let art = meeting_of(&other, "Art 1");
    let decide = |meeting: Option<&MeetingId>, course: Option<&CourseId>, kind, words: &str| NewDecision {
        meeting_id: meeting.cloned(),
        course_id: course.cloned(),
        kind,
        subject: "subject".into(),
        before: Value::Null,
        after: json!(words),
        what: words.into(),
    };
    let made = [
        decide(None, None, DecisionKind::Rule, "rule for all"),
        decide(None, Some(&course), DecisionKind::Rule, "rule of the course"),
        decide(Some(&first), Some(&course), DecisionKind::Match, "match in week 1"),
        decide(Some(&first), Some(&course), DecisionKind::Mark, "mark in week 1"),
        decide(Some(&first), Some(&course), DecisionKind::Call, "call in week 1"),
        decide(Some(&second), Some(&course), DecisionKind::Match, "match in week 2"),
    ];
    for decision in made {
        append(&store, &[decision], now()).unwrap();
    }
    let stands = |meeting: &MeetingId, course: &CourseId| {
        let stands = current(&store, meeting, Some(course)).unwrap();
        stands.into_iter().map(|decision| decision.decision.what).collect::<Vec<_>>()
    };
    assert_eq!(
        stands(&second, &course),
        ["rule for all", "rule of the course", "match in week 1", "match in week 2"]
    );
    assert_eq!(stands(&art, &other), ["rule for all"]);
    // What the roster and the meeting do later does not touch it.
    meetings::erase(&store, &first).unwrap();
    assert_eq!(stands(&second, &course), ["rule for all", "rule of the course", "match in week 2"]);
}

#[derive(Clone, Copy, Debug)]
enum Act {
    Decide(u8),
    Undo,
    Redo,
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(40))]

    #[test]
    fn undo_and_redo_follow_the_two_stacks(
        acts in proptest::collection::vec(
            prop_oneof![(0..3_u8).prop_map(Act::Decide), Just(Act::Undo), Just(Act::Redo)], 0..25)
    ) {
        let (_home, store, meeting) = with_meeting();
        let (mut done, mut undone): (Vec<String>, Vec<String>) = (Vec::new(), Vec::new());
        for (n, act) in acts.iter().enumerate() {
            let moved = |decisions: Vec<Decision>| decisions.first().map(|d| d.decision.what.clone());
            match act {
                Act::Decide(student) => {
                    let decision = mark(&meeting, &student.to_string(), &n.to_string());
                    done.push(decision.what.clone());
                    undone.clear();
                    append(&store, &[decision], now()).unwrap();
                }
                Act::Undo => {
                    let expected = done.pop();
                    prop_assert_eq!(moved(undo(&store, now()).unwrap()), expected.clone());
                    undone.extend(expected);
                }
                Act::Redo => {
                    let expected = undone.pop();
                    prop_assert_eq!(moved(redo(&store).unwrap()), expected.clone());
                    done.extend(expected);
                }
            }
            let mut stands: Vec<String> = Vec::new();
            for words in &done {
                let student = words.split(' ').next().unwrap();
                stands.retain(|other| other.split(' ').next() != Some(student));
                stands.push(words.clone());
            }
            let read = current(&store, &meeting, None).unwrap();
            prop_assert_eq!(what(&read), stands);
        }
    }
}
