//! An upload of 500 marks to a Moodle over real HTTP, 60 ms a request.
//!
//! The bound is what one function call a student costs where marks of one session must be written one after the other:
//! Moodle's mark table has no key against doubles.
#![allow(clippy::unwrap_used, missing_docs)]

use chrono::TimeDelta;
use rollbook_engine::clock::Clock;
use rollbook_engine::upload::OnConflict;
use rollbook_engine::view::NewMeeting;
use rollbook_engine::{Access, Context, Engine, Key, MeetingId, Options, Status};
use rollbook_sandbox::Sandbox;
use secrecy::SecretString;
use std::time::{Duration, Instant};

const LATENCY: Duration = Duration::from_millis(60);
const RUNS: usize = 3;

#[tokio::main]
async fn main() {
    // `cargo test --benches` runs this too, to see that it works; a benchmark is asked for by name.
    if !std::env::args().any(|argument| argument == "--bench") {
        return;
    }
    let mut runs = Vec::new();
    for _ in 0..RUNS {
        runs.push(one().await);
    }
    runs.sort();
    let (wall, requests, marks) = runs[RUNS / 2];
    let bound = LATENCY * u32::try_from(marks).unwrap();
    let ratio = wall.as_secs_f64() / bound.as_secs_f64();
    println!("| what | marks | requests | wall | against | ratio |");
    println!("|---|---|---|---|---|---|");
    println!(
        "| upload to Moodle, planned, written, read back | {marks} | {requests} | {:.2} s | one call a mark, one after the other: {:.2} s | {ratio:.4} |",
        wall.as_secs_f64(),
        bound.as_secs_f64()
    );
}

/// The time of one upload, its requests and its marks.
async fn one() -> (Duration, usize, usize) {
    let options = rollbook_sandbox::Options {
        scenario: "large-term".into(),
        latency: LATENCY,
        ..rollbook_sandbox::Options::default()
    };
    let sandbox = Sandbox::start(options).await.unwrap();
    let home = tempfile::tempdir().unwrap();
    let info = sandbox.info();
    let engine = Engine::open(Options {
        home: home.path().to_owned(),
        clock: Clock::starting_at(info.now),
        offline: false,
        demo: true,
        access: Access::Memory(Key::generate().unwrap()),
    })
    .unwrap();
    let ctx = Context::default();
    let token = SecretString::from(info.moodle_token.as_str());
    engine.check_lms("moodle", &info.moodle_url, token, &ctx).await.unwrap();
    let course = engine.courses(true, &ctx).await.unwrap().courses.remove(0).id;
    engine.roster(&course, true, &ctx).await.unwrap();
    let at = |hours| (info.now + TimeDelta::days(33) + TimeDelta::hours(hours)).to_rfc3339();
    let new = NewMeeting {
        title: "Lecture".into(),
        start: Some(at(0)),
        end: Some(at(1)),
        course: Some(course),
        ..NewMeeting::default()
    };
    let id = MeetingId::new(engine.add_meeting(&new).await.unwrap());
    let students = engine.reconcile(&id).await.unwrap().students;
    for student in &students {
        engine.mark(&id, &student.student_id, Some(Status::Present), None).await.unwrap();
    }
    sandbox.clear_requests();
    let began = Instant::now();
    let sent = engine.upload(&id, None, OnConflict::Stop, &ctx).await.unwrap();
    let wall = began.elapsed();
    assert_eq!(sent.state, "done");
    let confirmed = sent.results.iter().filter(|one| one.state == "confirmed").count();
    (wall, sandbox.requests().len(), confirmed)
}
