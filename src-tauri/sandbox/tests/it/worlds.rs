//! The same seed gives the same bytes; the worlds hold what they promise.

use super::client::{Client, http, sandbox};
use rollbook_sandbox::{Sandbox, scenario_names};
use serde_json::Value;
use std::collections::HashSet;

/// Every data body of a tour, without the address of the server in it.
async fn tour(client: &Client) -> String {
    let mut out = String::new();
    let (calls, _) = client.pages("/communications/callRecords", &client.app).await;
    for call in &calls {
        let path = format!("/communications/callRecords/{}/sessions", call["id"].as_str().unwrap());
        out += &serde_json::to_string(&client.pages(&path, &client.app).await.0).unwrap();
    }
    let path = "/me/calendarView?startDateTime=2025-10-01T00:00:00Z&endDateTime=2026-04-01T00:00:00Z";
    let (events, _) = client.pages(path, &client.user).await;
    out += &serde_json::to_string(&events).unwrap();
    for url in events.iter().filter_map(|event| event["onlineMeeting"]["joinUrl"].as_str()) {
        let filter = super::client::encoded(&format!("JoinWebUrl eq '{url}'"));
        let (_, body) = client.me(&format!("/me/onlineMeetings?$filter={filter}")).await;
        let Some(id) = body["value"][0]["id"].as_str() else { continue };
        let path = format!("/me/onlineMeetings/{}/attendanceReports", super::client::encoded(id));
        out += &body["value"].to_string();
        for report in client.pages(&path, &client.user).await.0 {
            let records = format!("{path}/{}/attendanceRecords", report["id"].as_str().unwrap());
            out += &serde_json::to_string(&client.pages(&records, &client.user).await.0).unwrap();
        }
    }
    let text = out + &serde_json::to_string(&calls).unwrap() + &roster(&client.sandbox).await;
    text.replace(&client.sandbox.info().url, "")
}

async fn roster(sandbox: &Sandbox) -> String {
    let info = sandbox.info();
    let courses = format!("{}/rollbook/v1/courses", info.lms_url);
    let list: Value =
        http().get(&courses).bearer_auth(&info.lms_token).send().await.unwrap().json().await.unwrap();
    let mut out = String::new();
    for course in list.as_array().unwrap() {
        for part in ["students", "meetings"] {
            let url = format!("{courses}/{}/{part}", course["id"].as_str().unwrap());
            out += &http().get(url).bearer_auth(&info.lms_token).send().await.unwrap().text().await.unwrap();
        }
    }
    out
}

#[tokio::test]
async fn the_same_seed_gives_the_same_bytes() {
    for scenario in ["demo", "conference-74"] {
        let (one, two) = (Client::new(scenario).await, Client::new(scenario).await);
        let (one, two) = (tour(&one).await, tour(&two).await);
        assert!(one.len() > 10_000);
        assert!(one == two, "{scenario} differs between two runs");
    }
}

#[tokio::test]
async fn every_scenario_starts_and_has_a_line_about_it() {
    let mut names = HashSet::new();
    for (name, about) in scenario_names() {
        assert!(names.insert(name) && about.len() > 10);
        assert_eq!(sandbox(name).await.info().scenario, *name);
    }
    assert!(names.len() >= 28);
}

#[tokio::test]
async fn the_demonstration_has_its_odd_people() {
    let client = Client::new("demo").await;
    let text = tour(&client).await;
    for one in
        ["iPhone", "teamsvisitor:", "+4930555012", "Lecture Recorder", "Mireille Fontaine", "山田", "محمد"]
    {
        assert!(text.contains(one), "{one}");
    }
    let url = format!("{}/rollbook/v1/courses/db1/students", client.sandbox.info().lms_url);
    let token = &client.sandbox.info().lms_token;
    let students: Vec<Value> = http().get(url).bearer_auth(token).send().await.unwrap().json().await.unwrap();
    assert_eq!(students.len(), 30);
    assert_eq!(students.iter().filter(|student| student["name"] == "Anna Schmidt").count(), 2);
}

#[tokio::test]
async fn the_tenant_day_has_its_numbers() {
    let client = Client::new("tenant-day").await;
    let (all, sizes) = client.pages("/communications/callRecords", &client.app).await;
    assert_eq!((all.len(), sizes.len()), (6000, 100));
    let me = &client.sandbox.info().account.object_id;
    let filter = super::client::encoded(&format!("participants_v2/any(p:p/id eq '{me}')"));
    let (mine, _) = client.pages(&format!("/communications/callRecords?$filter={filter}"), &client.app).await;
    assert_eq!(mine.len(), 40);
    let class: Vec<&Value> = mine.iter().filter(|call| call["organizer_v2"]["id"] == me.as_str()).collect();
    assert_eq!(class.len(), 12);
    let (mut sessions, mut people) = (0, HashSet::new());
    for call in class {
        let path = format!("/communications/callRecords/{}/sessions", call["id"].as_str().unwrap());
        let (part, _) = client.pages(&path, &client.app).await;
        sessions += part.len();
        people.extend(part.iter().map(|s| s["caller"]["associatedIdentity"]["id"].to_string()));
    }
    assert_eq!((sessions, people.len()), (600, 301), "300 students and the instructor");
}

#[tokio::test]
async fn hostile_names_come_raw() {
    let client = Client::new("hostile-names").await;
    let path = "/communications/callRecords";
    let (calls, _) = client.pages(path, &client.app).await;
    let mut text = String::new();
    for call in calls.iter().take(6) {
        let url =
            format!("/communications/callRecords/{}?$expand=participants_v2", call["id"].as_str().unwrap());
        text += &client.request(&url, &client.app).send().await.unwrap().text().await.unwrap();
    }
    for one in [
        "Bob \\ud83d\"",
        "<img src=x onerror=alert(1)>",
        "=cmd|'/C calc'!A0",
        "Nul\\u0000inside",
        "\\u001b[2J",
        "\u{202e}",
    ] {
        assert!(text.contains(one), "{one:?}");
    }
}
