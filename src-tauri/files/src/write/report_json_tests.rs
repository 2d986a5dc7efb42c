#![allow(clippy::unwrap_used)]
use super::*;
use proptest::prelude::*;
use rollbook_core::observation::Stay;
use rollbook_core::presence::resolve;
use serde_json::json;

fn utc(text: &str) -> DateTime<Utc> {
    text.parse().unwrap()
}

fn stay(join: &str, leave: Option<&str>, call_end: Option<&str>) -> SeenStay {
    let raw = Stay { join: Some(utc(join)), leave: leave.map(utc), ..Stay::default() };
    let (span, flags) = resolve(&raw, call_end.map(utc));
    SeenStay { call: "c".into(), join: raw.join, leave: raw.leave, span, flags }
}

fn attendee(stays: Vec<SeenStay>) -> Attendee {
    let identity = Identity {
        object_id: Some("0a".into()),
        email: Some("hari@nexsy.io".into()),
        name: Some("Hari Krishnan".into()),
        kind: Kind::Member,
        ..Identity::default()
    };
    Attendee { id: "p1".into(), identity, role: Some("Presenter".into()), stays }
}

fn report(attendees: Vec<Attendee>) -> ClassReport {
    ClassReport {
        id: "r".into(),
        start: Some(utc("2025-11-26T10:00:00Z")),
        end: None,
        attendees,
        rollbook: json!({"source": "call-records"}),
    }
}

#[test]
fn has_exactly_the_names_of_graph_in_its_order() {
    let text =
        report(vec![attendee(vec![stay("2025-11-26T10:00:00.5Z", Some("2025-11-26T10:03:20.5Z"), None)])])
            .to_value()
            .to_string();
    assert_eq!(
        text,
        concat!(
            r#"{"meetingAttendanceReport":{"id":"r","meetingStartDateTime":"2025-11-26T10:00:00Z","#,
            r#""meetingEndDateTime":null,"totalParticipantCount":1,"attendanceRecords":[{"id":"0a","#,
            r#""emailAddress":"hari@nexsy.io","role":"Presenter","totalAttendanceInSeconds":200,"#,
            r#""identity":{"id":"0a","displayName":"Hari Krishnan","#,
            r##""@odata.type":"#microsoft.graph.communicationsUserIdentity"},"##,
            r#""attendanceIntervals":[{"joinDateTime":"2025-11-26T10:00:00.5Z","#,
            r#""leaveDateTime":"2025-11-26T10:03:20.5Z","durationInSeconds":200}]}]},"#,
            r#""rollbook":{"source":"call-records"}}"#
        )
    );
}

#[test]
fn the_total_is_the_exact_sum_rounded_once() {
    let stays = vec![
        stay("2025-11-26T10:00:00Z", Some("2025-11-26T10:00:00.4Z"), None),
        stay("2025-11-26T10:00:00Z", Some("2025-11-26T10:00:00.4Z"), None),
    ];
    let value = report(vec![attendee(stays)]).to_value();
    let record = &value["meetingAttendanceReport"]["attendanceRecords"][0];
    assert_eq!(record["attendanceIntervals"][0]["durationInSeconds"], 0);
    assert_eq!(record["totalAttendanceInSeconds"], 1);
}

#[test]
fn unknown_lengths_are_null_and_a_missing_leave_is_the_end_of_the_call() {
    let end = Some("2025-11-26T11:00:00Z");
    let open = stay("2025-11-26T10:59:00Z", None, end);
    let reversed = stay("2025-11-26T10:30:00Z", Some("2025-11-26T10:00:00Z"), end);
    let people = vec![attendee(vec![]), attendee(vec![open]), attendee(vec![reversed])];
    let value = report(people).to_value();
    let records = &value["meetingAttendanceReport"]["attendanceRecords"];
    assert_eq!(records[0]["totalAttendanceInSeconds"], Value::Null);
    assert_eq!(records[1]["totalAttendanceInSeconds"], 60);
    assert_eq!(records[1]["attendanceIntervals"][0]["leaveDateTime"], "2025-11-26T11:00:00Z");
    assert_eq!(records[2]["totalAttendanceInSeconds"], Value::Null);
    assert_eq!(records[2]["attendanceIntervals"][0]["leaveDateTime"], "2025-11-26T10:00:00Z");
    assert_eq!(records[2]["attendanceIntervals"][0]["durationInSeconds"], Value::Null);
}

#[test]
fn every_kind_has_its_graph_type() {
    let kind = |kind, object: bool| {
        odata_type(&Identity { kind, object_id: object.then(|| "0a".into()), ..Identity::default() })
            .trim_start_matches("#microsoft.graph.")
    };
    assert_eq!(kind(Kind::Guest, true), "communicationsUserIdentity");
    assert_eq!(kind(Kind::Anonymous, false), "communicationsGuestIdentity");
    assert_eq!(kind(Kind::Phone, false), "communicationsPhoneIdentity");
    assert_eq!(kind(Kind::Application, false), "communicationsApplicationIdentity");
    assert_eq!(kind(Kind::Unknown, false), "identity");
}

#[test]
fn somebody_without_account_keeps_the_key_they_have() {
    let mut person = attendee(vec![]);
    person.identity =
        Identity { external_id: Some("+49301".into()), kind: Kind::Phone, ..Identity::default() };
    let value = report(vec![person]).to_value();
    let record = &value["meetingAttendanceReport"]["attendanceRecords"][0];
    assert_eq!(record["id"], "p1");
    assert_eq!(record["identity"]["id"], "+49301");
    assert_eq!(record["identity"]["displayName"], Value::Null);
    assert_eq!(record["emailAddress"], Value::Null);
}

#[test]
fn a_participant_becomes_an_attendee_with_its_keys() {
    let person = Participant {
        id: "p9".into(),
        keys: vec!["1oid:0a".into(), "2mail:hari@nexsy.io".into()],
        name: Some("Hari".into()),
        also_seen_as: vec![],
        stated_seconds: None,
        role: None,
        email: Some("Hari@nexsy.io".into()),
        kind: Kind::Guest,
        stays: vec![stay("2025-11-26T10:00:00Z", None, None)],
        presence: None,
        flags: vec![],
    };
    let made = Attendee::from(&person);
    assert_eq!(made.identity.object_id.as_deref(), Some("0a"));
    assert_eq!(made.identity.external_id, None);
    assert_eq!(made.identity.address().as_deref(), Some("Hari@nexsy.io"));
    assert_eq!(made.stays, person.stays);
}

proptest! {
    #[test]
    fn times_are_read_back_to_the_tick(seconds in 0i64..4_000_000_000, ticks in 0u32..10_000_000) {
        let at = DateTime::from_timestamp(seconds, ticks * 100).unwrap();
        let text = instant(at);
        prop_assert!(text.len() <= "2025-11-26T10:00:00.1234567Z".len());
        prop_assert_eq!(utc(&text), at);
    }

    #[test]
    fn any_names_make_a_file_that_parses(name in ".{0,40}", count in 0usize..4) {
        let mut person = attendee(vec![]);
        person.identity.name = Some(name.clone());
        let bytes = report(vec![person; count]).to_bytes(true);
        let value: Value = serde_json::from_slice(&bytes).unwrap();
        prop_assert_eq!(&value["meetingAttendanceReport"]["totalParticipantCount"], &json!(count));
        if count > 0 {
            let who = &value["meetingAttendanceReport"]["attendanceRecords"][0]["identity"];
            prop_assert_eq!(&who["displayName"], &json!(name));
        }
    }
}
