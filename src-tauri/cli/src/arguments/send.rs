//! To the LMS.

use clap::Subcommand;

#[derive(Debug, Subcommand)]
pub enum OutboxChange {
    /// Send what waits now
    Flush,
    /// Take uploads out unsent
    Cancel {
        /// Ids from `rollbook outbox`, or their beginnings
        #[arg(required = true)]
        ids: Vec<String>,
    },
}

#[derive(Debug, Subcommand)]
pub enum StatusChange {
    /// Let a status become one of the LMS's, in all classes of the course
    Set {
        /// present, late, left-early, absent, excused, or late+left-early for whoever was both
        status: String,
        /// Short form of the LMS's status
        short: String,
    },
    /// Take a choice back
    Clear { status: String },
}
