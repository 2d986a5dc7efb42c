//! Call records and sessions as Graph prints them, with the details that attendance must not keep: device names,
//! processors, clients, feedback.

use super::identity_json::{associated, identity_set, participant};
use super::{Ask, segment_json};
use crate::clock::graph_time;
use crate::dice;
use crate::world::{Call, Kind, Person};
use chrono::{DateTime, Utc};
use serde_json::{Map, Value, json};

/// The record without sessions and participants. `organizer` is empty since June 2026; `organizer_v2` replaces it.
pub(super) fn head(ask: &Ask<'_>, call: &Call) -> Map<String, Value> {
    let context = ask.context(&format!("communications/callRecords('{}')/organizer_v2/$entity", call.id));
    let entries = [
        ("id", json!(call.id)),
        ("version", json!(call.version)),
        ("type", json!(if call.group { "groupCall" } else { "peerToPeer" })),
        ("modalities", json!(if call.group { vec!["audio", "video"] } else { vec!["audio"] })),
        ("lastModifiedDateTime", json!(graph_time(call.written))),
        ("startDateTime", json!(graph_time(call.start))),
        ("endDateTime", json!(graph_time(call.end))),
        ("joinWebUrl", json!(call.join_url)),
        ("organizer", Value::Null),
        ("participants", json!([])),
        ("organizer_v2@odata.context", json!(context)),
        ("organizer_v2", call.organizer.as_deref().map(participant).unwrap_or_default()),
    ];
    entries.into_iter().map(|(name, value)| (name.to_owned(), value)).collect()
}

/// A session before it is printed.
pub(super) struct Session<'a> {
    place: usize,
    caller: &'a Person,
    callee: Option<&'a Person>,
    from: DateTime<Utc>,
    to: DateTime<Utc>,
}

/// A meeting has one session for each stay, with the service as the callee; a call between two has one in all.
pub(super) fn sessions(call: &Call) -> Vec<Session<'_>> {
    if call.group {
        return call
            .stays
            .iter()
            .enumerate()
            .map(|(place, stay)| Session {
                place,
                caller: &stay.person,
                callee: None,
                from: stay.from,
                to: stay.to,
            })
            .collect();
    }
    let people = call.participants();
    let mut people = people.into_iter().map(AsRef::as_ref);
    let (Some(from), to) = (people.next(), people.next()) else { return Vec::new() };
    vec![Session { place: 0, caller: from, callee: to, from: call.start, to: call.end }]
}

pub(super) fn session(call: &Call, session: &Session<'_>, segments: bool) -> Value {
    let id = dice::uuid(&format!("{}/session/{}", call.id, session.place));
    let here = endpoint(session.caller, session.place);
    let there = match session.callee {
        Some(person) => endpoint(person, session.place + 1),
        None => json!({"userAgent": {
            "@odata.type": "#microsoft.graph.callRecords.serviceUserAgent",
            "headerValue": null,
            "applicationVersion": null,
            "role": "mediaController",
        }}),
    };
    let mut body = json!({
        "id": id,
        "modalities": ["audio"],
        "startDateTime": graph_time(session.from),
        "endDateTime": graph_time(session.to),
        "isTest": false,
        "failureInfo": null,
        "caller": here,
        "callee": there,
    });
    if let (true, Some(map)) = (segments, body.as_object_mut()) {
        let segment = segment_json::segment(map, &session.caller.key, session.place);
        map.insert("segments".to_owned(), json!([segment]));
    }
    body
}

fn endpoint(person: &Person, place: usize) -> Value {
    let (platform, client, processor) = match place % 4 {
        0 => (
            "windows",
            "CallSignalingAgent (27/1.4.00.26376//;release)",
            "12th Gen Intel(R) Core(TM) i7-1260P",
        ),
        1 => ("macOS", "CallSignalingAgent (27/1.4.00.2879//;release)", "Apple M2"),
        2 => ("iOS", "TsCallingVersion=2025.40.01.6", ""),
        _ => ("android", "TsCallingVersion=2025.38.01.2", ""),
    };
    let hash = dice::uuid(&format!("device/{}/{}", person.key, place % 4)).to_uppercase();
    let name = format!("LAPTOP-{}", hash.chars().take(7).collect::<String>());
    json!({
        "@odata.type": "#microsoft.graph.callRecords.participantEndpoint",
        "name": if person.kind == Kind::Phone { Value::Null } else { json!(name) },
        "cpuName": if processor.is_empty() { Value::Null } else { json!(processor) },
        "cpuCoresCount": if processor.is_empty() { Value::Null } else { json!(12) },
        "cpuProcessorSpeedInMhz": if processor.is_empty() { Value::Null } else { json!(2500) },
        "userAgent": {
            "@odata.type": "#microsoft.graph.callRecords.clientUserAgent",
            "headerValue": client,
            "applicationVersion": null,
            "platform": platform,
            "productFamily": "teams",
            "communicationServiceId": null,
            "azureADAppId": null,
        },
        "identity": identity_set(person),
        "associatedIdentity": associated(person),
        "feedback": {"text": null, "rating": "notRated", "tokens": {}},
    })
}
