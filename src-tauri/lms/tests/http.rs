//! The `http` adapter against a server, request by request.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use rollbook_core::status::Status;
use rollbook_lms::error::Nonsense;
use rollbook_lms::{HeldStatus, Lms, LmsError, LmsKind, Mark, MarkState, Place, Write, connect, verify};
use rollbook_transport::{CancelToken, Context, Limits, Transport, TransportOptions};
use secrecy::SecretString;
use serde_json::{Value, json};
use std::time::Duration;
use wiremock::matchers::{any, body_json, header, method, path, query_param, query_param_is_missing};
use wiremock::{Mock, MockServer, ResponseTemplate};

const TOKEN: &str = "tok-5f2a";
const COURSES: &str = "/rollbook/v1/courses";
const STUDENTS: &str = "/rollbook/v1/courses/db%2025/students";
const MARKS: &str = "/rollbook/v1/meetings/m-9/attendance";

fn lms_with(url: &str, offline: bool) -> Box<dyn Lms> {
    let limits = Limits { tries: 3, request: Duration::from_secs(5), ..Limits::default() };
    let options = TransportOptions { user_agent: "test".into(), offline, limits };
    connect(LmsKind::Http, url, SecretString::from(TOKEN), Transport::new(options).unwrap()).unwrap()
}

fn lms(server: &MockServer) -> Box<dyn Lms> {
    lms_with(&server.uri(), false)
}

fn ctx() -> Context {
    Context::default()
}

fn place() -> Place {
    Place { course: None, session: "m-9".into() }
}

fn write() -> Write {
    let mark = |id: &str, status| Mark {
        student_id: id.into(),
        status: HeldStatus::Known(status),
        note: None,
        remark: None,
        present_seconds: Some(60),
    };
    let marks = vec![mark("1", Status::Present), mark("2", Status::LeftEarly)];
    Write {
        place: place(),
        changed: marks.clone(),
        removed: Vec::new(),
        marks,
        report: json!({"meetingAttendanceReport": {}, "rollbook": {}}),
        base_version: Some("\"7\"".into()),
        idempotency_key: "key-1".into(),
    }
}

async fn answers(server: &MockServer, template: ResponseTemplate) {
    Mock::given(any()).respond_with(template).mount(server).await;
}

async fn count(server: &MockServer) -> usize {
    server.received_requests().await.unwrap().len()
}

#[tokio::test]
async fn every_page_is_read_with_the_token_and_bad_records_are_counted() {
    let server = MockServer::start().await;
    let page = |link: String, body: Value| {
        ResponseTemplate::new(200).insert_header("link", link.as_str()).set_body_json(body)
    };
    let get =
        || Mock::given(method("GET")).and(path(STUDENTS)).and(header("authorization", "Bearer tok-5f2a"));
    get()
        .and(query_param_is_missing("page"))
        .respond_with(page(
            "<?page=2>; rel=\"next\"".into(),
            json!([{"id": 1, "name": "A"}, {"name": "nobody"}]),
        ))
        .mount(&server)
        .await;
    get()
        .and(query_param("page", "2"))
        .respond_with(page(
            format!(
                "<{}{STUDENTS}>; rel=\"first\", <{}{STUDENTS}?page=3>; rel=\"next\"",
                server.uri(),
                server.uri()
            ),
            json!([{"id": "2", "name": "B", "emails": ["b@x.y"]}]),
        ))
        .mount(&server)
        .await;
    get()
        .and(query_param("page", "3"))
        .respond_with(page(String::new(), json!([{"id": "3"}])))
        .mount(&server)
        .await;

    let listed = lms(&server).students("db 25", &ctx()).await.unwrap();
    let ids: Vec<_> = listed.items.iter().map(|s| s.id.as_str()).collect();
    assert_eq!((ids, listed.skipped), (vec!["1", "2", "3"], 1));
    assert_eq!(count(&server).await, 3);
}

#[tokio::test]
async fn a_link_to_another_server_is_not_followed() {
    let (server, other) = (MockServer::start().await, MockServer::start().await);
    answers(&other, ResponseTemplate::new(200).set_body_json(json!([{"id": "stolen"}]))).await;
    let link = format!("<{}{COURSES}?page=2>; rel=\"next\"", other.uri());
    answers(
        &server,
        ResponseTemplate::new(200).insert_header("link", link.as_str()).set_body_json(json!([{"id": "1"}])),
    )
    .await;
    assert_eq!(lms(&server).courses(&ctx()).await, Err(LmsError::UntrustedLink));
    assert_eq!((count(&server).await, count(&other).await), (1, 0));
}

#[tokio::test]
async fn a_circle_of_pages_ends_at_once() {
    let server = MockServer::start().await;
    answers(
        &server,
        ResponseTemplate::new(200)
            .insert_header("link", "<?page=2>; rel=next")
            .set_body_json(json!([{"id": "1"}])),
    )
    .await;
    assert_eq!(lms(&server).courses(&ctx()).await, Err(LmsError::Nonsense(Nonsense::Loop)));
    assert_eq!(count(&server).await, 2);
}

