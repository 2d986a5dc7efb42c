//! The calendar as it changes: what was moved or cancelled goes, what was fetched stays.
#![allow(clippy::unwrap_used, clippy::panic, missing_docs)]

mod common;

use common::{World, sync};
use rollbook_engine::MeetingId;
use rollbook_sandbox::{Action, Fault, Server};
use std::collections::BTreeMap;

/// Nothing but the calendar.
async fn world() -> (World, Vec<String>) {
    let world = World::signed_in("demo").await;
    world.engine.set_setting("lms.kind", "none").unwrap();
    let rows = world.refresh().await;
    assert!(rows.len() > 10);
    (world, rows.into_iter().map(|row| row.meeting.id).collect())
}

fn says(code: u16, body: &str) -> Fault {
    let action = Action::Status { code, headers: BTreeMap::new(), body: body.to_owned() };
    Fault::always(Server::Graph, action).at("/calendarView")
}

#[tokio::test(flavor = "multi_thread")]
async fn events_that_are_gone_leave_only_the_classes_that_were_fetched() {
    let (world, ids) = world().await;
    let fetched = MeetingId::new(ids.last().unwrap().clone());
    assert_eq!(sync(&world.engine, &fetched).await.error, None);
    let before = world.engine.show(&fetched).await.unwrap();
    world.sandbox.inject(says(200, r#"{"value":[]}"#));
    let left: Vec<String> = world.refresh().await.into_iter().map(|row| row.meeting.id).collect();
    assert_eq!(left, [fetched.to_string()]);
    assert_eq!(world.engine.show(&fetched).await.unwrap(), before);
    // And they come back with the calendar.
    world.sandbox.clear_faults();
    assert_eq!(world.refresh().await.len(), ids.len());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_calendar_that_cannot_be_read_takes_nothing_away() {
    let (world, ids) = world().await;
    for fault in [says(500, ""), says(403, ""), says(200, "<html>"), says(200, r#"{"value":[7,{"id":1}]}"#)] {
        world.sandbox.inject(fault);
        let range = rollbook_engine::library::Range::default();
        let _ = world.engine.meetings(true, range, &rollbook_engine::Context::default()).await;
        world.sandbox.clear_faults();
        let rows = world.engine.meetings(false, range, &rollbook_engine::Context::default()).await.unwrap();
        assert_eq!(rows.meetings.len(), ids.len());
    }
}
