//! Every body of a tour through Graph validates against the `OpenAPI` description of the real service.

use super::client::Client;
use boon::{Compiler, SchemaIndex, Schemas};
use serde_json::{Map, Value, json};

const ROOT: &str = "http://schema.test/graph.json";

/// `OpenAPI` 3.0 says `nullable` where JSON Schema has a type `null`, and `enum: [null]` beside a type that is not.
fn converted(value: Value) -> Value {
    match value {
        Value::Array(items) => items.into_iter().map(converted).collect(),
        Value::Object(map) => {
            let mut out: Map<String, Value> =
                map.into_iter().map(|(name, inner)| (name, converted(inner))).collect();
            let nullable = out.remove("nullable") == Some(json!(true));
            if let (true, Some(kind)) = (nullable, out.get("type").cloned().filter(Value::is_string)) {
                out.insert("type".to_owned(), json!([kind, "null"]));
            }
            Value::Object(out)
        }
        other => other,
    }
}

struct Checker {
    schemas: Schemas,
    compiler: Compiler,
    checked: usize,
}

impl Checker {
    fn new() -> Self {
        let file = concat!(env!("CARGO_MANIFEST_DIR"), "/../../tests/fixtures/graph/openapi-subset.yaml");
        let text = std::fs::read_to_string(file).unwrap();
        let document: Value = serde_norway::from_str(&text).unwrap();
        let mut compiler = Compiler::new();
        compiler.set_default_draft(boon::Draft::V4);
        compiler.enable_format_assertions();
        compiler.add_resource(ROOT, converted(document)).unwrap();
        Self { schemas: Schemas::new(), compiler, checked: 0 }
    }

    fn schema(&mut self, name: &str) -> SchemaIndex {
        let place = format!("{ROOT}#/components/schemas/microsoft.graph.{name}");
        self.compiler.compile(&place, &mut self.schemas).unwrap()
    }

    fn check(&mut self, name: &str, body: &Value) {
        let schema = self.schema(name);
        if let Err(error) = self.schemas.validate(body, schema) {
            panic!("{name}: {error:#}\n{body:#}");
        }
        self.checked += 1;
    }
}

async fn walk(client: &Client, checker: &mut Checker, path: &str, token: &str, name: &str) -> Vec<Value> {
    let (mut next, mut all) = (Some(path.to_owned()), Vec::new());
    while let Some(path) = next {
        let body: Value = client.request(&path, token).send().await.unwrap().json().await.unwrap();
        checker.check(name, &body);
        all.extend(body["value"].as_array().unwrap().clone());
        next = body["@odata.nextLink"].as_str().map(str::to_owned);
    }
    all
}

async fn tour(scenario: &str) -> usize {
    let (client, mut checker) = (Client::new(scenario).await, Checker::new());
    let check = &mut checker;
    check.check("user", &client.me("/me").await.1);
    let path = "/me/calendarView?startDateTime=2025-10-01T00:00:00Z&endDateTime=2026-04-01T00:00:00Z";
    let events = walk(&client, check, path, &client.user, "eventCollectionResponse").await;
    for url in events.iter().filter_map(|event| event["onlineMeeting"]["joinUrl"].as_str()) {
        let filter = super::client::encoded(&format!("JoinWebUrl eq '{url}'"));
        let (status, body) = client.me(&format!("/me/onlineMeetings?$filter={filter}")).await;
        if status != 200 {
            check.check("ODataErrors.ODataError", &body);
            continue;
        }
        check.check("onlineMeetingCollectionResponse", &body);
        let root = format!(
            "/me/onlineMeetings/{}",
            super::client::encoded(body["value"][0]["id"].as_str().unwrap())
        );
        check.check("onlineMeeting", &client.me(&root).await.1);
        let path = format!("{root}/attendanceReports");
        for report in
            walk(&client, check, &path, &client.user, "meetingAttendanceReportCollectionResponse").await
        {
            let path = format!("{path}/{}", report["id"].as_str().unwrap());
            let whole = client.me(&format!("{path}?$expand=attendanceRecords")).await.1;
            check.check("meetingAttendanceReport", &whole);
            let path = format!("{path}/attendanceRecords");
            walk(&client, check, &path, &client.user, "attendanceRecordCollectionResponse").await;
        }
    }
    let calls = walk(
        &client,
        check,
        "/communications/callRecords",
        &client.app,
        "callRecords.callRecordCollectionResponse",
    )
    .await;
    for call in &calls {
        let path = format!("/communications/callRecords/{}", call["id"].as_str().unwrap());
        for query in ["", "?$expand=sessions($expand=segments)", "?$expand=participants_v2"] {
            check.check("callRecords.callRecord", &client.org(&format!("{path}{query}")).await.1);
        }
        walk(
            &client,
            check,
            &format!("{path}/sessions"),
            &client.app,
            "callRecords.sessionCollectionResponse",
        )
        .await;
        let people = format!("{path}/participants_v2");
        walk(&client, check, &people, &client.app, "callRecords.participantCollectionResponse").await;
        check.check("callRecords.organizer", &client.org(&format!("{path}/organizer_v2")).await.1);
    }
    checker.checked
}

#[tokio::test]
async fn the_demonstration_speaks_graph() {
    assert!(tour("demo").await > 100);
}

#[tokio::test]
async fn the_case_speaks_graph() {
    assert!(tour("conference-74").await > 400);
}

#[test]
fn the_check_can_fail() {
    let mut checker = Checker::new();
    let schema = checker.schema("callRecords.callRecord");
    let wrong = json!({"id": "x", "startDateTime": "yesterday", "type": "party", "version": "1"});
    assert!(checker.schemas.validate(&wrong, schema).is_err());
}
