//! The `http` LMS answers as `docs/http-lms.openapi.yaml` says: every body validates against the schema that the document
//! names for that call and that status.

use super::client::{http, sandbox};
use boon::{Compiler, Schemas};
use reqwest::{Method, Response};
use rollbook_sandbox::Sandbox;
use serde_json::{Value, json};

const ROOT: &str = "http://schema.test/contract.json";

struct Contract {
    document: Value,
    schemas: Schemas,
    compiler: Compiler,
}

impl Contract {
    fn new() -> Self {
        let file = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/http-lms.openapi.yaml");
        let document: Value = serde_norway::from_str(&std::fs::read_to_string(file).unwrap()).unwrap();
        let mut compiler = Compiler::new();
        compiler.set_default_draft(boon::Draft::V2020_12);
        compiler.enable_format_assertions();
        compiler.add_resource(ROOT, document.clone()).unwrap();
        Self { document, schemas: Schemas::new(), compiler }
    }

    /// The place of the schema for a call's answer; a `$ref` of the response is followed.
    fn place(&self, path: &str, method: &str, status: u16) -> String {
        let escaped = path.replace('~', "~0").replace('/', "~1");
        let responses = format!("/paths/{escaped}/{method}/responses");
        let all = self.document.pointer(&responses).unwrap_or_else(|| panic!("no {method} {path}"));
        let key =
            if all.get(status.to_string()).is_some() { status.to_string() } else { "default".to_owned() };
        let named = format!("{responses}/{key}");
        let pointer = match self.document.pointer(&format!("{named}/$ref")) {
            Some(target) => target.as_str().unwrap().trim_start_matches('#').to_owned(),
            None => named,
        };
        let content = self.document.pointer(&format!("{pointer}/content")).unwrap().as_object().unwrap();
        let kind = content.keys().next().unwrap().replace('/', "~1");
        format!("{ROOT}#{pointer}/content/{kind}/schema")
    }

    async fn check(&mut self, path: &str, method: &str, answer: Response) -> Value {
        let status = answer.status().as_u16();
        let place = self.place(path, method, status);
        let schema = self.compiler.compile(&place, &mut self.schemas).unwrap();
        let body: Value = answer.json().await.unwrap();
        if let Err(error) = self.schemas.validate(&body, schema) {
            panic!("{method} {path} {status}: {error:#}\n{body:#}");
        }
        body
    }
}

async fn ask(sandbox: &Sandbox, method: Method, path: &str, body: Option<(&str, &str, &Value)>) -> Response {
    let info = sandbox.info();
    let request = http().request(method, format!("{}/rollbook/v1{path}", info.lms_url));
    let request = request.bearer_auth(&info.lms_token);
    let request = match body {
        Some((etag, key, body)) => request.header("If-Match", etag).header("Idempotency-Key", key).json(body),
        None => request,
    };
    request.send().await.unwrap()
}

#[tokio::test]
async fn every_answer_is_the_documents() {
    let (sandbox, mut contract) = (sandbox("lms-partial").await, Contract::new());
    let get = Method::GET;
    let courses = ask(&sandbox, get.clone(), "/courses", None).await;
    let courses = contract.check("/courses", "get", courses).await;
    let mut checked = 0;
    for course in courses.as_array().unwrap() {
        let id = course["id"].as_str().unwrap();
        for part in ["students", "meetings"] {
            let answer = ask(&sandbox, get.clone(), &format!("/courses/{id}/{part}"), None).await;
            checked += contract
                .check(&format!("/courses/{{course}}/{part}"), "get", answer)
                .await
                .as_array()
                .unwrap()
                .len();
        }
    }
    assert!(checked > 100);
    let path = "/meetings/{meeting}/attendance";
    let answer = ask(&sandbox, get.clone(), "/meetings/db1-01/attendance", None).await;
    let etag = answer.headers()["etag"].to_str().unwrap().to_owned();
    contract.check(path, "get", answer).await;
    let students =
        ask(&sandbox, get.clone(), "/courses/db1/students", None).await.json::<Value>().await.unwrap();
    let record = |student: &Value| json!({"student_id": student["id"], "status": "late", "note": "bus", "present_seconds": 60});
    let records: Vec<Value> = students.as_array().unwrap().iter().map(record).collect();
    let body = json!({"records": records, "report": {"meetingAttendanceReport": {}, "rollbook": {}}});
    let put = |etag: &str, key: &'static str, body: Value| {
        let (sandbox, etag) = (&sandbox, etag.to_owned());
        async move { ask(sandbox, Method::PUT, "/meetings/db1-01/attendance", Some((&etag, key, &body))).await }
    };
    // Some refused, the same again, another body under that key, a stale version, nonsense.
    for (etag, key, body, status) in [
        (etag.as_str(), "one", body.clone(), 207),
        (etag.as_str(), "one", body.clone(), 207),
        (etag.as_str(), "one", json!({"records": []}), 422),
        (etag.as_str(), "two", body.clone(), 412),
    ] {
        let answer = put(etag, key, body).await;
        assert_eq!(answer.status().as_u16(), status, "{key}");
        contract.check(path, "put", answer).await;
    }
    let missing = ask(&sandbox, get.clone(), "/courses/none/students", None).await;
    assert_eq!(missing.status().as_u16(), 404);
    contract.check("/courses/{course}/students", "get", missing).await;
    let unversioned = http()
        .put(format!("{}/rollbook/v1/meetings/db1-01/attendance", sandbox.info().lms_url))
        .bearer_auth(&sandbox.info().lms_token)
        .header("Idempotency-Key", "three")
        .json(&body)
        .send()
        .await
        .unwrap();
    assert_eq!(unversioned.status().as_u16(), 428);
    contract.check(path, "put", unversioned).await;
    let stranger =
        http().get(format!("{}/rollbook/v1/courses", sandbox.info().lms_url)).send().await.unwrap();
    assert_eq!(stranger.status().as_u16(), 401);
    contract.check("/courses", "get", stranger).await;
}

#[test]
fn the_check_can_fail() {
    let mut contract = Contract::new();
    let place = contract.place("/courses/{course}/students", "get", 200);
    let schema = contract.compiler.compile(&place, &mut contract.schemas).unwrap();
    let wrong = json!([{"id": 5, "name": "x", "emails": "a@b", "username": null, "active": true}]);
    assert!(contract.schemas.validate(&wrong, schema).is_err());
}
