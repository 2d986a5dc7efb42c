//! Faults arrive as ordered, and the control paths do what the library does.

use super::client::{Client, http, sandbox};
use rollbook_sandbox::{Action, Fault, Options, Sandbox, Server};
use serde_json::{Value, json};
use std::time::{Duration, Instant};

#[tokio::test]
async fn connections_break_as_ordered() {
    let client = Client::new("demo").await;
    client.sandbox.inject(Fault::always(Server::Graph, Action::CutAfter(20)).times(1));
    let response = client.request("/me", &client.user).send().await.unwrap();
    assert!(response.content_length().unwrap() > 20);
    assert!(response.bytes().await.is_err());
    client.sandbox.inject(Fault::always(Server::Graph, Action::Reset).times(1));
    assert!(client.request("/me", &client.user).send().await.is_err());
    client.sandbox.inject(Fault::always(Server::Graph, Action::Garbage).times(1));
    let garbage = client.request("/me", &client.user).send().await.unwrap();
    assert!(garbage.json::<Value>().await.is_err());
    let seen: Vec<u16> = client.sandbox.requests().iter().rev().take(3).map(|one| one.status).collect();
    assert_eq!(seen, [200, 0, 200]);
    client.sandbox.inject(Fault::always(Server::Graph, Action::Delay(150)).at("/me"));
    let begun = Instant::now();
    assert_eq!(client.me("/me").await.0, 200);
    assert!(begun.elapsed() >= Duration::from_millis(150));
}

#[tokio::test]
async fn a_fault_counts_what_it_matches() {
    let client = Client::new("demo").await;
    let status =
        Action::Status { code: 503, headers: std::collections::BTreeMap::new(), body: String::new() };
    client.sandbox.inject(Fault::always(Server::Graph, status).at("/v1.0/me").after(1).times(2));
    let mut statuses = Vec::new();
    for _ in 0..4 {
        statuses.push(client.me("/me").await.0.as_u16());
    }
    assert_eq!(statuses, [200, 503, 503, 200]);
}

#[tokio::test]
async fn throttling_strikes_each_path_once_with_a_fraction() {
    let client = Client::new("throttled").await;
    let path = "/me/calendarView?startDateTime=2026-03-01T00:00:00Z&endDateTime=2026-04-01T00:00:00Z";
    let response = client.request(path, &client.user).send().await.unwrap();
    assert_eq!(
        (response.status().as_u16(), response.headers()["retry-after"].to_str().unwrap()),
        (429, "0.4")
    );
    assert_eq!(response.json::<Value>().await.unwrap()["error"]["code"], "TooManyRequests");
    assert_eq!(client.me(path).await.0, 200);
    assert_eq!(client.org("/communications/callRecords").await.0, 429);
}

#[tokio::test]
async fn links_go_astray_only_where_the_scenario_says() {
    let foreign = Client::new("foreign-next-link").await.org("/communications/callRecords").await.1;
    assert!(foreign["@odata.nextLink"].as_str().unwrap().starts_with("http://graph.elsewhere.example/"));
    let client = Client::new("loop-next-link").await;
    let first = client.org("/communications/callRecords").await.1;
    let second = client.org(first["@odata.nextLink"].as_str().unwrap()).await.1;
    assert_eq!(first["value"], second["value"]);
}

#[tokio::test]
async fn control_over_http() {
    let (sandbox, http) = (sandbox("device-manual").await, http());
    let url = |path: &str| format!("{}/_sandbox{path}", sandbox.info().url);
    let info: Value = http.get(url("/info")).send().await.unwrap().json().await.unwrap();
    assert_eq!(info, serde_json::to_value(sandbox.info()).unwrap());
    let fault =
        json!({"server": "lms", "path-contains": "courses", "times": 1, "action": {"status": {"code": 500}}});
    assert_eq!(http.post(url("/faults")).json(&fault).send().await.unwrap().status(), 200);
    assert_eq!(
        http.post(url("/faults")).json(&json!({"server": "moon"})).send().await.unwrap().status(),
        400
    );
    let courses = format!("{}/rollbook/v1/courses?x=%2Fy", sandbox.info().lms_url);
    assert_eq!(http.get(&courses).bearer_auth(&sandbox.info().lms_token).send().await.unwrap().status(), 500);
    assert_eq!(http.get(&courses).bearer_auth(&sandbox.info().lms_token).send().await.unwrap().status(), 200);
    let seen: Value = http.get(url("/requests")).send().await.unwrap().json().await.unwrap();
    assert_eq!(seen[0]["path"], "/lms/rollbook/v1/courses?x=/y");
    let body = json!({"records": [{"student_id": "s1001", "status": "absent"}]});
    let path = url("/lms/meetings/db1-01/attendance");
    assert_eq!(http.put(&path).json(&body).send().await.unwrap().status(), 200);
    let stored: Value = http.get(&path).send().await.unwrap().json().await.unwrap();
    assert_eq!(stored["records"][0]["status"], "absent");
    let form = json!({"user_code": "NOTHERE22"});
    assert_eq!(http.post(url("/approve")).json(&form).send().await.unwrap().status(), 404);
}

#[tokio::test]
async fn stopping_closes_the_port() {
    let sandbox = sandbox("demo").await;
    let url = sandbox.info().url.clone();
    sandbox.stop().await;
    assert!(http().get(format!("{url}/_sandbox/info")).send().await.is_err());
}

#[tokio::test]
async fn latency_is_waited_before_every_answer() {
    let latency = Duration::from_millis(60);
    let sandbox = Sandbox::start(Options { latency, ..Options::default() }).await.unwrap();
    let begun = Instant::now();
    http().get(format!("{}/rollbook/v1/courses", sandbox.info().lms_url)).send().await.unwrap();
    assert!(begun.elapsed() >= latency);
}

#[tokio::test]
async fn portals_and_a_lost_lms_answer_as_they_do() {
    let client = Client::new("html-portal").await;
    assert_eq!(client.me("/me").await.0, 200, "signing in still works");
    let page = client.request("/me/onlineMeetings", &client.user).send().await.unwrap();
    assert_eq!(
        (page.status().as_u16(), page.headers()["content-type"].to_str().unwrap()),
        (200, "text/html; charset=utf-8")
    );
    let down = sandbox("lms-down").await;
    let answer = http().get(format!("{}/rollbook/v1/courses", down.info().lms_url)).send().await.unwrap();
    assert_eq!(
        (answer.status().as_u16(), answer.headers()["content-type"].to_str().unwrap()),
        (503, "application/problem+json")
    );
}
