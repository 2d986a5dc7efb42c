#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
use super::{FetchedList, records};
use crate::graph::test_server::{any_json, body, items};
use crate::graph::test_values::{
    Cut as Kept, keep_call_record as call_record, keep_participant as participant, keep_record as record,
    keep_report as report, keep_session as session,
};
use crate::graph::wire;
use proptest::prelude::*;
use rollbook_core::observation::CallForm;
use serde_json::{Value, json};

/// Everything of the published bodies that must not be kept.
const CANARIES: &[&str] = &[
    "JOHNDOE-PC",
    "macAddress",
    "ipAddress",
    "subnet",
    "bssid",
    "cpuName",
    "i9-12900H",
    "userAgent",
    "headerValue",
    "Intel",
    "feedback",
    "rating",
    "segments",
    "media",
    "failureInfo",
    "modalities",
    "administrativeUnitInfos",
    "captureDevice",
    "renderDevice",
    "wifi",
    "network",
    "Lumia",
    "@odata.context",
    "nextLink",
    "isTest",
];

fn check(kept: &Value) {
    let text = kept.to_string();
    for canary in CANARIES {
        assert!(!text.to_lowercase().contains(&canary.to_lowercase()), "{canary} in {text}");
    }
}

fn sessions(name: &str) -> Vec<Value> {
    body(name)["sessions"].as_array().unwrap().clone()
}

#[test]
fn of_published_call_records_only_the_named_fields() {
    for name in [
        "callrecord-get-groupcall.cli.json",
        "callrecord-get-expand-sessions-segments.2021.json",
        "callrecord-get-expand-sessions-segments.json",
    ] {
        let full = body(name);
        assert!(CANARIES.iter().filter(|canary| full.to_string().contains(**canary)).count() >= 5, "{name}");
        let record = call_record(&full).unwrap();
        check(&record.value);
        assert!(record.value.get("sessions").is_none() && record.value.get("participants").is_none());
        for form in [CallForm::Group, CallForm::PeerToPeer, CallForm::Unknown] {
            for one in sessions(name) {
                check(&session(&one, form).unwrap().value);
            }
        }
    }
    for one in items("callrecord-sessions-list-expand-segments.2021.json") {
        check(&session(&one, CallForm::PeerToPeer).unwrap().value);
    }
    for one in items("callrecord-participants_v2-list.json") {
        check(&participant(&one).unwrap().value);
    }
}

#[test]
fn a_group_session_exactly() {
    let one = &sessions("callrecord-get-groupcall.cli.json")[0];
    assert_eq!(
        session(one, CallForm::Group).unwrap().value,
        json!({
            "id": "4181f0b0-bbc5-4ff3-ad07-8a496bcada10",
            "startDateTime": "2025-08-15T12:23:32.922748Z",
            "endDateTime": "2025-08-15T12:28:26.0904416Z",
            "caller": {
                "identity": {"user": {
                    "id": "42559007-03c6-42c8-971f-cb79fd381a5a",
                    "displayName": "John Doe",
                    "tenantId": "9d66187e-13f0-4666-9bac-be67ddd4b676",
                }},
                "associatedIdentity": {
                    "id": "42559007-03c6-42c8-971f-cb79fd381a5a",
                    "displayName": "John Doe",
                    "tenantId": "9d66187e-13f0-4666-9bac-be67ddd4b676",
                    "userPrincipalName": "john.doe@contoso.com",
                },
            },
        })
    );
}

#[test]
fn what_hides_in_a_field_of_the_list_is_not_kept() {
    let hidden = json!({
        "id": "s", "startDateTime": {"ipAddress": "10.0.0.1"}, "endDateTime": ["00-11-22-33-44-55"],
        "caller": {
            "name": "EMMAS-LAPTOP", "cpuName": "x", "macAddress": "00-11-22-33-44-55",
            "identity": {
                "ipAddress": "10.0.0.1",
                "assertedIdentity": {"id": "x", "displayName": "EMMAS-LAPTOP"},
                "user": {"id": {"ipAddress": "10.0.0.1"}, "displayName": "Emma", "deviceName": "EMMAS-LAPTOP"},
            },
            "associatedIdentity": {"id": "i", "additionalData": {"mac": "00-11-22-33-44-55"}},
        },
        "callee": {"name": "SRV-PC", "identity": {"user": {"id": "srv"}}},
    });
    let kept = session(&hidden, CallForm::Unknown).unwrap().value;
    let expected = json!({
        "id": "s",
        "caller": {"identity": {"user": {"displayName": "Emma"}}, "associatedIdentity": {"id": "i"}},
    });
    assert_eq!(kept, expected);
}

