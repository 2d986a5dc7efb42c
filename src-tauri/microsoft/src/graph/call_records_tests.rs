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
    let end = match who {
        Some(who) => {
            let who = [who.to_owned()];
            list_of(&graph, from, to, &who, &Context::default(), |page| got.extend(page)).await
        }
        None => list_all(&graph, from, to, &Context::default(), |page| got.extend(page)).await,
    };
    let end = end.unwrap();
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

/// A day of records, one every ten minutes, three to a page; answers as Graph does, and counts the requests.
struct Day(std::sync::Arc<std::sync::atomic::AtomicUsize>, String);

impl wiremock::Respond for Day {
    fn respond(&self, request: &wiremock::Request) -> ResponseTemplate {
        self.0.fetch_add(1, std::sync::atomic::Ordering::SeqCst);
        let query: std::collections::BTreeMap<_, _> = request.url.query_pairs().into_owned().collect();
        let filter = &query["$filter"];
        let time = |word: &str| -> DateTime<Utc> {
            filter
                .split(&format!("startDateTime {word} "))
                .nth(1)
                .unwrap()
                .split(' ')
                .next()
                .unwrap()
                .parse()
                .unwrap()
        };
        let (from, to) = (time("ge"), time("lt"));
        let skip: usize = query.get("$skip").map_or(0, |text| text.parse().unwrap());
        let midnight: DateTime<Utc> = "2026-11-23T00:00:00Z".parse().unwrap();
        let of_day = (0..144).map(|place| (place, midnight + TimeDelta::minutes(10 * place)));
        let all: Vec<_> = of_day.filter(|(_, at)| from <= *at && *at < to).collect();
        let page: Vec<_> = all.iter().skip(skip).take(3).collect();
        let value: Vec<_> = page
            .iter()
            .map(|(place, at)| json!({"id": format!("r{place}"), "version": 1, "startDateTime": at.to_rfc3339()}))
            .collect();
        let mut body = json!({"value": value});
        if skip + 3 < all.len() {
            let mut next = request.url.clone();
            next.query_pairs_mut()
                .clear()
                .append_pair("$filter", filter)
                .append_pair("$skip", &(skip + 3).to_string());
            let query = next.query().unwrap_or_default();
            body["@odata.nextLink"] = json!(format!("{}{}?{query}", self.1, next.path()));
        }
        ResponseTemplate::new(200).set_body_json(body).set_delay(std::time::Duration::from_millis(30))
    }
}

#[tokio::test]
async fn a_long_day_is_listed_in_parts_and_every_record_comes_once() {
    let server = MockServer::start().await;
    let count = std::sync::Arc::new(std::sync::atomic::AtomicUsize::new(0));
    Mock::given(path("/v1.0/communications/callRecords"))
        .respond_with(Day(count.clone(), server.uri()))
        .mount(&server)
        .await;
    let graph = graph(&server.uri());
    let time = |text: &str| -> DateTime<Utc> { text.parse().unwrap() };
    let mut ids = Vec::new();
    let began = std::time::Instant::now();
    let (from, to) = (time("2026-11-23T00:00:00Z"), time("2026-11-23T05:25:00Z"));
    let end = list_all(&graph, from, to, &Context::default(), |page| {
        ids.extend(page.into_iter().map(|one| one.id));
    })
    .await
    .unwrap();
    let chain = 11 * std::time::Duration::from_millis(30);
    assert!(began.elapsed() < chain, "{:?} is no better than one page after the other", began.elapsed());
    ids.sort();
    let mut expected: Vec<String> = (0..33).map(|place| format!("r{place}")).collect();
    expected.sort();
    assert_eq!(ids, expected);
    assert!(!end.incomplete && end.skipped == 0);

    // The first page was read in vain, and seven parts of eight may end with a page that is not full.
    assert!(count.load(std::sync::atomic::Ordering::SeqCst) <= 1 + 11 + 7);

    // A short one is one request.
    count.store(0, std::sync::atomic::Ordering::SeqCst);
    let mut short = 0;
    let to = time("2026-11-23T00:30:00Z");
    let end = list_all(&graph, from, to, &Context::default(), |page| short += page.len()).await.unwrap();
    assert_eq!((short, end.incomplete), (3, false));
    assert_eq!(count.load(std::sync::atomic::Ordering::SeqCst), 1);
}

proptest::proptest! {
    #[test]
    fn the_parts_of_a_span_are_the_span(begin in 0_i64..2_000_000_000, millis in 1_i64..200_000_000) {
        let from = DateTime::<Utc>::from_timestamp(begin, 0).unwrap();
        let to = from + TimeDelta::milliseconds(millis);
        let parts = split(from, to);
        assert!(parts.len() <= PARTS);
        assert_eq!((parts[0].0, parts[parts.len() - 1].1), (from, to));
        assert!(parts.windows(2).all(|two| two[0].1 == two[1].0));
        assert!(parts.iter().all(|(begin, end)| begin < end));
    }
}
