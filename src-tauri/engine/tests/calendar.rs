//! The calendar as it changes: what was moved or cancelled goes, what was fetched stays.
#![allow(clippy::unwrap_used, clippy::panic, missing_docs)]

mod common;

use chrono::{DateTime, TimeDelta, Utc};
use common::{World, sync};
use rollbook_engine::{Context, MeetingId};

use rollbook_engine::view::{MeetingRowView, ShowView};
use rollbook_sandbox::{Action, Fault, Server};
use serde_json::{Value, json};
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
        let _ = world.engine.meetings(true, range, &Context::default()).await;
        world.sandbox.clear_faults();
        let rows = world.engine.meetings(false, range, &Context::default()).await.unwrap();
        assert_eq!(rows.meetings.len(), ids.len());
    }
}

/// An event of the instructor as Graph prints it.
fn event(id: &str, start: &str, minutes: i64) -> Value {
    let start: DateTime<Utc> = start.parse().unwrap();
    let moment = |at: DateTime<Utc>| json!({"dateTime": at.format("%Y-%m-%dT%H:%M:%S.0000000").to_string(), "timeZone": "UTC"});
    json!({
        "id": id, "iCalUId": id, "subject": id, "type": "singleInstance", "isAllDay": false, "isCancelled": false,
        "isOrganizer": true, "isOnlineMeeting": true,
        "onlineMeeting": {"joinUrl": format!("https://teams.microsoft.com/meet/{}", 30_000_000_000_u64 + id.len() as u64)},
        "start": moment(start), "end": moment(start + TimeDelta::minutes(minutes)),
    })
}

async fn listing(world: &World, events: Value) -> Vec<MeetingRowView> {
    world.sandbox.clear_faults();
    world.sandbox.inject(says(200, &json!({"value": events}).to_string()));
    world.refresh().await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_class_that_was_fetched_goes_with_its_event_and_keeps_its_marks() {
    let (world, _) = world().await;
    let rows = world.refresh().await;
    let row =
        rows.iter().rev().find(|row| row.meeting.end.is_some_and(|end| end < world.engine.now())).unwrap();
    let (start, link) = (row.meeting.start.unwrap(), row.meeting.join_url.clone().unwrap());
    let at = |start: DateTime<Utc>| {
        let mut event = event("class", &start.to_rfc3339(), 90);
        event["onlineMeeting"]["joinUrl"] = json!(link);
        json!([event])
    };
    world.sandbox.clear_faults();
    let first = listing(&world, at(start)).await;
    let id =
        MeetingId::new(first.iter().find(|row| row.meeting.title == "class").unwrap().meeting.id.clone());
    world.sandbox.clear_faults();
    assert_eq!(sync(&world.engine, &id).await.error, None);
    let before = world.engine.show(&id).await.unwrap();
    let rows = listing(&world, at(start + TimeDelta::minutes(30))).await;
    let moved = rows.iter().find(|row| row.meeting.title == "class").unwrap();
    let later = Some(start + TimeDelta::minutes(30));
    assert_eq!((moved.meeting.id.as_str(), moved.meeting.start), (id.as_str(), later));
    let after = world.engine.show(&id).await.unwrap();
    assert_eq!(after.participants.len(), before.participants.len());
    let present = |show: &ShowView| show.participants.iter().filter_map(|p| p.present_seconds).sum::<i64>();
    assert!(present(&after) < present(&before), "what lies before the new start is cut");

    let call = before.calls.iter().find(|call| call.included).unwrap().id.clone();
    world.engine.set_calls(&id, std::slice::from_ref(&call), false, &Context::default()).await.unwrap();
    listing(&world, at(start)).await;
    let last = world.engine.show(&id).await.unwrap();
    assert!(last.calls.iter().any(|c| c.id == call && !c.included));
    assert_eq!(world.engine.history(Some(&id)).await.unwrap().len(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn whole_days_and_events_without_an_end_are_days_and_a_new_link_is_taken_over() {
    let (world, _) = world().await;
    let mut day = event("whole day", "2026-11-20T00:00:00Z", 24 * 60);
    day["isAllDay"] = json!(true);
    let mut open = event("open end", "2026-11-20T23:30:00Z", 0);
    open["end"] = Value::Null;
    let mut other = event("other", "2026-11-20T10:00:00Z", 60);
    other["isOrganizer"] = json!(false);
    let zoned = {
        let mut zoned = event("zoned", "2026-11-20T10:00:00Z", 60);
        // A server that does not obey: local time of Kolkata, by its Windows name.
        for (field, at) in [("start", "2026-11-20T15:30:00.0000000"), ("end", "2026-11-20T16:30:00.0000000")]
        {
            zoned[field] = json!({"dateTime": at, "timeZone": "India Standard Time"});
        }
        zoned
    };
    let rows = listing(&world, json!([day, open, other, zoned])).await;
    let named =
        |rows: &[MeetingRowView], title: &str| rows.iter().find(|row| row.meeting.title == title).cloned();
    assert_eq!(named(&rows, "other"), None, "somebody else's");
    for (title, expected) in [("whole day", "2026-11-20"), ("open end", "2026-11-21")] {
        let meeting = named(&rows, title).unwrap().meeting;
        assert_eq!((meeting.start, meeting.date.to_string()), (None, expected.to_owned()), "{title}");
    }
    assert_eq!(named(&rows, "zoned").unwrap().meeting.start, Some("2026-11-20T10:00:00Z".parse().unwrap()));
    let mut zoned = event("zoned", "2026-11-20T10:00:00Z", 60);
    zoned["onlineMeeting"]["joinUrl"] = json!("https://teams.microsoft.com/meet/99999999999");
    let again = named(&listing(&world, json!([zoned])).await, "zoned").unwrap();
    assert_eq!(again.meeting.id, named(&rows, "zoned").unwrap().meeting.id);
    assert_eq!(again.meeting.join_url.as_deref(), Some("https://teams.microsoft.com/meet/99999999999"));
}
