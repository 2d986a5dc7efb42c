#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
use crate::graph::test_server::{any_json, body, items};
use crate::graph::test_values::{self, Cut, call_record, of_endpoint, report};
use chrono::{DateTime, Utc};
use proptest::prelude::*;
use rollbook_core::identity::Kind;
use rollbook_core::observation::{Call, CallForm, CallKind, Stay};
use serde_json::{Value, json};

const CONTOSO: &str = "dc368399-474c-4d40-900c-6265431fd81f";

fn utc(text: &str) -> DateTime<Utc> {
    text.parse().unwrap()
}

fn values(kept: impl Iterator<Item = Cut>) -> Vec<Value> {
    kept.map(|one| one.value).collect()
}

#[test]
fn the_published_report_with_its_records() {
    let full = body("attendance-report-get-expanded.json");
    let kept = test_values::keep_report(&full).unwrap().value;
    let records =
        values(full["attendanceRecords"].as_array().unwrap().iter().filter_map(test_values::keep_record));
    let call = report(&kept, Some(&records), CONTOSO).unwrap();
    assert_eq!(call, report(&full, None, CONTOSO).unwrap(), "what is kept says all that was sent");
    assert_eq!(call.id.as_str(), "c9b6db1c-d5eb-427d-a5c0-20088d9b22d7");
    assert_eq!(call.kind, CallKind::Report);
    assert_eq!(call.start, Some(utc("2021-10-05T04:38:23.945Z")));
    assert_eq!(call.end, Some(utc("2021-10-05T04:43:49.770Z")));
    let all = call.records.unwrap();
    let [one] = all.as_slice() else { panic!() };
    assert_eq!(one.identity.object_id.as_deref(), Some("dc17674c-81d9-4adb-bfb2-8f6a442e4623"));
    assert_eq!(one.identity.email.as_deref(), Some("frederick.cormier@contoso.com"));
    assert_eq!(one.identity.name.as_deref(), Some("Frederick Cormier"));
    assert_eq!((one.identity.kind, one.role.as_deref()), (Kind::Member, Some("Presenter")));
    assert_eq!(one.stated_seconds, Some(1152));
    let first = Stay {
        join: Some(utc("2021-03-16T18:59:52.2782182Z")),
        leave: Some(utc("2021-03-16T19:06:47.7218491Z")),
        stated_seconds: Some(415),
        unreadable: false,
    };
    assert_eq!(one.stays[0], first);
    assert_eq!(one.stays.iter().map(|s| s.stated_seconds.unwrap()).sum::<i64>(), 1152);
}

#[test]
fn the_other_published_reports_and_records() {
    for (name, count) in [("attendance-report-list.json", 2), ("attendance-report-list.cli.json", 1)] {
        let all = items(name);
        assert_eq!(all.len(), count);
        for one in &all {
            let call = report(one, None, "").unwrap();
            assert!(call.start < call.end);
            assert_eq!(call.records, None, "an empty list in a list of reports says nothing");
        }
    }
    let full = body("attendance-report-get-expanded.cli.json");
    let call = report(&full, None, "f1dd4023-a656-480a-8a0e-c1b1eec51e1e").unwrap();
    let one = &call.records.unwrap()[0];
    assert_eq!(one.identity.kind, Kind::Member);
    assert_eq!((one.stays[0].leave.unwrap() - one.stays[0].join.unwrap()).num_milliseconds(), 3_975);
    assert_eq!(one.stated_seconds, Some(3), "Graph truncates");
    let records = items("attendance-records-list.json");
    let call = report(&full, Some(&records), "").unwrap();
    let roles: Vec<_> = call.records.unwrap().into_iter().map(|r| r.role.unwrap()).collect();
    assert_eq!(roles, ["Organizer", "Presenter"]);
    assert_eq!(report(&full, Some(&[]), "").unwrap().records, Some(vec![]));
}

