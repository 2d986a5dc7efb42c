//! The crash matrix: the program dies at every request and at every write of its journal while it uploads a class, and is
//! started again. The LMS ends exactly right, and nothing is there twice.
#![allow(missing_docs, clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod common;

use chrono::TimeDelta;
use common::{Desk, Done, PASSPHRASE, done};
use rollbook_sandbox::{Action, CanvasGrade, Fault, Options, Sandbox, Server};
use std::collections::BTreeMap;
use std::fmt::Debug;
use std::fs;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::Duration;
use tempfile::TempDir;

const CLASS: &str = "Databases I, lecture 8";

/// An LMS of the pretend institution, and how to see what it holds.
struct Lms<T> {
    server: Server,
    /// Everything that it holds of the class.
    held: fn(&Sandbox) -> T,
}

/// A desk whose class is ready to be sent. Every trial takes a copy of it, and an institution of its own.
struct Ready {
    desk: Desk,
    class: String,
}

struct Trial {
    sandbox: Sandbox,
    home: TempDir,
    class: String,
}

impl Ready {
    async fn for_http() -> Self {
        let desk = Desk::signed_in("demo").await;
        desk.run(&["meetings", "--refresh"]).ok();
        desk.run(&["sync", CLASS]).ok();
        Self { desk, class: CLASS.to_owned() }
    }

    /// The same class, in a course of another LMS that has no session for it yet.
    async fn elsewhere(kind: &str, url: &str, token: &str, course: &str) -> Self {
        let ready = Self::for_http().await;
        let desk = ready.desk;
        desk.run(&["config", "set", "lms.kind", kind]).ok();
        let own = desk.sandbox().info().url.clone();
        desk.run(&["config", "set", "lms.url", &format!("{own}{url}")]).ok();
        desk.run_with(&["secret", "set", "lms.token"], Some(token)).ok();
        let courses = desk.json(&["courses", "--refresh"]);
        let mut courses = courses["courses"].as_array().unwrap().iter();
        let course = courses.rfind(|one| one["lms_id"] == course).unwrap()["id"].as_str().unwrap().to_owned();
        desk.run(&["roster", "pull", &course]).ok();
        // At a time of which the LMS knows nothing, so that the session is made on the way; the marks are set by hand.
        let local = |hours: TimeDelta| {
            (desk.clock() + TimeDelta::days(33) + hours).format("%Y-%m-%dT%H:%M").to_string()
        };
        let (start, end) = (local(TimeDelta::zero()), local(TimeDelta::hours(1)));
        let add =
            ["meeting", "add", "--title", "Elsewhere", "--start", &start, "--end", &end, "--course", &course];
        let id = desk.json(&add)["id"].as_str().unwrap().to_owned();
        let found = desk.json(&["reconcile", &id]);
        let statuses = ["present", "late", "absent", "excused", "left-early"].iter().cycle();
        for (student, status) in found["students"].as_array().unwrap().iter().zip(statuses) {
            let student = student["student_id"].as_str().unwrap();
            desk.run(&["mark", &id, student, status, "--note", "by hand"]).ok();
        }
        Self { desk, class: id }
    }

    async fn trial(&self) -> Trial {
        let sandbox = Sandbox::start(Options::default()).await.unwrap();
        let home = tempfile::tempdir().unwrap();
        copy(&self.desk.home(), home.path());
        let config = home.path().join("config.toml");
        let text = fs::read_to_string(&config).unwrap();
        fs::write(&config, text.replace(&self.desk.sandbox().info().url, &sandbox.info().url)).unwrap();
        Trial { sandbox, home, class: self.class.clone() }
    }
}

impl Trial {
    fn upload(&self, die: &str) -> Child {
        Command::new(env!("CARGO_BIN_EXE_rollbook"))
            .args(["upload", &self.class, "--json"])
            .env("ROLLBOOK_HOME", self.home.path())
            .env("ROLLBOOK_PASSPHRASE", PASSPHRASE)
            .env("ROLLBOOK_NOW", self.sandbox.info().now.to_rfc3339())
            .env("ROLLBOOK_DIE", die)
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap()
    }

    /// Uploads until it is done: whoever starts the program again has to do no more.
    fn finish(&self) -> Done {
        done(self.upload(""))
    }
}

fn copy(from: &Path, to: &Path) {
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let target = to.join(entry.file_name());
        if entry.file_type().unwrap().is_dir() {
            fs::create_dir_all(&target).unwrap();
            copy(&entry.path(), &target);
        } else {
            fs::copy(entry.path(), target).unwrap();
        }
    }
}

