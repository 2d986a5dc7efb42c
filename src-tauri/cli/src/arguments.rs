//! The command line as the contract names it, sections 2 and 4.

mod care;
mod classes;
mod decide;
mod export;
mod fetch;
mod files;
mod send;
mod settings;

pub use care::{BackupFile, Purge};
pub use classes::{Course, Meeting};
pub use decide::{CallsChange, Mark, MarkWord, Match, Rules};
pub use export::{Export, Separator, word};
pub use fetch::{Calls, Sandbox, Source, Sync};
pub use files::{DateOrder, Import, Reading, Roster};
pub use send::{LmsConnect, OutboxChange, StatusChange};
pub use settings::{Config, Secret};

use chrono::NaiveDate;
use clap::{Args, Parser, Subcommand};
use std::path::PathBuf;

/// Who was in the Teams class, reconciled with the roster, sent to the LMS.
#[derive(Debug, Parser)]
#[command(name = "rollbook", version, propagate_version = true)]
pub struct Arguments {
    #[command(flatten)]
    pub global: Global,
    #[command(subcommand)]
    pub command: Command,
}

#[derive(Debug, Subcommand)]
pub enum AccountsChange {
    /// Fetch new classes as this account
    Use {
        /// User name or id
        account: String,
    },
}

#[derive(Clone, Debug, Args)]
pub struct Global {
    /// Data folder [default: the platform's folder for app data]
    #[arg(long, global = true, env = "ROLLBOOK_HOME", value_name = "DIR")]
    pub home: Option<PathBuf>,
    /// Exactly one JSON document on standard output
    #[arg(long, global = true)]
    pub json: bool,
    /// Touch no network
    #[arg(long, global = true)]
    pub offline: bool,
    /// More on standard error; twice for still more
    #[arg(short, long, global = true, action = clap::ArgAction::Count)]
    pub verbose: u8,
    /// Less on standard error
    #[arg(short, long, global = true, conflicts_with = "verbose")]
    pub quiet: bool,
}

#[derive(Debug, Subcommand)]
pub enum Command {
    /// What is set up: account, connections, data folder
    Status,
    /// Sign in to Microsoft
    SignIn {
        /// With a code to enter on another device (the default)
        #[arg(long, conflicts_with = "browser")]
        device_code: bool,
        /// In the browser of this device
        #[arg(long)]
        browser: bool,
        /// Do not open the browser, only say the address
        #[arg(long)]
        no_open: bool,
    },
    /// Forget an account and its tokens on this machine
    SignOut {
        /// User name or id [default: the active account]
        account: Option<String>,
        /// All accounts
        #[arg(long, conflicts_with = "account")]
        all: bool,
    },
    /// The accounts that are signed in
    Accounts {
        #[command(subcommand)]
        change: Option<AccountsChange>,
    },
    /// The link with which an administrator allows the app for everybody
    AdminConsent,
    /// Settings
    #[command(subcommand)]
    Config(Config),
    /// Secrets, read from standard input into the encrypted store
    #[command(subcommand)]
    Secret(Secret),
    /// The courses
    Courses {
        /// Fetch the list from the LMS first
        #[arg(long)]
        refresh: bool,
    },
    /// One course
    #[command(subcommand)]
    Course(Course),
    /// The students of a course
    #[command(subcommand)]
    Roster(Roster),
    /// The classes
    Meetings {
        /// Fetch them from calendar and LMS first
        #[arg(long)]
        refresh: bool,
        /// First day
        #[arg(long, value_name = "DATE")]
        from: Option<NaiveDate>,
        /// Last day
        #[arg(long, value_name = "DATE")]
        to: Option<NaiveDate>,
    },
    /// One class
    #[command(subcommand)]
    Meeting(Meeting),
    /// Fetch who was there
    Sync(Sync),
    /// Import attendance files that the organizer downloaded from Teams: all of them or, where one is refused, none
    Import(Import),
    /// What attendance files say, and which classes they fit; nothing is stored
    Files {
        #[arg(required = true, value_name = "FILE")]
        files: Vec<PathBuf>,
        #[command(flatten)]
        reading: Reading,
    },
    /// The class, its calls, its people
    Show {
        meeting: String,
        /// In words, how the time of each person comes about
        #[arg(long)]
        why: bool,
    },
    /// Which calls count, and why; include or exclude some
    Calls {
        meeting: String,
        #[command(subcommand)]
        change: Option<CallsChange>,
    },
    /// The roster against the people
    Reconcile { meeting: String },
    /// Say which student a person is
    Match(Match),
    /// Set a student's status by hand
    Mark(Mark),
    /// The rules of attendance, and who would change under others
    #[command(subcommand)]
    Rules(Rules),
    /// Take the last decision back
    Undo,
    /// Make the decision taken back last again
    Redo,
    /// The decisions, newest first
    History { meeting: Option<String> },
    /// Write a class or a course to a file
    Export(Export),
    /// Send a class to the LMS
    Upload {
        meeting: String,
        /// Only show what would change
        #[arg(long)]
        dry_run: bool,
        /// Send ours over what somebody else changed in the LMS since we last looked
        #[arg(long, conflicts_with = "dry_run")]
        overwrite: bool,
    },
    /// The uploads so far
    Uploads,
    /// Take an upload back: the LMS gets what it held before, where nobody has changed it since
    Revert {
        /// Id of the upload, or its beginning
        upload: String,
    },
    /// What waits to be sent to the LMS
    Outbox {
        #[command(subcommand)]
        change: Option<OutboxChange>,
    },
    /// The share of attendance as a grade in the LMS; without --item, what can hold one
    Grades {
        course: String,
        /// The LMS's id of the grade item
        #[arg(long)]
        item: Option<String>,
        /// Only show what would change
        #[arg(long, requires = "item")]
        dry_run: bool,
        /// Send ours over what somebody else changed in the LMS since we last looked
        #[arg(long, requires = "item", conflicts_with = "dry_run")]
        overwrite: bool,
    },
    /// The LMS's own statuses for a class, and what each status becomes there
    Statuses {
        meeting: String,
        #[command(subcommand)]
        change: Option<StatusChange>,
    },
    /// Test the connection to the LMS: who the token belongs to and what it may do
    Lms {
        #[command(subcommand)]
        connect: Option<LmsConnect>,
    },
    /// Everybody on a roster or in a class; or everything that is known of one person
    People {
        /// E-mail address, or id of a student or participant
        person: Option<String>,
    },
    /// Write everything but the sign-ins into one encrypted file
    Backup(BackupFile),
    /// Put a backup in place of what is here; it is verified first
    Restore(BackupFile),
    /// Erase a class, a person, what is old, or everything
    Purge(Purge),
    /// What is in order and what is not
    Doctor,
    /// Serve the pretend institution on 127.0.0.1 until Ctrl-C
    Sandbox(Sandbox),
    /// A completion script for a shell
    Completions { shell: clap_complete::Shell },
}
