//! Identities in the shapes that Graph gives them, which differ between call records and attendance reports.

use crate::world::{Kind, Person};
use serde_json::{Map, Value, json};

/// The keys that live answers carry as null when they do not apply.
const KINDS: [&str; 12] = [
    "acsUser",
    "spoolUser",
    "phone",
    "guest",
    "encrypted",
    "onPremises",
    "acsApplicationInstance",
    "spoolApplicationInstance",
    "applicationInstance",
    "application",
    "device",
    "user",
];

/// A call record's identity set: one kind filled, the others null. A visitor who typed no name comes as a `user`
/// whose id is a `teamsvisitor:` key.
pub(super) fn identity_set(person: &Person) -> Value {
    let mut set: Map<String, Value> = KINDS.into_iter().map(|kind| (kind.to_owned(), Value::Null)).collect();
    let kind = match person.kind {
        Kind::Member | Kind::External => "user",
        Kind::Visitor if person.name.is_none() => "user",
        Kind::Visitor => "guest",
        Kind::Phone => "phone",
        Kind::Application => "application",
    };
    set.insert(kind.to_owned(), associated(person));
    Value::Object(set)
}

/// A caller's `associatedIdentity`.
pub(super) fn associated(person: &Person) -> Value {
    let (id, name) = (&person.key, &person.name);
    match person.kind {
        Kind::Member | Kind::External => json!({
            "@odata.type": "#microsoft.graph.callRecords.userIdentity",
            "id": id,
            "displayName": name,
            "tenantId": person.tenant,
            "userPrincipalName": person.upn,
        }),
        Kind::Visitor | Kind::Phone => json!({"id": id, "displayName": name, "tenantId": null}),
        Kind::Application => json!({"id": id, "displayName": name, "tenantId": person.tenant}),
    }
}

/// A participant or organizer of `participants_v2`, `organizer_v2`.
pub(super) fn participant(person: &Person) -> Value {
    json!({"id": person.key, "identity": identity_set(person), "administrativeUnitInfos": []})
}

/// An attendance record's identity. There is no user principal name in these.
pub(super) fn of_record(person: &Person) -> Value {
    let (id, name) = (&person.key, &person.name);
    match person.kind {
        Kind::Member | Kind::External | Kind::Application => json!({
            "@odata.type": "#microsoft.graph.communicationsUserIdentity",
            "id": id,
            "displayName": name,
            "tenantId": person.tenant,
        }),
        Kind::Visitor => json!({
            "@odata.type": "#microsoft.graph.communicationsGuestIdentity",
            "id": id,
            "displayName": name,
            "email": null,
        }),
        Kind::Phone => json!({
            "@odata.type": "#microsoft.graph.communicationsPhoneIdentity",
            "id": id,
            "displayName": name,
        }),
    }
}
