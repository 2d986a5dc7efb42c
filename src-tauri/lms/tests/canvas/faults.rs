//! What goes wrong on the way, and in Canvas.

use crate::{LARGE, SMALL, World, lms_with, mark, session, write_of};
use rollbook_core::status::Status;
use rollbook_lms::error::Nonsense;
use rollbook_lms::{LmsError, MarkState};
use rollbook_sandbox::{Action, Fault, Server};
use rollbook_transport::CancelToken;
use serde_json::json;
use std::collections::BTreeMap;
use std::time::{Duration, Instant};
use tokio::task::JoinSet;
use wiremock::matchers::{method, path_regex};
use wiremock::{Mock, MockServer, ResponseTemplate};

fn status(code: u16, body: &str) -> Action {
    let headers = BTreeMap::from([("Content-Type".to_owned(), "text/html".to_owned())]);
    Action::Status { code, headers, body: body.to_owned() }
}

#[tokio::test]
async fn each_fault_of_a_reading_has_its_own_error() {
    let world = World::new("demo").await;
    for (action, want) in [
        (Action::Html, LmsError::Portal),
        (Action::Garbage, LmsError::Nonsense(Nonsense::NotJson)),
        (Action::CutAfter(40), LmsError::Unreachable),
        (Action::Reset, LmsError::Unreachable),
        (status(500, "<h1>Page Error</h1>"), LmsError::Down { status: 500 }),
        (status(302, ""), LmsError::Portal),
        (status(404, "<h1>no</h1>"), LmsError::NotFound(None)),
        (Action::Huge(80), LmsError::TooLarge),
    ] {
        world.sandbox.inject(Fault::always(Server::Canvas, action.clone()));
        let error = world.lms.students(SMALL, &world.ctx).await.unwrap_err();
        world.sandbox.clear_faults();
        assert_eq!(error, want, "{action:?}");
    }
    assert_eq!(world.lms.students(SMALL, &world.ctx).await.unwrap().items.len(), 30);
}

#[tokio::test]
async fn links_to_elsewhere_are_not_followed_and_circles_end() {
    let foreign = World::new("foreign-next-link").await;
    assert_eq!(foreign.lms.students(LARGE, &foreign.ctx).await.unwrap_err(), LmsError::UntrustedLink);
    let circle = World::new("loop-next-link").await;
    let error = circle.lms.students(LARGE, &circle.ctx).await.unwrap_err();
    assert_eq!(error, LmsError::Nonsense(Nonsense::Loop));
    assert!(circle.sandbox.requests().len() < 6);
}

#[tokio::test]
async fn a_throttled_canvas_is_waited_for_and_then_gone_easy_on() {
    let world = World::new("canvas-throttled").await;
    let began = Instant::now();
    assert_eq!(world.lms.students(SMALL, &world.ctx).await.unwrap().items.len(), 30);
    let turned_away = world.sandbox.requests().iter().filter(|one| one.status == 403).count();
    assert_eq!(turned_away, 1);
    // A second after being turned away, and then until the reserve is back.
    assert!(began.elapsed() > Duration::from_millis(2500), "{:?}", began.elapsed());
}

#[tokio::test]
async fn throttling_that_does_not_end_is_no_refusal() {
    let world = World::new("demo").await;
    let body = "403 Forbidden (Rate Limit Exceeded)\n";
    world.sandbox.inject(Fault::always(Server::Canvas, status(403, body)));
    let error = world.lms.students(SMALL, &world.ctx).await.unwrap_err();
    assert_eq!((error.code(), error), ("throttled", LmsError::Throttled { retry_at: None }));
    assert_eq!(world.sandbox.requests().len(), 4);
}

#[tokio::test]
async fn a_write_that_is_turned_away_is_sent_again() {
    let world = World::new("demo").await;
    let place = world.place().await;
    for code in [403, 429] {
        let body = format!("{code} Forbidden (Rate Limit Exceeded)\n");
        world.sandbox.inject(Fault::always(Server::Canvas, status(code, &body)).at("update_grades").times(1));
    }
    let write = write_of(&place, vec![mark(1001, Status::Late, Some("bus"), Some(9))]);
    let written = world.lms.write_marks(&write, &world.ctx).await.unwrap();
    assert_eq!(written.results[0].state, MarkState::Confirmed);
    assert_eq!(world.comments(&place).len(), 1);
}

async fn after_the_job_was_taken(action: Action) {
    let world = World::new("demo").await;
    let place = world.place().await;
    world.sandbox.inject(Fault::always(Server::Canvas, action.clone()).at("/progress/"));
    let write = write_of(&place, vec![mark(1001, Status::Late, Some("bus"), Some(9))]);
    let error = world.lms.write_marks(&write, &world.ctx).await.unwrap_err();
    assert!(error.may_have_written(), "{action:?}: {error}");
    // Once Canvas answers again, the same write makes it right, and only once.
    world.sandbox.clear_faults();
    world.lms.write_marks(&write, &world.ctx).await.unwrap();
    assert_eq!(world.lms.read_marks(&place, &world.ctx).await.unwrap().records, write.changed);
    assert_eq!(world.comments(&place), [(1001, vec!["Attendance: 9 min in class \u{2013} bus".to_owned()])]);
}

