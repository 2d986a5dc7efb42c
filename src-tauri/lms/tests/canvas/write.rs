//! Marks: written in bulk, read back exactly, never doubled.

use crate::{World, mark, write_of};
use rollbook_core::status::Status;
use rollbook_lms::{HeldStatus, LmsError, Mark, MarkFault, MarkState, Place, Write, verify};
use rollbook_sandbox::{Action, Fault, Server};
use std::time::Duration;

/// The statuses of a small class, with what is said about them.
fn plan() -> Vec<Mark> {
    vec![
        mark(1001, Status::Present, None, Some(90)),
        mark(1002, Status::Late, Some("bus"), Some(70)),
        mark(1003, Status::LeftEarly, None, Some(40)),
        mark(1004, Status::Absent, None, None),
        mark(1005, Status::Excused, Some("ill"), None),
    ]
}

fn states(results: &[rollbook_lms::MarkResult]) -> Vec<MarkState> {
    results.iter().map(|one| one.state).collect()
}

#[tokio::test]
async fn every_status_is_read_back_as_it_was_written() {
    let world = World::new("demo").await;
    let place = world.place().await;
    let before = world.lms.read_marks(&place, &world.ctx).await.unwrap();
    assert!(before.records.is_empty() && before.skipped == 0);
    assert_eq!(before.students.as_ref().unwrap().len(), 30);
    let ids: Vec<&str> = before.statuses.iter().map(|one| one.id.as_str()).collect();
    assert_eq!(ids, ["present", "late", "left-early", "absent", "excused"]);

    let written = world.lms.write_marks(&write_of(&place, plan()), &world.ctx).await.unwrap();
    assert_eq!(states(&written.results), [MarkState::Confirmed; 5]);
    let after = world.lms.read_marks(&place, &world.ctx).await.unwrap();
    assert_eq!(after.records, plan(), "remarks and minutes too");
    assert!(verify(&before.records, &plan(), &[], &after.records).is_complete());
    let stored = world.sandbox.canvas_grades(place.session.parse().unwrap());
    let scores: Vec<_> = stored.iter().map(|one| (one.score, one.excused)).collect();
    assert_eq!(
        scores,
        [(Some(1.0), false), (Some(0.75), false), (Some(0.5), false), (Some(0.0), false), (None, true)]
    );
    assert_eq!(
        world.comments(&place),
        [
            (1001, vec!["Attendance: 90 min in class".to_owned()]),
            (1002, vec!["Attendance: 70 min in class \u{2013} bus".to_owned()]),
            (1003, vec!["Attendance: 40 min in class".to_owned()]),
            (1005, vec!["Attendance: ill".to_owned()]),
        ]
    );
    assert_eq!(world.seen("POST", "update_grades").len(), 2, "one job for the marks, one for the remarks");
}

#[tokio::test]
async fn marks_are_taken_away_again() {
    let world = World::new("demo").await;
    let place = world.place().await;
    world.lms.write_marks(&write_of(&place, plan()), &world.ctx).await.unwrap();
    let back = Write {
        removed: ["1001", "1003", "1005"].map(str::to_owned).to_vec(),
        ..write_of(&place, vec![mark(1002, Status::Absent, None, None)])
    };
    let written = world.lms.write_marks(&back, &world.ctx).await.unwrap();
    assert_eq!(states(&written.results), [MarkState::Confirmed; 4]);
    let after = world.lms.read_marks(&place, &world.ctx).await.unwrap();
    let held: Vec<_> = after.records.iter().map(|one| (one.student_id.as_str(), one.status.word())).collect();
    assert_eq!(held, [("1002", "absent"), ("1004", "absent")]);
}

#[tokio::test]
async fn the_same_write_again_doubles_nothing() {
    let world = World::new("demo").await;
    let place = world.place().await;
    let write = write_of(&place, plan());
    world.lms.write_marks(&write, &world.ctx).await.unwrap();
    let (first, said) = (world.sandbox.canvas_grades(place.session.parse().unwrap()), world.comments(&place));
    let again = world.lms.write_marks(&write, &world.ctx).await.unwrap();
    assert_eq!(states(&again.results), [MarkState::Confirmed; 5]);
    assert_eq!(world.sandbox.canvas_grades(place.session.parse().unwrap()), first);
    assert_eq!(world.comments(&place), said);
    assert_eq!(world.seen("POST", "update_grades").len(), 3, "no second job for remarks");
}

