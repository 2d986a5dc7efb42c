//! What may be kept of an answer: lists of allowed fields, so that what Graph adds tomorrow is left out by itself.
//!
//! Call data carries IP and MAC addresses, device and processor names, user agents and feedback. None of that is on a
//! list. The result is what [`super::interpret`] reads.

use super::read::text;
use rollbook_core::observation::CallForm;
use serde_json::{Map, Value};

/// One object of Graph, cut down to what may be kept.
#[derive(Clone, PartialEq)]
pub struct Fetched {
    /// Graph's id; empty where a record, session or participant has none.
    pub id: String,
    /// Version of a call record; 0 elsewhere.
    pub version: u64,
    /// The fields that may be kept.
    pub value: Value,
}

impl std::fmt::Debug for Fetched {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Fetched")
    }
}

const REPORT: &[&str] = &["id", "meetingStartDateTime", "meetingEndDateTime", "totalParticipantCount"];
const RECORD: &[&str] = &["id", "emailAddress", "role", "totalAttendanceInSeconds"];
const INTERVAL: &[&str] = &["joinDateTime", "leaveDateTime", "durationInSeconds"];
const CALL: &[&str] =
    &["id", "version", "type", "startDateTime", "endDateTime", "lastModifiedDateTime", "joinWebUrl"];
const SESSION: &[&str] = &["id", "startDateTime", "endDateTime"];
const PARTICIPANT: &[&str] = &["id"];
/// The fields of one identity, of all its types together.
const IDENTITY: &[&str] = &[
    "@odata.type",
    "id",
    "displayName",
    "tenantId",
    "userPrincipalName",
    "email",
    "azureCommunicationServicesResourceId",
];
/// The kinds of an identity set, those of live answers that no schema names included.
pub(super) const KINDS: &[&str] = &[
    "user",
    "guest",
    "phone",
    "acsUser",
    "azureCommunicationServicesUser",
    "spoolUser",
    "application",
    "applicationInstance",
    "azureApplicationInstance",
    "acsApplicationInstance",
    "spoolApplicationInstance",
    "device",
    "encrypted",
    "onPremises",
];

/// An attendance report, without records. `None` for what has no id: its records could not be asked for.
#[must_use]
pub fn report(value: &Value) -> Option<Fetched> {
    let id = text(value, "id")?;
    Some(Fetched { id, version: 0, value: Value::Object(fields(value, REPORT)?) })
}

/// An attendance record. `None` for what is no object.
#[must_use]
pub fn record(value: &Value) -> Option<Fetched> {
    let mut kept = fields(value, RECORD)?;
    put(&mut kept, "identity", value.get("identity").and_then(open_identity));
    if let Some(intervals) = value.get("attendanceIntervals").and_then(Value::as_array) {
        let intervals = intervals.iter().filter_map(|i| fields(i, INTERVAL)).map(Value::Object).collect();
        kept.insert("attendanceIntervals".to_owned(), Value::Array(intervals));
    }
    Some(Fetched { id: text(value, "id").unwrap_or_default(), version: 0, value: Value::Object(kept) })
}

/// A call record, without sessions and participants. `None` for what has no id.
#[must_use]
pub fn call_record(value: &Value) -> Option<Fetched> {
    let id = text(value, "id")?;
    let mut kept = fields(value, CALL)?;
    put(&mut kept, "organizer", value.get("organizer").and_then(identity_set));
    let organizer = value.get("organizer_v2").and_then(participant_value);
    put(&mut kept, "organizer_v2", organizer);
    Some(Fetched { id, version: version(value), value: Value::Object(kept) })
}

/// A session: its times, and of its ends only who they are. The callee of anything but a call between two people is
/// Microsoft's conference service and is left out. `None` for what is no object.
#[must_use]
pub fn session(value: &Value, form: CallForm) -> Option<Fetched> {
    let mut kept = fields(value, SESSION)?;
    put(&mut kept, "caller", value.get("caller").and_then(endpoint));
    if form == CallForm::PeerToPeer {
        put(&mut kept, "callee", value.get("callee").and_then(endpoint));
    }
    Some(Fetched { id: text(value, "id").unwrap_or_default(), version: 0, value: Value::Object(kept) })
}

/// A participant of `participants_v2`. `None` for what is no object.
#[must_use]
pub fn participant(value: &Value) -> Option<Fetched> {
    let value = participant_value(value)?;
    Some(Fetched { id: text(&value, "id").unwrap_or_default(), version: 0, value })
}

/// The version of a call record, 0 where it has none.
pub(super) fn version(value: &Value) -> u64 {
    let version = value.get("version");
    version.and_then(|v| v.as_u64().or_else(|| v.as_str()?.trim().parse().ok())).unwrap_or(0)
}

fn participant_value(value: &Value) -> Option<Value> {
    let mut kept = fields(value, PARTICIPANT)?;
    put(&mut kept, "identity", value.get("identity").and_then(identity_set));
    Some(Value::Object(kept))
}

fn endpoint(value: &Value) -> Option<Value> {
    let mut kept = fields(value, &[])?;
    put(&mut kept, "identity", value.get("identity").and_then(identity_set));
    put(&mut kept, "associatedIdentity", value.get("associatedIdentity").and_then(identity));
    (!kept.is_empty()).then_some(Value::Object(kept))
}

fn identity_set(value: &Value) -> Option<Value> {
    let mut kept = fields(value, &[])?;
    for kind in KINDS {
        put(&mut kept, kind, value.get(*kind).and_then(identity));
    }
    Some(Value::Object(kept))
}

/// The identity of an attendance record is of an open type: one identity, or a set of them.
fn open_identity(value: &Value) -> Option<Value> {
    let mut kept = fields(value, IDENTITY)?;
    for kind in KINDS {
        put(&mut kept, kind, value.get(*kind).and_then(identity));
    }
    Some(Value::Object(kept))
}

fn identity(value: &Value) -> Option<Value> {
    fields(value, IDENTITY).map(Value::Object)
}

/// The named fields of an object as far as they hold plain values: an object in the place of a text could hold anything.
fn fields(value: &Value, names: &[&str]) -> Option<Map<String, Value>> {
    let object = value.as_object()?;
    let plain = |name: &&str| {
        let value = object.get(*name).filter(|v| !v.is_null() && !v.is_object() && !v.is_array())?;
        Some(((*name).to_owned(), value.clone()))
    };
    Some(names.iter().filter_map(plain).collect())
}

fn put(object: &mut Map<String, Value>, field: &str, value: Option<Value>) {
    if let Some(value) = value {
        object.insert(field.to_owned(), value);
    }
}

#[cfg(test)]
#[path = "keep_tests.rs"]
mod tests;
