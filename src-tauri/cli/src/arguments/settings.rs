//! Settings and secrets.

use clap::Subcommand;

#[derive(Debug, Subcommand)]
pub enum Config {
    /// Show one setting, or all
    Get { key: Option<String> },
    /// Change a setting; an empty value takes it back to its default
    Set { key: String, value: String },
}

#[derive(Debug, Subcommand)]
pub enum Secret {
    /// Read a secret from standard input and keep it
    Set { name: String },
    /// Forget a secret
    Clear { name: String },
}