#[tokio::test]
async fn a_lost_answer_and_its_repeat_double_nothing() {
    let world = World::new("demo").await;
    let place = world.place().await;
    let write = write_of(&place, plan());
    for _ in 0..3 {
        let lost = Fault::always(Server::Canvas, Action::ResetAfterWork).at("update_grades").times(1);
        world.sandbox.inject(lost);
        let error = world.lms.write_marks(&write, &world.ctx).await.unwrap_err();
        assert!(error.may_have_written(), "{error}");
        assert!(world.comments(&place).is_empty(), "no remark goes with a write that may be repeated");
    }
    let done = world.lms.write_marks(&write, &world.ctx).await.unwrap();
    assert_eq!(states(&done.results), [MarkState::Confirmed; 5]);
    let after = world.lms.read_marks(&place, &world.ctx).await.unwrap();
    assert_eq!(after.records, plan());
    assert!(world.comments(&place).iter().all(|(_, said)| said.len() == 1));
}

#[tokio::test]
async fn a_lost_answer_to_the_remarks_does_not_undo_the_marks() {
    let world = World::new("demo").await;
    let place = world.place().await;
    let write = write_of(&place, plan());
    world
        .sandbox
        .inject(Fault::always(Server::Canvas, Action::ResetAfterWork).at("update_grades").after(1).times(1));
    let written = world.lms.write_marks(&write, &world.ctx).await.unwrap();
    assert_eq!(states(&written.results), [MarkState::Confirmed; 5]);
    // Other requests let the job go on; the next write finds the remarks there.
    for _ in 0..2 {
        world.lms.read_marks(&place, &world.ctx).await.unwrap();
    }
    world.lms.write_marks(&write, &world.ctx).await.unwrap();
    assert!(world.comments(&place).iter().all(|(_, said)| said.len() == 1));
    assert_eq!(world.comments(&place).len(), 4);
}

#[tokio::test]
async fn whom_the_job_does_not_find_has_failed_and_the_others_are_saved() {
    let world = World::new("lms-partial").await;
    let place = world.place().await;
    let all: Vec<Mark> = (1001..=1014)
        .map(|id| mark(id, Status::Present, None, Some(90)))
        .chain([mark(77, Status::Present, None, None)])
        .collect();
    let written = world.lms.write_marks(&write_of(&place, all), &world.ctx).await.unwrap();
    let failed: Vec<&str> = written
        .results
        .iter()
        .filter(|one| one.state == MarkState::Failed)
        .map(|one| one.student_id.as_str())
        .collect();
    assert_eq!(failed, ["1007", "1014", "77"]);
    let Some(MarkFault::Said(said)) = &written.results[6].error else { panic!("no reason") };
    assert!(said.as_str().contains("Couldn't find User(s)"));
    let after = world.lms.read_marks(&place, &world.ctx).await.unwrap();
    assert_eq!(after.records.len(), 12);
    assert!(world.comments(&place).len() == 12, "no remark without a mark");
}

#[tokio::test]
async fn a_score_of_a_colleague_is_kept_and_can_be_put_back() {
    let world = World::new("demo").await;
    let place = world.place().await;
    let id = place.session.parse().unwrap();
    world.sandbox.canvas_grade(id, 1001, Some(0.4));
    let held = world.lms.read_marks(&place, &world.ctx).await.unwrap().records;
    assert_eq!(held[0].status, HeldStatus::Other("0.4".into()));
    let write = write_of(&place, vec![mark(1001, Status::Absent, None, None)]);
    world.lms.write_marks(&write, &world.ctx).await.unwrap();
    // Taking back: the score as it was, and no mark where there was none.
    let back = world.lms.write_marks(&write_of(&place, held.clone()), &world.ctx).await.unwrap();
    assert_eq!(states(&back.results), [MarkState::Confirmed]);
    assert_eq!(world.lms.read_marks(&place, &world.ctx).await.unwrap().records, held);
    let cleared = write_of(&place, vec![mark(1001, Status::Unknown, None, None)]);
    let cleared = world.lms.write_marks(&cleared, &world.ctx).await.unwrap();
    assert_eq!(states(&cleared.results), [MarkState::Confirmed]);
    assert!(world.lms.read_marks(&place, &world.ctx).await.unwrap().records.is_empty());
    let nonsense =
        Mark { status: HeldStatus::Other("here".into()), ..mark(1002, Status::Present, None, None) };
    let refused = world.lms.write_marks(&write_of(&place, vec![nonsense]), &world.ctx).await.unwrap();
    assert_eq!(states(&refused.results), [MarkState::Skipped]);
}

