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

#[derive(Debug, Subcommand)]
pub enum LmsConnect {
    /// Connect an LMS with a token, read from standard input, and keep both when they work
    Connect {
        #[arg(long, value_parser = ["moodle", "canvas", "http"])]
        kind: String,
        #[arg(long)]
        url: String,
    },
    /// Get a token from a Moodle for a name and a password, read from standard input and not kept
    SignIn {
        #[arg(long)]
        url: String,
        #[arg(long)]
        user: String,
    },
}
