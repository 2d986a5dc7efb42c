#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
use super::*;
use crate::graph::test_server::{any_json, bytes};
use proptest::prelude::*;

fn of(status: u16, body: impl Into<Vec<u8>>) -> GraphError {
    GraphError::of(&Answer { status, headers: vec![], body: body.into() })
}

/// The variant's name.
fn name(error: &GraphError) -> String {
    format!("{error:?}").split([' ', '(']).next().unwrap().to_owned()
}

#[test]
fn every_published_body_has_its_meaning() {
    for (status, body, meaning) in [
        (401, "error-401-invalid-token.json", "NotSignedIn"),
        (401, "error-401-cae-claims-challenge.body.json", "NotSignedIn"),
        (403, "error-403-3003-lookup-meeting.json", "NotOrganizer"),
        (403, "error-not-organizer.json", "NotOrganizer"),
        (400, "error-not-organizer.json", "NotOrganizer"),
        (403, "error-403-authorization-requestdenied.json", "Forbidden"),
        (403, "error-403-no-app-access-policy.json", "NoAccessPolicy"),
        (403, "error-unauthorized-app-access-policy.old.json", "NoAccessPolicy"),
        (404, "error-404-3004-meeting-not-found.json", "NotFound"),
        (404, "error-404-callrecord.json", "NotFound"),
        (400, "error-400-bad-report-id.json", "BadRequest"),
        (409, "error-generic.json", "BadRequest"),
        (500, "error-generic.json", "ServerFault"),
    ] {
        assert_eq!(name(&of(status, bytes(body))), meaning, "{status} {body}");
    }
}

#[test]
fn too_old_is_told_from_not_there() {
    let text = "Could not find the requested call record. Records about calls or online meetings that started more \
                than 30 days ago are not available.";
    let body = serde_json::json!({"error": {"code": "NotFound", "message": text}});
    assert_eq!(name(&of(404, body.to_string())), "TooOld");
    let nested =
        serde_json::json!({"error": {"code": "", "innererror": {"message": text, "innerError": {}}}});
    assert_eq!(name(&of(404, nested.to_string())), "TooOld");
    assert_eq!(name(&of(500, body.to_string())), "ServerFault");
}

#[test]
fn what_a_proxy_writes_is_never_taken_for_no_data() {
    assert!(matches!(of(404, "<html>"), GraphError::Transport(Error::Portal)));
    assert!(matches!(of(403, " <!doctype html>"), GraphError::Transport(Error::Portal)));
    assert_eq!(name(&of(404, "not found")), "ServerFault");
    assert_eq!(name(&of(403, "blocked")), "ServerFault");
    assert_eq!(name(&of(404, "")), "NotFound");
    assert_eq!(name(&of(401, "<html>")), "NotSignedIn");
    assert!(matches!(of(502, "<html>"), GraphError::ServerFault { status: 502, .. }));
    assert!(matches!(of(302, ""), GraphError::ServerFault { status: 302, .. }));
}

#[test]
fn the_request_id_is_taken_from_the_body_or_the_header_if_it_is_one() {
    let id = "9b23d2c2-bee8-43e1-b854-1eeba77a562d";
    assert_eq!(of(400, bytes("error-400-bad-report-id.json")).request_id(), Some(id));
    let headers = vec![("request-id".to_owned(), id.to_owned())];
    let answer = Answer { status: 503, headers, body: vec![] };
    assert_eq!(GraphError::of(&answer).request_id(), Some(id));
    let body = serde_json::json!({"error": {"innererror": {"request-id": "Emma <emma@example.edu>"}}});
    assert_eq!(of(400, body.to_string()).request_id(), None);
    let lower = serde_json::json!({"error": {"innererror": {"request-id": id}}});
    assert_eq!(of(400, lower.to_string()).request_id(), Some(id));
}

#[test]
fn no_text_of_a_body_is_shown() {
    let error = of(403, bytes("error-not-organizer.json"));
    let shown = format!("{error} {error:?}");
    assert!(!shown.contains("token(") && !shown.contains("queried"), "{shown}");
}

proptest! {
    #[test]
    fn no_body_panics(status in 100u16..600, body in any_json(), error in any_json()) {
        let _ = of(status, body.to_string()).request_id();
        let _ = of(status, serde_json::json!({"error": error}).to_string());
    }

    #[test]
    fn only_a_404_can_mean_that_there_is_no_data(status in 100u16..600, message in ".{0,20}") {
        let body = serde_json::json!({"error": {"code": "NotFound", "message": message}});
        let error = of(status, body.to_string());
        let none = matches!(error, GraphError::NotFound { .. } | GraphError::TooOld { .. });
        prop_assert_eq!(none, status == 404);
    }
}

#[test]
fn a_claims_challenge_is_neither_a_refused_token_nor_a_missing_permission() {
    let claims = "eyJhY2Nlc3NfdG9rZW4iOnsibmJmIjp7ImVzc2VudGlhbCI6dHJ1ZX19fQ==";
    let value = format!("Bearer realm=\"\", error=\"insufficient_claims\", claims=\"{claims}\"");
    for status in [401, 403] {
        let headers = vec![("www-authenticate".to_owned(), value.clone())];
        let body = bytes("error-401-cae-claims-challenge.body.json");
        let GraphError::ClaimsChallenge { claims, .. } = GraphError::of(&Answer { status, headers, body })
        else {
            panic!("{status}")
        };
        assert_eq!(claims, r#"{"access_token":{"nbf":{"essential":true}}}"#);
    }
}
