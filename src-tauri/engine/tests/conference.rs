//! The case this product was born from: an instant meeting without a report, found among the call records.
#![allow(clippy::unwrap_used, missing_docs)]

mod common;

use common::World;
use rollbook_engine::progress::Progress;
use rollbook_engine::sync::{CallsMode, SyncOptions};
use rollbook_engine::view::{NewMeeting, ShowView};
use rollbook_engine::{Context, MeetingId};

fn minutes(show: &ShowView, email: &str) -> Option<f64> {
    show.participants.iter().find(|p| p.email.as_deref() == Some(email)).and_then(|p| p.total_minutes)
}

async fn synced(world: &World, new: NewMeeting, calls: CallsMode) -> ShowView {
    let id = MeetingId::new(world.engine.add_meeting(&new).await.unwrap());
    let options = SyncOptions { calls, ..SyncOptions::default() };
    let answer = world
        .engine
        .sync(std::slice::from_ref(&id), options, &Progress::silent(), &Context::default())
        .await
        .unwrap();
    assert_eq!(answer.meetings[0].error, None);
    world.engine.show(&id).await.unwrap()
}

fn day() -> NewMeeting {
    NewMeeting { title: "Conference".into(), date: Some("2025-11-26".into()), ..NewMeeting::default() }
}

#[tokio::test(flavor = "multi_thread")]
async fn by_the_day_alone_it_comes_to_the_known_minutes() {
    let world = World::signed_in("conference-74").await;
    let show = synced(&world, day(), CallsMode::Suggested).await;
    assert_eq!(minutes(&show, "hi@nexsy.io"), Some(4.64));
    assert_eq!(minutes(&show, "hari@nexsy.io"), Some(6.81));
    assert_eq!(show.participants.len(), 4, "two more people were in the same calls");
    assert_eq!(show.calls.len(), 10);
    assert_eq!(show.calls.iter().filter(|c| c.included).count(), 3);
    assert!(show.calls.iter().all(|c| !c.reason.is_empty()));
    let line = "Call records: 10 read, 10 on 26 Nov, 3 belong to this class.";
    assert!(show.log.iter().any(|l| l.message == line), "{:?}", show.log);
    let hari = show.participants.iter().find(|p| p.email.as_deref() == Some("hari@nexsy.io")).unwrap();
    assert!(hari.sessions.len() > 1);
    assert_eq!((hari.connected_seconds, show.sync.source.as_str()), (Some(409), "call-records"));
}

#[tokio::test(flavor = "multi_thread")]
async fn with_its_link_and_with_its_window_too() {
    let world = World::signed_in("conference-74").await;
    let first = synced(&world, day(), CallsMode::Suggested).await;
    let link = first.calls.iter().find(|c| c.included).unwrap().join_url.clone();
    assert!(link.is_some());
    let by_link = NewMeeting { join_url: link, ..day() };
    let by_window = NewMeeting {
        title: "Conference".into(),
        start: Some("2025-11-26T10:00".into()),
        end: Some("2025-11-26T11:00".into()),
        ..NewMeeting::default()
    };
    for new in [by_link, by_window] {
        let show = synced(&world, new, CallsMode::Suggested).await;
        assert_eq!(minutes(&show, "hi@nexsy.io"), Some(4.64));
        assert_eq!(minutes(&show, "hari@nexsy.io"), Some(6.81));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn all_calls_of_the_day_count_more() {
    let world = World::signed_in("conference-74").await;
    let show = synced(&world, day(), CallsMode::AllDay).await;
    assert_eq!(show.calls.iter().filter(|c| c.included).count(), 10);
    assert!(minutes(&show, "hari@nexsy.io") > Some(6.81));
    assert!(show.participants.len() > 2);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_call_that_the_instructor_adds_is_read_and_kept_over_the_next_sync() {
    let world = World::signed_in("conference-74").await;
    let show = synced(&world, day(), CallsMode::Suggested).await;
    let id = MeetingId::new(show.meeting.id.clone());
    let other = show.calls.iter().find(|c| !c.included).unwrap().id.clone();
    let more =
        world.engine.set_calls(&id, std::slice::from_ref(&other), true, &Context::default()).await.unwrap();
    let added = more.calls.iter().find(|c| c.id == other).unwrap();
    assert!(added.included && added.people.is_some() && added.decided_by == "instructor");
    world
        .engine
        .sync(std::slice::from_ref(&id), SyncOptions::default(), &Progress::silent(), &Context::default())
        .await
        .unwrap();
    let again = world.engine.show(&id).await.unwrap();
    assert_eq!(again.participants, more.participants);
    world.engine.undo().await.unwrap();
    assert_eq!(world.engine.show(&id).await.unwrap().participants, show.participants);
}

#[tokio::test(flavor = "multi_thread")]
async fn offline_it_reads_the_same() {
    let world = World::signed_in("conference-74").await;
    let show = synced(&world, day(), CallsMode::Suggested).await;
    let id = MeetingId::new(show.meeting.id.clone());
    world.sandbox.clear_requests();
    let offline = world.again(true);
    let again = offline.show(&id).await.unwrap();
    assert_eq!(again.participants, show.participants);
    let refused = offline.sync(&[id], SyncOptions::default(), &Progress::silent(), &Context::default()).await;
    assert_eq!(refused.unwrap_err().code.exit(), 6);
    assert!(world.sandbox.requests().is_empty());
}
