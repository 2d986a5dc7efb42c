//! Starting and stopping the institution, and looking into it from tests.

use crate::canvas::{CanvasAssignment, CanvasGrade};
use crate::clock::Clock;
use crate::fault::Fault;
use crate::front;
use crate::info::Info;
use crate::lms::{Attendance, Record};
use crate::scenario::{SCENARIOS, Scenario};
use crate::state::{Seen, Shared, State};
use crate::wire::{Line, Port};
use chrono::{DateTime, TimeDelta, Utc};
use std::net::{Ipv4Addr, TcpListener};
use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::thread::JoinHandle;
use std::time::Duration;
use tokio::sync::oneshot;

/// How to start.
#[derive(Clone, Debug)]
pub struct Options {
    /// The port on 127.0.0.1; 0 takes any free one.
    pub port: u16,
    /// Waited before every answer of the four servers.
    pub latency: Duration,
    /// The same seed gives the same people, classes and ids, given `now`.
    pub seed: u64,
    /// One of [`scenario_names`].
    pub scenario: String,
    /// Start of the sandbox's clock; the scenario's own or the present where none is given.
    pub now: Option<DateTime<Utc>>,
}

impl Default for Options {
    fn default() -> Self {
        Self { port: 0, latency: Duration::ZERO, seed: 1, scenario: "demo".to_owned(), now: None }
    }
}

/// Why the sandbox did not start.
#[derive(Debug, thiserror::Error)]
pub enum SandboxError {
    /// No scenario of this name; the text lists those that there are.
    #[error("there is no scenario \"{name}\"; known are: {known}")]
    UnknownScenario {
        /// What was asked for.
        name: String,
        /// All names, with commas.
        known: String,
    },
    /// The port is taken or not allowed.
    #[error("cannot listen on 127.0.0.1:{port}")]
    Listen {
        /// The port asked for.
        port: u16,
        /// What the system said.
        source: std::io::Error,
    },
    /// The system gave no thread or event loop.
    #[error("cannot start the sandbox's thread")]
    Thread(#[source] std::io::Error),
}

/// Names of all scenarios with a line about each.
#[must_use]
pub fn scenario_names() -> &'static [(&'static str, &'static str)] {
    static NAMES: std::sync::OnceLock<Vec<(&'static str, &'static str)>> = std::sync::OnceLock::new();
    NAMES.get_or_init(|| SCENARIOS.iter().map(|scenario| (scenario.name, scenario.about)).collect())
}

/// A running institution. It has a thread of its own and stops when it is dropped.
pub struct Sandbox {
    state: Shared,
    stop: Option<oneshot::Sender<()>>,
    thread: Option<JoinHandle<()>>,
}

