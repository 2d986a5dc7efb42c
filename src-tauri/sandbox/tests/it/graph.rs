//! Filters, pages and refusals of Graph.

use super::client::{Client, NOW, encoded};
use serde_json::{Value, json};

fn code(body: &Value) -> &str {
    body["error"]["code"].as_str().unwrap()
}

async fn class_events(client: &Client) -> Vec<Value> {
    let path = "/me/calendarView?startDateTime=2026-02-18T00:00:00Z&endDateTime=2026-04-01T00:00:00Z";
    let (events, sizes) = client.pages(path, &client.user).await;
    assert_eq!(sizes[0], 10, "the usual page");
    assert!(sizes.len() > 1);
    events.into_iter().filter(|event| event["isOnlineMeeting"] == true).collect()
}

#[tokio::test]
async fn a_class_is_found_by_its_join_url_and_has_its_reports() {
    let client = Client::new("demo").await;
    let events = class_events(&client).await;
    assert_eq!(events.len(), 8 + 1 + 8 + 1);
    let url = events.iter().find(|e| e["subject"] == "Databases I").unwrap()["onlineMeeting"]["joinUrl"]
        .as_str()
        .unwrap();
    // Once, as stored; a client that encodes what it shows decoded would not be heard.
    let filter = encoded(&format!("JoinWebUrl eq '{url}'"));
    let (status, body) = client.me(&format!("/me/onlineMeetings?$filter={filter}")).await;
    assert_eq!(status, 200, "{body}");
    let twice = encoded(&format!("JoinWebUrl eq '{}'", encoded(url)));
    assert_eq!(client.me(&format!("/me/onlineMeetings?$filter={twice}")).await.0, 200);
    let raw = format!("/me/onlineMeetings?$filter=JoinWebUrl%20eq%20'{url}'");
    assert_eq!(client.me(&raw).await.0, 404, "an address that was not encoded is another address");
    let id = encoded(body["value"][0]["id"].as_str().unwrap());
    let number = body["value"][0]["joinMeetingIdSettings"]["joinMeetingId"].as_str().unwrap();
    let filter = encoded(&format!("joinMeetingIdSettings/joinMeetingId eq '{number}'"));
    assert_eq!(
        client.me(&format!("/me/onlineMeetings?$filter={filter}")).await.1["value"][0],
        body["value"][0]
    );
    let (reports, _) =
        client.pages(&format!("/me/onlineMeetings/{id}/attendanceReports"), &client.user).await;
    assert_eq!(reports.len(), 9, "eight classes, one of them with two");
    let starts: Vec<&str> = reports.iter().map(|r| r["meetingStartDateTime"].as_str().unwrap()).collect();
    assert!(starts.windows(2).all(|pair| pair[0] > pair[1]), "newest first");
    assert!(reports.iter().all(|report| report["attendanceRecords"] == json!([])));
    let mut without_times = 0;
    for report in &reports {
        let path = format!("/me/onlineMeetings/{id}/attendanceReports/{}", report["id"].as_str().unwrap());
        let (_, whole) = client.me(&format!("{path}?$expand=attendanceRecords")).await;
        let records = whole["attendanceRecords"].as_array().unwrap();
        assert_eq!(records.len(), whole["totalParticipantCount"]);
        without_times += usize::from(records.iter().all(|r| r["attendanceIntervals"] == json!([])));
        let (paged, _) = client.pages(&format!("{path}/attendanceRecords"), &client.user).await;
        assert_eq!(&paged, records);
    }
    assert_eq!(without_times, 1, "one class tells only who attended");
    let (status, body) = client.me(&format!("/me/onlineMeetings/{id}/attendanceReports/wrong")).await;
    assert_eq!((status.as_u16(), code(&body)), (400, "BadRequest"));
    assert!(body["error"]["message"].as_str().unwrap().starts_with("Index was out of range."));
}

