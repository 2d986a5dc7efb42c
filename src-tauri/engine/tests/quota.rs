//! Under Graph's quotas nobody asks too soon, and whoever is told to wait is waited for by all.
#![allow(clippy::unwrap_used, clippy::panic, missing_docs)]

mod common;

use common::World;
use rollbook_engine::MeetingId;
use rollbook_engine::sync::{CallsMode, SourceChoice, SyncOptions};
use rollbook_engine::view::NewMeeting;
use rollbook_engine::{Code, Context};
use std::time::{Duration, Instant};

/// A day of the past that is sure to have calls.
async fn day(world: &World) -> Vec<MeetingId> {
    let today = world.sandbox.info().now.date_naive();
    let mut ids = Vec::new();
    for day in [today, today.pred_opt().unwrap()] {
        let new = NewMeeting { title: "Day".into(), date: Some(day.to_string()), ..NewMeeting::default() };
        ids.push(MeetingId::new(world.engine.add_meeting(&new).await.unwrap()));
    }
    ids
}

#[tokio::test(flavor = "multi_thread")]
async fn a_whole_day_keeps_to_the_quota_and_can_be_cancelled_while_it_waits() {
    let world = World::signed_in("quota").await;
    let options = SyncOptions { source: SourceChoice::CallRecords, calls: CallsMode::AllDay };
    for id in day(&world).await {
        let context = Context::default();
        let cancel = context.cancel.clone();
        tokio::spawn(async move {
            // The quota of the first 20 seconds is used up long before.
            tokio::time::sleep(Duration::from_secs(4)).await;
            cancel.cancel();
        });
        let began = Instant::now();
        let ids = std::slice::from_ref(&id);
        let silent = rollbook_engine::progress::Progress::silent();
        let answer = world.engine.sync(ids, options, &silent, &context).await.unwrap();
        assert!(began.elapsed() < Duration::from_secs(5), "a wait for a turn is ended by a cancel");
        if let Some(error) = &answer.meetings[0].error {
            assert!(
                [Code::Cancelled.word(), Code::ReportNotReady.word()].contains(&error.code.as_str()),
                "{error:?}"
            );
        }
    }
    let seen = world.sandbox.requests();
    let lists = seen.iter().filter(|r| r.path.contains("/callRecords?")).count();
    assert!((2..=40).contains(&lists), "{lists} list requests in the first seconds");
    assert!(seen.iter().all(|r| r.status != 429), "asked too soon");
}
