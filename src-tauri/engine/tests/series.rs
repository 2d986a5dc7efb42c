//! From a link in any form to its meeting, once for all classes of a series, also when Microsoft has forgotten the link.
#![allow(clippy::unwrap_used, clippy::panic, missing_docs)]

mod common;

use base64::Engine as _;
use common::{World, code, sync};
use rollbook_engine::library::Range;
use rollbook_engine::progress::Progress;
use rollbook_engine::sync::SyncOptions;
use rollbook_engine::view::{MeetingRowView, NewMeeting, SyncedView};
use rollbook_engine::{Context, MeetingId};
use rollbook_sandbox::{Action, Fault, Server};
use std::collections::BTreeMap;

const CLASS: &str = "db1-01";
const LOOKUP: &str = "/me/onlineMeetings?";

fn answer(code: u16, body: &str) -> Action {
    Action::Status { code, headers: BTreeMap::new(), body: body.to_owned() }
}

/// As Microsoft says that it does not know a link.
fn forgotten() -> [Action; 2] {
    let unknown = r#"{"error":{"code":"NotFound","message":"3004: Specified meeting is not found"}}"#;
    [answer(404, unknown), answer(200, r#"{"value":[]}"#)]
}

async fn rows(world: &World) -> Vec<MeetingRowView> {
    world.engine.meetings(false, Range::default(), &Context::default()).await.unwrap().meetings
}

async fn row(world: &World, lms_id: &str) -> MeetingRowView {
    rows(world).await.into_iter().find(|row| row.meeting.lms_id.as_deref() == Some(lms_id)).unwrap()
}

async fn all(world: &World, ids: &[MeetingId]) -> Vec<SyncedView> {
    let options = SyncOptions::default();
    world.engine.sync(ids, options, &Progress::silent(), &Context::default()).await.unwrap().meetings
}

/// The same class once more, by hand, under this link.
async fn added(world: &World, link: &str) -> MeetingId {
    let known = row(world, CLASS).await.meeting;
    let new = NewMeeting {
        title: "Once more".to_owned(),
        start: known.start.map(|at| at.to_rfc3339()),
        end: known.end.map(|at| at.to_rfc3339()),
        join_url: Some(link.to_owned()),
        ..NewMeeting::default()
    };
    MeetingId::new(world.engine.add_meeting(&new).await.unwrap())
}

#[tokio::test(flavor = "multi_thread")]
async fn classes_of_one_series_share_what_is_asked_for() {
    let world = World::of_the_term("long-series").await;
    let ids: Vec<MeetingId> =
        rows(&world).await.into_iter().map(|row| MeetingId::new(row.meeting.id)).collect();
    assert!(ids.len() >= 60);
    let answers = all(&world, &ids).await;
    assert_eq!(world.asked(Server::Graph, LOOKUP).len(), 1);
    let lists =
        world.asked(Server::Graph, "/attendanceReports").into_iter().filter(|r| r.path.ends_with("Reports"));
    assert_eq!(lists.count(), 1);
    let synced = answers.iter().filter(|one| one.error.is_none()).count();
    assert_eq!(synced, 50, "the fifty newest are within reach");
    // Nothing is shared with the next sync: it asks anew.
    sync(&world.engine, &ids[0]).await;
    assert_eq!(world.asked(Server::Graph, LOOKUP).len(), 2);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_class_older_than_the_fifty_newest_reports_says_so() {
    let world = World::of_the_term("long-series").await;
    for mode in ["off", "app"] {
        world.engine.set_setting("call_records.mode", mode).unwrap();
        let oldest = world.class("term-01").await;
        let error = sync(&world.engine, &oldest).await.error.unwrap();
        assert!(error.message.contains("50 newest") || mode == "app", "{mode}: {}", error.message);
        assert!(["report-empty", "too-old"].contains(&code(&error)), "{error:?}");
        assert!(error.hint.contains("file"), "{mode}: {}", error.hint);
    }
    let (_, show) = world.synced("term-60").await;
    let warned = show.log.iter().any(|line| line.level == "warn" && line.message.contains("50 newest"));
    assert!(warned, "{:?}", show.log);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_meeting_that_has_expired_is_asked_for_by_the_id_that_was_kept() {
    let world = World::of_the_term("demo").await;
    let (_, before) = world.synced(CLASS).await;
    for gone in forgotten() {
        world.sandbox.inject(Fault::always(Server::Graph, gone).at(LOOKUP));
        // The class itself, and another one of its series that was never fetched.
        for class in [CLASS, "db1-02"] {
            let id = world.class(class).await;
            let answer = sync(&world.engine, &id).await;
            assert_eq!(answer.error, None, "{class}");
            assert_eq!(answer.sync.source, "attendance-reports", "{class}");
            let log = world.engine.show(&id).await.unwrap().log;
            assert!(
                log.iter().any(|line| line.message.contains("does not know this join link any more")),
                "{log:?}"
            );
        }
        world.sandbox.clear_faults();
    }
    let id = world.class(CLASS).await;
    assert_eq!(world.engine.show(&id).await.unwrap().participants, before.participants);
    assert!(world.asked(Server::Graph, "/communications/").is_empty());
}

#[tokio::test(flavor = "multi_thread")]
async fn without_a_kept_id_the_likely_one_is_tried_and_named_as_such() {
    let world = World::of_the_term("demo").await;
    let [gone, _] = forgotten();
    world.sandbox.inject(Fault::always(Server::Graph, gone).at(LOOKUP));
    let (id, show) = world.synced(CLASS).await;
    assert_eq!(show.sync.source, "attendance-reports");
    assert!(
        show.log.iter().any(|line| line.message.contains("by the id that such links have")),
        "{:?}",
        show.log
    );
    // What says whose meeting it is, is no "not found".
    world.sandbox.clear_faults();
    let colleagues = world.class("prog-04").await;
    world.sandbox.clear_requests();
    assert_eq!(sync(&world.engine, &colleagues).await.error.as_ref().map(code), Some("not-organizer"));
    assert_eq!(world.sandbox.requests().len(), 1, "and nothing else is tried");
    let _ = id;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_link_is_found_in_every_form_that_people_paste() {
    let world = World::of_the_term("demo").await;
    let (_, known) = world.synced(CLASS).await;
    let link = row(&world, CLASS).await.meeting.join_url.unwrap();
    let safe: String = url::form_urlencoded::byte_serialize(link.as_bytes()).collect();
    for pasted in [
        format!("Join the meeting now <{link}>\nMeeting ID: 234 567 890 123 4"),
        format!("https://eur02.safelinks.protection.outlook.com/?url={safe}&data=05&reserved=0"),
        link.replace('%', "%25"),
        link.replace("https://teams.microsoft.com/", "msteams:/"),
    ] {
        let id = added(&world, &pasted).await;
        let answer = sync(&world.engine, &id).await;
        assert_eq!(answer.error, None, "{pasted}");
        assert_eq!(world.engine.show(&id).await.unwrap().participants, known.participants, "{pasted}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_number_or_an_id_is_as_good_as_the_link() {
    let world = World::of_the_term("demo").await;
    let (_, known) = world.synced(CLASS).await;
    let link = row(&world, CLASS).await.meeting.join_url.unwrap();
    let asked = world.asked(Server::Graph, "/attendanceReports");
    let graph_id =
        asked[0].path.split("/onlineMeetings/").nth(1).unwrap().split('/').next().unwrap().to_owned();
    assert!(base64::engine::general_purpose::STANDARD.decode(&graph_id).is_ok());

    let id = added(&world, &graph_id).await;
    assert_eq!(sync(&world.engine, &id).await.error, None, "by id");
    assert_eq!(world.engine.show(&id).await.unwrap().participants, known.participants);

    let body = format!(r#"{{"value":[{{"id":"{graph_id}","joinWebUrl":"{link}"}}]}}"#);
    let number = "joinMeetingId eq '2345678901234'";
    world.sandbox.inject(Fault::always(Server::Graph, answer(200, &body)).at(number));
    for pasted in [
        "234 567 890 123 4",
        "Meeting ID: 234 567 890 123 4\nPasscode: x7Yz",
        "https://teams.microsoft.com/meet/2345678901234?p=aB3",
    ] {
        world.sandbox.clear_requests();
        let id = added(&world, pasted).await;
        assert_eq!(sync(&world.engine, &id).await.error, None, "{pasted}");
        assert_eq!(world.engine.show(&id).await.unwrap().participants, known.participants, "{pasted}");
        assert_eq!(world.asked(Server::Graph, number).len(), 1, "{pasted}");
    }
    for nothing in ["room 7", "Phone conference ID: 123 456 789#", "https://"] {
        let new = NewMeeting {
            title: "x".to_owned(),
            date: Some("2026-11-02".to_owned()),
            join_url: Some(nothing.to_owned()),
            ..NewMeeting::default()
        };
        let error = world.engine.add_meeting(&new).await.unwrap_err().view();
        assert_eq!(code(&error), "bad-input", "{nothing}");
        assert!(error.hint.contains("Meeting ID"), "{}", error.hint);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_report_that_fell_out_of_a_full_list_is_not_called_vanished() {
    let world = World::of_the_term("demo").await;
    // Everybody left and came back: two reports of one class.
    let (id, before) = world.synced("db1-03").await;
    let reports: Vec<_> = before.calls.iter().filter(|call| call.kind == "report" && call.included).collect();
    assert_eq!(reports.len(), 2);
    let kept = serde_json::json!({"id": reports[0].id, "meetingStartDateTime": reports[0].start, "meetingEndDateTime": reports[0].end});
    for (others, vanished) in [(49, false), (3, true)] {
        let mut list = vec![kept.clone()];
        list.extend((0..others).map(|place| {
            serde_json::json!({"id": format!("other-{place}"), "meetingStartDateTime": "2030-01-01T10:00:00Z", "meetingEndDateTime": "2030-01-01T11:00:00Z"})
        }));
        let body = serde_json::json!({"value": list}).to_string();
        let path = world
            .asked(Server::Graph, "/attendanceReports")
            .into_iter()
            .map(|r| r.path)
            .find(|p| p.ends_with("/attendanceReports"))
            .unwrap();
        // The list alone, not what lies below it: each path is struck once, and the list is the first to be asked.
        world.sandbox.inject(Fault::always(Server::Graph, answer(200, &body)).at(&path).times(1));
        assert_eq!(sync(&world.engine, &id).await.error, None, "{others}");
        world.sandbox.clear_faults();
        let show = world.engine.show(&id).await.unwrap();
        let flagged = show
            .calls
            .iter()
            .any(|call| call.id == reports[1].id && call.flags.iter().any(|f| f == "vanished"));
        assert_eq!(flagged, vanished, "{others}");
        assert_eq!(show.participants.len(), before.participants.len(), "what was fetched stays");
    }
}
