//! Canvas: opaque pages, costs, jobs that take a while, comments that double, drafts that take no grades.

use super::client::{http, parts, sandbox};
use reqwest::{Method, RequestBuilder, StatusCode};
use rollbook_sandbox::Sandbox;
use serde_json::{Value, json};

fn ask(sandbox: &Sandbox, method: Method, path: &str) -> RequestBuilder {
    let info = sandbox.info();
    let url =
        if path.starts_with("http") { path.to_owned() } else { format!("{}/api/v1{path}", info.canvas_url) };
    http().request(method, url).bearer_auth(&info.canvas_token)
}

async fn get(sandbox: &Sandbox, path: &str) -> (StatusCode, Value) {
    parts(ask(sandbox, Method::GET, path).send().await.unwrap()).await
}

/// An assignment of the small course, published or not, with so many points.
async fn assignment(sandbox: &Sandbox, published: bool) -> u32 {
    let body = json!({"assignment": {"name": "A", "description": "a<!-- b -->c", "points_possible": 10, "published": published}});
    let sent = ask(sandbox, Method::POST, "/courses/2/assignments").json(&body).send().await.unwrap();
    let (status, made) = parts(sent).await;
    assert_eq!((status.as_u16(), &made["description"]), (201, &json!("ac")));
    u32::try_from(made["id"].as_u64().unwrap()).unwrap()
}

async fn grade(sandbox: &Sandbox, id: u32, data: Value) -> (StatusCode, Value) {
    let path = format!("/courses/2/assignments/{id}/submissions/update_grades");
    let body = json!({"grade_data": data});
    parts(ask(sandbox, Method::POST, &path).json(&body).send().await.unwrap()).await
}

/// The words of a job until it is done.
async fn words(sandbox: &Sandbox, job: &Value) -> (Vec<String>, Value) {
    let mut words = vec![job["workflow_state"].as_str().unwrap().to_owned()];
    loop {
        let (_, now) = get(sandbox, job["url"].as_str().unwrap()).await;
        words.push(now["workflow_state"].as_str().unwrap().to_owned());
        if now["completion"] == 100 {
            return (words, now);
        }
    }
}

#[tokio::test]
async fn lists_come_in_tens_with_links_to_be_followed_as_they_are() {
    let sandbox = sandbox("demo").await;
    let mut next = Some("/courses/2/users?include[]=email".to_owned());
    let mut sizes = Vec::new();
    while let Some(path) = next {
        let response = ask(&sandbox, Method::GET, &path).send().await.unwrap();
        let headers = response.headers().clone();
        assert!(headers.contains_key("x-request-cost") && headers.contains_key("x-rate-limit-remaining"));
        let link = headers["link"].to_str().unwrap();
        assert!(link.contains("rel=\"first\"") && !link.contains("rel=\"last\""));
        let link = link.split(',').find(|one| one.contains("rel=\"next\""));
        next = link.map(|one| one[one.find('<').unwrap() + 1..one.find('>').unwrap()].to_owned());
        let users: Vec<Value> = response.json().await.unwrap();
        assert!(users.iter().all(|one| one["email"].is_string() && one.get("enrollments").is_none()));
        sizes.push(users.len());
    }
    assert_eq!(sizes, [10, 10, 10]);
}

#[tokio::test]
async fn errors_have_their_envelopes() {
    let sandbox = sandbox("demo").await;
    let url = format!("{}/api/v1/users/self", sandbox.info().canvas_url);
    let response = http().get(url).bearer_auth("wrong").send().await.unwrap();
    assert!(response.headers()["www-authenticate"].to_str().unwrap().contains("canvas-lms"));
    let (status, body) = parts(response).await;
    assert_eq!((status.as_u16(), &body["errors"][0]["message"]), (401, &json!("Invalid access token.")));
    let (status, body) = get(&sandbox, "/courses/9/users").await;
    assert_eq!(status, 404);
    assert_eq!(body["errors"][0]["message"], "The specified resource does not exist.");
    let draft = assignment(&sandbox, false).await;
    let (status, body) = grade(&sandbox, draft, json!({"1001": {"posted_grade": "1"}})).await;
    assert_eq!((status.as_u16(), &body["status"]), (403, &json!("unauthorized")));
    assert_eq!(grade(&sandbox, draft, json!({})).await.0, 400);
}

#[tokio::test]
async fn a_job_is_done_later_and_saves_whom_it_finds() {
    let sandbox = sandbox("demo").await;
    let id = assignment(&sandbox, true).await;
    let data =
        json!({"1001": {"posted_grade": "40%"}, "1002": {"excuse": true}, "77": {"posted_grade": "1"}});
    let (_, job) = grade(&sandbox, id, data).await;
    assert!(sandbox.canvas_grades(id).is_empty(), "nothing yet");
    let (words, done) = words(&sandbox, &job).await;
    assert_eq!(words, ["queued", "running", "failed"]);
    assert_eq!(done["message"], "Couldn't find User(s) with API ids '77'");
    let stored: Vec<_> = sandbox.canvas_grades(id).iter().map(|one| (one.score, one.excused)).collect();
    assert_eq!(stored, [(Some(4.0), false), (None, true)]);
}

#[tokio::test]
async fn a_comment_sent_twice_is_there_twice_and_a_grade_is_not() {
    let sandbox = sandbox("demo").await;
    let id = assignment(&sandbox, true).await;
    for _ in 0..2 {
        let path = format!("/courses/2/assignments/{id}/submissions/update_grades");
        // As in the documentation: a form.
        let form = [("grade_data[1001][posted_grade]", "8"), ("grade_data[1001][text_comment]", "hm")];
        let (_, job) = parts(ask(&sandbox, Method::POST, &path).form(&form).send().await.unwrap()).await;
        assert_eq!(words(&sandbox, &job).await.0.last().unwrap(), "completed");
    }
    let stored = sandbox.canvas_grades(id);
    assert_eq!((stored[0].score, stored[0].comments.len()), (Some(8.0), 2));
    let both = json!({"1001": {"posted_grade": "8", "excuse": true}});
    let (_, job) = grade(&sandbox, id, both).await;
    assert_eq!(words(&sandbox, &job).await.0.last().unwrap(), "failed");
}