#[test]
fn what_is_missing_stays_missing_and_one_bad_time_sinks_nobody() {
    let records = [
        json!({"attendanceIntervals": [{"joinDateTime": null, "leaveDateTime": null, "durationInSeconds": 0}]}),
        json!("no record"),
        json!({"totalAttendanceInSeconds": 60, "attendanceIntervals": null}),
        json!({"attendanceIntervals": [
            {"joinDateTime": "2025-01-01T10:00:00Z", "leaveDateTime": "soon"}, 5,
            {"joinDateTime": "0001-01-01T00:00:00Z", "leaveDateTime": "2025-01-01T10:00:00.1Z"}]}),
    ];
    let call = report(&json!({"id": "r"}), Some(&records), "").unwrap();
    assert_eq!((call.start, call.end), (None, None));
    let all = call.records.unwrap();
    assert_eq!(all.len(), 3);
    assert_eq!(all[0].stays, [Stay { stated_seconds: Some(0), ..Stay::default() }]);
    assert_eq!((all[1].stays.len(), all[1].stated_seconds), (0, Some(60)));
    let [first, second] = all[2].stays.as_slice() else { panic!() };
    assert_eq!((first.join, first.leave, first.unreadable), (Some(utc("2025-01-01T10:00:00Z")), None, true));
    assert_eq!((second.join, second.unreadable), (None, true));
    assert_eq!(report(&json!({"meetingStartDateTime": "2025-01-01T10:00:00Z"}), None, ""), None);
}

#[test]
fn the_published_group_call() {
    let full = body("callrecord-get-groupcall.cli.json");
    let tenant = "9d66187e-13f0-4666-9bac-be67ddd4b676";
    let kept = test_values::keep_call_record(&full).unwrap();
    let sessions = full["sessions"].as_array().unwrap();
    let kept_sessions = values(sessions.iter().filter_map(|s| test_values::keep_session(s, CallForm::Group)));
    let call = call_record(&kept.value, None, Some(&kept_sessions), tenant).unwrap();
    assert_eq!(call, call_record(&full, None, Some(sessions), tenant).unwrap());
    assert_eq!((call.form, call.kind, call.version), (CallForm::Group, CallKind::CallRecord, 1));
    assert_eq!(call.known_people, None);
    assert!(call.join_url.unwrap().starts_with("https://teams.microsoft.com/l/meetup-join/19%3ameeting_"));
    let organizer = call.organizer.unwrap();
    assert_eq!((organizer.kind, organizer.upn.as_deref()), (Kind::Member, Some("john.doe@contoso.com")));
    let records = call.records.unwrap();
    assert_eq!(records.len(), 1, "the service at the other end is nobody");
    assert_eq!(records[0].identity, organizer);
    assert_eq!(records[0].stays[0].leave, Some(utc("2025-08-15T12:28:26.0904416Z")));
}

#[test]
fn the_published_calls_between_two() {
    let record = body("callrecord-get-basic.json");
    let people = body("callrecord-get-expand-participants_v2.json");
    let people = people["participants_v2"].as_array().unwrap();
    for name in ["callrecord-sessions-list.2021.json", "callrecord-sessions-list-expand-segments.2021.json"] {
        let call = call_record(&record, Some(people), Some(&items(name)), CONTOSO).unwrap();
        assert_eq!((call.form, call.join_url), (CallForm::PeerToPeer, None));
        assert_eq!(call.known_people.unwrap().len(), 2);
        let names: Vec<_> = call.records.unwrap().into_iter().map(|r| r.identity.name.unwrap()).collect();
        assert_eq!(names, ["Abbie Wilkins", "Owen Franklin"]);
    }
    for name in
        ["callrecord-get-expand-sessions-segments.2021.json", "callrecord-get-expand-sessions-segments.json"]
    {
        let full = body(name);
        let call = call_record(&full, None, full["sessions"].as_array().map(Vec::as_slice), CONTOSO).unwrap();
        assert_eq!(call.records.unwrap().len(), 2, "{name}");
    }
}

#[test]
fn the_published_lists() {
    let calls: Vec<Call> =
        items("callrecords-list.json").iter().map(|c| call_record(c, None, None, CONTOSO).unwrap()).collect();
    assert_eq!(calls[0].organizer.as_ref().unwrap().kind, Kind::Member);
    assert_eq!((calls[0].form, calls[0].version), (CallForm::Unknown, 2));
    let phone = calls[1].organizer.as_ref().unwrap();
    assert_eq!((phone.kind, phone.external_id.as_deref()), (Kind::Phone, Some("+5564981205182")));
    let cli = call_record(&items("callrecords-list.cli.json")[0], None, None, CONTOSO).unwrap();
    assert_eq!((cli.join_url, cli.records), (None, None), "an empty link is none");
    assert_eq!(cli.start, Some(utc("2025-05-29T17:27:20.428943Z")));
    let old = json!({"id": "c", "organizer": {"user": {"id": "821809f5-0000-0000-0000-3b5136c0e777"}}});
    assert!(call_record(&old, None, None, "").unwrap().organizer.unwrap().object_id.is_some());
}

