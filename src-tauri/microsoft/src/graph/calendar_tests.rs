#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
use super::*;
use crate::graph::test_server::{body, graph};
use serde_json::json;
use wiremock::matchers::{header, path, query_param};
use wiremock::{Mock, MockServer, ResponseTemplate};

fn utc(text: &str) -> DateTime<Utc> {
    text.parse().unwrap()
}

fn event(id: &str, start: &str) -> Value {
    json!({
        "id": "x", "iCalUId": id, "subject": "Class", "isCancelled": false, "isOrganizer": true,
        "isOnlineMeeting": true, "onlineMeeting": {"joinUrl": "https://t.example/j"},
        "start": {"dateTime": start, "timeZone": "UTC"},
        "end": {"dateTime": "2025-11-26T11:00:00.0000000", "timeZone": "UTC"},
        "organizer": {"emailAddress": {"name": "E", "address": "e@example.edu"}},
    })
}

async fn listed(events: Value) -> Pages<Vec<Event>> {
    let server = MockServer::start().await;
    Mock::given(path("/v1.0/me/calendarView"))
        .and(header("prefer", "outlook.timezone=\"UTC\""))
        .and(query_param("startDateTime", "2025-11-25T18:30:00Z"))
        .and(query_param("endDateTime", "2025-11-26T18:30:00Z"))
        .respond_with(ResponseTemplate::new(200).set_body_json(json!({"value": events})))
        .expect(1)
        .mount(&server)
        .await;
    let span = Span::new(utc("2025-11-25T18:30:00Z"), utc("2025-11-26T18:30:00Z")).unwrap();
    list(&graph(&server.uri()), span, &Context::default()).await.unwrap()
}

#[tokio::test]
async fn teams_meetings_by_start_and_nothing_else() {
    let mut cancelled = event("c", "2025-11-26T08:00:00.0000000");
    cancelled["isCancelled"] = json!(true);
    let mut offline = event("o", "2025-11-26T08:00:00.0000000");
    offline["onlineMeeting"] = Value::Null;
    let late = event("b", "2025-11-26T10:00:00.0000000");
    let early = event("a", "2025-11-26T09:00:00.1234567");
    let mut broken = event("d", "some day");
    broken["end"] = Value::Null;
    let all = listed(json!([late, cancelled, early, offline, broken, early, 5])).await;
    assert_eq!(all.skipped, 2, "the one without a start and the one that is no object");
    let ids: Vec<&str> = all.items.iter().map(|event| event.id.as_str()).collect();
    assert_eq!(ids, ["a@2025-11-26T09:00:00.123456700Z", "b@2025-11-26T10:00:00Z"]);
    let first = &all.items[0];
    assert_eq!(first.subject.as_deref(), Some("Class"));
    assert_eq!(first.end, utc("2025-11-26T11:00:00Z"));
    assert_eq!(first.organizer.as_deref(), Some("e@example.edu"));
    assert!(first.is_organizer);
}

#[tokio::test]
async fn the_published_events() {
    // A server that ignores the preference: Pacific time by its Windows name.
    let pages = listed(json!([body("event-with-onlinemeeting.json")])).await;
    let event = &pages.items[0];
    assert_eq!((event.start, event.end), (utc("2019-11-20T21:00:00Z"), utc("2019-11-20T22:00:00Z")));
    assert!(event.join_url.starts_with("https://teams.microsoft.com/l/meetup-join/"));
    assert_eq!(event.is_organizer, body("event-with-onlinemeeting.json")["isOrganizer"] == true);
    // Shortened in the documentation: no times, and one of them no link.
    let pages =
        listed(json!([body("calendarview-list.json")["value"][0], body("event-select-onlinemeeting.json")]))
            .await;
    assert_eq!((pages.items.len(), pages.skipped), (0, 1));
}

#[test]
fn other_zones_are_understood_by_their_iana_name() {
    let moment = |zone: &str| instant(&json!({"dateTime": "2025-11-26T10:00:00.0000000", "timeZone": zone}));
    assert_eq!(moment("Asia/Kolkata"), Some(utc("2025-11-26T04:30:00Z")));
    assert_eq!(moment("UTC"), Some(utc("2025-11-26T10:00:00Z")));
    assert_eq!(moment("tzone://Microsoft/Utc"), Some(utc("2025-11-26T10:00:00Z")));
    assert_eq!(moment("Nowhere Standard Time"), None);
    assert_eq!(instant(&json!({"dateTime": "2025-11-26T10:00:00"})), Some(utc("2025-11-26T10:00:00Z")));
}

#[tokio::test]
async fn events_without_times_are_days_and_single_events_say_so() {
    let mut days = event("d", "2025-11-26T00:00:00.0000000");
    days["isAllDay"] = json!(true);
    days["type"] = json!("singleInstance");
    days["end"]["dateTime"] = json!("2025-11-28T00:00:00.0000000");
    let mut one = event("o", "2025-11-26T00:00:00.0000000");
    one["isAllDay"] = json!(true);
    one["type"] = json!("occurrence");
    one["end"] = Value::Null;
    let mut private = event("p", "2025-11-26T10:00:00.0000000");
    private["sensitivity"] = json!("private");
    let all = listed(json!([days, one, private])).await;
    let read: Vec<_> = all.items.iter().map(|event| (event.uid.as_str(), event.single, event.days)).collect();
    let day = |text: &str| text.parse::<NaiveDate>().unwrap();
    assert_eq!(
        read,
        [
            ("d", true, Some((day("2025-11-26"), day("2025-11-28")))),
            ("o", false, Some((day("2025-11-26"), day("2025-11-27")))),
            ("p", false, None),
        ]
    );
}
