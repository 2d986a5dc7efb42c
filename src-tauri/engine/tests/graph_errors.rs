//! What Graph's published refusals become: code, exit, and a sentence with a next step.
#![allow(clippy::unwrap_used, clippy::panic, missing_docs)]

mod common;

use common::{World, code, sync, sync_by};
use rollbook_engine::MeetingId;
use rollbook_engine::sync::{SourceChoice, SyncOptions};
use rollbook_engine::view::ErrorView;
use rollbook_sandbox::{Action, Fault, Server};
use std::collections::BTreeMap;

/// Where in a sync the refusal is met.
#[derive(Clone, Copy, Debug, PartialEq)]
enum At {
    Lookup,
    Reports,
    Records,
    CallList,
    Sessions,
}

struct Row {
    at: At,
    status: u16,
    body: &'static str,
    code: &'static str,
    /// A word of the sentences.
    says: &'static str,
}

const fn row(at: At, status: u16, body: &'static str, code: &'static str, says: &'static str) -> Row {
    Row { at, status, body, code, says }
}

/// Bodies as captured from the service or printed in its documentation.
const ROWS: &[Row] = &[
    row(
        At::Lookup,
        401,
        r#"{"error":{"code":"InvalidAuthenticationToken","message":"Access token is empty."}}"#,
        "sign-in-needed",
        "Sign in",
    ),
    row(
        At::Lookup,
        401,
        r#"{"error":{"code":"InvalidAuthenticationToken","message":"Lifetime validation failed, the token is expired."}}"#,
        "sign-in-needed",
        "Sign in",
    ),
    row(
        At::Lookup,
        403,
        r#"{"error":{"code":"Forbidden","message":"3003: User does not have access to lookup meeting"}}"#,
        "not-organizer",
        "co-organizer",
    ),
    row(
        At::Reports,
        403,
        r#"{"error":{"code":"General","message":"User ID in token(x) is not the organizer of the queried meeting."}}"#,
        "not-organizer",
        "co-organizer",
    ),
    row(
        At::Reports,
        400,
        r#"{"error":{"code":"BadRequest","message":"User ID in token(x) is not the organizer of the queried meeting."}}"#,
        "not-organizer",
        "co-organizer",
    ),
    row(
        At::Reports,
        403,
        r#"{"error":{"code":"Forbidden","message":"No Application Access Policy found for this app"}}"#,
        "not-permitted",
        "application access policy",
    ),
    row(
        At::Reports,
        403,
        r#"{"error":{"code":"Unauthorized","message":"App X is not authorized to perform operations on behalf of user Y"}}"#,
        "not-permitted",
        "application access policy",
    ),
    row(
        At::Lookup,
        403,
        r#"{"error":{"code":"Authorization_RequestDenied","message":"Insufficient privileges to complete the operation."}}"#,
        "not-permitted",
        "ask IT",
    ),
    row(
        At::Records,
        403,
        r#"{"error":{"code":"Forbidden","message":"","innererror":{"code":"Forbidden"}}}"#,
        "not-permitted",
        "ask IT",
    ),
    row(
        At::Records,
        400,
        r#"{"error":{"code":"BadRequest","message":"Index was out of range."}}"#,
        "server-fault",
        "report this",
    ),
    row(
        At::Lookup,
        400,
        r#"{"error":{"code":"BadRequest","message":"Meeting Id is corrupted."}}"#,
        "server-fault",
        "join link",
    ),
    row(
        At::Lookup,
        429,
        r#"{"error":{"code":"TooManyRequests","message":"Please retry again later."}}"#,
        "throttled",
        "",
    ),
    row(At::Lookup, 503, r#"{"error":{"code":"serviceNotAvailable","message":""}}"#, "server-fault", "later"),
    row(At::Lookup, 504, "", "server-fault", "later"),
    row(
        At::Lookup,
        500,
        r#"{"error":{"code":"","message":"An error has occurred."}}"#,
        "server-fault",
        "later",
    ),
    row(
        At::CallList,
        401,
        r#"{"error":{"code":"InvalidAuthenticationToken","message":"x"}}"#,
        "not-permitted",
        "credential",
    ),
    row(
        At::CallList,
        403,
        r#"{"error":{"code":"Forbidden","message":"Insufficient privileges"}}"#,
        "not-permitted",
        "CallRecords.Read.All",
    ),
    row(
        At::Sessions,
        403,
        r#"{"error":{"code":"Forbidden","message":""}}"#,
        "not-permitted",
        "CallRecords.Read.All",
    ),
];

fn path(at: At) -> &'static str {
    match at {
        At::Lookup => "/me/onlineMeetings?",
        At::Reports => "/attendanceReports",
        At::Records => "/attendanceRecords",
        At::CallList => "/callRecords?",
        At::Sessions => "/sessions",
    }
}