#[tokio::test]
async fn other_peoples_and_unknown_meetings_are_refused() {
    let client = Client::new("demo").await;
    let events = class_events(&client).await;
    let foreign = events.iter().find(|event| event["isOrganizer"] == false).unwrap();
    let url = foreign["onlineMeeting"]["joinUrl"].as_str().unwrap();
    let filter = encoded(&format!("JoinWebUrl eq '{url}'"));
    let (status, body) = client.me(&format!("/me/onlineMeetings?$filter={filter}")).await;
    assert_eq!((status.as_u16(), code(&body)), (403, "Forbidden"));
    assert_eq!(body["error"]["message"], "3003: User does not have access to lookup meeting");
    let inner = &body["error"]["innerError"];
    assert!(inner["request-id"].is_string() && inner["date"].as_str().unwrap().len() == 19);
    let filter = encoded("JoinWebUrl eq 'https://teams.microsoft.com/l/meetup-join/nowhere'");
    let (status, body) = client.me(&format!("/me/onlineMeetings?$filter={filter}")).await;
    assert_eq!(
        (status.as_u16(), &body["error"]["message"]),
        (404, &"3004: Specified meeting is not found".into())
    );
    assert_eq!(client.me("/me/onlineMeetings").await.0, 400, "nothing lists all meetings");
    let unreported = Client::new("lookup-empty").await;
    assert_eq!(unreported.me(&format!("/me/onlineMeetings?$filter={filter}")).await.1["value"], json!([]));
}

#[tokio::test]
async fn tokens_are_looked_at() {
    let client = Client::new("demo").await;
    let (status, body) = client.me("/communications/callRecords").await;
    assert_eq!((status.as_u16(), code(&body)), (403, "Authorization_RequestDenied"));
    assert_eq!(client.org("/me").await.0, 400);
    let response = client.request("/me", "wrong").send().await.unwrap();
    assert_eq!(response.status(), 401);
    assert!(response.headers().contains_key("www-authenticate"));
    let date = response.headers()["date"].to_str().unwrap().to_owned();
    assert!(date.starts_with("Wed, 18 Mar 2026 12:00:"), "the sandbox's clock, not the machine's: {date}");
    let body: Value = response.json().await.unwrap();
    assert_eq!(code(&body), "InvalidAuthenticationToken");
    assert_eq!(Client::new("no-call-records").await.org("/communications/callRecords").await.0, 403);
}

#[tokio::test]
async fn call_records_take_two_filters_and_page() {
    let client = Client::new("demo").await;
    let me = client.sandbox.info().account.object_id.clone();
    let path = |filter: &str| format!("/communications/callRecords?$filter={}", encoded(filter));
    let (all, _) = client.pages("/communications/callRecords", &client.app).await;
    let (mine, _) = client.pages(&path(&format!("participants_v2/any(p:p/id eq '{me}')")), &client.app).await;
    assert_eq!(mine.len() + 1, all.len(), "one class was a colleague's");
    let bounds = "startDateTime ge 2026-03-10T00:00:00Z and startDateTime lt 2026-03-11T00:00:00Z";
    let (day, _) = client.pages(&path(bounds), &client.app).await;
    let expected: Vec<&Value> =
        all.iter().filter(|call| call["startDateTime"].as_str().unwrap().starts_with("2026-03-10")).collect();
    assert!(!day.is_empty() && day.iter().eq(expected));
    let both = format!("{bounds} and participants_v2/any(p:p/id eq 'nobody')");
    assert!(client.pages(&path(&both), &client.app).await.0.is_empty());
    for bad in [
        path("joinWebUrl eq 'x'"),
        path("startDateTime lt 2026-03-19T00:00:00Z"),
        "/communications/callRecords?$top=5".to_owned(),
    ] {
        let (status, body) = client.org(&bad).await;
        assert_eq!((status.as_u16(), code(&body)), (400, "BadRequest"), "{bad}");
    }
    let request =
        client.request("/communications/callRecords", &client.app).header("Prefer", "odata.maxpagesize=5");
    let body: Value = request.send().await.unwrap().json().await.unwrap();
    assert_eq!(body["value"].as_array().unwrap().len(), 5);
    assert!(all.iter().all(|call| call["sessions"].is_null() && call["organizer"].is_null()));
    assert!(all.iter().all(|call| call["startDateTime"].as_str().unwrap() > "2026-02-16T12:00:00Z"));
    assert_eq!(NOW, "2026-03-18T12:00:00Z", "30 days before that");
}

