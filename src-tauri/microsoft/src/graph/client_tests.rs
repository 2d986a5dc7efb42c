#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
use super::*;
use crate::graph::test_server::{Tokens, bytes, graph, graph_with};
use rollbook_transport::CancelToken;
use wiremock::matchers::{header, path};
use wiremock::{Mock, MockServer, ResponseTemplate};

fn refused() -> ResponseTemplate {
    ResponseTemplate::new(401).set_body_bytes(bytes("error-401-invalid-token.json"))
}

async fn ask(graph: &Graph) -> Result<Got, GraphError> {
    let url = graph.url("me").unwrap();
    graph.get_json(url, "test", Lane::Other, &[("prefer", "x".into())], &Context::default()).await
}

#[tokio::test]
async fn a_refused_token_is_replaced_once_and_the_request_repeated() {
    let server = MockServer::start().await;
    let told = ResponseTemplate::new(200)
        .insert_header("date", "Sun, 22 Nov 2026 10:00:05 GMT")
        .set_body_json(serde_json::json!({"id": "a"}));
    Mock::given(path("/root/v1.0/me"))
        .and(header("authorization", "Bearer token-0"))
        .respond_with(refused())
        .expect(1)
        .mount(&server)
        .await;
    Mock::given(path("/root/v1.0/me"))
        .and(header("authorization", "Bearer token-1"))
        .and(header("prefer", "x"))
        .respond_with(told)
        .expect(1)
        .mount(&server)
        .await;
    let tokens = Arc::new(Tokens::default());
    let graph = graph_with(&format!("{}/root", server.uri()), tokens.clone(), Audience::AppOnly);
    let got = ask(&graph).await.unwrap();
    assert_eq!(got.body["id"], "a");
    assert_eq!(got.server_now.unwrap().to_rfc3339(), "2026-11-22T10:00:05+00:00");
    let asked = tokens.asked.lock().unwrap().clone();
    assert_eq!(asked, [(Audience::AppOnly, None), (Audience::AppOnly, Some("token-0".to_owned()))]);
}

#[tokio::test]
async fn refused_twice_is_not_signed_in() {
    let server = MockServer::start().await;
    Mock::given(path("/v1.0/me")).respond_with(refused()).expect(2).mount(&server).await;
    let error = ask(&graph(&server.uri())).await.unwrap_err();
    assert!(matches!(error, GraphError::NotSignedIn { .. }), "{error:?}");
    assert_eq!(error.request_id(), Some("4a43e743-e897-4758-8d7d-21858c198e1d"));
}

#[tokio::test]
async fn a_missing_policy_costs_no_second_token() {
    let server = MockServer::start().await;
    let answer =
        ResponseTemplate::new(401).set_body_bytes(bytes("error-unauthorized-app-access-policy.old.json"));
    Mock::given(path("/v1.0/me")).respond_with(answer).expect(1).mount(&server).await;
    assert!(matches!(ask(&graph(&server.uri())).await, Err(GraphError::NoAccessPolicy { .. })));
}

#[derive(Debug, thiserror::Error)]
#[error("own")]
struct Own(u8);

struct Failing;

impl TokenSource for Failing {
    fn token(&self, _: Audience, _: Option<SecretString>) -> BoxFuture<'_, Result<SecretString, TokenError>> {
        Box::pin(async { Err(TokenError::Other(Box::new(Own(7)))) })
    }
}

#[tokio::test]
async fn the_error_of_the_token_source_comes_back_whole_and_nothing_is_sent() {
    let server = MockServer::start().await;
    let graph = graph_with(&server.uri(), Arc::new(Failing), Audience::Delegated);
    let Err(GraphError::Token(TokenError::Other(error))) = ask(&graph).await else { panic!() };
    assert_eq!(error.downcast_ref::<Own>().unwrap().0, 7);
    assert!(server.received_requests().await.unwrap().is_empty());
}

#[tokio::test]
async fn a_token_goes_nowhere_else() {
    let server = MockServer::start().await;
    let graph = graph(&format!("{}/root", server.uri()));
    for link in [format!("{}/other", server.uri()), "https://graph.elsewhere.example/v1.0/me".into()] {
        let url = Url::parse(&link).unwrap();
        let result = graph.get_json(url, "test", Lane::Other, &[], &Context::default()).await;
        assert!(matches!(result, Err(GraphError::Transport(Error::UntrustedLink))), "{link}");
    }
    assert!(server.received_requests().await.unwrap().is_empty());
}

