//! Erasing, backing up.

use clap::Args;
use std::path::PathBuf;

// Each flag is one of the command line's.
#[allow(clippy::struct_excessive_bools)]
#[derive(Debug, Args)]
pub struct Purge {
    /// A class with all that hangs on it
    #[arg(long, value_name = "MEETING")]
    pub meeting: Option<String>,
    /// A person, everywhere: an e-mail address, or the id of a student or participant
    #[arg(long, value_name = "PERSON", conflicts_with = "meeting")]
    pub person: Option<String>,
    /// Classes older than `privacy.keep_days` that are uploaded or dismissed
    #[arg(long, conflicts_with_all = ["meeting", "person"])]
    pub expired: bool,
    /// Everything but the settings: classes, rosters, decisions, sign-ins, secrets
    #[arg(long, conflicts_with_all = ["meeting", "person", "expired"])]
    pub all: bool,
    /// Only show what would be erased
    #[arg(long)]
    pub dry_run: bool,
    /// Do not ask on a terminal
    #[arg(short, long)]
    pub yes: bool,
}

#[derive(Debug, Args)]
pub struct BackupFile {
    /// The backup; its passphrase comes from `ROLLBOOK_BACKUP_PASSPHRASE`, else from standard input
    pub file: PathBuf,
}
