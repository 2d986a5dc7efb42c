//! Data folders whose key lies in the keystore of the session, as a user's does.

use crate::graph_bodies as graph;
use rollbook_core::observation::Source;
use rollbook_engine::clock::Clock;
use rollbook_engine::keystore::OsKeystore;
use rollbook_engine::view::NewMeeting;
use rollbook_engine::{Access, Engine, MeetingId, Options};
use rollbook_microsoft::graph::keep;
use rollbook_store::Store;
use rollbook_store::answers::{AnswerKind, NewAnswer};
use rollbook_store::roster::{self, RosterEntry};
use rollbook_store::syncs::{CallsMode, NewAnswers, NewRun, commit};
use std::sync::Arc;
use tempfile::TempDir;

/// A folder with so many fetched classes of so many people.
pub fn with_classes(classes: usize, people: usize) -> TempDir {
    let home = tempfile::tempdir().unwrap();
    tokio::runtime::Runtime::new().unwrap().block_on(async {
        let (engine, store) = open(&home).await;
        let course = course(&engine, &store, people).await;
        for class in 0..classes {
            add(&engine, &store, &course, class, people).await;
        }
    });
    home
}

/// A folder with one class of so many people, and that class.
pub fn large(people: usize) -> (TempDir, String) {
    let home = tempfile::tempdir().unwrap();
    let id = tokio::runtime::Runtime::new().unwrap().block_on(async {
        let (engine, store) = open(&home).await;
        let course = course(&engine, &store, 300).await;
        add(&engine, &store, &course, 0, people).await
    });
    (home, id.to_string())
}

async fn open(home: &TempDir) -> (Engine, Arc<Store>) {
    let access = Access::Configured { keystore: Arc::new(OsKeystore::new()), passphrase: None };
    let options =
        Options { home: home.path().to_owned(), clock: Clock::System, offline: true, demo: false, access };
    let engine = Engine::open(options).unwrap();
    let store = engine.unlock().await.unwrap();
    (engine, store)
}

async fn course(engine: &Engine, store: &Store, students: usize) -> String {
    let course = engine.add_course("Databases I", None).await.unwrap();
    let student = |person| RosterEntry {
        name: graph::name(person),
        emails: vec![graph::address(person)],
        ..RosterEntry::default()
    };
    let entries: Vec<RosterEntry> = (0..students).map(student).collect();
    roster::replace(store, &rollbook_core::CourseId::new(course.clone()), &entries, chrono::Utc::now())
        .unwrap();
    course
}

async fn add(engine: &Engine, store: &Store, course: &str, nth: usize, people: usize) -> MeetingId {
    let day = chrono::NaiveDate::from_ymd_opt(2026, 11, 24).unwrap() - chrono::Days::new(nth as u64);
    let new = NewMeeting {
        title: format!("Lecture {}", nth + 1),
        course: Some(course.to_owned()),
        start: Some(format!("{day}T09:00:00Z")),
        end: Some(format!("{day}T10:30:00Z")),
        ..NewMeeting::default()
    };
    let id = MeetingId::new(engine.add_meeting(&new).await.unwrap());
    let kept = keep::report(graph::report(0, people).as_bytes()).unwrap();
    let mut records = keep::FetchedList::default();
    for first in (0..people).step_by(500) {
        let page = graph::records(0, first..(first + 500).min(people), 2);
        records.append(keep::records(&page).unwrap());
    }
    let fetched_at = chrono::Utc::now();
    let answer = |kind, body| NewAnswer { kind, object_id: kept.id.clone(), version: 0, fetched_at, body };
    let answers =
        vec![answer(AnswerKind::Report, kept.body.clone()), answer(AnswerKind::Records, records.into_body())];
    let run = NewRun {
        finished_at: fetched_at,
        source: Source::AttendanceReports,
        calls_mode: CallsMode::Suggested,
        class_end: None,
        inputs: serde_json::json!({ "tenant": graph::TENANT, "organizers": [graph::object_id(0)] }),
        explanation: "For a benchmark.".into(),
    };
    commit(store, &id, &NewAnswers { answers, named: vec![] }, &run, &[]).unwrap();
    id
}
