//! Recorded requests to a real Moodle, sent to the sandbox: the answers must have the same shape.
//!
//! The recorded site and the sandbox hold other people, sessions and statuses, so numbers are translated by their part in
//! the story: student 7 is the first one of the course, status 5 is Present, session 1 is the one made for the test.

mod story;

use super::client::{http, sandbox};
use rollbook_sandbox::Sandbox;
use serde_json::Value;
use std::path::PathBuf;
use story::STORY;

fn record(file: &str) -> Value {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../tests/fixtures/moodle").join(file);
    serde_json::from_str(&std::fs::read_to_string(path).unwrap_or_else(|_| panic!("{file}"))).unwrap()
}

struct Site {
    sandbox: Sandbox,
    http: reqwest::Client,
    session: String,
    grouped: String,
}

/// A sandbox with one session for everybody and one for a group.
async fn site(scenario: &str) -> Site {
    let mut site = Site {
        sandbox: sandbox(scenario).await,
        http: http(),
        session: String::new(),
        grouped: String::new(),
    };
    let add = [("attendanceid", "1"), ("sessiontime", "1773831600"), ("duration", "5400")];
    site.session = site.call("teacher", "mod_attendance_add_session", &add).await["sessionid"].to_string();
    let add = [("attendanceid", "3"), ("sessiontime", "1773831600"), ("groupid", "1")];
    site.grouped = site.call("teacher", "mod_attendance_add_session", &add).await["sessionid"].to_string();
    site
}

impl Site {
    fn token(&self, who: &str) -> String {
        let info = self.sandbox.info();
        info.moodle_tokens.get(who).unwrap_or(&info.moodle_token).clone()
    }

    async fn post(&self, path: &str, form: &[(String, String)]) -> (u16, Option<String>, Value) {
        let url = format!("{}{path}", self.sandbox.info().moodle_url);
        let answer = self.http.post(url).form(form).send().await.unwrap();
        let status = answer.status().as_u16();
        let location = answer.headers().get("location").map(|value| value.to_str().unwrap().to_owned());
        let text = answer.text().await.unwrap();
        (status, location, serde_json::from_str(&text).unwrap_or(Value::String(text)))
    }

    async fn call(&self, who: &str, function: &str, more: &[(&str, &str)]) -> Value {
        let token = self.token(who);
        let mut form =
            vec![("wstoken", token.as_str()), ("wsfunction", function), ("moodlewsrestformat", "json")];
        form.extend(more);
        let form: Vec<_> =
            form.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
        self.post("/webservice/rest/server.php", &form).await.2
    }

    /// What a number of the record is here.
    fn translated(&self, name: &str, value: &str) -> String {
        let last = name.rsplit(['[', ']']).find(|part| !part.is_empty()).unwrap_or(name);
        let number: Option<i64> = value.parse().ok();
        match (last, number) {
            ("sessionid" | "sessid", Some(5)) => self.grouped.clone(),
            ("sessionid" | "sessid", Some(1..=9)) => self.session.clone(),
            ("studentid" | "userid", Some(39)) => "2001".to_owned(),
            ("studentid" | "userid" | "takenbyid", Some(number @ 7..=36)) => (number + 994).to_string(),
            ("activityid", Some(4)) => "41".to_owned(),
            ("attendanceid", Some(4 | 5 | 8)) => "2".to_owned(),
            ("username", _) => self.sandbox.info().account.username.clone(),
            ("service", _) if value == "teams_attendance" => "rollbook".to_owned(),
            ("arguments", _) => self.arguments(value),
            _ => value.to_owned(),
        }
    }

    fn arguments(&self, json: &str) -> String {
        let mut json: Value = serde_json::from_str(json).unwrap();
        for (name, value) in json.as_object_mut().into_iter().flatten() {
            let text = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
            *value = Value::String(self.translated(name, &text));
        }
        json.to_string()
    }

    /// Where the sandbox's answer differs.
    async fn differences(&self, who: &str, file: &str) -> Vec<String> {
        let record = record(file);
        let token = self.token(who);
        let form: Vec<(String, String)> = record["params"]
            .as_object()
            .unwrap()
            .iter()
            .map(|(name, value)| {
                let value = value.as_str().unwrap();
                let value = if value == "TOKEN" { token.clone() } else { self.translated(name, value) };
                (name.clone(), value)
            })
            .collect();
        // The phone form's arguments stand under numbered names.
        let form = self.phone(form);
        let (status, _, body) = self.post(record["path"].as_str().unwrap(), &form).await;
        assert_eq!(u64::from(status), record["status"].as_u64().unwrap(), "{file}");
        let mut differences = Vec::new();
        compare(&record["body"], &body, file, &mut differences);
        for word in ["errorcode", "exception"] {
            if record["body"][word] != body[word] {
                differences.push(format!("{file}: {} and {}", record["body"][word], body[word]));
            }
        }
        differences
    }

    async fn replay(&self, who: &str, file: &str) {
        let differences = self.differences(who, file).await;
        assert!(differences.is_empty(), "{differences:#?}");
    }

