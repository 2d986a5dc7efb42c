//! Every request of a sync × every fault: a named state in time, and what was fetched before as it was.
#![allow(clippy::unwrap_used, clippy::panic, clippy::default_trait_access, missing_docs)]

mod common;

use chrono::TimeDelta;
use common::{World, code, sync};
use rollbook_engine::{Context, Engine, MeetingId};
use rollbook_sandbox::{Action, Fault, Server};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use std::time::Duration;

/// A hang would last as long as the deadline of one request.
const LONGEST: Duration = Duration::from_secs(20);

fn status(code: u16, headers: &[(&str, &str)]) -> Action {
    let headers = headers.iter().map(|(n, v)| ((*n).to_owned(), (*v).to_owned())).collect();
    Action::Status { code, headers, body: String::new() }
}

fn body(text: &str) -> Action {
    Action::Status { code: 200, headers: BTreeMap::new(), body: text.to_owned() }
}

/// The faults, and the code that each leads to where nothing else is said in [`expected`].
fn faults() -> Vec<(&'static str, Action, &'static str)> {
    vec![
        ("401", status(401, &[]), "sign-in-needed"),
        ("403", status(403, &[]), "not-permitted"),
        ("404", status(404, &[]), "report-empty"),
        ("429", status(429, &[("Retry-After", "0.2")]), "throttled"),
        ("500", status(500, &[]), "server-fault"),
        ("503", status(503, &[]), "server-fault"),
        ("reset", Action::Reset, "offline"),
        ("cut", Action::CutAfter(40), "offline"),
        ("html", Action::Html, "offline"),
        ("garbage", Action::Garbage, "server-fault"),
        ("wrong type", body(r#"{"value":{"id":7},"access_token":[]}"#), "server-fault"),
        ("list for an object", body("[[],7,null]"), "server-fault"),
        ("huge", Action::Huge(70), "too-large"),
        ("bomb", Action::Bomb(200), "too-large"),
    ]
}

/// What a request is for, told by its path.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Step {
    Token,
    Lookup,
    Reports,
    Records,
    CallRecords,
}

fn step(path: &str) -> Step {
    match path {
        p if p.starts_with("/login") => Step::Token,
        p if p.contains("/communications/") => Step::CallRecords,
        p if p.ends_with("/attendanceRecords") => Step::Records,
        p if p.ends_with("/attendanceReports") => Step::Reports,
        _ => Step::Lookup,
    }
}

/// The code of a cell; none where the sync works all the same.
fn expected(step: Step, fault: &str, usual: &'static str) -> Option<&'static str> {
    match (step, fault) {
        // "Not found" is what call records are the fallback for.
        (Step::Lookup | Step::Reports, "404") => None,
        // The token endpoint says in its body what is wrong, and here it says "try later", whatever the status.
        (Step::Token, "401" | "403" | "404") => Some("server-fault"),
        // The app's own credential: no sign-in would help.
        (Step::CallRecords, "401") => Some("not-permitted"),
        _ => Some(usual),
    }
}

/// The requests of one sync, one of each path, as a fault names them.
async fn targets(world: &World, engine: &Engine, id: &MeetingId) -> Vec<(Server, String)> {
    world.sandbox.clear_requests();
    assert_eq!(sync(engine, id).await.error, None);
    let seen = world.sandbox.requests();
    let paths: BTreeSet<String> = seen.iter().map(|r| r.path.clone()).collect();
    let mut out = BTreeMap::new();
    for path in paths {
        let server = if path.starts_with("/login") { Server::Login } else { Server::Graph };
        // With its question mark, the lookup is not the beginning of all that follows.
        let part = match path.split_once('?') {
            Some((before, _)) => format!("{before}?"),
            None => path,
        };
        out.insert(part, server);
    }
    out.into_iter().map(|(part, server)| (server, part)).collect()
}

/// A program whose stored token has run out, so that it has to renew it first.
fn later(world: &World) -> Engine {
    world.at(TimeDelta::hours(2), false)
}

async fn struck(world: &World, engine: &Engine, id: &MeetingId, cell: &Cell) {
    let name = format!("{} at {}", cell.fault, cell.part);
    let before = engine.show(id).await.unwrap();
    world.sandbox.clear_requests();
    world.sandbox.inject(Fault::always(cell.server, cell.action.clone()).at(&cell.part));
    let answer = tokio::time::timeout(LONGEST, sync(engine, id)).await;
    world.sandbox.clear_faults();
    let answer = answer.unwrap_or_else(|_| panic!("{name}: hangs"));
    let step = step(cell.part.trim_end_matches('?'));
    assert!(world.asked(cell.server, &cell.part).len() <= 6, "{name}: asks without end");
    let after = engine.show(id).await.unwrap();
    assert_eq!(answer.error.as_ref().map(code), expected(step, cell.fault, cell.usual), "{name}");
    assert_eq!(answer.sync, after.sync);
    let Some(error) = answer.error else {
        // The fallback may add what only call records know, and takes nothing away.
        assert!(before.participants.iter().all(|p| after.participants.contains(p)), "{name}");
        return;
    };
    assert_eq!(after, before, "{name}");
    assert_eq!(answer.state, "failed");
    if cell.fault == "429" {
        assert!(error.details.contains_key("retry_at"), "{name}");
    }
    if step != Step::CallRecords && cell.by_reports {
        let fallback = world.asked(Server::Graph, "/communications/");
        assert!(fallback.is_empty(), "{name}: a failure is not 'there is no report'");
    }
}

struct Cell {
    server: Server,
    part: String,
    fault: &'static str,
    action: Action,
    usual: &'static str,
    by_reports: bool,
}

/// One institution for each fault, all at once; its cells one after the other.
async fn matrix(lms_id: &'static str, steps: &[Step]) {
    let mut running = Vec::new();
    for (fault, action, usual) in faults() {
        let steps: BTreeSet<Step> = steps.iter().copied().collect();
        running.push(tokio::spawn(async move {
            let world = Arc::new(World::of_the_term("demo").await);
            let id = world.class(lms_id).await;
            let found = targets(&world, &later(&world), &id).await;
            let known: BTreeSet<Step> = found.iter().map(|(_, p)| step(p.trim_end_matches('?'))).collect();
            assert_eq!(known, steps, "{found:?}");
            let by_reports = steps.contains(&Step::Lookup);
            let mut ahead = 2;
            for (server, part) in found {
                // Every cell in a new program, four hours after the one before: its token has run out.
                ahead += if server == Server::Login { 4 } else { 0 };
                let engine = world.at(TimeDelta::hours(ahead), false);
                let cell = Cell { server, part, fault, action: action.clone(), usual, by_reports };
                struck(&world, &engine, &id, &cell).await;
            }
            let engine = world.at(TimeDelta::hours(ahead), false);
            assert_eq!(sync(&engine, &id).await.error, None, "{fault}: and then it works again");
        }));
    }
    for one in running {
        one.await.unwrap();
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn every_request_of_a_sync_by_reports() {
    matrix("db1-03", &[Step::Token, Step::Lookup, Step::Reports, Step::Records]).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn every_request_of_a_sync_by_call_records() {
    matrix("db1-53", &[Step::Token, Step::CallRecords]).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_first_sync_that_fails_leaves_nothing_behind() {
    for (scenario, expected) in
        [("dropped-connection", "offline"), ("html-portal", "offline"), ("cut-body", "offline")]
    {
        let world = World::signed_in(scenario).await;
        world.sandbox.clear_faults();
        world.refresh().await;
        let id = world.class("db1-01").await;
        let before = world.engine.show(&id).await.unwrap();
        let action = match scenario {
            "dropped-connection" => Action::Reset,
            "html-portal" => Action::Html,
            _ => Action::CutAfter(120),
        };
        world.sandbox.inject(Fault::always(Server::Graph, action).at("/v1.0/me/"));
        assert_eq!(sync(&world.engine, &id).await.error.as_ref().map(code), Some(expected), "{scenario}");
        assert_eq!(world.engine.show(&id).await.unwrap(), before);
        assert_eq!(before.sync.source, "none");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_passing_503_is_no_failure() {
    let world = World::signed_in("flaky-503").await;
    world.refresh().await;
    let (_, show) = world.synced("db1-03").await;
    assert_eq!((show.sync.source.as_str(), show.participants.len() > 20), ("attendance-reports", true));
}

#[tokio::test(flavor = "multi_thread")]
async fn reports_that_are_refused_are_not_missing() {
    let world = World::of_the_term("reports-forbidden").await;
    let id = world.class("db1-01").await;
    world.sandbox.clear_requests();
    assert_eq!(sync(&world.engine, &id).await.error.as_ref().map(code), Some("not-permitted"));
    assert!(world.asked(Server::Graph, "/communications/").is_empty());
    for scenario in ["reports-empty", "lookup-empty"] {
        let world = World::of_the_term(scenario).await;
        let (_, show) = world.synced("db1-01").await;
        assert_eq!(show.sync.source, "call-records", "{scenario}");
        assert!(show.participants.len() > 20 && show.sync.explanation.contains("because"));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn of_several_classes_one_that_fails_fails_alone() {
    let world = World::of_the_term("demo").await;
    let (good, bad) = (world.class("prog-01").await, world.class("db1-01").await);
    let (first, _) = world.synced("prog-01").await;
    let lookups = world.asked(Server::Graph, "/attendanceReports");
    let report = lookups.iter().find(|r| r.path.ends_with("/attendanceReports")).unwrap().path.clone();
    assert_eq!(first, good);
    world.sandbox.inject(Fault::always(Server::Graph, status(403, &[])).at(&report));
    let ids = [good, bad];
    let answer = world
        .engine
        .sync(&ids, Default::default(), &rollbook_engine::progress::Progress::silent(), &Default::default())
        .await
        .unwrap();
    let states: Vec<_> = answer.meetings.iter().map(|m| (m.id.as_str(), m.state.as_str())).collect();
    assert_eq!(states, [(ids[0].as_str(), "failed"), (ids[1].as_str(), "synced")]);
}

/// Syncs with a deadline or a cancel around it; how long it took.
async fn bounded(engine: &Engine, id: &MeetingId, context: Context) -> (Option<String>, Duration) {
    let began = std::time::Instant::now();
    let (options, silent) = (Default::default(), rollbook_engine::progress::Progress::silent());
    let answer = engine.sync(std::slice::from_ref(id), options, &silent, &context).await.unwrap();
    (answer.meetings[0].error.as_ref().map(|error| error.code.clone()), began.elapsed())
}

#[tokio::test(flavor = "multi_thread")]
async fn every_request_that_hangs_ends_with_the_deadline_or_the_cancel() {
    let world = World::of_the_term("strict-rotation").await;
    let mut ahead = 0;
    for lms_id in ["db1-03", "db1-53"] {
        let id = world.class(lms_id).await;
        for (server, part) in targets(&world, &later(&world), &id).await {
            // A program whose token has run out, so that the token endpoint is met too.
            ahead += 4;
            let engine = world.at(TimeDelta::hours(ahead), false);
            let before = engine.show(&id).await.unwrap();
            world.sandbox.inject(Fault::always(server, Action::Delay(2_500)).at(&part));
            let limit = Duration::from_millis(900);
            let context = Context::default().until(tokio::time::Instant::now() + limit);
            let (code, took) = bounded(&engine, &id, context).await;
            assert_eq!(code.as_deref(), Some("offline"), "{part}");
            assert!(took < limit + Duration::from_secs(1), "{part}: {took:?}");

            let context = Context::default();
            let cancel = context.cancel.clone();
            tokio::spawn(async move {
                tokio::time::sleep(Duration::from_millis(400)).await;
                cancel.cancel();
            });
            let (code, took) = bounded(&engine, &id, context).await;
            assert_eq!(code.as_deref(), Some("cancelled"), "{part}");
            assert!(took < Duration::from_millis(1_400), "{part}: {took:?}");
            assert_eq!(engine.show(&id).await.unwrap(), before, "{part}");
            world.sandbox.clear_faults();
            // Whatever was cut short: nobody was signed out by it.
            assert_eq!(sync(&engine, &id).await.error, None, "{part}");
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn one_record_that_is_gone_does_not_take_the_others_along() {
    let world = World::of_the_term("demo").await;
    let (id, before) = world.synced("db1-53").await;
    let sessions = world.asked(Server::Graph, "/sessions");
    assert!(!sessions.is_empty());
    // All of them gone: the class is not fetched as an empty one.
    world.sandbox.inject(Fault::always(Server::Graph, status(404, &[])).at("/sessions"));
    let answer = sync(&world.engine, &id).await;
    assert!(answer.error.is_some());
    assert_eq!(world.engine.show(&id).await.unwrap(), before);
}
