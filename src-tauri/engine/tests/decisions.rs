//! What the instructor decides: a log of named steps that outlives every sync, restart and change of the roster.
#![allow(clippy::unwrap_used, clippy::panic, missing_docs)]

mod common;

use common::{World, sync};
use rollbook_engine::decide::MatchTo;
use rollbook_engine::view::{ReconcileView, StudentView};
use rollbook_engine::{Context, Engine, MeetingId, Status};
use rollbook_sandbox::{Action, Fault, Server};
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};

async fn of(engine: &Engine, id: &MeetingId) -> ReconcileView {
    engine.reconcile(id).await.unwrap()
}

fn one<'a>(view: &'a ReconcileView, student: &str) -> Option<&'a StudentView> {
    view.students.iter().find(|s| s.student_id == student)
}

/// A guest who is nobody's, and a student who was not there.
async fn strangers(engine: &Engine, id: &MeetingId) -> (String, String) {
    let found = of(engine, id).await;
    let guest = found.unmatched.iter().find(|open| open.email.is_some()).unwrap().participant_id.clone();
    let absent = found.students.iter().find(|s| s.participant_ids.is_empty()).unwrap().student_id.clone();
    (guest, absent)
}

/// The LMS answers with these students only, until told otherwise.
async fn pull_without(world: &World, course: &str, student: &str) {
    let roster = world.engine.roster(course, false, &Context::default()).await.unwrap();
    let rest: Vec<Value> = roster
        .students
        .iter()
        .filter(|s| s.student_id != student)
        .map(|s| json!({"id": s.lms_id, "name": s.name, "emails": s.emails, "username": "", "active": true}))
        .collect();
    let headers = BTreeMap::from([("content-type".to_owned(), "application/json".to_owned())]);
    let answer = Action::Status { code: 200, headers, body: Value::from(rest).to_string() };
    world.sandbox.inject(Fault::always(Server::Lms, answer).at("/students"));
    world.engine.roster(course, true, &Context::default()).await.unwrap();
    world.sandbox.clear_faults();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_student_who_leaves_the_roster_comes_back_with_everything_decided() {
    let world = World::of_the_term("demo").await;
    let (id, show) = world.synced("db1-01").await;
    let course = show.meeting.course_id.unwrap();
    let engine = &world.engine;
    let (guest, absent) = strangers(engine, &id).await;
    engine.set_match(&id, &guest, &MatchTo::Student(absent.clone())).await.unwrap();
    engine.mark(&id, &absent, Some(Status::Excused), Some("doctor's note")).await.unwrap();
    let before = of(engine, &id).await;

    pull_without(&world, &course, &absent).await;
    let without = of(engine, &id).await;
    assert_eq!(one(&without, &absent), None, "hidden");
    assert!(
        without.unmatched.iter().any(|open| open.participant_id == guest),
        "and nobody else gets the guest"
    );

    engine.roster(&course, true, &Context::default()).await.unwrap();
    assert_eq!(of(engine, &id).await, before);
    assert_eq!(of(&world.again(true), &id).await, before, "after a restart too");
}

#[tokio::test(flavor = "multi_thread")]
async fn every_step_is_named_undone_and_redone_in_turn_by_any_program() {
    let world = World::of_the_term("demo").await;
    let (id, show) = world.synced("db1-01").await;
    let (guest, absent) = strangers(&world.engine, &id).await;
    let call = show.calls[0].id.clone();
    let mut states = vec![of(&world.engine, &id).await];
    let offline = world.again(true);
    states.push(offline.set_match(&id, &guest, &MatchTo::Student(absent.clone())).await.unwrap());
    states.push(world.again(true).mark(&id, &absent, Some(Status::Late), None).await.unwrap());
    states.push(world.again(true).mark(&id, &absent, Some(Status::Late), Some("bus")).await.unwrap());
    world.again(true).set_calls(&id, &[call], false, &Context::default()).await.unwrap();
    states.push(of(&world.engine, &id).await);

    let steps = world.engine.history(Some(&id)).await.unwrap();
    assert!(steps.iter().all(|step| !step.what.is_empty() && !step.undone));
    assert_eq!(steps.len(), states.len() - 1);
    for expected in states.iter().rev().skip(1) {
        assert!(world.again(true).undo().await.unwrap().what.is_some());
        assert_eq!(&of(&world.engine, &id).await, expected);
    }
    assert_eq!(world.engine.undo().await.unwrap().what, None);
    assert!(world.engine.history(Some(&id)).await.unwrap().iter().all(|step| step.undone));
    while world.again(true).redo().await.unwrap().what.is_some() {}
    assert_eq!(&of(&world.engine, &id).await, states.last().unwrap());

    // A new step ends the redo of what was undone; the history keeps both.
    world.engine.undo().await.unwrap();
    world.engine.mark(&id, &absent, Some(Status::Present), None).await.unwrap();
    assert_eq!(world.engine.redo().await.unwrap().what, None);
    assert_eq!(world.engine.history(Some(&id)).await.unwrap().len(), steps.len() + 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn accepting_what_nobody_could_mistake_is_one_step() {
    let world = World::of_the_term("demo").await;
    for lms_id in ["db1-01", "db1-02", "db1-03", "db1-53"] {
        let (id, _) = world.synced(lms_id).await;
        let before = of(&world.engine, &id).await;
        let after = world.engine.accept_unambiguous(&id).await.unwrap();
        let accepted: Vec<_> =
            after.students.iter().filter(|s| s.matched.how.as_deref() == Some("manual")).collect();
        let people: BTreeSet<_> = accepted.iter().flat_map(|s| &s.participant_ids).collect();
        assert_eq!(people.len(), accepted.len(), "one person, one student");
        assert_eq!(before.unmatched.len() - after.unmatched.len(), accepted.len());
        if accepted.is_empty() {
            continue;
        }
        world.engine.undo().await.unwrap();
        assert_eq!(of(&world.engine, &id).await, before, "one step takes all of it back");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_guest_matched_once_is_known_in_the_courses_next_class() {
    let world = World::of_the_term("demo").await;
    let (first, show) = world.synced("db1-01").await;
    let (guest, absent) = strangers(&world.engine, &first).await;
    let email = show.participants.iter().find(|p| p.id == guest).unwrap().email.clone();
    world.engine.set_match(&first, &guest, &MatchTo::Student(absent.clone())).await.unwrap();
    let mut met_again = 0;
    for lms_id in ["db1-02", "db1-03", "db1-04"] {
        let id = world.class(lms_id).await;
        if sync(&world.engine, &id).await.error.is_some() {
            continue;
        }
        let there = world.engine.show(&id).await.unwrap().participants.into_iter().find(|p| p.email == email);
        let Some(there) = there else { continue };
        let found = of(&world.engine, &id).await;
        let student = one(&found, &absent).unwrap();
        assert!(student.participant_ids.contains(&there.id));
        assert!(student.why.matched.iter().any(|m| m.how == "remembered" && m.participant_id == there.id));
        met_again += 1;
    }
    assert!(met_again > 0, "the guest comes to another class of the course");
}
