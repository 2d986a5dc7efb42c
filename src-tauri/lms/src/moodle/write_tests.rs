#![allow(clippy::unwrap_used)]
use super::super::transcript_tests::record;
use super::*;
use crate::marks::Mark;
use crate::model::Place;
use crate::moodle::MoodleFault;
use rollbook_core::status::Status;

fn mark(id: &str, status: HeldStatus) -> Mark {
    Mark { student_id: id.into(), status, note: None, remark: None, present_seconds: None }
}

fn plan(changed: Vec<Mark>, removed: &[&str], base: Option<String>) -> Write {
    Write {
        place: Place { course: None, session: "1".into() },
        marks: changed.clone(),
        changed,
        removed: removed.iter().map(|id| (*id).to_owned()).collect(),
        report: Value::Null,
        base_version: base,
        idempotency_key: "k".into(),
    }
}

fn now() -> Held {
    held(record("073-get-session-after.json").body()).unwrap()
}

fn own(id: &str) -> HeldStatus {
    HeldStatus::Other(id.into())
}

#[test]
fn only_marks_that_moodle_can_hold_and_does_not_are_sent() {
    let changed = vec![
        mark("7", own("5")),
        mark("8", own("6")),
        mark("39", own("6")),
        mark("9", own("999999")),
        mark("10", own("25")),
        mark("18", HeldStatus::Known(Status::Present)),
    ];
    let (results, sending) =
        checked(&plan(changed, &["11", "15", "39"], now().marks.version), &now()).unwrap();
    let sent: Vec<_> =
        sending.iter().map(|one| (one.place, one.student.as_str(), one.status.as_str())).collect();
    assert_eq!(sent, [(0, "7", "5"), (6, "11", "0")]);
    let faults: Vec<_> = results.iter().map(|result| (result.state, result.error.clone())).collect();
    assert_eq!(faults[1], (MarkState::Confirmed, None), "held already");
    assert_eq!(faults[2].1, Some(MarkFault::NotListed), "not enrolled");
    assert!(faults[3..6].iter().all(|(_, fault)| *fault == Some(MarkFault::NoSuchStatus)));
    assert_eq!(faults[7], (MarkState::Confirmed, None), "had no mark");
    assert_eq!(faults[8].1, Some(MarkFault::NotListed));
}

#[test]
fn a_session_that_was_taken_meanwhile_is_a_conflict() {
    let write = plan(vec![mark("7", own("5"))], &[], Some("1795383932-3-0000000000000000".into()));
    assert_eq!(checked(&write, &now()).unwrap_err(), LmsError::Conflict);
    assert!(checked(&plan(Vec::new(), &[], None), &now()).is_ok());
}

#[test]
fn one_students_failure_is_noted_and_others_end_the_write() {
    let one = |status: &str| Sending { place: 0, student: "7".into(), status: status.into() };
    let mut results = vec![MarkResult { student_id: "7".into(), state: MarkState::Skipped, error: None }];
    for good in [Value::Null, Value::from("OK")] {
        settle(&one("5"), Ok(good), &mut results).unwrap();
        assert_eq!(results[0].state, MarkState::Confirmed);
    }
    settle(&one("5"), Err(MoodleFault::UnknownUser.into()), &mut results).unwrap();
    assert_eq!(results[0].error, Some(MarkFault::Refused));
    settle(&one("0"), Err(MoodleFault::BadValue.into()), &mut results).unwrap();
    assert_eq!(results[0].error, Some(MarkFault::CannotRemove), "the plug-in of 2026");
    assert_eq!(settle(&one("5"), Err(LmsError::TimedOut), &mut results), Err(LmsError::TimedOut));
    assert_eq!(settle(&one("5"), Ok(serde_json::json!([])), &mut results), Err(wrong_shape()));
}

#[test]
fn the_version_moves_on_only_where_nobody_else_came_between() {
    let before = now();
    let sending = [Sending { place: 0, student: "7".into(), status: "5".into() }];
    let after = |student: &str| {
        let mut after = before.clone();
        after.marks.version = Some("new".into());
        let place = after.marks.records.iter().position(|mark| mark.student_id == student).unwrap();
        after.marks.records[place].status = own("5");
        after
    };
    assert_eq!(moved(&before, Ok(after("7")), &sending), Some("new".into()));
    assert_eq!(moved(&before, Ok(after("8")), &sending), before.marks.version, "somebody marked 8");
    assert_eq!(moved(&before, Err(LmsError::TimedOut), &sending), before.marks.version);
}
