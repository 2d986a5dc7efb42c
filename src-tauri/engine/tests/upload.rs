//! Attendance to the LMS: exactly what was reviewed, once, over nobody's change.
#![allow(clippy::unwrap_used, clippy::panic, clippy::default_trait_access, missing_docs)]

mod common;

use common::{World, code, sync};
use rollbook_engine::upload::OnConflict;
use rollbook_engine::view::{ErrorView, UploadView};
use rollbook_engine::{Code, Context, Engine, Error, MeetingId, Status};
use rollbook_sandbox::{Action, Fault, Record, Server};
use std::collections::BTreeMap;

async fn plan(engine: &Engine, id: &MeetingId) -> UploadView {
    engine.plan_upload(id, &Context::default()).await.unwrap()
}

async fn upload(engine: &Engine, id: &MeetingId, reviewed: Option<&str>) -> Result<UploadView, Error> {
    engine.upload(id, reviewed, OnConflict::Stop, &Context::default()).await
}

/// The LMS's ids of the students by ours.
async fn lms_ids(world: &World, id: &MeetingId) -> BTreeMap<String, String> {
    let found = world.engine.reconcile(id).await.unwrap();
    found.students.into_iter().map(|s| (s.student_id, s.lms_id.unwrap())).collect()
}

/// What the LMS holds after an upload of this plan.
async fn planned(world: &World, id: &MeetingId, plan: &UploadView) -> BTreeMap<String, String> {
    let ids = lms_ids(world, id).await;
    let of = |student: &str| ids[student].clone();
    plan.changes.iter().filter_map(|c| Some((of(&c.student_id), c.after.clone()?))).collect()
}

fn held(world: &World, meeting: &str) -> BTreeMap<String, String> {
    let records = world.sandbox.lms_attendance(meeting).records;
    let held: BTreeMap<_, _> = records.iter().map(|r| (r.student_id.clone(), r.status.clone())).collect();
    assert_eq!(held.len(), records.len(), "no student is there twice");
    held
}

fn writes(world: &World) -> usize {
    world.sandbox.requests().iter().filter(|r| r.server == Server::Lms && r.method != "GET").count()
}

fn on_put(action: Action) -> Fault {
    Fault { method: Some("PUT".to_owned()), ..Fault::always(Server::Lms, action) }
}

