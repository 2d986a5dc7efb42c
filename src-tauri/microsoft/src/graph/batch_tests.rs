#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
use crate::graph::test_server::{Tokens, graph_with};
use crate::graph::{Audience, Graph, GraphError, sessions};
use rollbook_core::observation::CallForm;
use rollbook_transport::{Base, Context, Error, Limits, Transport, TransportOptions};
use serde_json::{Value, json};
use std::collections::BTreeSet;
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};
use wiremock::matchers::{method, path, path_regex};
use wiremock::{Mock, MockServer, Request, Respond, ResponseTemplate};

fn app(root: &str) -> Graph {
    let limits = Limits { request: Duration::from_secs(5), ..Limits::default() };
    let options = TransportOptions { user_agent: "test".into(), offline: false, limits };
    let transport = Transport::new(options).unwrap();
    Graph::new(Base::parse(root).unwrap(), transport, Arc::new(Tokens::default()), Audience::AppOnly)
}

fn ids(count: usize) -> Vec<String> {
    (0..count).map(|place| format!("call-{place}")).collect()
}

async fn ask(graph: &Graph, ids: &[String]) -> Result<Vec<Result<usize, GraphError>>, GraphError> {
    let calls: Vec<(&str, CallForm)> = ids.iter().map(|id| (id.as_str(), CallForm::Group)).collect();
    let all = sessions::list_together(graph, &calls, &Context::default()).await?;
    Ok(all.into_iter().map(|one| one.map(|pages| pages.items.len())).collect())
}

fn counts(all: Result<Vec<Result<usize, GraphError>>, GraphError>) -> Vec<usize> {
    all.unwrap().into_iter().map(Result::unwrap).collect()
}

/// Answers each step by what `step` makes of its number and of how often the batch was sent; in reverse order.
struct Batches<F> {
    step: F,
    sent: Mutex<Vec<Value>>,
}

impl<F: Fn(usize, usize) -> Option<Value> + Send + Sync> Respond for &'static Batches<F> {
    fn respond(&self, request: &Request) -> ResponseTemplate {
        let body: Value = serde_json::from_slice(&request.body).unwrap();
        let mut sent = self.sent.lock().unwrap();
        let round = sent.len();
        sent.push(body.clone());
        let steps = body["requests"].as_array().unwrap();
        let answers = steps.iter().rev().filter_map(|one| {
            let url = one["url"].as_str().unwrap();
            let number = url.split("call-").nth(1).unwrap().split('/').next().unwrap().parse().unwrap();
            let mut answer = (self.step)(number, round)?;
            answer["id"] = one["id"].clone();
            Some(answer)
        });
        ResponseTemplate::new(200).set_body_json(json!({"responses": answers.collect::<Vec<_>>()}))
    }
}

async fn batches<F>(server: &MockServer, step: F) -> &'static Batches<F>
where
    F: Fn(usize, usize) -> Option<Value> + Send + Sync + 'static,
{
    let batches: &'static Batches<F> = Box::leak(Box::new(Batches { step, sent: Mutex::default() }));
    Mock::given(method("POST")).and(path("/v1.0/$batch")).respond_with(batches).mount(server).await;
    batches
}

fn page(count: usize) -> Value {
    let session = json!({"caller": {"identity": {"user": {"id": "u"}}}});
    json!({"status": 200, "headers": {"Content-Type": "application/json"}, "body": {"value": vec![session; count]}})
}

#[tokio::test]
async fn twenty_travel_in_one_request_and_answers_find_their_questions() {
    let server = MockServer::start().await;
    let log = batches(&server, |number, _| Some(page(number))).await;
    let graph = app(&server.uri());
    assert_eq!(counts(ask(&graph, &ids(45)).await), (0..45).collect::<Vec<_>>());
    let sent = log.sent.lock().unwrap();
    let sizes: Vec<usize> = sent.iter().map(|body| body["requests"].as_array().unwrap().len()).collect();
    assert_eq!(sizes, [20, 20, 5]);
    for body in sent.iter() {
        let steps = body["requests"].as_array().unwrap();
        let unique: BTreeSet<&str> = steps.iter().map(|one| one["id"].as_str().unwrap()).collect();
        assert_eq!(unique.len(), steps.len());
        for step in steps {
            assert_eq!(step["method"], "GET");
            let url = step["url"].as_str().unwrap();
            assert!(
                url.starts_with("/communications/callRecords/call-") && url.ends_with("/sessions"),
                "{url}"
            );
        }
    }
}

#[tokio::test]
async fn a_step_that_is_told_to_wait_is_asked_again_then_and_the_others_are_not() {
    let server = MockServer::start().await;
    let log = batches(&server, |number, round| {
        let told = json!({"status": 429, "headers": {"Retry-After": "0.4"}, "body": {"error": {"code": "TooManyRequests"}}});
        Some(if round == 0 && number % 2 == 1 { told } else { page(number) })
    })
    .await;
    let began = Instant::now();
    assert_eq!(counts(ask(&app(&server.uri()), &ids(6)).await), [0, 1, 2, 3, 4, 5]);
    assert!(began.elapsed() >= Duration::from_millis(400), "never earlier than told");
    let sent = log.sent.lock().unwrap();
    assert_eq!(
        sent.iter().map(|body| body["requests"].as_array().unwrap().len()).collect::<Vec<_>>(),
        [6, 3]
    );
}

