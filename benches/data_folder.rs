//! A throw-away data folder with one class, filled the way a sync fills it.

use crate::graph_bodies as graph;
use rollbook_core::CourseId;
use rollbook_core::observation::Source;
use rollbook_engine::clock::Clock;
use rollbook_engine::view::NewMeeting;
use rollbook_engine::{Access, Engine, Key, MeetingId, Options};
use rollbook_microsoft::graph::keep::{self, Fetched, FetchedList};
use rollbook_store::Store;
use rollbook_store::answers::{AnswerKind, NewAnswer};
use rollbook_store::roster::{self, RosterEntry};
use rollbook_store::syncs::{CallsMode, NewAnswers, NewRun, commit};
use std::sync::Arc;

/// The folder, with its class.
pub struct DataFolder {
    pub engine: Engine,
    pub store: Arc<Store>,
    pub class: MeetingId,
    _home: tempfile::TempDir,
}

impl DataFolder {
    /// An empty one, on the disk that the build is on: a folder in memory would write for nothing.
    ///
    /// Its course has so many students: the people of [`graph`], by their addresses.
    pub async fn new(students: usize) -> Self {
        let home = tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR")).unwrap();
        let engine = Engine::open(Options {
            home: home.path().to_owned(),
            clock: Clock::System,
            offline: true,
            demo: true,
            access: Access::Memory(Key::generate().unwrap()),
        })
        .unwrap();
        let store = engine.unlock().await.unwrap();
        let course = CourseId::new(engine.add_course("Course", None).await.unwrap());
        let student = |person| RosterEntry {
            name: graph::name(person),
            emails: vec![graph::address(person)],
            ..RosterEntry::default()
        };
        let roster: Vec<RosterEntry> = (0..students).map(student).collect();
        roster::replace(&store, &course, &roster, chrono::Utc::now()).unwrap();
        let new = NewMeeting {
            title: "Conference".into(),
            course: Some(course.to_string()),
            start: Some("2026-11-24T09:00:00Z".into()),
            end: Some("2026-11-24T10:30:00Z".into()),
            ..NewMeeting::default()
        };
        let class = MeetingId::new(engine.add_meeting(&new).await.unwrap());
        Self { engine, store, class, _home: home }
    }

    /// Stores one sync, in one transaction.
    pub fn keep(&self, answers: Vec<NewAnswer>, source: Source) {
        let run = NewRun {
            finished_at: chrono::Utc::now(),
            source,
            calls_mode: CallsMode::AllDay,
            class_end: None,
            inputs: serde_json::json!({"tenant": graph::TENANT, "organizers": [graph::object_id(0)]}),
            explanation: "For a benchmark.".into(),
        };
        let new = NewAnswers { answers, named: vec![] };
        commit(&self.store, &self.class, &new, &run, &[]).unwrap();
    }
}

/// What Graph sent of one object and its list, as it is kept.
pub struct Sent {
    /// The element of the list of reports or calls.
    pub object: String,
    /// The pages of the records or sessions.
    pub pages: Vec<Vec<u8>>,
}

/// Reads what Graph sent, as a sync does, and makes of it what is kept.
pub fn cut(kinds: (AnswerKind, AnswerKind), all: &[Sent]) -> Vec<NewAnswer> {
    let sessions = kinds.1 == AnswerKind::Sessions;
    let mut answers = Vec::new();
    for Sent { object, pages } in all {
        let Fetched { id, version, body } =
            if sessions { keep::call_record(object.as_bytes()) } else { keep::report(object.as_bytes()) }
                .unwrap();
        let mut list = FetchedList::default();
        for page in pages {
            list.append(if sessions { keep::sessions(page) } else { keep::records(page) }.unwrap());
        }
        let fetched_at = chrono::Utc::now();
        answers.push(NewAnswer { kind: kinds.0, object_id: id.clone(), version, fetched_at, body });
        answers.push(NewAnswer { kind: kinds.1, object_id: id, version, fetched_at, body: list.into_body() });
    }
    answers
}

/// The kinds of attendance reports.
pub const REPORTS: (AnswerKind, AnswerKind) = (AnswerKind::Report, AnswerKind::Records);
/// The kinds of call records.
pub const CALLS: (AnswerKind, AnswerKind) = (AnswerKind::CallRecord, AnswerKind::Sessions);
