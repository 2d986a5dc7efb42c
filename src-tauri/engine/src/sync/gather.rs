//! What one sync has fetched and said so far.

use crate::clock::Clock;
use crate::progress::Progress;
use chrono::{DateTime, Utc};
use rollbook_microsoft::graph::keep::{Fetched, FetchedList};
use rollbook_store::answers::{AnswerKind, NewAnswer};
use rollbook_store::syncs::{Level, LogLine, NewAnswers};

pub(super) struct Gather {
    clock: Clock,
    pub answers: NewAnswers,
    pub log: Vec<LogLine>,
    /// End of the last call that counts.
    pub last_end: Option<DateTime<Utc>>,
    /// A report of the class has no end: the meeting is still on.
    pub running: bool,
    /// The server's clock, where an answer told it.
    pub server_now: Option<DateTime<Utc>>,
}

impl Gather {
    pub fn new(clock: Clock) -> Self {
        Self {
            clock,
            answers: NewAnswers::default(),
            log: vec![],
            last_end: None,
            running: false,
            server_now: None,
        }
    }

    /// A sentence for the log and for whoever is watching.
    pub fn info(&mut self, progress: &Progress, message: String) {
        self.line(progress, Level::Info, message);
    }

    pub fn warn(&mut self, progress: &Progress, message: String) {
        self.line(progress, Level::Warn, message);
    }

    fn line(&mut self, progress: &Progress, level: Level, message: String) {
        progress.say(message.clone());
        self.log.push(LogLine { at: self.clock.now(), level, message });
    }

    /// Keeps one object as it was answered.
    pub fn keep(&mut self, kind: AnswerKind, fetched: &Fetched) {
        self.push(kind, &fetched.id, fetched.version, fetched.body.clone());
    }

    /// Keeps the list that belongs to an object: a report's records, a call's sessions.
    pub fn keep_list(&mut self, kind: AnswerKind, object: &str, version: u64, items: FetchedList) {
        self.push(kind, object, version, items.into_body());
    }

    pub fn push(&mut self, kind: AnswerKind, object: &str, version: u64, body: String) {
        let fetched_at = self.clock.now();
        self.answers.answers.push(NewAnswer {
            kind,
            object_id: object.to_owned(),
            version,
            fetched_at,
            body,
        });
    }

    /// Says which records could not be read; they are left out, the rest stands.
    pub fn skipped(&mut self, progress: &Progress, what: &str, skipped: usize) {
        if skipped > 0 {
            self.warn(progress, format!("{what}: {skipped} could not be read and were left out."));
        }
    }
}

/// "1 call", "2 calls".
pub(crate) fn counted(n: usize, one: &str, many: &str) -> String {
    if n == 1 { format!("1 {one}") } else { format!("{n} {many}") }
}
