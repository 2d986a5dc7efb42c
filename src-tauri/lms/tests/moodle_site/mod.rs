//! A sandbox's Moodle with adapters for its tokens.
#![allow(dead_code)] // each test program uses a part of it

use rollbook_lms::{HeldStatus, Lms, LmsKind, Mark, NewSession, Place, Write, connect};
use rollbook_sandbox::{Action, Fault, Options, Sandbox, Seen, Server};
use rollbook_transport::{Context, Limits, Transport, TransportOptions};
use secrecy::SecretString;
use serde_json::Value;
use std::time::Duration;

pub const NOW: &str = "2026-03-18T12:00:00Z";

pub struct Site {
    pub sandbox: Sandbox,
    pub ctx: Context,
}

pub fn transport() -> Transport {
    let limits = Limits { tries: 2, request: Duration::from_secs(5), ..Limits::default() };
    Transport::new(TransportOptions { user_agent: "test".into(), offline: false, limits }).unwrap()
}

impl Site {
    pub async fn open(scenario: &str) -> Self {
        let options =
            Options { scenario: scenario.to_owned(), now: Some(NOW.parse().unwrap()), ..Options::default() };
        Self { sandbox: Sandbox::start(options).await.unwrap(), ctx: Context::default() }
    }

    pub fn token(&self, who: &str) -> &str {
        let info = self.sandbox.info();
        info.moodle_tokens.get(who).unwrap_or(&info.moodle_token)
    }

    pub fn lms(&self, who: &str) -> Box<dyn Lms> {
        self.lms_at(&self.sandbox.info().moodle_url, who)
    }

    pub fn lms_at(&self, url: &str, who: &str) -> Box<dyn Lms> {
        connect(LmsKind::Moodle, url, SecretString::from(self.token(who)), transport()).unwrap()
    }

    pub fn requests(&self) -> Vec<Seen> {
        self.sandbox.requests()
    }

    /// A new session for everybody in the first course, at two hours ago by the sandbox's clock.
    pub fn new_session(&self, marker: &str) -> NewSession {
        let end = self.sandbox.info().now - chrono::TimeDelta::minutes(30);
        NewSession {
            course: "2".into(),
            activity: Some("1".into()),
            title: "Joins & <keys>".into(),
            start: end - chrono::TimeDelta::minutes(90),
            end,
            marker: marker.into(),
        }
    }

    pub async fn session(&self) -> Place {
        let made =
            self.lms("teacher").create_session(&self.new_session("for the test"), &self.ctx).await.unwrap();
        Place { course: Some("2".into()), session: made.id }
    }

    /// Lets so many more requests of Moodle pass, then strikes one.
    pub fn strike_after(&self, passing: u32, action: Action) {
        self.sandbox.inject(Fault::always(Server::Moodle, action).after(passing).times(1));
    }

    /// A call past the adapter.
    pub async fn post(&self, function: &str, fields: &[(&str, &str)]) -> Value {
        let info = self.sandbox.info();
        let mut form = vec![
            ("wstoken".to_owned(), info.moodle_token.clone()),
            ("wsfunction".to_owned(), function.to_owned()),
            ("moodlewsrestformat".to_owned(), "json".to_owned()),
        ];
        form.extend(fields.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())));
        let url = format!("{}/webservice/rest/server.php", info.moodle_url).parse().unwrap();
        let request = rollbook_transport::Request::post_form(url, form, "test");
        let answer = transport().send(request, &self.ctx).await.unwrap();
        serde_json::from_slice(&answer.body).unwrap()
    }
}

pub fn mark(student: u32, status: &str) -> Mark {
    Mark {
        student_id: student.to_string(),
        status: HeldStatus::Other(status.to_owned()),
        note: None,
        remark: None,
        present_seconds: None,
    }
}

pub fn write(place: &Place, changed: Vec<Mark>, base_version: Option<String>) -> Write {
    Write {
        place: place.clone(),
        marks: changed.clone(),
        changed,
        removed: Vec::new(),
        report: Value::Null,
        base_version,
        idempotency_key: "k".into(),
    }
}

pub fn removal(place: &Place, students: &[u32]) -> Write {
    Write { removed: students.iter().map(u32::to_string).collect(), ..write(place, Vec::new(), None) }
}
