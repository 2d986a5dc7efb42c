//! Looking again quietly: at the times of the presence rules, only for classes that were asked for, never insistently.
#![allow(clippy::unwrap_used, clippy::panic, missing_docs)]

mod common;

use chrono::TimeDelta;
use common::{World, code, sync};
use rollbook_engine::library::Range;
use rollbook_engine::view::{LookedView, MeetingRowView, NewMeeting};
use rollbook_engine::{Code, Context, Engine, MeetingId};
use rollbook_sandbox::{Action, Fault, Server};
use std::collections::BTreeMap;
use std::time::Duration;

/// A class with a report, of last month.
const CLASS: &str = "db1-01";

fn answer(code: u16, body: &str) -> Action {
    Action::Status { code, headers: BTreeMap::new(), body: body.to_owned() }
}

fn no_reports() -> Fault {
    Fault::always(Server::Graph, answer(200, r#"{"value":[]}"#)).at("/attendanceReports")
}

async fn row(engine: &Engine, id: &MeetingId) -> MeetingRowView {
    let rows = engine.meetings(false, Range::default(), &Context::default()).await.unwrap().meetings;
    rows.into_iter().find(|row| row.meeting.id == id.to_string()).unwrap()
}

async fn look(engine: &Engine) -> LookedView {
    engine.look_again(&Context::default()).await.unwrap()
}

/// The same folder so long after a moment, opened.
async fn after(world: &World, moment: chrono::DateTime<chrono::Utc>, minutes: i64) -> Engine {
    let engine = world.at(moment + TimeDelta::minutes(minutes) - world.engine.now(), false);
    engine.unlock().await.unwrap();
    engine
}

/// An institution without call records, and the class as it was an hour before its end.
async fn before_the_end() -> (World, MeetingId, chrono::DateTime<chrono::Utc>) {
    let world = World::of_the_term("demo").await;
    world.engine.set_setting("call_records.mode", "off").unwrap();
    let id = world.class(CLASS).await;
    let end = row(&world.engine, &id).await.meeting.end.unwrap();
    (world, id, end)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_class_that_was_not_ready_is_fetched_when_its_time_has_come() {
    let (world, id, end) = before_the_end().await;
    world.sandbox.inject(no_reports());
    let at_the_end = after(&world, end, 1).await;
    let before = at_the_end.show(&id).await.unwrap();
    let refused = sync(&at_the_end, &id).await.error.unwrap();
    assert_eq!(code(&refused), "report-not-ready");
    assert_eq!(at_the_end.show(&id).await.unwrap(), before, "a failed sync leaves the class as it was");
    let found = row(&at_the_end, &id).await.look.unwrap();
    assert_eq!(found.error, refused, "what was said is there after a restart");
    assert_eq!(found.next_attempt_at, Some(end + TimeDelta::minutes(30)));

    world.sandbox.clear_faults();
    world.sandbox.clear_requests();
    assert_eq!(look(&after(&world, end, 29).await).await, LookedView::default());
    assert!(world.sandbox.requests().is_empty(), "nothing is asked before its time");

    let in_time = after(&world, end, 31).await;
    let looked = look(&in_time).await;
    assert_eq!(looked.looked, [id.to_string()]);
    let [changed] = &looked.changed[..] else { panic!("{looked:?}") };
    assert_eq!((changed.meeting.id.as_str(), changed.participants_before), (id.as_str(), None));
    assert_eq!(changed.participants as usize, in_time.show(&id).await.unwrap().participants.len());
    assert_eq!(row(&in_time, &id).await.look, None);
    assert_eq!(look(&in_time).await, LookedView::default());
}

#[tokio::test(flavor = "multi_thread")]
async fn looks_in_vain_come_at_the_times_of_the_rules_and_end() {
    let (world, id, end) = before_the_end().await;
    world.sandbox.inject(no_reports());
    sync(&after(&world, end, 1).await, &id).await;
    let mut times = Vec::new();
    for minutes in (0..60 * 60).step_by(10) {
        if !look(&after(&world, end, minutes).await).await.looked.is_empty() {
            times.push(minutes);
        }
    }
    assert_eq!(times, [30, 150, 24 * 60, 48 * 60]);
    assert_eq!(row(&world.engine, &id).await.look.unwrap().next_attempt_at, None);
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_is_fetched_that_nobody_asked_for() {
    let world = World::of_the_term("demo").await;
    assert_eq!(world.engine.due().await.unwrap().len(), 18);
    assert_eq!(look(&world.engine).await, LookedView::default());
    assert!(world.sandbox.requests().is_empty());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_second_look_that_finds_the_same_changes_nothing() {
    let (world, id, end) = before_the_end().await;
    assert_eq!(sync(&after(&world, end, 5).await, &id).await.error, None);
    assert_eq!(
        look(&after(&world, end, 60).await).await,
        LookedView::default(),
        "a report is looked at once"
    );
    let next_day = after(&world, end, 24 * 60 + 1).await;
    let looked = look(&next_day).await;
    assert_eq!((looked.looked, looked.changed), (vec![id.to_string()], vec![]));
    assert_eq!(look(&next_day).await, LookedView::default());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_network_that_is_down_is_left_alone_for_a_while() {
    let (world, id, end) = before_the_end().await;
    world.sandbox.inject(no_reports());
    sync(&after(&world, end, 1).await, &id).await;
    world.sandbox.clear_faults();
    world.sandbox.inject(Fault::always(Server::Graph, answer(503, "")).at("/v1.0/me/"));
    let engine = after(&world, end, 31).await;
    let looked = look(&engine).await;
    assert_eq!((looked.looked.len(), looked.changed.len()), (1, 0));
    assert_eq!(code(&row(&engine, &id).await.look.unwrap().error), "report-not-ready", "503 is no answer");
    world.sandbox.clear_requests();
    assert_eq!(look(&engine).await, LookedView::default());
    assert!(world.sandbox.requests().is_empty());
    // What the program's pause holds back, its user does not wait for.
    world.sandbox.clear_faults();
    assert_eq!(sync(&engine, &id).await.error, None);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_refused_sign_in_is_not_tried_again_until_somebody_signs_in() {
    let world = World::of_the_term("refresh-revoked").await;
    world.engine.set_setting("call_records.mode", "off").unwrap();
    let id = world.class(CLASS).await;
    world.sandbox.inject(no_reports());
    assert!(sync(&world.engine, &id).await.error.is_some());
    // A look in vain of long ago is not due by itself; a new sign-in makes it so, and then its token runs out.
    world.sign_in().await.unwrap();
    let engine = world.at(TimeDelta::hours(2), false);
    engine.unlock().await.unwrap();
    assert_eq!(look(&engine).await.looked, [id.to_string()]);
    let asked = world.token_requests();
    world.sandbox.clear_requests();
    assert_eq!(look(&engine).await, LookedView::default());
    assert_eq!((world.sandbox.requests().len(), asked > 0), (0, true));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_new_permission_makes_an_old_question_due() {
    let (world, id, _) = before_the_end().await;
    world.sandbox.inject(no_reports());
    assert_eq!(sync(&world.engine, &id).await.error.as_ref().map(code), Some("call-records-not-configured"));
    assert_eq!(look(&world.engine).await, LookedView::default());
    world.engine.set_setting("call_records.mode", "app").unwrap();
    assert_eq!(look(&world.engine).await.looked, [id.to_string()]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_locked_folder_stays_locked_and_offline_stays_offline() {
    let (world, id, end) = before_the_end().await;
    world.sandbox.inject(no_reports());
    sync(&after(&world, end, 1).await, &id).await;
    world.sandbox.clear_requests();
    let locked = world.at(end + TimeDelta::minutes(31) - world.engine.now(), false);
    assert_eq!(look(&locked).await, LookedView::default());
    assert!(!locked.is_unlocked());
    let offline = world.at(end + TimeDelta::minutes(31) - world.engine.now(), true);
    offline.unlock().await.unwrap();
    assert_eq!(look(&offline).await, LookedView::default());
    assert!(world.sandbox.requests().is_empty());
}

#[tokio::test(flavor = "multi_thread")]
async fn what_somebody_is_fetching_is_not_fetched_beside_it() {
    let (world, id, end) = before_the_end().await;
    world.sandbox.inject(no_reports());
    sync(&after(&world, end, 1).await, &id).await;
    world.sandbox.clear_faults();
    world.sandbox.inject(Fault::always(Server::Graph, Action::Delay(700)).at("/me/onlineMeetings"));
    let engine = after(&world, end, 31).await;
    let (busy, of) = (engine.clone(), id.clone());
    let fetching = tokio::spawn(async move { sync(&busy, &of).await });
    tokio::time::sleep(Duration::from_millis(300)).await;
    assert_eq!(look(&engine).await, LookedView::default());
    assert_eq!(fetching.await.unwrap().error, None);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_program_that_ends_waits_for_its_database_and_begins_nothing_more() {
    let world = World::signed_in("demo").await;
    let add = |n: usize| {
        let engine = world.engine.clone();
        let (title, date) = (format!("Class {n}"), Some("2026-11-26".to_owned()));
        let new = NewMeeting { title, date, ..NewMeeting::default() };
        tokio::spawn(async move { engine.add_meeting(&new).await })
    };
    let many: Vec<_> = (0..50).map(add).collect();
    tokio::task::yield_now().await;
    world.engine.shut_down(Duration::from_secs(20)).await;
    let mut done = 0;
    for one in many {
        match one.await.unwrap() {
            Ok(_) => done += 1,
            Err(error) => assert_eq!(error.code, Code::Cancelled),
        }
    }
    assert_eq!(world.engine.status().await.unwrap_err().code, Code::Cancelled);
    let again = world.again(true);
    let listed = again.meetings(false, Range::default(), &Context::default()).await.unwrap().meetings;
    assert_eq!(listed.len(), done, "what was answered is there, and nothing else");
}