/// Dies at every moment there is, one trial each; how many there were.
async fn matrix<T: PartialEq + Debug>(ready: &Ready, lms: &Lms<T>) -> usize {
    let whole = ready.trial().await;
    let answer = whole.finish().ok().json();
    assert_eq!(answer["state"], "done");
    let expected = (lms.held)(&whole.sandbox);
    assert_ne!(expected, (lms.held)(&ready.trial().await.sandbox), "something is there afterwards");
    let mut trials = 0;
    for after_work in [false, true] {
        for number in 0.. {
            let trial = ready.trial().await;
            let hold = Fault::always(lms.server, Action::Hold { after_work }).after(number).times(1);
            trial.sandbox.inject(hold);
            let mut child = trial.upload("");
            if !held_or_ended(&trial.sandbox, &mut child).await {
                done(child).ok();
                break;
            }
            child.kill().unwrap();
            child.wait().unwrap();
            check(&trial, lms, &expected, &format!("request {number}, carried out: {after_work}"));
            trials += 1;
        }
    }
    for moment in ["before", "after"] {
        for number in 1.. {
            let trial = ready.trial().await;
            if done(trial.upload(&format!("{moment}:{number}"))).code == 0 {
                break;
            }
            check(&trial, lms, &expected, &format!("{moment} write {number}"));
            trials += 1;
        }
    }
    trials
}

/// True when a request is held; false when the program has ended without one.
async fn held_or_ended(sandbox: &Sandbox, child: &mut Child) -> bool {
    loop {
        if sandbox.holding() > 0 {
            return true;
        }
        if child.try_wait().unwrap().is_some() {
            return false;
        }
        tokio::time::sleep(Duration::from_millis(2)).await;
    }
}

fn check<T: PartialEq + Debug>(trial: &Trial, lms: &Lms<T>, expected: &T, moment: &str) {
    trial.sandbox.clear_faults();
    let again = trial.finish();
    assert_eq!(again.code, 0, "{moment}: {}{}", again.stdout, again.stderr);
    assert_eq!(&(lms.held)(&trial.sandbox), expected, "{moment}");
}

#[tokio::test(flavor = "multi_thread")]
async fn over_the_http_contract() {
    fn held(sandbox: &Sandbox) -> BTreeMap<String, String> {
        let records = sandbox.lms_attendance("db1-08").records;
        let held: BTreeMap<_, _> = records.iter().map(|r| (r.student_id.clone(), r.status.clone())).collect();
        assert_eq!(held.len(), records.len(), "nobody is there twice");
        held
    }
    let ready = Ready::for_http().await;
    let lms = Lms { server: Server::Lms, held };
    assert!(matrix(&ready, &lms).await > 10);
}

#[tokio::test(flavor = "multi_thread")]
async fn with_canvas_sessions_and_remarks_included() {
    type Held = Vec<(u32, Option<f64>, bool, Vec<String>)>;
    /// Students, scores and comments of each assignment that was made.
    fn held(sandbox: &Sandbox) -> Vec<Held> {
        let made = sandbox.canvas_assignments(2).into_iter().filter(|one| one.name == "Elsewhere");
        let grade = |one: CanvasGrade| {
            let comments = one.comments.into_iter().map(|comment| comment.text).collect();
            (one.student, one.score, one.excused, comments)
        };
        made.map(|one| sandbox.canvas_grades(one.id).into_iter().map(grade).collect()).collect()
    }
    let token = Sandbox::start(Options::default()).await.unwrap().info().canvas_token.clone();
    let ready = Ready::elsewhere("canvas", "/canvas", &token, "2").await;
    let lms = Lms { server: Server::Canvas, held };
    assert!(matrix(&ready, &lms).await > 20);
}

#[tokio::test(flavor = "multi_thread")]
async fn with_moodle_mark_by_mark() {
    /// Every row of the mark table of each session at that time: a double would be one row too many.
    fn held(sandbox: &Sandbox) -> Vec<Vec<(String, String)>> {
        let mut all: Vec<_> = (1..400).map(|session| sandbox.moodle_rows(&session.to_string())).collect();
        all.retain(|rows| !rows.is_empty());
        for rows in &mut all {
            rows.sort();
        }
        all
    }
    let token = Sandbox::start(Options::default()).await.unwrap().info().moodle_token.clone();
    let ready = Ready::elsewhere("moodle", "/moodle", &token, "2").await;
    let lms = Lms { server: Server::Moodle, held };
    assert!(matrix(&ready, &lms).await > 20);
}