impl Sandbox {
    /// Starts it; it answers when this returns.
    ///
    /// # Errors
    /// [`SandboxError`] for an unknown scenario, a port that cannot be had, or no thread.
    #[allow(clippy::unused_async, reason = "callers await it, so that starting may wait one day")]
    pub async fn start(options: Options) -> Result<Self, SandboxError> {
        let scenario = Scenario::named(&options.scenario).ok_or_else(|| SandboxError::UnknownScenario {
            name: options.scenario.clone(),
            known: scenario_names().iter().map(|(name, _)| *name).collect::<Vec<_>>().join(", "),
        })?;
        let listen = |source| SandboxError::Listen { port: options.port, source };
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, options.port)).map_err(listen)?;
        listener.set_nonblocking(true).map_err(listen)?;
        let port = listener.local_addr().map_err(listen)?.port();
        let now = options.now.or_else(|| scenario.now.map(|now| now())).unwrap_or_else(Utc::now);
        let world = (scenario.world)(options.seed, now);
        let info = Info::of(&world, port, scenario.name, now, options.seed);
        let state: Shared = Arc::new(State::new(
            world,
            info,
            Clock::starting(now),
            scenario.switches,
            options.latency,
            (scenario.faults)(),
        ));
        let (stop, stopped) = oneshot::channel();
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build()
            .map_err(SandboxError::Thread)?;
        let shared = state.clone();
        let thread = std::thread::Builder::new()
            .name("sandbox".to_owned())
            .spawn(move || runtime.block_on(serve(listener, shared, stopped)))
            .map_err(SandboxError::Thread)?;
        Ok(Self { state, stop: Some(stop), thread: Some(thread) })
    }

    /// Everything that a program needs to connect.
    #[must_use]
    pub fn info(&self) -> &Info {
        &self.state.info
    }

    /// The requests so far to the four servers, in the order in which they were answered.
    #[must_use]
    pub fn requests(&self) -> Vec<Seen> {
        self.state.seen().clone()
    }

    /// Forgets them.
    pub fn clear_requests(&self) {
        self.state.seen().clear();
    }

    /// Adds a fault.
    pub fn inject(&self, fault: Fault) {
        self.state.faults().add(fault);
    }

    /// Ends all faults, the scenario's too.
    pub fn clear_faults(&self) {
        self.state.faults().clear();
    }

    /// How many requests were held unanswered so far ([`crate::Action::Hold`]).
    #[must_use]
    pub fn holding(&self) -> u32 {
        self.state.holding.load(Ordering::SeqCst)
    }

    /// Approves a device code as its user would; false if none is waiting under this user code.
    #[allow(clippy::must_use_candidate, reason = "most callers know the code that they approve")]
    pub fn approve(&self, user_code: &str) -> bool {
        self.approve_as(user_code, "")
    }

    /// The same as another of [`Info::accounts`], by user name.
    #[allow(clippy::must_use_candidate, reason = "as above")]
    pub fn approve_as(&self, user_code: &str, username: &str) -> bool {
        let user = self.state.world.account(username).unwrap_or(&self.state.world.instructor);
        self.state.ledger().decide(user_code, true, &user.key, self.state.clock.now())
    }

    /// Declines a device code; false as above.
    #[allow(clippy::must_use_candidate, reason = "as above")]
    pub fn decline(&self, user_code: &str) -> bool {
        self.state.ledger().decide(user_code, false, &self.state.world.instructor.key, self.state.clock.now())
    }

    /// What the `http` LMS has stored for a meeting; empty, version 0, before the first write.
    #[must_use]
    pub fn lms_attendance(&self, meeting: &str) -> Attendance {
        self.state.book().attendance(meeting)
    }

    /// Changes it behind everybody's back, which makes a new version.
    pub fn lms_set(&self, meeting: &str, records: Vec<Record>) {
        self.state.book().set(meeting, records);
    }

    /// The rows of a Moodle session's marks, student and status id, as the table has them: two of one student, of which its
    /// answers show one, too.
    #[must_use]
    pub fn moodle_rows(&self, session: &str) -> Vec<(String, String)> {
        self.state.register().rows(session)
    }

    /// A colleague sets a student's mark in a Moodle session, by status id, as the web page does.
    pub fn moodle_set(&self, session: &str, student: &str, status: &str) {
        let now = self.state.clock.now().timestamp();
        self.state.register().set(session, student, status, now);
    }

    /// Puts the institution's clock forward, as if so much time had passed.
    pub fn advance(&self, by: TimeDelta) {
        self.state.clock.put_forward(by);
    }

    /// The assignments of a course of the Canvas, by its id there.
    #[must_use]
    pub fn canvas_assignments(&self, course: u32) -> Vec<CanvasAssignment> {
        self.state.gradebook().of_course(course).cloned().collect()
    }

    /// The grades and comments of an assignment of the Canvas, by student; jobs that wait are not in them.
    #[must_use]
    pub fn canvas_grades(&self, assignment: u32) -> Vec<CanvasGrade> {
        self.state.gradebook().grades(assignment)
    }

    /// Grades somebody behind everybody's back; no points take the grade away.
    pub fn canvas_grade(&self, assignment: u32, student: u32, points: Option<f64>) {
        self.state.gradebook().set(assignment, student, points);
    }

    /// Stops it and waits until its thread is gone.
    pub async fn stop(mut self) {
        let thread = self.halt();
        if let Some(thread) = thread {
            // A panic of the server has been printed already; there is nothing more to do about it here.
            let _ = tokio::task::spawn_blocking(move || thread.join()).await;
        }
    }

    fn halt(&mut self) -> Option<JoinHandle<()>> {
        if let Some(stop) = self.stop.take() {
            // The thread may have ended already.
            let _ = stop.send(());
        }
        self.thread.take()
    }
}

impl Drop for Sandbox {
    fn drop(&mut self) {
        if let Some(thread) = self.halt() {
            let _ = thread.join();
        }
    }
}

/// Serves until told to stop; open connections end with the runtime.
async fn serve(listener: TcpListener, state: Shared, stopped: oneshot::Receiver<()>) {
    let Ok(listener) = tokio::net::TcpListener::from_std(listener) else { return };
    let service = front::router(state).into_make_service_with_connect_info::<Line>();
    tokio::select! {
        _ = axum::serve(Port(listener), service) => {}
        _ = stopped => {}
    }
}