fn fault(at: At, status: u16, body: &str) -> Fault {
    let headers = BTreeMap::from([("Retry-After".to_owned(), "0.05".to_owned())]);
    let headers = if status == 429 { headers } else { BTreeMap::new() };
    Fault::always(Server::Graph, Action::Status { code: status, headers, body: body.to_owned() }).at(path(at))
}

async fn refused(world: &World, id: &MeetingId, at: At) -> Option<ErrorView> {
    let by_calls = matches!(at, At::CallList | At::Sessions);
    let source = if by_calls { SourceChoice::CallRecords } else { SourceChoice::Auto };
    sync_by(&world.engine, id, SyncOptions { source, ..SyncOptions::default() }).await.error
}

#[tokio::test(flavor = "multi_thread")]
async fn every_published_refusal_has_its_code_and_its_sentence() {
    let world = World::of_the_term("demo").await;
    let id = world.class("db1-02").await;
    for row in ROWS {
        let name = format!("{:?} {} {}", row.at, row.status, row.body);
        world.sandbox.inject(fault(row.at, row.status, row.body));
        world.sandbox.clear_requests();
        let error = refused(&world, &id, row.at).await.unwrap_or_else(|| panic!("{name}: no error"));
        assert_eq!(code(&error), row.code, "{name}");
        let said = format!("{} {}", error.message, error.hint);
        assert!(said.contains(row.says), "{name}: {said}");
        assert!(
            !said.contains("3003") && !said.contains("token(x)"),
            "{name}: Microsoft's text is for programs"
        );
        if !matches!(row.at, At::CallList | At::Sessions) {
            assert!(world.asked(Server::Graph, "/communications/").is_empty(), "{name}: no fallback");
        }
        world.sandbox.clear_faults();
    }
    assert_eq!(world.engine.show(&id).await.unwrap().sync.source, "none", "nothing was kept of any");
}

#[tokio::test(flavor = "multi_thread")]
async fn three_faces_of_not_found_lead_to_the_fallback() {
    let not_found = r#"{"error":{"code":"NotFound","message":"3004: Specified meeting is not found"}}"#;
    for (at, status, body) in [
        (At::Lookup, 404, not_found),
        (At::Lookup, 200, r#"{"value":[]}"#),
        (At::Reports, 404, not_found),
        (At::Reports, 200, r#"{"value":[]}"#),
    ] {
        let world = World::of_the_term("demo").await;
        let id = world.class("db1-02").await;
        world.sandbox.inject(fault(at, status, body));
        // Neither the id that such links have, where the link itself is not found.
        world.sandbox.inject(Fault {
            path_contains: Some("/me/onlineMeetings/MS".to_owned()),
            ..fault(At::Lookup, 404, not_found)
        });
        let answer = sync(&world.engine, &id).await;
        assert_eq!(answer.error, None, "{at:?} {status}");
        assert_eq!(answer.sync.source, "call-records", "{at:?} {status}");
        assert!(answer.sync.explanation.contains("because"), "{}", answer.sync.explanation);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_record_too_old_or_too_new_is_a_state_with_a_next_step() {
    let world = World::of_the_term("demo").await;
    let id = world.class("db1-53").await;
    let old = r#"{"error":{"code":"NotFound","message":"Could not find the requested call record. Records about calls or online meetings that started more than 30 days ago are not available."}}"#;
    for (at, body, expected) in [
        (At::CallList, old, "too-old"),
        (At::Sessions, old, "report-empty"),
        (At::Sessions, "", "report-empty"),
    ] {
        world.sandbox.inject(fault(at, 404, body));
        let error = refused(&world, &id, at).await.unwrap();
        assert_eq!(code(&error), expected, "{at:?} {body}");
        world.sandbox.clear_faults();
    }
}