#[tokio::test]
async fn a_large_call_goes_on_behind_an_annotation() {
    let client = Client::new("demo").await;
    let (all, _) = client.pages("/communications/callRecords", &client.app).await;
    let mut seen_long = false;
    for call in &all {
        let id = call["id"].as_str().unwrap();
        let (_, body) = client.org(&format!("/communications/callRecords/{id}?$expand=sessions")).await;
        let first = body["sessions"].as_array().unwrap().clone();
        let Some(next) = body["sessions@odata.nextLink"].as_str() else {
            assert!(first.len() <= 60);
            continue;
        };
        seen_long = true;
        assert_eq!(first.len(), 60);
        let (rest, sizes) = client.pages(next, &client.app).await;
        let (whole, _) =
            client.pages(&format!("/communications/callRecords/{id}/sessions"), &client.app).await;
        assert!(sizes.iter().all(|size| *size <= 60));
        assert_eq!([first, rest].concat(), whole);
        let (_, body) =
            client.org(&format!("/communications/callRecords/{id}?$expand=participants_v2")).await;
        assert_eq!(body["participants_v2"].as_array().unwrap().len(), 130);
        let link = body["participants_v2@odata.nextLink"].as_str().unwrap();
        assert!(!client.pages(link, &client.app).await.0.is_empty());
        let session = &whole[0];
        assert!(session["caller"]["name"].is_string() && session["caller"]["userAgent"].is_object());
        assert!(session["segments"].is_null() && !session.to_string().contains("macAddress"));
        let (_, body) =
            client.org(&format!("/communications/callRecords/{id}?$expand=sessions($expand=segments)")).await;
        assert!(body["sessions"][0]["segments"][0]["media"][0]["callerNetwork"]["macAddress"].is_string());
    }
    assert!(seen_long);
    let (status, body) = client.org("/communications/callRecords/00000000-0000-4000-8000-000000000000").await;
    assert_eq!((status.as_u16(), code(&body)), (404, "NotFound"));
}

#[tokio::test]
async fn a_batch_judges_each_request() {
    let client = Client::new("demo").await;
    let (status, body) = client
        .batch(json!([
            {"id": "1", "method": "GET", "url": "/me"},
            {"id": "2", "method": "GET", "url": "/communications/callRecords"},
            {"id": "3", "method": "GET", "url": "/me/onlineMeetings/!"},
        ]))
        .await;
    assert_eq!(status, 200);
    let statuses: Vec<u64> =
        body["responses"].as_array().unwrap().iter().map(|r| r["status"].as_u64().unwrap()).collect();
    assert_eq!(statuses, [200, 403, 400]);
    let many: Vec<Value> =
        (0..21).map(|id| json!({"id": id.to_string(), "method": "GET", "url": "/me"})).collect();
    assert_eq!(client.batch(json!(many)).await.0, 400);
    let throttled = Client::new("throttled").await;
    let (status, body) =
        throttled.batch(json!([{"id": "1", "method": "GET", "url": "/me/onlineMeetings"}])).await;
    assert_eq!((status.as_u16(), &body["responses"][0]["status"]), (200, &429.into()));
    assert_eq!(body["responses"][0]["headers"]["Retry-After"], "0.4");
}

#[tokio::test]
async fn reports_can_be_refused_or_missing() {
    for (scenario, status) in [("reports-forbidden", 403), ("reports-empty", 200)] {
        let client = Client::new(scenario).await;
        let events = class_events(&client).await;
        let url = events[0]["onlineMeeting"]["joinUrl"].as_str().unwrap();
        let filter = encoded(&format!("JoinWebUrl eq '{url}'"));
        let (_, body) = client.me(&format!("/me/onlineMeetings?$filter={filter}")).await;
        let id = encoded(body["value"][0]["id"].as_str().unwrap());
        let (got, body) = client.me(&format!("/me/onlineMeetings/{id}/attendanceReports")).await;
        assert_eq!(got.as_u16(), status, "{scenario}");
        assert!(status != 200 || body["value"] == json!([]));
    }
}

#[tokio::test]
async fn a_meeting_to_come_has_no_report_and_one_class_never_wrote_any() {
    let client = Client::new("demo").await;
    let mut without = Vec::new();
    for event in class_events(&client).await.iter().filter(|event| event["isOrganizer"] == true) {
        let url = event["onlineMeeting"]["joinUrl"].as_str().unwrap();
        let filter = encoded(&format!("JoinWebUrl eq '{url}'"));
        let (_, body) = client.me(&format!("/me/onlineMeetings?$filter={filter}")).await;
        let id = encoded(body["value"][0]["id"].as_str().unwrap());
        let (_, body) = client.me(&format!("/me/onlineMeetings/{id}/attendanceReports")).await;
        if body["value"] == json!([]) {
            without.push(event["start"]["dateTime"].as_str().unwrap() > "2026-03-18T12");
        }
    }
    without.sort_unstable();
    assert_eq!(without, [false, true, true]);
}
