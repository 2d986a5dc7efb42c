//! Meetings that are found or reported in other ways than most, over real HTTP.
#![allow(clippy::unwrap_used, clippy::panic, missing_docs)]

mod common;

use chrono::TimeDelta;
use common::{World, code, sync};
use rollbook_engine::MeetingId;
use rollbook_engine::view::{NewMeeting, ShowView};
use rollbook_sandbox::{Action, Fault, Server};
use std::collections::BTreeMap;

const REPORTS: &str = "/attendanceReports";

fn answer(code: u16, body: &str) -> Action {
    Action::Status { code, headers: BTreeMap::new(), body: body.to_owned() }
}

async fn world() -> World {
    let world = World::of_the_term("unusual-meetings").await;
    world.engine.set_setting("call_records.mode", "off").unwrap();
    world
}

fn says(show: &ShowView, level: &str, part: &str) {
    let found = show.log.iter().any(|line| line.level == level && line.message.contains(part));
    assert!(found, "{part}: {:?}", show.log);
}

#[tokio::test(flavor = "multi_thread")]
async fn of_a_channels_reports_only_those_of_the_class_count() {
    let world = world().await;
    for class in ["channel-one", "channel-two"] {
        let (id, show) = world.synced(class).await;
        let counted: Vec<_> = show.calls.iter().filter(|call| call.included).collect();
        assert_eq!(counted.len(), 1, "{class}: {:?}", show.calls);
        let (from, to) = (show.meeting.start.unwrap(), show.meeting.end.unwrap());
        let call = counted[0];
        assert!(call.start.unwrap() < to && call.end.unwrap() > from);
        assert!(show.participants.len() > 5, "{class}");
        says(&show, "info", "2 listed, 1 of the class");
        let _ = id;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn people_who_opted_out_are_told_of_and_nobody_is_called_absent_for_it() {
    let world = world().await;
    let (id, show) = world.synced("opted-out").await;
    says(&show, "warn", "3 people more than the report names");
    let found = world.engine.reconcile(&id).await.unwrap();
    assert_eq!(found.summary.absent, 0, "whoever opted out may have been there");
    assert!(found.summary.unknown > 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_report_that_names_no_times_says_that_it_does_not() {
    let world = World::of_the_term("demo").await;
    let (_, show) = world.synced("db1-05").await;
    says(&show, "info", "only who attended");
    let (_, show) = world.synced("db1-01").await;
    assert!(!show.log.iter().any(|line| line.message.contains("only who attended")), "{:?}", show.log);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_report_that_comes_late_is_waited_for() {
    let world = world().await;
    let id = world.class("late-report").await;
    let early = sync(&world.engine, &id).await;
    let error = early.error.unwrap();
    assert_eq!(code(&error), "report-not-ready");
    assert!(error.details.get("retry_at").is_some(), "{error:?}");
    let later = world.at(TimeDelta::hours(3), false);
    world.sandbox.advance(TimeDelta::hours(3));
    let then = sync(&later, &id).await;
    assert_eq!(then.error, None);
    assert_eq!((then.sync.source.as_str(), then.sync.completeness.as_str()), ("attendance-reports", "final"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_meeting_that_is_still_on_is_provisional_and_looked_at_again() {
    let world = world().await;
    let (_, show) = world.synced("running").await;
    assert_eq!(show.sync.completeness, "provisional");
    let next = show.sync.next_attempt_at.unwrap();
    assert!(
        next > show.sync.fetched_at.unwrap() && next < show.sync.fetched_at.unwrap() + TimeDelta::hours(1)
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn an_expired_meeting_still_gives_its_reports() {
    let world = world().await;
    let (_, show) = world.synced("expired").await;
    assert_eq!(show.sync.source, "attendance-reports");
    says(&show, "info", "its reports were found by the id that such links have");
}

#[tokio::test(flavor = "multi_thread")]
async fn webinars_and_town_halls_are_asked_for_when_wanted() {
    let world = world().await;
    let webinar = world.class("webinar").await;
    let asked = |world: &World| world.asked(Server::Graph, "/solutions/virtualEvents").len();
    let error = sync(&world.engine, &webinar).await.error.unwrap();
    assert_eq!(code(&error), "call-records-not-configured");
    assert_eq!(asked(&world), 0, "the permission was never asked for");
    // Wanted, but the sign-in was made before: a sentence, and the rest goes on.
    world.engine.set_setting("microsoft.webinars", "true").unwrap();
    let error = sync(&world.engine, &webinar).await.error.unwrap();
    assert_eq!(code(&error), "call-records-not-configured", "{error:?}");
    assert!(asked(&world) > 0);
    world.sign_in().await.unwrap();
    for class in ["webinar", "town-hall"] {
        let (_, show) = world.synced(class).await;
        assert_eq!(show.sync.source, "attendance-reports", "{class}");
        assert_eq!(show.calls.iter().filter(|call| call.included).count(), 1, "{class}");
        assert!(show.participants.len() > 5, "{class}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_fetched_stands_when_microsoft_has_nothing_any_more() {
    let world = World::of_the_term("demo").await;
    let (id, before) = world.synced("db1-01").await;
    for (at, gone) in [
        (REPORTS, answer(404, r#"{"error":{"code":"NotFound","message":""}}"#)),
        (REPORTS, answer(200, r#"{"value":[]}"#)),
        ("/me/onlineMeetings", answer(404, r#"{"error":{"code":"NotFound","message":"3004"}}"#)),
    ] {
        world.sandbox.inject(Fault::always(Server::Graph, gone).at(at));
        let answer = sync(&world.engine, &id).await;
        assert_eq!(answer.error, None, "{at}");
        assert!(answer.sync.explanation.contains("fetched before counts"), "{}", answer.sync.explanation);
        let show = world.engine.show(&id).await.unwrap();
        assert_eq!(show.participants, before.participants, "{at}");
        world.sandbox.clear_faults();
    }
    assert!(world.asked(Server::Graph, "/communications/").is_empty(), "and call records are not asked");
}

#[tokio::test(flavor = "multi_thread")]
async fn an_unreadable_report_beside_the_class_does_not_fail_it() {
    let world = World::of_the_term("demo").await;
    // In the third class all left and came back: two reports. A class of the last five minutes has one of them beside it.
    let (_, whole) = world.synced("db1-03").await;
    let end = whole.meeting.end.unwrap();
    let new = NewMeeting {
        title: "The last five minutes".into(),
        start: Some((end - TimeDelta::minutes(5)).to_rfc3339()),
        end: Some(end.to_rfc3339()),
        join_url: whole.meeting.join_url.clone(),
        ..NewMeeting::default()
    };
    let id = MeetingId::new(world.engine.add_meeting(&new).await.unwrap());
    let first = whole.calls.iter().min_by_key(|call| call.start).unwrap().id.clone();
    let gone = answer(400, r#"{"error":{"code":"BadRequest","message":"Index was out of range."}}"#);
    let fault = Fault::always(Server::Graph, gone).at(&format!("{first}/attendanceRecords"));
    world.sandbox.inject(fault);
    let short = sync(&world.engine, &id).await;
    let show = world.engine.show(&id).await.unwrap();
    assert_eq!(short.error, None);
    assert_eq!(show.calls.iter().map(|call| call.included).collect::<Vec<_>>(), [true]);
    says(&show, "warn", "1 report of other times of the day could not be read");
    // Where it is of the class, the sync fails, and what was there stands.
    let (id, before) = (world.class("db1-03").await, whole.participants);
    assert!(sync(&world.engine, &id).await.error.is_some());
    assert_eq!(world.engine.show(&id).await.unwrap().participants, before);
}