#[tokio::test]
async fn marks_come_with_their_version_and_a_write_sends_it_back_with_its_key() {
    let server = MockServer::start().await;
    let held = json!({"records": [{"student_id": "1", "status": "absent"}]});
    Mock::given(method("GET"))
        .and(path(MARKS))
        .respond_with(ResponseTemplate::new(200).insert_header("etag", "W/\"7\"").set_body_json(&held))
        .mount(&server)
        .await;
    let body = json!({
        "records": [
            {"student_id": "1", "status": "present", "note": null, "present_seconds": 60},
            {"student_id": "2", "status": "left-early", "note": null, "present_seconds": 60}
        ],
        "report": {"meetingAttendanceReport": {}, "rollbook": {}}
    });
    Mock::given(method("PUT"))
        .and(path(MARKS))
        .and(header("if-match", "\"7\""))
        .and(header("idempotency-key", "key-1"))
        .and(header("authorization", "Bearer tok-5f2a"))
        .and(header("content-type", "application/json"))
        .and(body_json(body))
        .respond_with(ResponseTemplate::new(200).insert_header("etag", "\"8\""))
        .expect(1)
        .mount(&server)
        .await;
    let lms = lms(&server);
    let marks = lms.read_marks(&place(), &ctx()).await.unwrap();
    assert_eq!(marks.held().get("1").map(String::as_str), Some("absent"));
    let plan = Write { base_version: marks.version.clone(), ..write() };
    let written = lms.write_marks(&plan, &ctx()).await.unwrap();
    assert_eq!(written.version.as_deref(), Some("\"8\""));
    assert!(written.results.iter().all(|result| result.state == MarkState::Confirmed));
    // The server still shows the old marks: its "done" does not count, what it holds does.
    let after = lms.read_marks(&place(), &ctx()).await.unwrap();
    let outcome = verify(&marks.records, &plan.marks, &[], &after.records);
    assert!(outcome.results.iter().all(|result| result.state == MarkState::Failed));
}

#[tokio::test]
async fn a_mixed_answer_is_told_student_by_student() {
    let server = MockServer::start().await;
    let body =
        json!({"results": [{"student_id": "2", "state": "failed", "error": {"detail": "not enrolled"}}]});
    answers(&server, ResponseTemplate::new(207).set_body_json(body)).await;
    let written = lms(&server).write_marks(&write(), &ctx()).await.unwrap();
    assert_eq!(written.results[0].state, MarkState::Confirmed);
    assert_eq!(written.results[1].state, MarkState::Failed);
    assert_eq!(written.results[1].error.as_ref().unwrap().text(), "not enrolled");
    assert_eq!(written.version, None);
}

#[tokio::test]
async fn each_refusal_has_its_name_is_not_repeated_and_does_not_show_the_token() {
    for (status, want) in [
        (400, "refused"),
        (401, "token"),
        (403, "permit"),
        (404, "know"),
        (409, "busy"),
        (412, "somebody else"),
        (422, "refused"),
        (428, "no version"),
        (500, "failed"),
    ] {
        let server = MockServer::start().await;
        let problem = json!({"title": "No", "detail": format!("Bearer {TOKEN} of emma@x.y is refused")});
        answers(&server, ResponseTemplate::new(status).set_body_json(problem)).await;
        let error = lms(&server).write_marks(&write(), &ctx()).await.unwrap_err();
        assert!(error.to_string().contains(want), "{status}: {error}");
        assert_eq!(count(&server).await, 1, "{status}");
        let shown =
            format!("{error} {error:?} {:?} {} {}", error.server_says(), error.message(), error.hint());
        assert!(!shown.contains(TOKEN) && !shown.contains("emma"), "{shown}");
    }
}

#[tokio::test]
async fn a_write_is_repeated_only_as_itself() {
    let server = MockServer::start().await;
    Mock::given(any()).respond_with(ResponseTemplate::new(503)).up_to_n_times(1).mount(&server).await;
    answers(&server, ResponseTemplate::new(204)).await;
    lms(&server).write_marks(&write(), &ctx()).await.unwrap();
    let sent = server.received_requests().await.unwrap();
    assert_eq!(sent.len(), 2);
    assert_eq!(sent[0].body, sent[1].body);
    for name in ["idempotency-key", "if-match"] {
        assert_eq!(sent[0].headers.get(name), sent[1].headers.get(name));
    }
}

#[tokio::test]
async fn a_long_wait_is_named_and_not_slept() {
    for status in [429, 503] {
        let server = MockServer::start().await;
        answers(&server, ResponseTemplate::new(status).insert_header("retry-after", "600.5")).await;
        let began = chrono::Utc::now();
        let error = lms(&server).courses(&ctx()).await.unwrap_err();
        let LmsError::Throttled { retry_at: Some(at) } = error else { panic!("{status}: {error:?}") };
        assert!(at >= began + chrono::TimeDelta::milliseconds(600_500));
        assert_eq!(count(&server).await, 1);
    }
}

