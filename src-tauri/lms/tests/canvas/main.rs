//! The Canvas adapter against a pretend Canvas, over real HTTP.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod faults;
mod grades;
mod matrix;
mod read;
mod write;

use rollbook_core::status::Status;
use rollbook_lms::{HeldStatus, Lms, LmsKind, LmsMeeting, Mark, NewSession, Place, Write, connect};
use rollbook_sandbox::{Options, Sandbox, Seen};
use rollbook_transport::{Context, Limits, Transport, TransportOptions};
use secrecy::SecretString;
use std::time::Duration;

/// The small course and the large one.
pub(crate) const SMALL: &str = "2";
pub(crate) const LARGE: &str = "3";

pub(crate) struct World {
    pub(crate) sandbox: Sandbox,
    pub(crate) lms: Box<dyn Lms>,
    pub(crate) ctx: Context,
}

pub(crate) fn lms_with(url: &str, token: &str, tries: u32) -> Box<dyn Lms> {
    let limits = Limits { tries, request: Duration::from_secs(5), ..Limits::default() };
    let options = TransportOptions { user_agent: "test".into(), offline: false, limits };
    connect(LmsKind::Canvas, url, SecretString::from(token), Transport::new(options).unwrap()).unwrap()
}

impl World {
    pub(crate) async fn new(scenario: &str) -> Self {
        // One try, so that a test sees what one request does.
        Self::with_tries(scenario, 1).await
    }

    pub(crate) async fn with_tries(scenario: &str, tries: u32) -> Self {
        let now = Some("2026-03-18T12:00:00Z".parse().unwrap());
        let options = Options { scenario: scenario.into(), now, ..Options::default() };
        let sandbox = Sandbox::start(options).await.unwrap();
        let info = sandbox.info();
        let lms = lms_with(&info.canvas_url, &info.canvas_token, tries);
        Self { sandbox, lms, ctx: Context::default() }
    }

    /// A new class of the small course.
    pub(crate) async fn class(&self) -> LmsMeeting {
        self.lms.create_session(&session("m-1"), &self.ctx).await.unwrap()
    }

    pub(crate) async fn place(&self) -> Place {
        Place { course: Some(SMALL.into()), session: self.class().await.id }
    }

    /// The requests to Canvas whose path holds `part`, by this method.
    pub(crate) fn seen(&self, method: &str, part: &str) -> Vec<Seen> {
        let all = self.sandbox.requests();
        all.into_iter().filter(|one| one.method == method && one.path.contains(part)).collect()
    }

    /// Texts of all comments of an assignment, by student.
    pub(crate) fn comments(&self, place: &Place) -> Vec<(u32, Vec<String>)> {
        let grades = self.sandbox.canvas_grades(place.session.parse().unwrap());
        grades
            .into_iter()
            .filter(|one| !one.comments.is_empty())
            .map(|one| (one.student, one.comments.into_iter().map(|comment| comment.text).collect()))
            .collect()
    }
}

pub(crate) fn session(marker: &str) -> NewSession {
    NewSession {
        course: SMALL.into(),
        activity: None,
        title: "Joins & <keys>".into(),
        start: "2026-03-17T09:00:00Z".parse().unwrap(),
        end: "2026-03-17T10:30:00Z".parse().unwrap(),
        marker: marker.into(),
    }
}

pub(crate) fn mark(id: u32, status: Status, note: Option<&str>, minutes: Option<i64>) -> Mark {
    Mark {
        student_id: id.to_string(),
        status: HeldStatus::Known(status),
        note: note.map(str::to_owned),
        remark: None,
        present_seconds: minutes.map(|minutes| minutes * 60),
    }
}

/// A write of these marks, all of them changed.
pub(crate) fn write_of(place: &Place, changed: Vec<Mark>) -> Write {
    Write {
        place: place.clone(),
        marks: changed.clone(),
        changed,
        removed: Vec::new(),
        report: serde_json::json!({}),
        base_version: None,
        idempotency_key: "key-1".into(),
    }
}
