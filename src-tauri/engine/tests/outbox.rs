//! Uploads that wait, and uploads that are taken back, over real HTTP.
#![allow(clippy::unwrap_used, clippy::panic, missing_docs)]

mod common;

use chrono::TimeDelta;
use common::World;
use rollbook_engine::library::Range;
use rollbook_engine::upload::OnConflict;
use rollbook_engine::view::{OutboxView, UploadView};
use rollbook_engine::{Code, Context, Engine, MeetingId, Result, Status};
use rollbook_sandbox::{Action, Fault, Record, Server};
use std::collections::BTreeMap;

async fn upload(engine: &Engine, id: &MeetingId) -> UploadView {
    engine.upload(id, None, OnConflict::Stop, &Context::default()).await.unwrap()
}

async fn flush(engine: &Engine) -> Result<OutboxView> {
    engine.flush_outbox(false, &Context::default()).await
}

fn held(world: &World, meeting: &str) -> BTreeMap<String, String> {
    let records = world.sandbox.lms_attendance(meeting).records;
    records.into_iter().map(|r| (r.student_id, r.status)).collect()
}

fn titles(outbox: &OutboxView) -> Vec<&str> {
    outbox.entries.iter().map(|entry| entry.title.as_str()).collect()
}

fn down() -> Fault {
    let status = Action::Status { code: 503, headers: BTreeMap::new(), body: String::new() };
    Fault::always(Server::Lms, status)
}