fn status(code: u16) -> Action {
    Action::Status { code, headers: BTreeMap::new(), body: String::new() }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_reviewed_is_what_the_lms_holds() {
    let world = World::of_the_term("demo").await;
    let (id, _) = world.synced("db1-01").await;
    let dry = plan(&world.engine, &id).await;
    assert_eq!((dry.state.as_str(), dry.upload_id.as_deref(), dry.changes.len()), ("dry-run", None, 30));
    assert_eq!((dry.summary.create, dry.target.session.as_deref()), (30, Some("db1-01")));
    assert_eq!((dry.target.kind.as_str(), dry.target.course.as_deref()), ("http", Some("db1")));
    assert_eq!((held(&world, "db1-01").len(), writes(&world)), (0, 0), "a dry run changes nothing");
    assert_eq!(plan(&world.engine, &id).await.plan, dry.plan, "the same difference, the same digest");

    let sent = upload(&world.engine, &id, Some(&dry.plan)).await.unwrap();
    assert_eq!((sent.state.as_str(), sent.results.len()), ("done", 30));
    assert!(sent.upload_id.is_some() && sent.results.iter().all(|r| r.state == "confirmed"));
    assert_eq!(held(&world, "db1-01"), planned(&world, &id, &dry).await);
    assert_eq!(writes(&world), 1);

    let again = plan(&world.engine, &id).await;
    assert_eq!((again.summary.none, again.changes.len()), (30, 30));
    assert_eq!(upload(&world.engine, &id, None).await.unwrap().state, "done");
    assert_eq!(writes(&world), 1, "nothing to change, nothing sent");
    let rows = world.engine.meetings(false, Default::default(), &Context::default()).await.unwrap().meetings;
    assert_eq!(rows.iter().find(|r| r.meeting.id == id.as_str()).unwrap().state, "uploaded");
    assert_eq!(
        world.engine.uploads(Some(&id)).await.unwrap().len(),
        1,
        "one write, one entry in the journal"
    );
}

/// Why an upload waits; it must.
fn queued(view: UploadView) -> ErrorView {
    assert_eq!((view.state.as_str(), view.results.len()), ("queued", 0));
    view.error.unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn seconds_and_notes_go_along_and_offline_the_plan_is_the_last_look() {
    let world = World::of_the_term("demo").await;
    let (id, _) = world.synced("db1-01").await;
    let found = world.engine.reconcile(&id).await.unwrap();
    let ill = found.students.iter().find(|s| s.status == "absent").unwrap();
    world.engine.mark(&id, &ill.student_id, Some(Status::Excused), Some("doctor's note")).await.unwrap();
    let offline = world.again(true);
    let before = plan(&offline, &id).await;
    assert_eq!((before.read_at, before.summary.create), (None, 30));
    assert_eq!(queued(upload(&offline, &id, None).await.unwrap()).code, "offline");
    assert_eq!(upload(&world.engine, &id, Some(&before.plan)).await.unwrap().state, "done");
    let after = plan(&offline, &id).await;
    assert!(after.read_at.is_some() && after.summary.none == 30);
    for record in world.sandbox.lms_attendance("db1-01").records {
        let student =
            found.students.iter().find(|s| s.lms_id.as_deref() == Some(&record.student_id)).unwrap();
        if student.student_id == ill.student_id {
            assert_eq!((record.status.as_str(), record.note.as_deref()), ("excused", Some("doctor's note")));
        } else {
            assert_eq!((record.status, record.note), (student.status.clone(), None));
            let seconds = student.present_seconds.filter(|_| !student.participant_ids.is_empty());
            assert_eq!(record.present_seconds, seconds);
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_difference_that_nobody_reviewed_is_not_sent() {
    let world = World::of_the_term("demo").await;
    let (id, _) = world.synced("db1-01").await;
    let dry = plan(&world.engine, &id).await;
    let one = dry.changes.iter().find(|c| c.after.as_deref() == Some("present")).unwrap();
    world.engine.mark(&id, &one.student_id, Some(Status::Absent), None).await.unwrap();
    let error = upload(&world.engine, &id, Some(&dry.plan)).await.unwrap_err();
    assert_eq!((error.code, error.code.exit()), (Code::Conflict, 8));
    assert_eq!((writes(&world), held(&world, "db1-01").len()), (0, 0));
    assert!(world.engine.uploads(None).await.unwrap().is_empty());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_change_of_somebody_else_is_shown_and_stays() {
    let world = World::of_the_term("demo").await;
    let (id, _) = world.synced("db1-01").await;
    upload(&world.engine, &id, None).await.unwrap();
    let theirs = |status: &str| {
        let mut records = world.sandbox.lms_attendance("db1-01").records;
        let one = records.iter_mut().find(|r| r.status == "present").unwrap();
        one.status = status.to_owned();
        let id = one.student_id.clone();
        world.sandbox.lms_set("db1-01", records);
        id
    };
    let lms_id = theirs("excused");
    let mine = held(&world, "db1-01");
    let dry = plan(&world.engine, &id).await;
    assert_eq!((dry.summary.conflict, dry.summary.none), (1, 29));
    // Looking does not wear the conflict off.
    assert_eq!(plan(&world.engine, &id).await.summary.conflict, 1);
    let stopped = upload(&world.engine, &id, Some(&dry.plan)).await.unwrap();
    assert_eq!(stopped.state, "conflict");
    assert_eq!((held(&world, "db1-01"), writes(&world)), (mine, 1));
    let over = world.engine.upload(&id, Some(&dry.plan), OnConflict::Overwrite, &Context::default()).await;
    assert_eq!(over.unwrap().state, "done");
    assert_eq!(held(&world, "db1-01")[&lms_id], "present");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_change_between_reading_and_writing_is_not_overwritten() {
    let world = World::of_the_term("lms-conflict").await;
    let (id, _) = world.synced("db1-01").await;
    let sent = upload(&world.engine, &id, None).await.unwrap();
    assert_eq!(sent.state, "conflict");
    assert!(sent.results.iter().all(|r| r.state == "conflict"));
    let now = world.sandbox.lms_attendance("db1-01").records;
    assert_eq!((now.len(), now[0].status.as_str()), (1, "excused"), "only the colleague's mark is there");
    let dry = plan(&world.engine, &id).await;
    assert_eq!(dry.summary.conflict, 1);
    assert_eq!(upload(&world.engine, &id, None).await.unwrap().state, "conflict");
    assert_eq!(world.sandbox.lms_attendance("db1-01").records, now);
}

#[tokio::test(flavor = "multi_thread")]
async fn marks_outside_the_roster_go_along_as_they_are() {
    let world = World::of_the_term("demo").await;
    let (id, _) = world.synced("db1-01").await;
    let lms_id = lms_ids(&world, &id).await.into_values().next().unwrap();
    let old = Record {
        student_id: lms_id.clone(),
        status: "unknown".into(),
        note: Some("n".into()),
        present_seconds: Some(1),
    };
    world.sandbox.lms_set("db1-01", vec![old]);
    let dry = plan(&world.engine, &id).await;
    assert_eq!((dry.summary.update, dry.summary.create), (1, 29));
    assert_eq!(upload(&world.engine, &id, Some(&dry.plan)).await.unwrap().state, "done");
    assert_eq!(held(&world, "db1-01"), planned(&world, &id, &dry).await);
}

#[tokio::test(flavor = "multi_thread")]
async fn students_that_the_lms_refuses_are_named() {
    let world = World::of_the_term("lms-partial").await;
    let (id, _) = world.synced("db1-01").await;
    let dry = plan(&world.engine, &id).await;
    let sent = upload(&world.engine, &id, Some(&dry.plan)).await.unwrap();
    assert_eq!(sent.state, "partial");
    let failed: Vec<_> = sent.results.iter().filter(|r| r.state == "failed").collect();
    assert_eq!((failed.len(), sent.results.len()), (4, 30));
    assert!(failed.iter().all(|r| r.error.as_ref().unwrap().message.contains("locked by the registrar")));
    assert!(failed.iter().all(|r| code(r.error.as_ref().unwrap()) == "server-fault"));
    let mut wanted = planned(&world, &id, &dry).await;
    let ids = lms_ids(&world, &id).await;
    for refused in &failed {
        wanted.remove(&ids[&refused.student_id]);
    }
    assert_eq!(held(&world, "db1-01"), wanted);
    let again = plan(&world.engine, &id).await;
    assert_eq!((again.summary.create, again.summary.none), (4, 26), "what failed is left to do");
}

#[tokio::test(flavor = "multi_thread")]
async fn an_lms_that_is_down_keeps_everything_as_it_was() {
    let world = World::signed_in("lms-down").await;
    let refused = world.engine.meetings(true, Default::default(), &Context::default()).await.unwrap_err();
    assert_eq!((refused.code, refused.code.exit()), (Code::Offline, 6));
    assert!(world.engine.courses(false, &Context::default()).await.unwrap().courses.is_empty());

    let world = World::of_the_term("demo").await;
    let (id, _) = world.synced("db1-01").await;
    world.sandbox.inject(Fault::always(Server::Lms, status(503)));
    assert_eq!(queued(upload(&world.engine, &id, None).await.unwrap()).code, "offline");
    assert!(world.engine.uploads(None).await.unwrap().is_empty(), "nothing was sent");
    world.sandbox.clear_faults();

    world.sandbox.inject(on_put(status(503)));
    let error = queued(upload(&world.engine, &id, None).await.unwrap());
    assert_eq!((error.code.as_str(), error.details.contains_key("upload_id")), ("offline", true));
    let open = world.engine.uploads(Some(&id)).await.unwrap();
    assert_eq!((open.len(), open[0].state.as_str()), (1, "partial"));
    assert_eq!(held(&world, "db1-01").len(), 0);
    world.sandbox.clear_faults();
    // Another program finds it in the journal, looks, and sends what did not arrive.
    let other = world.again(false);
    assert_eq!(upload(&other, &id, None).await.unwrap().state, "done");
    assert_eq!(held(&world, "db1-01").len(), 30);
    let all = other.uploads(Some(&id)).await.unwrap();
    assert_eq!(all.iter().map(|u| u.state.as_str()).collect::<Vec<_>>(), ["partial", "done"]);
    assert!(all[0].results.iter().all(|r| r.state == "failed"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_lost_answer_writes_nothing_twice() {
    let world = World::of_the_term("demo").await;
    let (id, _) = world.synced("db1-01").await;
    let (second, _) = world.synced("db1-02").await;
    // Lost once: the repeat with the same key gets the first answer.
    world.sandbox.inject(on_put(Action::ResetAfterWork).times(1));
    assert_eq!(upload(&world.engine, &id, None).await.unwrap().state, "done");
    assert!(world.sandbox.lms_attendance("db1-01").etag.contains(".1\""), "written once");

    // Lost for good: the next upload looks first.
    let dry = plan(&world.engine, &second).await;
    world.sandbox.inject(on_put(Action::ResetAfterWork));
    assert_eq!(queued(upload(&world.engine, &second, Some(&dry.plan)).await.unwrap()).code, "offline");
    world.sandbox.clear_faults();
    world.sandbox.clear_requests();
    let other = world.again(false);
    assert_eq!(upload(&other, &second, None).await.unwrap().state, "done");
    assert_eq!(writes(&world), 0, "it had arrived");
    assert!(world.sandbox.lms_attendance("db1-02").etag.contains(".1\""));
    assert_eq!(held(&world, "db1-02"), planned(&world, &second, &dry).await);
    let journal = other.uploads(Some(&second)).await.unwrap();
    assert_eq!((journal.len(), journal[0].state.as_str()), (1, "done"));
    assert!(journal[0].results.iter().all(|r| r.state == "confirmed"));
}

#[tokio::test(flavor = "multi_thread")]
async fn after_a_lost_answer_a_look_alone_shows_no_conflict() {
    let world = World::of_the_term("demo").await;
    let (id, _) = world.synced("db1-01").await;
    world.sandbox.inject(on_put(Action::ResetAfterWork));
    queued(upload(&world.engine, &id, None).await.unwrap());
    world.sandbox.clear_faults();
    // A student changes after the lost write: the difference is against what we wrote ourselves.
    let found = world.engine.reconcile(&id).await.unwrap();
    let one = found.students.iter().find(|s| s.status == "present").unwrap();
    world.engine.mark(&id, &one.student_id, Some(Status::Absent), None).await.unwrap();
    let dry = plan(&world.engine, &id).await;
    assert_eq!((dry.summary.conflict, dry.summary.update), (0, 1), "our own write is nobody else's change");
    assert_eq!(upload(&world.engine, &id, Some(&dry.plan)).await.unwrap().state, "done");
}

#[tokio::test(flavor = "multi_thread")]
async fn one_status_that_changes_is_one_update() {
    let world = World::of_the_term("demo").await;
    let (id, _) = world.synced("db1-01").await;
    upload(&world.engine, &id, None).await.unwrap();
    assert_eq!(sync(&world.engine, &id).await.error, None);
    let found = world.engine.reconcile(&id).await.unwrap();
    let one = found.students.iter().find(|s| s.status == "present").unwrap();
    world.engine.mark(&id, &one.student_id, Some(Status::Excused), None).await.unwrap();
    let rows = world.engine.meetings(false, Default::default(), &Context::default()).await.unwrap().meetings;
    assert_eq!(rows.iter().find(|r| r.meeting.id == id.as_str()).unwrap().state, "changed");
    let dry = plan(&world.engine, &id).await;
    assert_eq!((dry.summary.update, dry.summary.none, dry.summary.conflict), (1, 29, 0));
    assert_eq!(upload(&world.engine, &id, Some(&dry.plan)).await.unwrap().state, "done");
    assert_eq!(held(&world, "db1-01")[one.lms_id.as_ref().unwrap()], "excused");
    let none = upload(&world.engine, &world.class("db1-02").await, None).await.unwrap();
    assert_eq!(
        (none.state.as_str(), none.summary.skip),
        ("done", 30),
        "a class that was never fetched sends nothing"
    );
}
