//! Progress as the user reads it: at most ten events a second, the last one always.

use crate::view::ProgressView;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

const PAUSE: Duration = Duration::from_millis(100);

type Tell = Arc<dyn Fn(ProgressView) + Send + Sync>;

/// Takes progress of long work; cheap to clone.
#[derive(Clone)]
pub struct Progress {
    tell: Tell,
    last: Arc<Mutex<Option<Instant>>>,
    meeting: Option<String>,
}

impl Progress {
    /// Hands every event that gets through to `tell`.
    #[must_use]
    pub fn new(tell: impl Fn(ProgressView) + Send + Sync + 'static) -> Self {
        Self { tell: Arc::new(tell), last: Arc::new(Mutex::new(None)), meeting: None }
    }

    /// Nobody listens.
    #[must_use]
    pub fn silent() -> Self {
        Self::new(|_| {})
    }

    /// The same listener for one meeting, with its own pace.
    #[must_use]
    pub fn of(&self, meeting: &str) -> Self {
        Self { tell: self.tell.clone(), last: Arc::default(), meeting: Some(meeting.to_owned()) }
    }

    /// A passing number: dropped where the last event was a moment ago.
    pub fn count(&self, message: impl FnOnce() -> String) {
        let mut last = self.last.lock().unwrap_or_else(PoisonError::into_inner);
        if last.is_some_and(|at| at.elapsed() < PAUSE) {
            return;
        }
        *last = Some(Instant::now());
        drop(last);
        self.send(message(), None);
    }

    /// A step with a known total: dropped where the last event was a moment ago, but for the last step.
    pub fn step(&self, done: usize, total: usize, message: impl FnOnce() -> String) {
        let mut last = self.last.lock().unwrap_or_else(PoisonError::into_inner);
        if done < total && last.is_some_and(|at| at.elapsed() < PAUSE) {
            return;
        }
        *last = Some(Instant::now());
        drop(last);
        let number = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        self.send(message(), Some((number(done), number(total))));
    }

    /// A sentence that is never dropped: a phase, a result.
    pub fn say(&self, message: impl Into<String>) {
        self.send(message.into(), None);
    }

    fn send(&self, message: String, steps: Option<(u32, u32)>) {
        (self.tell)(ProgressView {
            meeting: self.meeting.clone(),
            message,
            done: steps.map(|(done, _)| done),
            total: steps.map(|(_, total)| total),
        });
    }
}

impl std::fmt::Debug for Progress {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Progress")
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn numbers_are_thinned_and_sentences_are_not() {
        let seen = Arc::new(Mutex::new(Vec::new()));
        let to = seen.clone();
        let progress = Progress::new(move |event| to.lock().unwrap().push(event.message));
        for n in 0..1_000 {
            progress.count(|| format!("{n} read"));
        }
        progress.say("done");
        progress.step(10, 10, || "10 of 10".into());
        let seen = seen.lock().unwrap();
        assert!(seen.len() <= 5, "{seen:?}");
        assert_eq!(seen.first().map(String::as_str), Some("0 read"));
        assert_eq!(seen.last().map(String::as_str), Some("10 of 10"));
    }
}
