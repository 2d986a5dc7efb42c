//! Call records through the institution's relay: as the instructor, only their own, and never past it.
#![allow(clippy::unwrap_used, clippy::panic, missing_docs)]

mod common;

use common::{World, code, sync};
use rollbook_sandbox::{Action, Fault, Server};
use std::collections::BTreeMap;

const INSTANT: &str = "db1-53";

async fn world(scenario: &str) -> World {
    let world = World::of_the_term(scenario).await;
    by_relay(&world).await;
    world
}

/// No credential of the app, and the relay in its place.
async fn by_relay(world: &World) {
    world.engine.clear_secret("call_records.secret").await.unwrap();
    world.engine.set_setting("call_records.mode", "relay").unwrap();
    world.engine.set_setting("call_records.relay_url", &world.sandbox.info().relay_url).unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn the_relay_gives_what_graph_gives_to_the_app() {
    let direct = World::of_the_term("demo").await;
    let (_, expected) = direct.synced(INSTANT).await;
    let world = world("demo").await;
    let (_, show) = world.synced(INSTANT).await;
    let people = |show: &rollbook_engine::view::ShowView| {
        show.participants
            .iter()
            .map(|p| (p.name.clone(), p.email.clone(), p.kind.clone()))
            .collect::<Vec<_>>()
    };
    assert_eq!(people(&show), people(&expected));
    assert_eq!(show.sync.source, "call-records");
    let calls: Vec<_> =
        world.sandbox.requests().into_iter().filter(|r| r.path.contains("callRecords")).collect();
    assert!(!calls.is_empty() && calls.iter().all(|r| r.path.starts_with("/relay/v1.0/communications/")));
    // Reports are still Microsoft's own.
    world.synced("db1-01").await;
    assert!(world.asked(Server::Graph, "/attendanceReports").iter().all(|r| r.path.starts_with("/graph/")));
}

#[tokio::test(flavor = "multi_thread")]
async fn refusals_of_the_relay_have_words_of_their_own() {
    let world = world("demo").await;
    let id = world.class(INSTANT).await;
    for (status, expected, word) in [
        (401, "not-permitted", "relay"),
        (403, "not-permitted", "relay"),
        (404, "server-fault", "call_records.relay_url"),
        (503, "server-fault", ""),
    ] {
        let action = Action::Status { code: status, headers: BTreeMap::new(), body: String::new() };
        world.sandbox.inject(Fault::always(Server::Graph, action).at("/relay/"));
        let error = sync(&world.engine, &id).await.error.unwrap();
        assert_eq!(code(&error), expected, "{status}");
        let said = format!("{} {}", error.message, error.hint);
        assert!(said.contains(word) && !said.contains("secret"), "{status}: {said}");
        world.sandbox.clear_faults();
    }
    world.engine.set_setting("call_records.relay_url", "http://127.0.0.1:9/relay").unwrap();
    assert_eq!(sync(&world.engine, &id).await.error.as_ref().map(code), Some("offline"));
    world.engine.set_setting("call_records.relay_url", "").unwrap();
    let error = sync(&world.engine, &id).await.error.unwrap();
    assert!(error.message.contains("call_records.relay_url"), "{}", error.message);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_relay_that_hands_on_graphs_links_is_not_left() {
    let world = world("demo").await;
    let id = world.class(INSTANT).await;
    let info = world.sandbox.info();
    let next = |root: &str| {
        let body = format!(
            r#"{{"value":[],"@odata.nextLink":"{root}/v1.0/communications/callRecords?$skiptoken=MC42MA"}}"#
        );
        let action = Action::Status { code: 200, headers: BTreeMap::new(), body };
        Fault::always(Server::Graph, action).at("/relay/").times(1)
    };
    world.sandbox.inject(next(&info.graph_url));
    world.sandbox.clear_requests();
    let error = sync(&world.engine, &id).await.error.unwrap();
    assert_eq!(code(&error), "untrusted-link");
    assert!(error.hint.contains("IT"), "{}", error.hint);
    assert!(world.asked(Server::Graph, "/graph/v1.0/communications").is_empty(), "the token stays here");
    world.sandbox.clear_faults();
    // A careful relay's links are followed.
    world.sandbox.inject(next(&info.relay_url));
    assert_eq!(sync(&world.engine, &id).await.error, None);
    assert!(!world.asked(Server::Graph, "/relay/v1.0/communications/callRecords?$skiptoken").is_empty());
}
