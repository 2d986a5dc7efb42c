//! The program's clock: the system's, or one that starts at `ROLLBOOK_NOW` and runs on from there.

use chrono::{DateTime, TimeDelta, Utc};
use std::time::Instant;

/// Tells the time; cheap to copy.
#[derive(Clone, Copy, Debug)]
pub enum Clock {
    /// The system's clock.
    System,
    /// A clock that showed `at` when it was made, and runs on.
    Started {
        /// What it showed.
        at: DateTime<Utc>,
        /// When that was.
        when: Instant,
    },
}

impl Clock {
    /// A clock that shows `at` now.
    #[must_use]
    pub fn starting_at(at: DateTime<Utc>) -> Self {
        Self::Started { at, when: Instant::now() }
    }

    /// The time.
    #[must_use]
    pub fn now(&self) -> DateTime<Utc> {
        match self {
            Self::System => Utc::now(),
            Self::Started { at, when } => *at + TimeDelta::from_std(when.elapsed()).unwrap_or_default(),
        }
    }
}