#[tokio::test]
async fn what_is_no_json_is_a_fault_and_a_web_page_a_portal() {
    for (answer, portal) in [
        (ResponseTemplate::new(200).set_body_string("{\"id\":"), false),
        (ResponseTemplate::new(204), false),
        (ResponseTemplate::new(200).set_body_string("<html>Please sign in"), true),
    ] {
        let server = MockServer::start().await;
        Mock::given(path("/v1.0/me")).respond_with(answer).mount(&server).await;
        match ask(&graph(&server.uri())).await {
            Err(GraphError::Transport(Error::Portal)) => assert!(portal),
            Err(GraphError::ServerFault { status: 200 | 204, .. }) => assert!(!portal),
            other => panic!("{other:?}"),
        }
    }
}

#[tokio::test]
async fn a_cancel_is_a_cancel() {
    let server = MockServer::start().await;
    let cancel = CancelToken::default();
    cancel.cancel();
    let graph = graph(&server.uri());
    let url = graph.url("me").unwrap();
    let result = graph.get_json(url, "test", Lane::Other, &[], &Context::new(cancel)).await;
    assert!(matches!(result, Err(GraphError::Transport(Error::Cancelled))));
}

#[tokio::test]
async fn me_is_read_and_an_answer_without_an_id_is_a_fault() {
    let server = MockServer::start().await;
    let body =
        serde_json::json!({"id": "i", "displayName": "A\u{0}da", "userPrincipalName": "a@x.y", "mail": null});
    Mock::given(path("/v1.0/me"))
        .respond_with(ResponseTemplate::new(200).set_body_json(body))
        .up_to_n_times(1)
        .mount(&server)
        .await;
    let empty = ResponseTemplate::new(200).set_body_json(serde_json::json!([]));
    Mock::given(path("/v1.0/me")).respond_with(empty).mount(&server).await;
    let graph = graph(&server.uri());
    let me = crate::graph::me::get(&graph, &Context::default()).await.unwrap();
    assert_eq!((me.id.as_str(), me.display_name.as_deref(), me.mail), ("i", Some("Ada"), None));
    let error = crate::graph::me::get(&graph, &Context::default()).await.unwrap_err();
    assert!(matches!(error, GraphError::ServerFault { status: 200, .. }));
}

#[test]
fn every_request_can_run_on_any_thread() {
    fn check<T: Send>(_: T) {}
    let (graph, context) = (graph("http://127.0.0.1:1"), Context::default());
    let now = DateTime::UNIX_EPOCH;
    let span = rollbook_core::Span { start: now, end: now };
    check(crate::graph::me::get(&graph, &context));
    check(crate::graph::calendar::list(&graph, span, &context));
    check(crate::graph::meetings::by_join_url(&graph, "x", &context));
    let holder = crate::graph::reports::Holder::meeting("x");
    check(crate::graph::reports::records(&graph, &holder, "y", &context));
    let mut all = vec![];
    check(crate::graph::call_records::list_all(&graph, now, now, &context, |page| all.extend(page)));
}

#[tokio::test]
async fn redirects_are_followed_below_the_root_only_and_not_in_circles() {
    let (server, elsewhere) = (MockServer::start().await, MockServer::start().await);
    let to = |place: &str| ResponseTemplate::new(307).insert_header("location", place);
    Mock::given(path("/root/v1.0/me")).respond_with(to("../v1.0/moved?a=b")).mount(&server).await;
    let found = ResponseTemplate::new(200).set_body_json(serde_json::json!({"id": "a"}));
    Mock::given(path("/root/v1.0/moved"))
        .and(header("authorization", "Bearer token-0"))
        .and(header("prefer", "x"))
        .respond_with(found)
        .mount(&server)
        .await;
    let graph = graph(&format!("{}/root", server.uri()));
    assert_eq!(ask(&graph).await.unwrap().body["id"], "a");
    for bad in [elsewhere.uri(), "/other/v1.0/me".to_owned(), "../../x".to_owned(), "http://[".to_owned()] {
        server.reset().await;
        Mock::given(path("/root/v1.0/me")).respond_with(to(&bad)).expect(1).mount(&server).await;
        let refused = ask(&graph).await.unwrap_err();
        assert!(matches!(refused, GraphError::Transport(Error::UntrustedLink)), "{bad}: {refused:?}");
    }
    assert!(elsewhere.received_requests().await.unwrap().is_empty());
    server.reset().await;
    Mock::given(path("/root/v1.0/me")).respond_with(to("me")).expect(4).mount(&server).await;
    assert!(ask(&graph).await.is_err());
}
