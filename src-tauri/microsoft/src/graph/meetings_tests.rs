#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
use super::*;
use crate::graph::reports::Holder;
use crate::graph::test_server::{body, bytes, graph};
use serde_json::json;
use wiremock::matchers::path;
use wiremock::{Mock, MockServer, ResponseTemplate};

const AT: &str = "/v1.0/me/onlineMeetings";

async fn server(answer: ResponseTemplate) -> MockServer {
    let server = MockServer::start().await;
    Mock::given(path(AT)).respond_with(answer).mount(&server).await;
    server
}

async fn query(server: &MockServer) -> String {
    server.received_requests().await.unwrap()[0].url.query().unwrap().to_owned()
}

#[tokio::test]
async fn the_join_link_is_encoded_once_more_as_a_whole() {
    let sample = body("onlinemeeting-filter-joinweburl.json");
    let server = server(ResponseTemplate::new(200).set_body_json(&sample)).await;
    let link =
        "https://teams.microsoft.com/l/meetup-join/19%3ameeting_O'N%40thread.v2/0?context=%7b%22Tid%22%7d";
    let found = by_join_url(&graph(&server.uri()), link, &Context::default()).await.unwrap();
    assert_eq!(
        query(&server).await,
        "$filter=JoinWebUrl%20eq%20%27https%3A%2F%2Fteams.microsoft.com%2Fl%2Fmeetup-join%2F19%253ameeting_\
         O%27%27N%2540thread.v2%2F0%3Fcontext%3D%257b%2522Tid%2522%257d%27"
    );
    let Lookup::Found(meeting) = found else { panic!() };
    assert_eq!(
        meeting.id,
        "dc17674c-81d9-4adb-bfb2-8f6a442e4622_19:meeting_MGQ4MDQyNTEtNTQVkODYxODYzMmY2@thread.v2"
    );
    assert_eq!(meeting.start.unwrap().to_rfc3339(), "2020-09-29T22:35:31.389759+00:00");
    assert_eq!(meeting.end.unwrap().to_rfc3339(), "2020-09-29T23:35:31.389759+00:00");
    assert_eq!(meeting.organizer_oid.as_deref(), Some("dc17674c-81d9-4adb-bf442e4622"));
    assert_eq!(meeting.subject, None);
    assert_eq!(meeting.join_url.as_deref(), sample["value"][0]["joinWebUrl"].as_str());
}

#[tokio::test]
async fn the_number_of_an_invitation_is_its_digits() {
    let server = server(ResponseTemplate::new(200).set_body_json(json!({"value": []}))).await;
    let graph = graph(&server.uri());
    let none = by_meeting_id(&graph, " 123 456-789 0 ", &Context::default()).await.unwrap();
    assert_eq!(none, Lookup::NotFound { why: NotFoundWhy::EmptyAnswer });
    assert_eq!(query(&server).await, "$filter=joinMeetingIdSettings%2FjoinMeetingId%20eq%20%271234567890%27");
    let error = by_meeting_id(&graph, "abc", &Context::default()).await.unwrap_err();
    assert!(matches!(error, GraphError::BadRequest { .. }));
    assert_eq!(server.received_requests().await.unwrap().len(), 1);
}

#[tokio::test]
async fn not_found_is_an_outcome_and_refused_an_error() {
    let answer = |status, name| ResponseTemplate::new(status).set_body_bytes(bytes(name));
    let ask = async |answer| {
        by_join_url(&graph(&server(answer).await.uri()), "https://t.example/x", &Context::default()).await
    };
    let lookup = ask(answer(404, "error-404-3004-meeting-not-found.json")).await.unwrap();
    assert_eq!(lookup, Lookup::NotFound { why: NotFoundWhy::NotFound404 });
    let error = ask(answer(403, "error-403-3003-lookup-meeting.json")).await.unwrap_err();
    assert!(matches!(error, GraphError::NotOrganizer { .. }));
    let error = ask(answer(403, "error-403-authorization-requestdenied.json")).await.unwrap_err();
    assert!(matches!(error, GraphError::Forbidden { .. }));
    for wrong in [json!({}), json!({"value": "x"}), json!({"value": [{"subject": "no id"}]})] {
        let error = ask(ResponseTemplate::new(200).set_body_json(wrong)).await.unwrap_err();
        assert!(matches!(error, GraphError::ServerFault { status: 200, .. }));
    }
}

#[test]
fn a_meeting_by_its_id_reads_the_same() {
    let meeting = read(&body("onlinemeeting-get-by-id.json")).unwrap();
    assert_eq!(meeting.id, "MSpkYzE3Njc0Yy04MWQiMi04ZdFpHRTNaR1F6WGhyZWFkLnYy");
    assert_eq!(meeting.organizer_oid.as_deref(), Some("dc17674c-81d9-4adb-a442e4622"));
}

#[tokio::test]
async fn ids_go_into_paths_encoded() {
    let server = MockServer::start().await;
    let answer = ResponseTemplate::new(200).set_body_json(body("attendance-records-list.json"));
    Mock::given(wiremock::matchers::any()).respond_with(answer).mount(&server).await;
    let graph = graph(&server.uri());
    let got =
        crate::graph::reports::records(&graph, &Holder::meeting("a/b+c=_19:m@t"), "r 1", &Context::default())
            .await
            .unwrap();
    assert_eq!(got.items.len(), 2);
    let asked = server.received_requests().await.unwrap();
    assert_eq!(
        asked[0].url.path(),
        "/v1.0/me/onlineMeetings/a%2Fb%2Bc%3D_19%3Am%40t/attendanceReports/r%201/attendanceRecords"
    );
}

#[tokio::test]
async fn the_reports_of_a_meeting_without_the_one_that_has_no_id() {
    let server = MockServer::start().await;
    let mut sample = body("attendance-report-list.json");
    sample["value"].as_array_mut().unwrap().push(json!({"totalParticipantCount": 3}));
    let answer = ResponseTemplate::new(200).set_body_json(sample);
    Mock::given(path(format!("{AT}/m/attendanceReports"))).respond_with(answer).mount(&server).await;
    let got = crate::graph::reports::list(&graph(&server.uri()), &Holder::meeting("m"), &Context::default())
        .await
        .unwrap();
    let ids: Vec<&str> = got.items.iter().map(|report| report.id.as_str()).collect();
    assert_eq!(ids, ["c9b6db1c-d5eb-427d-a5c0-20088d9b22d7", "2c2c2454-7613-4d6e-9c7c-4cf7a6cdce89"]);
    assert_eq!(got.skipped, 1);
}