#[tokio::test]
async fn an_excused_student_can_be_marked_and_the_other_way_round() {
    let world = World::new("demo").await;
    let place = world.place().await;
    for status in [Status::Excused, Status::Present, Status::Excused, Status::Absent] {
        let write = write_of(&place, vec![mark(1001, status, None, None)]);
        world.lms.write_marks(&write, &world.ctx).await.unwrap();
        let held = world.lms.read_marks(&place, &world.ctx).await.unwrap().records;
        assert_eq!(held[0].status, HeldStatus::Known(status));
    }
}

#[tokio::test]
async fn a_class_of_three_hundred_goes_in_one_request() {
    let world = World::new("demo").await;
    let meeting = world.lms.meetings(crate::LARGE, &world.ctx).await.unwrap().items.remove(0);
    let place = Place { course: Some(crate::LARGE.into()), session: meeting.id };
    let students = world.lms.read_marks(&place, &world.ctx).await.unwrap().students.unwrap();
    let all: Vec<Mark> = students
        .iter()
        .enumerate()
        .map(|(n, id)| mark(id.parse().unwrap(), Status::ALL[n % 5], None, Some(50)))
        .collect();
    let written = world.lms.write_marks(&write_of(&place, all.clone()), &world.ctx).await.unwrap();
    assert!(written.results.iter().all(|one| one.state == MarkState::Confirmed));
    assert_eq!(world.seen("POST", "update_grades").len(), 2);
    let after = world.lms.read_marks(&place, &world.ctx).await.unwrap().records;
    assert!(verify(&[], &all, &[], &after).is_complete());
}

#[tokio::test]
async fn a_draft_takes_no_marks_and_nothing_is_sent() {
    let world = World::new("canvas-drafts").await;
    let place = world.place().await;
    let error = world.lms.write_marks(&write_of(&place, plan()), &world.ctx).await.unwrap_err();
    assert_eq!((error.code(), error.may_have_written()), ("not-permitted", false));
    assert_eq!(error, LmsError::Unpublished);
    assert!(world.seen("POST", "update_grades").is_empty());
}

#[tokio::test]
async fn homework_is_never_written_to() {
    let world = World::new("demo").await;
    let homework =
        world.sandbox.canvas_assignments(2).into_iter().find(|one| one.name == "Homework 1").unwrap();
    let place = Place { course: Some(crate::SMALL.into()), session: homework.id.to_string() };
    let error = world.lms.write_marks(&write_of(&place, plan()), &world.ctx).await.unwrap_err();
    assert_eq!(error, LmsError::NotFound(None));
    let nowhere = Place { course: None, session: homework.id.to_string() };
    assert_eq!(world.lms.read_marks(&nowhere, &world.ctx).await.unwrap_err(), LmsError::BadId);
    assert!(world.seen("POST", "").is_empty());
}

#[tokio::test]
async fn a_job_that_does_not_end_leaves_the_outcome_open() {
    let world = World::new("canvas-job-stuck").await;
    let place = world.place().await;
    let soon = tokio::time::Instant::now() + Duration::from_millis(1500);
    let ctx = world.ctx.clone().until(soon);
    let error = world.lms.write_marks(&write_of(&place, plan()), &ctx).await.unwrap_err();
    assert_eq!(error, LmsError::TimedOut);
    assert!(error.may_have_written());
    let polls = world.seen("GET", "/progress/").len();
    assert!((2..8).contains(&polls), "{polls} looks, further and further apart");
}
