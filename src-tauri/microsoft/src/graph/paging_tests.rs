#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
use super::*;
use crate::graph::test_server::{body, graph};
use rollbook_transport::Error;
use serde_json::json;
use wiremock::matchers::{path, query_param, query_param_is_missing};
use wiremock::{Mock, MockServer, Request, ResponseTemplate};

fn listing(graph: &Graph) -> Listing {
    Listing::new(graph.url("things").unwrap(), "test", Lane::Other)
}

async fn page(server: &MockServer, skip: Option<&str>, body: Value) {
    let date = if skip.is_none() { "Sun, 22 Nov 2026 10:00:05 GMT" } else { "Sun, 22 Nov 2026 11:00:00 GMT" };
    let mock = Mock::given(path("/v1.0/things"));
    let mock = match skip {
        Some(skip) => mock.and(query_param("$skiptoken", skip)),
        None => mock.and(query_param_is_missing("$skiptoken")),
    };
    let answer = ResponseTemplate::new(200).insert_header("date", date).set_body_json(body);
    mock.respond_with(answer).expect(1).mount(server).await;
}

fn link(server: &MockServer, skip: &str) -> String {
    format!("{}/v1.0/things?$skiptoken={skip}", server.uri())
}

async fn numbers(server: &MockServer) -> Result<Pages<Vec<i64>>, GraphError> {
    let graph = graph(&server.uri());
    let add = |all: &mut Vec<i64>, page: Vec<Value>| {
        let before = all.len();
        all.extend(page.iter().filter_map(Value::as_i64));
        page.len() - (all.len() - before)
    };
    graph.collect(listing(&graph), &Context::default(), add).await
}

#[tokio::test]
async fn all_pages_empty_ones_included_in_order() {
    let server = MockServer::start().await;
    page(&server, None, json!({"value": [1, 2], "@odata.nextLink": link(&server, "b%2F%3D")})).await;
    page(&server, Some("b/="), json!({"value": [], "@odata.nextLink": link(&server, "c")})).await;
    page(&server, Some("c"), json!({"value": [3, "bad", null, 4], "@odata.nextLink": null})).await;
    let pages = numbers(&server).await.unwrap();
    assert_eq!(pages.items, [1, 2, 3, 4]);
    assert_eq!((pages.skipped, pages.incomplete), (2, false));
    assert_eq!(pages.server_now.unwrap().to_rfc3339(), "2026-11-22T10:00:05+00:00");
}

#[tokio::test]
async fn the_link_is_followed_as_it_stands() {
    let server = MockServer::start().await;
    let raw = "$skiptoken=a%2Bb%3D%3d&$filter=startDateTime%20ge%202026-11-22T00:00:00Z";
    let next = format!("{}/v1.0/things?{raw}", server.uri());
    page(&server, None, json!({"value": [1], "@odata.nextLink": next})).await;
    page(&server, Some("a+b=="), json!({"value": [2]})).await;
    assert_eq!(numbers(&server).await.unwrap().items, [1, 2]);
    assert_eq!(server.received_requests().await.unwrap()[1].url.query(), Some(raw));
}

#[tokio::test]
async fn a_circle_ends_with_what_is_there() {
    let server = MockServer::start().await;
    page(&server, None, json!({"value": [1], "@odata.nextLink": link(&server, "b")})).await;
    page(&server, Some("b"), json!({"value": [2], "@odata.nextLink": link(&server, "b")})).await;
    let pages = numbers(&server).await.unwrap();
    assert_eq!((pages.items, pages.incomplete), (vec![1, 2], true));
}

#[tokio::test]
async fn a_circle_by_another_address_counts_nobody_twice() {
    let server = MockServer::start().await;
    page(&server, None, json!({"value": [1, 2], "@odata.nextLink": link(&server, "b")})).await;
    page(&server, Some("b"), json!({"value": [1, 2], "@odata.nextLink": link(&server, "c")})).await;
    let pages = numbers(&server).await.unwrap();
    assert_eq!((pages.items, pages.incomplete), (vec![1, 2], true));
}

#[tokio::test]
async fn a_link_to_the_page_itself_as_in_the_documentation() {
    let server = MockServer::start().await;
    let mut sample = body("callrecord-participants_v2-list.json");
    let at = "/v1.0/communications/callRecords/614e3ff0-4728-4394-8c03-52fb3b967fde/participants_v2";
    sample["@odata.nextLink"] = json!(format!("{}{at}", server.uri()));
    let answer = ResponseTemplate::new(200).set_body_json(sample);
    Mock::given(path(at)).respond_with(answer).expect(1).mount(&server).await;
    let id = "614e3ff0-4728-4394-8c03-52fb3b967fde";
    let graph = graph(&server.uri());
    let mut all =
        crate::graph::participants::list_together(&graph, &[id], &Context::default()).await.unwrap();
    let pages = all.remove(0).unwrap();
    assert_eq!((pages.items.len(), pages.incomplete), (2, true));
}

#[tokio::test]
async fn a_link_to_elsewhere_is_refused_before_anything_is_sent() {
    let elsewhere = MockServer::start().await;
    let server = MockServer::start().await;
    let next = format!("{}/v1.0/things?$skiptoken=b", elsewhere.uri());
    page(&server, None, json!({"value": [1], "@odata.nextLink": next})).await;
    let error = numbers(&server).await.unwrap_err();
    assert!(matches!(error, GraphError::Transport(Error::UntrustedLink)), "{error:?}");
    assert!(elsewhere.received_requests().await.unwrap().is_empty());
}

#[tokio::test]
async fn a_page_without_a_list_or_with_a_link_that_is_none_is_a_fault() {
    for wrong in [
        json!({"value": {}}),
        json!({}),
        json!([1]),
        json!("x"),
        json!({"value": null}),
        json!({"value": [], "@odata.nextLink": 5}),
    ] {
        let server = MockServer::start().await;
        page(&server, None, wrong.clone()).await;
        let error = numbers(&server).await.unwrap_err();
        assert!(matches!(error, GraphError::ServerFault { status: 200, .. }), "{wrong}");
    }
}

#[tokio::test]
async fn endless_new_pages_end_too() {
    let server = MockServer::start().await;
    let root = server.uri();
    let answer = move |request: &Request| {
        let at = request.url.query_pairs().next().map_or(0, |(_, v)| v.parse::<u32>().unwrap());
        let next = format!("{root}/v1.0/things?$skiptoken={}", at + 1);
        ResponseTemplate::new(200).set_body_json(json!({"value": [at], "@odata.nextLink": next}))
    };
    Mock::given(path("/v1.0/things")).respond_with(answer).mount(&server).await;
    let graph = graph(&server.uri());
    let mut seen = vec![];
    let take = |page: Vec<Value>| {
        seen.extend(page);
        0
    };
    let end = graph.stream_up_to(25, listing(&graph), &Context::default(), take).await.unwrap();
    assert_eq!((end.pages, end.incomplete), (25, true));
    assert_eq!(seen.len(), 25);
    assert_eq!(server.received_requests().await.unwrap().len(), 25);
}

#[tokio::test]
async fn a_failure_on_a_later_page_is_that_failure() {
    let server = MockServer::start().await;
    page(&server, None, json!({"value": [1], "@odata.nextLink": link(&server, "b")})).await;
    Mock::given(query_param("$skiptoken", "b")).respond_with(ResponseTemplate::new(503)).mount(&server).await;
    assert!(matches!(numbers(&server).await, Err(GraphError::ServerFault { status: 503, .. })));
}