#[test]
fn an_attendance_record_exactly_and_no_registration_data() {
    let mut full = body("attendance-report-get-expanded.cli.json")["attendanceRecords"][0].clone();
    let as_published = full.clone();
    full["registrationId"] = json!("r");
    full["externalRegistrationInformation"] = json!({"referrer": "x"});
    full["identity"]["ipAddress"] = json!("10.0.0.1");
    let kept = record(&full).unwrap();
    assert_eq!(kept.id, "de36f75e-c103-410b-a18a-2bf6df06ac3b");
    assert_eq!(kept.value, as_published);
    let report = report(&body("attendance-report-get-expanded.json")).unwrap();
    assert!(report.value.get("attendanceRecords").is_none());
    assert_eq!(report.value.as_object().unwrap().len(), 4);
    check(&report.value);
}

#[test]
fn what_has_no_id_is_kept_where_it_needs_none() {
    assert!(report(&json!({"meetingStartDateTime": "x"})).is_none());
    assert!(call_record(&json!({"version": 1})).is_none());
    assert_eq!(record(&json!({"emailAddress": "a@b.c"})).unwrap().id, "");
    assert_eq!(session(&json!({}), CallForm::Group).unwrap().id, "");
    for no_object in [json!(null), json!([]), json!("x"), json!(1)] {
        assert!(record(&no_object).is_none());
        assert!(session(&no_object, CallForm::Group).is_none());
        assert!(participant(&no_object).is_none());
    }
}

#[test]
fn pages_become_one_list() {
    let page = |ids: &[&str]| {
        let items: Vec<Value> = ids.iter().map(|id| json!({"id": id, "ipAddress": "10.0.0.1"})).collect();
        records(json!({"value": items}).to_string().as_bytes()).unwrap()
    };
    let mut list = FetchedList::default();
    for ids in [&[][..], &["a", "b"], &[], &["c"]] {
        list.append(page(ids));
    }
    assert_eq!(list.len(), 3);
    assert_eq!(list.into_body(), r#"[{"id":"a"},{"id":"b"},{"id":"c"}]"#);
    assert_eq!(FetchedList::default().into_body(), "[]");
    for no_page in ["{}", r#"{"value":{}}"#, r#"{"value":[}"#, "[]"] {
        assert!(records(no_page.as_bytes()).is_none(), "{no_page}");
    }
}

#[test]
fn a_field_that_is_there_twice_counts_as_it_is_last() {
    let page = br#"{"value":[{"id":"a","role":"x","id":"b","role":{"y":1},"identity":{"user":{"id":"1"},"user":null}}]}"#;
    assert_eq!(records(page).unwrap().into_body(), r#"[{"id":"b","identity":{}}]"#);
}

#[test]
fn versions_are_whole_numbers_or_nothing() {
    for (value, expected) in [
        (json!(3), 3),
        (json!("4"), 4),
        (json!(-1), 0),
        (json!(null), 0),
        (json!(1.5), 0),
        (json!(u64::MAX), u64::MAX),
    ] {
        assert_eq!(call_record(&json!({"id": "c", "version": value})).unwrap().version, expected);
    }
}

/// All names of fields, at any depth.
fn names(value: &Value, into: &mut Vec<String>) {
    match value {
        Value::Object(object) => object.iter().for_each(|(name, value)| {
            into.push(name.clone());
            names(value, into);
        }),
        Value::Array(all) => all.iter().for_each(|value| names(value, into)),
        _ => {}
    }
}

/// The fields that may be kept, beside the kinds of an identity set.
const NAMES: &[&str] = &[
    "id",
    "@odata.type",
    "displayName",
    "tenantId",
    "userPrincipalName",
    "email",
    "azureCommunicationServicesResourceId",
    "meetingStartDateTime",
    "meetingEndDateTime",
    "totalParticipantCount",
    "emailAddress",
    "role",
    "totalAttendanceInSeconds",
    "attendanceIntervals",
    "joinDateTime",
    "leaveDateTime",
    "durationInSeconds",
    "version",
    "type",
    "startDateTime",
    "endDateTime",
    "lastModifiedDateTime",
    "joinWebUrl",
    "organizer",
    "organizer_v2",
    "caller",
    "callee",
    "identity",
    "associatedIdentity",
];

type Cut = fn(&Value) -> Option<Kept>;

proptest! {
    #[test]
    fn any_json_is_cut_to_the_lists_and_a_second_cut_changes_nothing(value in any_json()) {
        let lists = [wire::KINDS, NAMES];
        let p2p: Cut = |value| session(value, CallForm::PeerToPeer);
        let group: Cut = |value| session(value, CallForm::Group);
        for cut in [report, record, call_record, participant, p2p, group] {
            let Some(kept) = cut(&value) else { continue };
            let mut found = vec![];
            names(&kept.value, &mut found);
            for name in found {
                prop_assert!(lists.iter().any(|list| list.contains(&name.as_str())), "{}", name);
            }
            let again = cut(&kept.value);
            prop_assert_eq!(again, Some(kept));
        }
    }
}