    fn phone(&self, mut form: Vec<(String, String)>) -> Vec<(String, String)> {
        let names: Vec<(String, String)> = form
            .iter()
            .filter(|(name, _)| name.starts_with("args[") && name.ends_with("[name]"))
            .cloned()
            .collect();
        for (key, name) in names {
            let value_key = key.replace("[name]", "[value]");
            for (found, value) in &mut form {
                if *found == value_key {
                    *value = match name.as_str() {
                        "cmid" => "41".to_owned(),
                        "sessid" => self.session.clone(),
                        _ => value.clone(),
                    };
                }
            }
            if let Some(student) = name.strip_prefix("status").and_then(|id| id.parse::<i64>().ok()) {
                for (found, value) in &mut form {
                    if *found == key {
                        *value = format!("status{}", student + 994);
                    }
                }
            }
        }
        form
    }
}

/// Same fields and same types. Null stands for any type; of lists the first items are compared.
fn compare(real: &Value, own: &Value, path: &str, out: &mut Vec<String>) {
    match (real, own) {
        (Value::Null, _) | (_, Value::Null) => {}
        (Value::Object(real), Value::Object(own)) => {
            for name in real.keys().chain(own.keys()) {
                match (real.get(name), own.get(name)) {
                    (Some(real), Some(own)) => compare(real, own, &format!("{path}/{name}"), out),
                    // A student without a group has no such field, an item without a grade no weight.
                    _ if ["groups", "weightraw", "weightformatted", "status", "idnumber"]
                        .contains(&name.as_str()) => {}
                    (real, _) => out.push(format!(
                        "{path}/{name} only in {}",
                        if real.is_some() { "Moodle" } else { "the sandbox" }
                    )),
                }
            }
        }
        (Value::Array(real), Value::Array(own)) => {
            if let (Some(real), Some(own)) = (real.first(), own.first()) {
                compare(real, own, &format!("{path}[0]"), out);
            }
        }
        (real, own) => {
            if std::mem::discriminant(real) != std::mem::discriminant(own) {
                out.push(format!("{path}: {real} and {own}"));
            }
        }
    }
}

#[tokio::test]
async fn the_sandbox_answers_in_moodles_shape() {
    let site = site("demo").await;
    let mut differences = Vec::new();
    for (who, files) in STORY {
        for file in files {
            differences.extend(site.differences(who, file).await);
        }
    }
    assert!(differences.is_empty(), "{differences:#?}");
}

#[tokio::test]
async fn moodle_4_3_leaves_fields_out_and_names_classes_otherwise() {
    let site = site("moodle-4.3").await;
    for file in ["010-site-info.json", "015-course-contents-attendance.json", "089-assign-list.json"] {
        site.replay("teacher", &format!("4.3/{file}")).await;
    }
    let denied = site
        .call("tutor", "mod_attendance_add_session", &[("attendanceid", "1"), ("sessiontime", "1")])
        .await;
    assert_eq!(denied["exception"], "required_capability_exception");
}

#[tokio::test]
async fn the_plugin_of_2026_checks_statuses() {
    let site = site("moodle-2026").await;
    for file in [
        "001-add-session.json",
        "002-update-status-statusset-number.json",
        "003-update-status-statusset-list.json",
        "004-update-status-unknown-statusid.json",
        "005-update-status-statusid-zero.json",
        "007-update-status-student-not-enrolled.json",
        "008-update-status-takenby-other.json",
        "011-get-session-after.json",
        "012-batch-update.json",
    ] {
        site.replay("teacher", &format!("strict-2026/{file}")).await;
    }
    let session = site.session.clone();
    let foreign = [
        ("sessionid", session.as_str()),
        ("studentid", "1001"),
        ("takenbyid", "3"),
        ("statusid", "9"),
        ("statusset", "0"),
    ];
    let refused = site.call("teacher", "mod_attendance_update_user_status", &foreign).await;
    assert_eq!(refused["errorcode"], "invalidparameter", "a status of another activity");
}

#[tokio::test]
async fn a_site_that_is_shut_says_so_in_moodles_ways() {
    let down = sandbox("moodle-maintenance").await;
    let down = Site { sandbox: down, http: http(), session: String::new(), grouped: String::new() };
    down.replay("teacher", "115-error-maintenance-mode.json").await;
    down.replay("teacher", "116-token-maintenance-mode.json").await;
    let closed = sandbox("moodle-closed").await;
    let closed = Site { sandbox: closed, http: http(), session: String::new(), grouped: String::new() };
    closed.replay("teacher", "119-error-webservices-disabled.json").await;
    closed.replay("teacher", "120-token-webservices-disabled.json").await;
}

#[tokio::test]
async fn under_another_name_it_redirects_to_its_own() {
    let site = site("demo").await;
    let port = site.sandbox.info().url.rsplit(':').next().unwrap();
    let ask = async |path: &str| {
        let url = format!("http://localhost:{port}/moodle{path}");
        site.http.post(url).form(&[("wstoken", site.token("teacher"))]).send().await
    };
    // Where localhost is not this address, there is nothing to ask.
    let Ok(answer) = ask("/webservice/rest/server.php").await else { return };
    assert_eq!(answer.status(), 303);
    let to = answer.headers()["location"].to_str().unwrap();
    assert_eq!(to, format!("{}/webservice/rest/server.php", site.sandbox.info().moodle_url));
    let answer: Value = ask("/login/token.php").await.unwrap().json().await.unwrap();
    assert_eq!(answer["errorcode"], record("111-token-wrong-host.json")["body"]["errorcode"]);
}
