//! What all servers share while the sandbox runs.

use crate::canvas::Gradebook;
use crate::clock::Clock;
use crate::dice;
use crate::fault::{Fault, Faults, Server};
use crate::graph::Quotas;
use crate::info::Info;
use crate::lms::Book;
use crate::login::Ledger;
use crate::moodle::Register;
use crate::scenario::Switches;
use crate::world::World;
use chrono::{DateTime, Utc};
use serde::Serialize;
use std::sync::atomic::{AtomicU32, AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

/// A request that reached the sandbox.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Seen {
    /// When it came, by the sandbox's clock.
    pub at: DateTime<Utc>,
    /// The server that it was for.
    pub server: Server,
    /// Its HTTP method.
    pub method: String,
    /// Path and query, percent-decoded once.
    pub path: String,
    /// The status that it got; 0 where the connection was closed instead.
    pub status: u16,
    /// Whether it travelled inside a `$batch`, which is a request of its own.
    pub in_batch: bool,
}

/// Shared by every request.
pub(crate) struct State {
    pub world: World,
    pub info: Info,
    pub clock: Clock,
    pub switches: Switches,
    pub latency: Duration,
    ledger: Mutex<Ledger>,
    book: Mutex<Book>,
    register: Mutex<Register>,
    gradebook: Mutex<Gradebook>,
    faults: Mutex<Faults>,
    quotas: Mutex<Quotas>,
    seen: Mutex<Vec<Seen>>,
    counter: AtomicU64,
    /// Requests that are held unanswered.
    pub holding: AtomicU32,
}

/// Cheap to hand on.
pub(crate) type Shared = Arc<State>;

impl State {
    pub(crate) fn new(
        world: World,
        info: Info,
        clock: Clock,
        switches: Switches,
        latency: Duration,
        faults: Vec<Fault>,
    ) -> Self {
        let mut in_force = Faults::default();
        for fault in faults {
            in_force.add(fault);
        }
        Self {
            book: Mutex::new(Book::default()),
            register: Mutex::new(Register::opened(&world, clock.now())),
            gradebook: Mutex::new(Gradebook::opened(&world, clock.now(), switches.canvas)),
            ledger: Mutex::new(Ledger::default()),
            faults: Mutex::new(in_force),
            quotas: Mutex::default(),
            seen: Mutex::new(Vec::new()),
            counter: AtomicU64::new(0),
            holding: AtomicU32::new(0),
            world,
            info,
            clock,
            switches,
            latency,
        }
    }

    pub(crate) fn ledger(&self) -> MutexGuard<'_, Ledger> {
        self.ledger.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(crate) fn book(&self) -> MutexGuard<'_, Book> {
        self.book.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(crate) fn register(&self) -> MutexGuard<'_, Register> {
        self.register.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(crate) fn gradebook(&self) -> MutexGuard<'_, Gradebook> {
        self.gradebook.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(crate) fn faults(&self) -> MutexGuard<'_, Faults> {
        self.faults.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(crate) fn quotas(&self) -> MutexGuard<'_, Quotas> {
        self.quotas.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(crate) fn seen(&self) -> MutexGuard<'_, Vec<Seen>> {
        self.seen.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The next request id. They follow from the seed too, so that equal runs have equal answers.
    pub(crate) fn request_id(&self) -> String {
        let place = self.counter.fetch_add(1, Ordering::Relaxed);
        dice::uuid(&format!("{}/request/{place}", self.info.seed))
    }
}