#[tokio::test]
async fn login_pages_and_redirects_are_no_answers() {
    let server = MockServer::start().await;
    answers(&server, ResponseTemplate::new(200).set_body_raw("<html>Sign in</html>", "text/html")).await;
    assert_eq!(lms(&server).who(&ctx()).await, Err(LmsError::Portal));

    let (server, login) = (MockServer::start().await, MockServer::start().await);
    answers(&server, ResponseTemplate::new(302).insert_header("location", login.uri().as_str())).await;
    let error = lms(&server).write_marks(&write(), &ctx()).await.unwrap_err();
    assert_eq!(error, LmsError::Portal);
    assert_eq!(count(&login).await, 0);
}

#[tokio::test]
async fn bodies_of_another_shape_are_a_fault_of_the_server() {
    for (body, want) in [
        ("[{\"id\":", Nonsense::NotJson),
        ("", Nonsense::NotJson),
        ("{\"value\":[]}", Nonsense::WrongShape),
        ("[1,null,\"x\"]", Nonsense::WrongShape),
    ] {
        let server = MockServer::start().await;
        answers(&server, ResponseTemplate::new(200).set_body_raw(body, "application/json")).await;
        assert_eq!(lms(&server).courses(&ctx()).await, Err(LmsError::Nonsense(want)), "{body}");
    }
}

#[tokio::test]
async fn an_empty_list_is_an_answer() {
    let server = MockServer::start().await;
    answers(&server, ResponseTemplate::new(200).set_body_json(json!([]))).await;
    assert!(lms(&server).meetings("db", &ctx()).await.unwrap().items.is_empty());
    assert_eq!(lms(&server).who(&ctx()).await.unwrap().courses, 0);
}

#[tokio::test]
async fn nothing_is_sent_that_could_not_be_meant() {
    let server = MockServer::start().await;
    answers(&server, ResponseTemplate::new(200).set_body_json(json!([]))).await;
    let lms = lms(&server);
    let unversioned = Write { base_version: None, ..write() };
    assert_eq!(lms.write_marks(&unversioned, &ctx()).await, Err(LmsError::NoVersion));
    for id in ["", ".", "..", "../../admin"] {
        assert_eq!(lms.students(id, &ctx()).await, Err(LmsError::BadId), "{id}");
    }
    assert_eq!(lms_with(&server.uri(), true).courses(&ctx()).await, Err(LmsError::Offline));
    assert_eq!(count(&server).await, 0);
}

#[tokio::test]
async fn a_server_that_is_not_there_and_one_that_is_silent() {
    let port = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    let gone = lms_with(&format!("http://{port}"), false);
    assert_eq!(gone.courses(&ctx()).await, Err(LmsError::Unreachable));

    let silent = MockServer::start().await;
    answers(&silent, ResponseTemplate::new(200).set_delay(Duration::from_mins(1))).await;
    let cancel = CancelToken::default();
    let context = Context::new(cancel.clone());
    let lms = lms(&silent);
    let call = lms.courses(&context);
    let stop = async {
        tokio::time::sleep(Duration::from_millis(100)).await;
        cancel.cancel();
    };
    let (outcome, ()) = tokio::join!(call, stop);
    assert_eq!(outcome, Err(LmsError::Cancelled));
}

#[tokio::test]
async fn a_write_whose_answer_is_cut_off_is_not_taken_for_refused_or_done() {
    use tokio::io::{AsyncReadExt, AsyncWriteExt};
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    let server = tokio::spawn(async move {
        while let Ok((mut stream, _)) = listener.accept().await {
            let mut request = [0; 4096];
            let _ = stream.read(&mut request).await;
            let _ = stream.write_all(b"HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\n{\"results\":[").await;
        }
    });
    let error = lms_with(&url, false).write_marks(&write(), &ctx()).await.unwrap_err();
    server.abort();
    assert_eq!(error, LmsError::Unreachable);
    assert!(error.may_have_written());
}

#[test]
fn addresses_and_tokens_are_checked_before_anything_is_sent() {
    let transport = Transport::new(TransportOptions::default()).unwrap();
    let open = |kind, url: &str, token: &str| {
        connect(kind, url, SecretString::from(token), transport.clone()).map(|_| ()).unwrap_err()
    };
    assert!(matches!(open(LmsKind::Http, "http://lms.example", "t"), LmsError::BadAddress(_)));
    assert!(matches!(open(LmsKind::Http, "https://a:b@lms.example", "t"), LmsError::BadAddress(_)));
    for token in ["", " ", "a\r\nx: y", "ä"] {
        assert_eq!(open(LmsKind::Http, "https://lms.example", token), LmsError::UnusableToken);
    }
}
