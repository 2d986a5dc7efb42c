//! What the tests of this folder share: a Graph client for a server of the test, and the published bodies.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use super::client::{Audience, BoxFuture, Graph, TokenError, TokenSource};
use rollbook_transport::{Base, Limits, Transport, TransportOptions};
use secrecy::{ExposeSecret, SecretString};
use serde_json::Value;
use std::path::Path;
use std::sync::{Arc, Mutex};
use std::time::Duration;

/// Gives `token-0`, and a next one where the current one was rejected. Remembers what it was asked.
#[derive(Default)]
pub(crate) struct Tokens {
    pub asked: Mutex<Vec<(Audience, Option<String>)>>,
    current: Mutex<usize>,
}

impl TokenSource for Tokens {
    fn token(
        &self,
        audience: Audience,
        rejected: Option<SecretString>,
    ) -> BoxFuture<'_, Result<SecretString, TokenError>> {
        let rejected = rejected.map(|token| token.expose_secret().to_owned());
        let mut current = self.current.lock().unwrap();
        if rejected.as_deref() == Some(&format!("token-{current}")) {
            *current += 1;
        }
        let token = SecretString::from(format!("token-{current}"));
        self.asked.lock().unwrap().push((audience, rejected));
        Box::pin(async { Ok(token) })
    }
}

pub(crate) fn graph(root: &str) -> Graph {
    graph_with(root, Arc::new(Tokens::default()), Audience::Delegated)
}

pub(crate) fn graph_with(root: &str, tokens: Arc<dyn TokenSource>, audience: Audience) -> Graph {
    let limits = Limits { request: Duration::from_secs(5), tries: 1, ..Limits::default() };
    let options = TransportOptions { user_agent: "test".into(), offline: false, limits };
    Graph::new(Base::parse(root).unwrap(), Transport::new(options).unwrap(), tokens, audience)
}

/// A published body; where each comes from is said beside them.
pub(crate) fn bytes(name: &str) -> Vec<u8> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/fixtures/graph");
    std::fs::read(folder.join(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
}

pub(crate) fn body(name: &str) -> Value {
    serde_json::from_slice(&bytes(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
}

/// The items of a published list, whether it is a bare array or has a `value`.
pub(crate) fn items(name: &str) -> Vec<Value> {
    let body = body(name);
    body.get("value").unwrap_or(&body).as_array().unwrap().clone()
}

/// JSON of any shape, with the field names of Graph more often than others.
pub(crate) fn any_json() -> impl proptest::strategy::Strategy<Value = Value> {
    use proptest::prelude::*;
    let names = prop_oneof![
        4 => prop::sample::select(FIELDS.to_vec()).prop_map(str::to_owned),
        1 => ".{0,6}",
    ];
    let texts = prop_oneof![
        Just("821809f5-0000-0000-0000-3b5136c0e777".to_owned()),
        Just("teamsvisitor:94a5".to_owned()),
        Just("+49".to_owned()),
        Just("+4930123".to_owned()),
        Just("2021-03-16T18:59:52.2782182Z".to_owned()),
        Just("peerToPeer".to_owned()),
        Just("#microsoft.graph.communicationsGuestIdentity".to_owned()),
        ".{0,12}",
    ];
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<u64>().prop_map(Value::from),
        // Eighths: serde_json may read another fraction one unit in the last place off.
        any::<i32>().prop_map(|eighths| Value::from(f64::from(eighths) / 8.0)),
        texts.prop_map(Value::from),
    ];
    leaf.prop_recursive(5, 60, 8, move |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
            prop::collection::vec((names.clone(), inner), 0..8)
                .prop_map(|fields| Value::Object(fields.into_iter().collect())),
        ]
    })
}

const FIELDS: &[&str] = &[
    "@odata.type",
    "id",
    "displayName",
    "tenantId",
    "userPrincipalName",
    "email",
    "emailAddress",
    "identity",
    "associatedIdentity",
    "user",
    "guest",
    "phone",
    "application",
    "caller",
    "callee",
    "organizer",
    "organizer_v2",
    "attendanceRecords",
    "attendanceIntervals",
    "joinDateTime",
    "leaveDateTime",
    "durationInSeconds",
    "totalAttendanceInSeconds",
    "startDateTime",
    "endDateTime",
    "meetingStartDateTime",
    "type",
    "version",
    "joinWebUrl",
    "error",
    "innerError",
    "code",
    "message",
    "value",
];