#[tokio::test]
async fn steps_are_judged_one_by_one() {
    let server = MockServer::start().await;
    let refusal =
        |status: u16, code: &str| json!({"status": status, "body": {"error": {"code": code, "message": ""}}});
    batches(&server, move |number, _| match number {
        0 => Some(refusal(404, "NotFound")),
        1 => Some(refusal(403, "Forbidden")),
        2 => Some(json!({"status": 200, "body": "PGh0bWw+"})),
        3 => Some(json!({"status": 200})),
        _ => Some(page(4)),
    })
    .await;
    let all = ask(&app(&server.uri()), &ids(5)).await.unwrap();
    assert!(matches!(all[0], Err(GraphError::NotFound { .. })), "{:?}", all[0]);
    assert!(matches!(all[1], Err(GraphError::Forbidden { .. })), "{:?}", all[1]);
    assert!(matches!(all[2], Err(GraphError::ServerFault { .. })), "{:?}", all[2]);
    assert!(matches!(all[3], Err(GraphError::ServerFault { .. })), "{:?}", all[3]);
    assert!(matches!(all[4], Ok(4)));
}

#[tokio::test]
async fn a_long_wait_and_an_answer_that_is_left_out_end_it() {
    let server = MockServer::start().await;
    batches(&server, |_, _| Some(json!({"status": 503, "headers": {"retry-after": "7200"}}))).await;
    let began = Instant::now();
    let error = ask(&app(&server.uri()), &ids(3)).await.unwrap_err();
    assert!(matches!(error, GraphError::Transport(Error::Throttled { retry_at: Some(_) })), "{error:?}");
    assert!(began.elapsed() < Duration::from_secs(2));

    let server = MockServer::start().await;
    let log = batches(&server, |number, _| (number != 1).then(|| page(1))).await;
    let error = ask(&app(&server.uri()), &ids(3)).await.unwrap_err();
    assert!(matches!(error, GraphError::ServerFault { .. }), "{error:?}");
    assert_eq!(log.sent.lock().unwrap().len(), 3, "asked again, but not for ever");
}

#[tokio::test]
async fn a_refused_token_is_renewed_once_for_all() {
    let server = MockServer::start().await;
    let expired =
        || json!({"status": 401, "body": {"error": {"code": "InvalidAuthenticationToken", "message": ""}}});
    batches(&server, move |number, round| Some(if round == 0 { expired() } else { page(number) })).await;
    let tokens = Arc::new(Tokens::default());
    let graph = graph_with(&server.uri(), tokens.clone(), Audience::AppOnly);
    assert_eq!(counts(ask(&graph, &ids(3)).await), [0, 1, 2]);
    assert_eq!(tokens.asked.lock().unwrap().len(), 2);
    let sent = server.received_requests().await.unwrap();
    assert_eq!(sent[1].headers["authorization"], "Bearer token-1");
}

#[tokio::test]
async fn further_pages_are_followed_and_only_on_this_server() {
    let server = MockServer::start().await;
    let next = format!("{}/v1.0/communications/callRecords/call-1/sessions?$skiptoken=b", server.uri());
    batches(&server, move |number, _| {
        let mut first = page(60);
        match number {
            1 => first["body"]["@odata.nextLink"] = json!(next),
            2 => first["body"]["@odata.nextLink"] = json!("https://elsewhere.example/v1.0/x"),
            _ => {}
        }
        Some(first)
    })
    .await;
    let second = ResponseTemplate::new(200).set_body_json(page(7)["body"].clone());
    Mock::given(method("GET")).and(path_regex("call-1/sessions$")).respond_with(second).mount(&server).await;
    let all = ask(&app(&server.uri()), &ids(3)).await.unwrap();
    assert!(matches!(all[0], Ok(60)) && matches!(all[1], Ok(67)), "{all:?}");
    assert!(matches!(all[2], Err(GraphError::Transport(Error::UntrustedLink))), "{all:?}");
}

#[tokio::test]
async fn a_server_that_knows_no_batches_is_asked_one_by_one_from_then_on() {
    for status in [400, 404, 405, 501] {
        let server = MockServer::start().await;
        Mock::given(method("POST"))
            .respond_with(ResponseTemplate::new(status))
            .expect(1)
            .mount(&server)
            .await;
        let single = ResponseTemplate::new(200).set_body_json(page(2)["body"].clone());
        Mock::given(method("GET")).respond_with(single).expect(6).mount(&server).await;
        let graph = app(&server.uri());
        assert_eq!(graph.together(600), 20);
        assert_eq!(counts(ask(&graph, &ids(3)).await), [2, 2, 2]);
        assert_eq!(graph.together(600), 1);
        assert_eq!(counts(ask(&graph, &ids(3)).await), [2, 2, 2]);
    }
}

#[tokio::test]
async fn a_relay_is_never_asked_for_a_batch() {
    let server = MockServer::start().await;
    let single = ResponseTemplate::new(200).set_body_json(page(1)["body"].clone());
    Mock::given(method("GET")).respond_with(single).expect(3).mount(&server).await;
    let graph = graph_with(&server.uri(), Arc::new(Tokens::default()), Audience::Delegated);
    assert_eq!(counts(ask(&graph, &ids(3)).await), [1, 1, 1]);
}

#[tokio::test]
async fn a_few_reads_fit_side_by_side_and_many_are_spread() {
    let server = MockServer::start().await;
    let graph = app(&server.uri());
    let sizes = [0, 1, 8, 9, 12, 16, 17, 160, 6_000].map(|reads| graph.together(reads));
    assert_eq!(sizes, [1, 1, 1, 2, 2, 2, 3, 20, 20]);
}
