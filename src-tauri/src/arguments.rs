//! The desktop app's command line.

use clap::Parser;
use std::path::PathBuf;

/// Who was in the Teams class, reconciled with the roster, sent to the LMS.
#[derive(Clone, Debug, Parser)]
#[command(name = "rollbook-desktop", version)]
pub struct Arguments {
    /// Open on a pretend institution with sample data, in a throw-away data folder.
    #[arg(long)]
    pub demo: bool,
    /// Which pretend institution (`rollbook sandbox --help` lists them).
    #[arg(long, default_value = "demo", requires = "demo")]
    pub scenario: String,
    /// Milliseconds that the pretend servers take to answer.
    #[arg(long, default_value_t = 40, requires = "demo")]
    pub latency: u64,
    /// Data folder; default: the platform's folder for app data.
    #[arg(long, env = "ROLLBOOK_HOME", conflicts_with = "demo")]
    pub home: Option<PathBuf>,
    /// Touch no network.
    #[arg(long)]
    pub offline: bool,
    /// Open at this class: its id, the beginning of one, or its title.
    #[arg(long)]
    pub class: Option<String>,
}
