//! The `http` LMS: pages, versions, safe repeats.

use super::client::{http, parts, sandbox};
use reqwest::{Method, RequestBuilder};
use rollbook_sandbox::{Record, Sandbox};
use serde_json::{Value, json};

fn ask(sandbox: &Sandbox, http: &reqwest::Client, method: Method, path: &str) -> RequestBuilder {
    let info = sandbox.info();
    http.request(method, format!("{}/rollbook/v1{path}", info.lms_url)).bearer_auth(&info.lms_token)
}

async fn meeting(sandbox: &Sandbox, http: &reqwest::Client) -> (String, String) {
    let meetings = ask(sandbox, http, Method::GET, "/courses/db1/meetings").send().await.unwrap();
    let meetings: Value = meetings.json().await.unwrap();
    let id = meetings[0]["id"].as_str().unwrap().to_owned();
    let path = format!("/meetings/{id}/attendance");
    let response = ask(sandbox, http, Method::GET, &path).send().await.unwrap();
    (path, response.headers()["etag"].to_str().unwrap().to_owned())
}

fn put(
    sandbox: &Sandbox,
    http: &reqwest::Client,
    path: &str,
    etag: &str,
    key: &str,
    body: &Value,
) -> RequestBuilder {
    ask(sandbox, http, Method::PUT, path).header("If-Match", etag).header("Idempotency-Key", key).json(body)
}

#[tokio::test]
async fn lists_come_in_pages_of_a_hundred() {
    let (sandbox, http) = (sandbox("demo").await, http());
    let mut next = Some(format!("{}/rollbook/v1/courses/prog/students", sandbox.info().lms_url));
    let (mut sizes, mut emails) = (Vec::new(), Vec::new());
    while let Some(url) = next {
        let response = http.get(url).bearer_auth(&sandbox.info().lms_token).send().await.unwrap();
        let link = response.headers().get("link").map(|value| value.to_str().unwrap().to_owned());
        next = link.map(|text| text[1..text.find('>').unwrap()].to_owned());
        let students: Vec<Value> = response.json().await.unwrap();
        sizes.push(students.len());
        emails.extend(students.iter().map(|student| student["emails"].as_array().unwrap().len()));
    }
    assert_eq!(sizes, [100, 100, 100]);
    assert!(emails.contains(&2) && emails.contains(&1));
    let response = http.get(format!("{}/rollbook/v1/courses", sandbox.info().lms_url)).send().await.unwrap();
    assert_eq!(response.status(), 401);
    assert_eq!(response.headers()["content-type"], "application/problem+json");
}

#[tokio::test]
async fn a_write_needs_the_version_and_a_repeat_answers_the_first_result() {
    let (sandbox, http) = (sandbox("demo").await, http());
    let (path, etag) = meeting(&sandbox, &http).await;
    let body = json!({"records": [{"student_id": "s1001", "status": "present", "note": null, "present_seconds": 60}]});
    let unversioned = ask(&sandbox, &http, Method::PUT, &path).header("Idempotency-Key", "k").json(&body);
    assert_eq!(unversioned.send().await.unwrap().status(), 428);
    let first = put(&sandbox, &http, &path, &etag, "k", &body).send().await.unwrap();
    let newer = first.headers()["etag"].to_str().unwrap().to_owned();
    assert_ne!(newer, etag);
    let first = parts(first).await;
    assert_eq!(first.1["results"][0]["state"], "confirmed");
    assert_eq!(parts(put(&sandbox, &http, &path, &etag, "k", &body).send().await.unwrap()).await, first);
    assert_eq!(sandbox.lms_attendance("db1-01").etag, newer, "the repeat changed nothing");
    let other = json!({"records": []});
    assert_eq!(put(&sandbox, &http, &path, &newer, "k", &other).send().await.unwrap().status(), 422);
    assert_eq!(put(&sandbox, &http, &path, &etag, "k2", &other).send().await.unwrap().status(), 412);
    let bad = json!({"records": [{"student_id": "s1001", "status": "asleep"}]});
    assert_eq!(put(&sandbox, &http, &path, &newer, "k3", &bad).send().await.unwrap().status(), 422);
}

#[tokio::test]
async fn a_change_behind_the_back_is_a_conflict() {
    let (demo, http) = (sandbox("demo").await, http());
    let (path, etag) = meeting(&demo, &http).await;
    let record = Record {
        student_id: "s1002".to_owned(),
        status: "absent".to_owned(),
        note: None,
        present_seconds: None,
    };
    demo.lms_set("db1-01", vec![record.clone()]);
    assert_eq!(demo.lms_attendance("db1-01").records, [record]);
    let body = json!({"records": []});
    assert_eq!(put(&demo, &http, &path, &etag, "k", &body).send().await.unwrap().status(), 412);
    let conflict = sandbox("lms-conflict").await;
    let (path, etag) = meeting(&conflict, &http).await;
    assert_eq!(put(&conflict, &http, &path, &etag, "k", &body).send().await.unwrap().status(), 412);
}

#[tokio::test]
async fn refused_students_are_named_one_by_one() {
    let (sandbox, http) = (sandbox("lms-partial").await, http());
    let (path, etag) = meeting(&sandbox, &http).await;
    let records: Vec<Value> =
        ["s1001", "s1007", "nobody"].iter().map(|id| json!({"student_id": id, "status": "late"})).collect();
    let response =
        put(&sandbox, &http, &path, &etag, "k", &json!({"records": records})).send().await.unwrap();
    let (status, body) = parts(response).await;
    assert_eq!(status, 207);
    let outcomes: Vec<&str> =
        body["results"].as_array().unwrap().iter().map(|r| r["state"].as_str().unwrap()).collect();
    assert_eq!(outcomes, ["confirmed", "failed", "failed"]);
    assert_eq!(sandbox.lms_attendance("db1-01").records.len(), 1);
}