#[tokio::test(flavor = "multi_thread")]
async fn what_waits_is_sent_in_order_and_as_it_is_then() {
    let world = World::of_the_term("demo").await;
    let (first, _) = world.synced("db1-01").await;
    let (second, _) = world.synced("db1-02").await;
    let offline = world.again(true);
    for id in [&second, &first, &second] {
        let queued = upload(&offline, id).await;
        assert_eq!((queued.state.as_str(), queued.error.unwrap().code.as_str()), ("queued", "offline"));
    }
    let waiting = offline.outbox().await.unwrap();
    assert_eq!(titles(&waiting), ["Databases I, lecture 2", "Databases I, lecture 1"]);
    assert_eq!(flush(&offline).await.unwrap_err().code, Code::Offline);
    // A status that is changed while it waits goes out as it is then.
    let found = offline.reconcile(&first).await.unwrap();
    let one = found.students.iter().find(|s| s.status == "present").unwrap();
    offline.mark(&first, &one.student_id, Some(Status::Excused), None).await.unwrap();
    let sent = flush(&world.engine).await.unwrap();
    assert_eq!(sent.sent.iter().map(|view| view.state.as_str()).collect::<Vec<_>>(), ["done", "done"]);
    assert!(sent.entries.is_empty() && world.engine.outbox().await.unwrap().entries.is_empty());
    assert_eq!(held(&world, "db1-01")[one.lms_id.as_ref().unwrap()], "excused");
    let writes = world.sandbox.requests().into_iter().filter(|r| r.method == "PUT").map(|r| r.path);
    let writes: Vec<_> = writes.collect();
    assert!(writes.len() == 2 && writes[0].contains("db1-02") && writes[1].contains("db1-01"), "{writes:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_failing_server_keeps_the_queue_and_waits_longer_each_time() {
    let world = World::of_the_term("demo").await;
    let (id, _) = world.synced("db1-01").await;
    world.sandbox.inject(down());
    assert_eq!(upload(&world.engine, &id).await.state, "queued");
    let mut gaps = Vec::new();
    for attempt in 1..=3 {
        let now = flush(&world.engine).await.unwrap();
        let entry = &now.entries[0];
        assert_eq!((entry.attempts, entry.state.as_str()), (attempt, "waiting"));
        gaps.push(entry.next_attempt_at.unwrap() - world.sandbox.info().now);
    }
    assert!(gaps.windows(2).all(|pair| pair[0] < pair[1]), "{gaps:?}");
    // Not due yet: nothing is asked.
    world.sandbox.clear_requests();
    world.engine.flush_outbox(true, &Context::default()).await.unwrap();
    assert!(world.sandbox.requests().is_empty());
    world.sandbox.clear_faults();
    let later = world.at(TimeDelta::hours(2), false);
    assert_eq!(later.send_waiting(&Context::default()).await.unwrap(), None, "a folder is not opened for it");
    later.outbox().await.unwrap();
    let sent = later.send_waiting(&Context::default()).await.unwrap().unwrap();
    assert_eq!((sent.sent.len(), sent.entries.len()), (1, 0));
    assert_eq!(later.send_waiting(&Context::default()).await.unwrap(), None);
    assert_eq!(held(&world, "db1-01").len(), 30);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_conflict_is_held_for_the_instructor_and_the_others_go_on() {
    let world = World::of_the_term("demo").await;
    let (first, _) = world.synced("db1-01").await;
    let (second, _) = world.synced("db1-02").await;
    upload(&world.engine, &first).await;
    let found = world.engine.reconcile(&first).await.unwrap();
    let one = found.students.iter().find(|s| s.status == "present").unwrap();
    world.engine.mark(&first, &one.student_id, Some(Status::Absent), None).await.unwrap();
    let offline = world.again(true);
    upload(&offline, &first).await;
    upload(&offline, &second).await;
    let mut theirs = world.sandbox.lms_attendance("db1-01").records;
    let at = theirs.iter().position(|r| Some(&r.student_id) == one.lms_id.as_ref()).unwrap();
    theirs[at] = Record { status: "excused".into(), ..theirs[at].clone() };
    world.sandbox.lms_set("db1-01", theirs);
    let now = flush(&world.engine).await.unwrap();
    assert_eq!((now.sent.len(), titles(&now)), (1, vec!["Databases I, lecture 1"]));
    let entry = &now.entries[0];
    assert_eq!((entry.state.as_str(), entry.error.as_ref().unwrap().code.as_str()), ("held", "conflict"));
    assert_eq!(held(&world, "db1-01")[one.lms_id.as_ref().unwrap()], "excused", "nothing is overwritten");
    // Decided: sent, and gone from the outbox.
    let sent = world.engine.upload(&first, None, OnConflict::Overwrite, &Context::default()).await.unwrap();
    assert_eq!(sent.state, "done");
    assert!(world.engine.outbox().await.unwrap().entries.is_empty());
}

#[tokio::test(flavor = "multi_thread")]
async fn what_waits_can_be_cancelled_and_a_refusal_is_not_queued() {
    let world = World::of_the_term("demo").await;
    let (id, _) = world.synced("db1-01").await;
    let offline = world.again(true);
    upload(&offline, &id).await;
    let entry = offline.outbox().await.unwrap().entries.remove(0);
    offline.cancel_waiting(&entry.id[..8]).await.unwrap();
    assert_eq!(offline.cancel_waiting(&entry.id).await.unwrap_err().code, Code::NotFound);
    assert!(flush(&world.engine).await.unwrap().sent.is_empty());
    assert!(held(&world, "db1-01").is_empty());
    let refused = Action::Status { code: 403, headers: BTreeMap::new(), body: String::new() };
    world.sandbox.inject(Fault::always(Server::Lms, refused));
    let error = world.engine.upload(&id, None, OnConflict::Stop, &Context::default()).await.unwrap_err();
    assert_eq!(error.code, Code::NotPermitted);
    assert!(world.engine.outbox().await.unwrap().entries.is_empty());
}

#[tokio::test(flavor = "multi_thread")]
async fn an_upload_that_is_taken_back_leaves_what_was_there_before() {
    let world = World::of_the_term("demo").await;
    let (id, _) = world.synced("db1-01").await;
    let ids: Vec<String> =
        world.engine.reconcile(&id).await.unwrap().students.into_iter().filter_map(|s| s.lms_id).collect();
    let before = Record {
        student_id: ids[0].clone(),
        status: "excused".into(),
        note: Some("bus".into()),
        present_seconds: None,
    };
    world.sandbox.lms_set("db1-01", vec![before]);
    let sent = upload(&world.engine, &id).await;
    assert_eq!((sent.state.as_str(), held(&world, "db1-01").len()), ("done", 30));
    // Somebody changes one mark since: that one stays.
    let mut theirs = world.sandbox.lms_attendance("db1-01").records;
    let place = theirs.iter().position(|record| record.student_id == ids[1]).unwrap();
    let other = if theirs[place].status == "late" { "absent" } else { "late" };
    theirs[place].status = other.into();
    world.sandbox.lms_set("db1-01", theirs);
    let upload_id = sent.upload_id.unwrap();
    let back = world.engine.revert(&upload_id[..8], &Context::default()).await.unwrap();
    assert_eq!(back.state, "partial", "one was left as it is");
    assert_eq!(back.results.iter().filter(|r| r.state == "conflict").count(), 1);
    assert_eq!(
        held(&world, "db1-01"),
        BTreeMap::from([(ids[0].clone(), "excused".to_owned()), (ids[1].clone(), other.to_owned())])
    );
    let rows = world.engine.uploads(Some(&id)).await.unwrap();
    assert_eq!(rows.len(), 2, "it is an upload of its own");
    // Once more there is nothing left to do.
    let again = world.engine.revert(&upload_id, &Context::default()).await.unwrap();
    assert_eq!(held(&world, "db1-01").len(), 2);
    assert!(again.changes.iter().all(|change| change.action != "create"));
    // And the class can be sent again.
    let list = world.engine.meetings(false, Range::default(), &Context::default()).await.unwrap();
    let row = list.meetings.into_iter().find(|row| row.meeting.id == id.as_str()).unwrap();
    assert_ne!(row.state, "uploaded");
    assert_eq!(world.engine.revert("nothing", &Context::default()).await.unwrap_err().code, Code::NotFound);
}