fn session(user: &Value, from: u32) -> Value {
    json!({"id": "same", "startDateTime": format!("2025-01-01T10:{from:02}:00Z"),
           "endDateTime": null, "caller": {"identity": user}, "callee": {"identity": {"user": {"id": "x"}}}})
}

#[test]
fn sessions_of_one_key_are_one_record_and_typed_names_one_each() {
    let emma = |name: Value, upn: Value| json!({"user": {"id": "821809f5-0000-0000-0000-3b5136c0e777", "displayName": name, "userPrincipalName": upn}});
    let iphone = json!({"guest": {"displayName": "iPhone"}});
    let visitor = |n: u32| json!({"user": {"id": format!("teamsvisitor:{n}")}});
    let sessions = [
        session(&emma(json!("Emma"), json!(null)), 0),
        session(&iphone, 1),
        session(&emma(json!(null), json!("emma@x.y")), 2),
        session(&iphone, 3),
        session(&visitor(1), 4),
        session(&visitor(2), 5),
        session(&visitor(1), 6),
        session(&emma(json!("Emma K."), json!("Emma@x.y")), 7),
        session(&json!({"user": null}), 8),
        json!("no session"),
        session(&json!({"user": {"userPrincipalName": "emma@x.y", "displayName": "Emma"}}), 9),
    ];
    let record = json!({"id": "c", "type": "groupCall"});
    let records = call_record(&record, None, Some(&sessions), "").unwrap().records.unwrap();
    let minutes: Vec<Vec<String>> = records
        .iter()
        .map(|r| r.stays.iter().map(|s| s.join.unwrap().format("%-M").to_string()).collect())
        .collect();
    assert_eq!(
        minutes,
        [vec!["0", "2"], vec!["1"], vec!["3"], vec!["4", "6"], vec!["5"], vec!["7"], vec!["9"]]
    );
    let first = &records[0].identity;
    assert_eq!((first.name.as_deref(), first.upn.as_deref()), (Some("Emma"), Some("emma@x.y")));
    assert!(records.iter().all(|r| r.stays.iter().all(|s| s.leave.is_none() && !s.unreadable)));
}

#[test]
fn a_large_call_is_read_in_good_time() {
    let sessions: Vec<Value> = (0..6_000)
        .map(|n| session(&json!({"user": {"id": format!("teamsvisitor:{}", n % 2_000)}}), n % 60))
        .collect();
    let began = std::time::Instant::now();
    let records = call_record(&json!({"id": "c"}), None, Some(&sessions), "").unwrap().records.unwrap();
    assert_eq!(records.len(), 2_000);
    assert!(records.iter().all(|record| record.stays.len() == 3));
    assert!(began.elapsed().as_secs() < 5);
}

proptest! {
    #[test]
    fn no_json_panics_and_no_session_is_lost(
        record in any_json(), list in prop::collection::vec(any_json(), 0..4), tenant in ".{0,4}",
    ) {
        let _ = report(&record, Some(&list), &tenant);
        let _ = report(&record, None, &tenant);
        let kept: Vec<Value> = values(list.iter().filter_map(|s| test_values::keep_session(s, CallForm::Group)));
        for form in ["groupCall", "peerToPeer", "unknown"] {
            let call = json!({"id": "c", "type": form});
            let _ = call_record(&record, Some(&list), Some(&list), &tenant);
            let all = call_record(&call, None, Some(&kept), &tenant).unwrap().records.unwrap();
            let people = kept.iter().filter(|s| s.get("caller").and_then(|c| of_endpoint(c, &tenant)).is_some());
            prop_assert_eq!(all.iter().map(|r| r.stays.len()).sum::<usize>(), people.count());
        }
    }
}
