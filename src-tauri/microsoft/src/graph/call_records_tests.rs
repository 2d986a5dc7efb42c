#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
use super::*;
use crate::graph::errors::GraphError;
use crate::graph::sessions;
use crate::graph::test_server::{body, bytes, graph};
use rollbook_core::observation::CallForm;
use serde_json::json;
use wiremock::matchers::path;
use wiremock::{Mock, MockServer, ResponseTemplate};

fn utc(text: &str) -> DateTime<Utc> {
    text.parse().unwrap()
}

async fn filter_sent(who: Option<&str>) -> (String, Vec<Fetched>, End) {
    let server = MockServer::start().await;
    let mut sample = body("callrecords-list.json");
    sample["value"].as_array_mut().unwrap().push(json!("no record"));
    let answer = ResponseTemplate::new(200).set_body_json(sample);
    Mock::given(path("/v1.0/communications/callRecords")).respond_with(answer).mount(&server).await;
    let mut got = vec![];
    let (from, to) = (utc("2025-11-25T18:30:00Z"), utc("2025-11-26T18:30:00.25Z"));
    let graph = graph(&server.uri());
    let end = list(&graph, from, to, who, &Context::default(), |page| got.extend(page)).await.unwrap();
    let asked = &server.received_requests().await.unwrap()[0];
    assert_eq!(asked.url.query_pairs().count(), 1);
    let (name, filter) = asked.url.query_pairs().next().unwrap();
    assert_eq!(name, "$filter");
    (filter.into_owned(), got, end)
}

#[tokio::test]
async fn the_filter_is_exactly_what_graph_takes() {
    let (filter, got, end) = filter_sent(None).await;
    assert_eq!(filter, "startDateTime ge 2025-11-25T18:30:00Z and startDateTime lt 2025-11-26T18:30:00.250Z");
    let ids: Vec<(&str, u64)> = got.iter().map(|record| (record.id.as_str(), record.version)).collect();
    assert_eq!(
        ids,
        [("3cf3bbc8-b21d-4f2e-bfd0-b13603ae6c65", 2), ("c3ad8c4b-4a87-4ab1-bef0-284d2f40ed9f", 2)]
    );
    assert_eq!((end.pages, end.skipped, end.incomplete), (1, 1, false));
    assert!(end.server_now.is_some());
}

#[tokio::test]
async fn one_participant_is_named_as_an_odata_literal() {
    let (filter, ..) = filter_sent(Some("821809f5-0000-0000-0000-3b5136c0e777")).await;
    assert_eq!(
        filter,
        "startDateTime ge 2025-11-25T18:30:00Z and startDateTime lt 2025-11-26T18:30:00.250Z and \
         participants_v2/any(p:p/id eq '821809f5-0000-0000-0000-3b5136c0e777')"
    );
    let (filter, ..) = filter_sent(Some("x' or 1 eq 1")).await;
    assert!(filter.ends_with("eq 'x'' or 1 eq 1')"), "{filter}");
}

#[tokio::test]
async fn a_call_record_and_its_sessions() {
    let server = MockServer::start().await;
    let at = "/v1.0/communications/callRecords/e523d2ed-2966-4b6b-925b-754a88034cc5";
    let answer = ResponseTemplate::new(200).set_body_json(body("callrecord-get-basic.json"));
    Mock::given(path(at)).respond_with(answer).mount(&server).await;
    let mut list = body("callrecord-sessions-list.2021.json");
    list.as_object_mut().unwrap().remove("@odata.nextLink");
    let answer = ResponseTemplate::new(200).set_body_json(list);
    Mock::given(path(format!("{at}/sessions"))).respond_with(answer).mount(&server).await;
    let missing = ResponseTemplate::new(404).set_body_bytes(bytes("error-404-callrecord.json"));
    Mock::given(path("/v1.0/communications/callRecords/gone")).respond_with(missing).mount(&server).await;

    let (graph, context) = (graph(&server.uri()), Context::default());
    let id = "e523d2ed-2966-4b6b-925b-754a88034cc5";
    let record = get(&graph, id, &context).await.unwrap();
    assert_eq!((record.id.as_str(), record.version), (id, 1));
    let two = sessions::list(&graph, id, CallForm::PeerToPeer, &context).await.unwrap();
    assert!(two.items.into_body().contains("callee"));
    let one = sessions::list(&graph, id, CallForm::Unknown, &context).await.unwrap();
    assert!(!one.items.into_body().contains("callee"));
    assert!(matches!(get(&graph, "gone", &context).await, Err(GraphError::NotFound { .. })));
}

#[tokio::test]
async fn the_malformed_link_of_the_documentation_does_not_leave_the_server() {
    let server = MockServer::start().await;
    let mut sample = body("callrecord-sessions-list.2021.json");
    let link =
        sample["@odata.nextLink"].as_str().unwrap().replace("https://graph.microsoft.com", &server.uri());
    sample["@odata.nextLink"] = json!(link);
    let answer = ResponseTemplate::new(200).set_body_json(sample);
    Mock::given(path("/v1.0/communications/callRecords/c/sessions"))
        .respond_with(answer)
        .mount(&server)
        .await;
    let schema = ResponseTemplate::new(200).set_body_string("<?xml version=\"1.0\"?><edmx:Edmx/>");
    Mock::given(path("/v1.0/$metadata")).respond_with(schema).mount(&server).await;
    let graph = graph(&server.uri());
    let error = sessions::list(&graph, "c", CallForm::Unknown, &Context::default()).await.unwrap_err();
    assert!(matches!(error, GraphError::Transport(_)), "{error:?}");
}
