//! What keeps and interprets text, for tests that have `Value`s.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use super::keep::{
    CallRecords, GroupSessions, Items, Kept, Named, Objects, Participants, PeerSessions, Records, Reports,
};
use super::wire::{FromMap, Held};
use super::{identity, interpret};
use rollbook_core::identity::Identity;
use rollbook_core::observation::{Call, CallForm};
use serde_json::Value;

/// One object as it is kept.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Cut {
    pub id: String,
    pub version: u64,
    pub value: Value,
}

fn page(item: &Value) -> String {
    Value::Array(vec![item.clone()]).to_string()
}

fn object<K: Named>(item: &Value) -> Option<Cut> {
    let page: Objects<K> = serde_json::from_str(&page(item)).unwrap();
    assert_eq!(page.all.len() + page.skipped, 1);
    let one = page.all.into_iter().next()?;
    Some(Cut { id: one.id, version: one.version, value: serde_json::from_str(&one.body).unwrap() })
}

fn item<K: Kept>(item: &Value) -> Option<Cut> {
    let page: Items<K> = serde_json::from_str(&page(item)).unwrap();
    assert_eq!(page.list.len() + page.skipped, 1);
    let all: Vec<Value> = serde_json::from_str(&page.list.into_body()).unwrap();
    let value = all.into_iter().next()?;
    let id = value.get("id").and_then(Value::as_str).unwrap_or_default().to_owned();
    Some(Cut { id, version: 0, value })
}

pub(crate) fn keep_report(value: &Value) -> Option<Cut> {
    object::<Reports>(value)
}

pub(crate) fn keep_call_record(value: &Value) -> Option<Cut> {
    object::<CallRecords>(value)
}

pub(crate) fn keep_record(value: &Value) -> Option<Cut> {
    item::<Records>(value)
}

pub(crate) fn keep_participant(value: &Value) -> Option<Cut> {
    item::<Participants>(value)
}

pub(crate) fn keep_session(value: &Value, form: CallForm) -> Option<Cut> {
    if super::keep::both_ends(form) { item::<PeerSessions>(value) } else { item::<GroupSessions>(value) }
}

fn text(all: &[Value]) -> String {
    Value::Array(all.to_vec()).to_string()
}

pub(crate) fn report(value: &Value, records: Option<&[Value]>, own_tenant: &str) -> Option<Call> {
    interpret::report(&value.to_string(), records.map(text).as_deref(), own_tenant)
}

pub(crate) fn call_record(
    value: &Value,
    participants: Option<&[Value]>,
    sessions: Option<&[Value]>,
    own_tenant: &str,
) -> Option<Call> {
    let (people, sessions) = (participants.map(text), sessions.map(text));
    interpret::call_record(&value.to_string(), people.as_deref(), sessions.as_deref(), own_tenant)
}

/// Reads what a value is as text.
fn with<R>(value: &Value, read: impl FnOnce(&str) -> Option<R>) -> Option<R> {
    read(&value.to_string())
}

fn held<'a, T: FromMap<'a>>(json: &'a str) -> Option<T> {
    serde_json::from_str::<Held<T>>(json).unwrap().0
}

pub(crate) fn of_record(value: &Value, own_tenant: &str) -> Option<Identity> {
    with(value, |json| held(json).map(|record| identity::of_record(&record, own_tenant)))
}

pub(crate) fn of_set(value: &Value, own_tenant: &str) -> Option<Identity> {
    with(value, |json| identity::of_set(&held(json)?, own_tenant))
}

pub(crate) fn of_participant(value: &Value, own_tenant: &str) -> Option<Identity> {
    with(value, |json| identity::of_participant(&held(json)?, own_tenant))
}

pub(crate) fn of_endpoint(value: &Value, own_tenant: &str) -> Option<Identity> {
    with(value, |json| identity::of_endpoint(&held(json)?, own_tenant))
}