#[tokio::test]
async fn what_goes_wrong_after_the_job_was_taken_leaves_the_outcome_open() {
    let mut all = JoinSet::new();
    for action in [
        Action::Reset,
        Action::Html,
        Action::Garbage,
        status(500, ""),
        status(401, r#"{"errors":[{"message":"Invalid access token."}]}"#),
        status(404, ""),
        status(403, r#"{"status":"unauthorized"}"#),
    ] {
        all.spawn(after_the_job_was_taken(action));
    }
    while let Some(done) = all.join_next().await {
        done.unwrap();
    }
}

#[tokio::test]
async fn a_refused_write_says_that_nothing_was_written() {
    let world = World::new("canvas-read-only").await;
    let seeded = world.sandbox.canvas_assignments(2)[0].id.to_string();
    let place = rollbook_lms::Place { course: Some(SMALL.into()), session: seeded };
    let write = write_of(&place, vec![mark(1001, Status::Late, None, None)]);
    let error = world.lms.write_marks(&write, &world.ctx).await.unwrap_err();
    assert_eq!(error.server_says(), Some("user not authorized to perform that action"));
    assert_eq!((error.code(), error.may_have_written()), ("not-permitted", false));
    let error = world.lms.create_session(&session("m-1"), &world.ctx).await.unwrap_err();
    assert!(matches!(error, LmsError::NotPermitted(Some(_))));
}

#[tokio::test]
async fn a_class_whose_making_lost_its_answer_is_found_and_not_made_again() {
    let world = World::with_tries("demo", 3).await;
    let lost = Fault::always(Server::Canvas, Action::ResetAfterWork);
    world.sandbox.inject(Fault { method: Some("POST".into()), ..lost.at("/assignments").times(1) });
    let error = world.lms.create_session(&session("m-1"), &world.ctx).await.unwrap_err();
    assert!(error.may_have_written());
    let there = world.sandbox.canvas_assignments(2).len();
    let found = world.lms.create_session(&session("m-1"), &world.ctx).await.unwrap();
    assert_eq!(world.sandbox.canvas_assignments(2).len(), there);
    assert_eq!(found.start, session("m-1").start);
    assert_eq!(world.seen("POST", "/assignments").len(), 1);
}

#[tokio::test]
async fn a_cancel_ends_the_waiting_for_a_job() {
    let world = World::new("canvas-job-stuck").await;
    let place = world.place().await;
    let cancel = CancelToken::default();
    let ctx = rollbook_transport::Context::new(cancel.clone());
    let write = write_of(&place, vec![mark(1001, Status::Late, None, None)]);
    let stop = async {
        tokio::time::sleep(Duration::from_millis(300)).await;
        cancel.cancel();
    };
    let (result, ()) = tokio::join!(world.lms.write_marks(&write, &ctx), stop);
    assert_eq!(result.unwrap_err(), LmsError::Cancelled);
}

/// A job whose address leads elsewhere is looked at under its id; the token goes nowhere else.
#[tokio::test]
async fn the_address_of_a_job_is_not_trusted() {
    let elsewhere = MockServer::start().await;
    let canvas = MockServer::start().await;
    let get = |path: &str, body: serde_json::Value| {
        Mock::given(method("GET"))
            .and(path_regex(path))
            .respond_with(ResponseTemplate::new(200).set_body_json(body))
    };
    let class = json!({"id": 5, "name": "x", "due_at": "2026-03-17T09:00:00Z", "points_possible": 1,
        "grading_type": "points", "submission_types": ["none"], "published": true});
    get("/assignments/5$", class).mount(&canvas).await;
    get("/submissions$", json!([{"user_id": 1, "score": 1, "submission_comments": []}])).mount(&canvas).await;
    get("/api/v1/progress/9$", json!({"id": 9, "workflow_state": "completed"}))
        .expect(1)
        .mount(&canvas)
        .await;
    let job =
        json!({"id": 9, "workflow_state": "queued", "url": format!("{}/api/v1/progress/9", elsewhere.uri())});
    Mock::given(method("POST"))
        .respond_with(ResponseTemplate::new(200).set_body_json(job))
        .mount(&canvas)
        .await;
    let lms = lms_with(&canvas.uri(), "tok-1", 1);
    let world = World::new("demo").await;
    let place = rollbook_lms::Place { course: Some("2".into()), session: "5".into() };
    let write = write_of(&place, vec![mark(1, Status::Present, None, None)]);
    let written = lms.write_marks(&write, &world.ctx).await.unwrap();
    assert_eq!(written.results[0].state, MarkState::Confirmed);
    assert!(elsewhere.received_requests().await.unwrap().is_empty());
}
