//! The command line as the contract names it, sections 2 and 4.

mod export;
mod files;

pub use export::{Export, Separator, word};
pub use files::{DateOrder, Import, Reading, Roster};

use chrono::{DateTime, NaiveDate, Utc};
use clap::{Args, Parser, Subcommand, ValueEnum};
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
    /// Serve the pretend institution on 127.0.0.1 until Ctrl-C
    Sandbox(Sandbox),
    /// A completion script for a shell
    Completions { shell: clap_complete::Shell },
}

#[derive(Debug, Subcommand)]
pub enum Config {
    /// Show one setting, or all
    Get { key: Option<String> },
    /// Change a setting; an empty value takes it back to its default
    Set { key: String, value: String },
}

#[derive(Debug, Subcommand)]
pub enum Rules {
    /// The rules of the settings; `config set rules.…` changes them
    Show,
    /// Who would change under other rules; nothing is changed
    Preview {
        /// Rules such as `min_present_percent=60`
        #[arg(required = true, value_name = "RULE=VALUE")]
        rules: Vec<String>,
        /// Only these classes
        #[arg(long = "meeting", value_name = "MEETING")]
        meetings: Vec<String>,
        /// Only the classes of this course
        #[arg(long, conflicts_with = "meetings")]
        course: Option<String>,
    },
    /// Let classes that are in the LMS already, and keep the rules of their upload, follow the settings again
    Adopt {
        #[arg(required = true)]
        meetings: Vec<String>,
    },
}

#[derive(Debug, Subcommand)]
pub enum Secret {
    /// Read a secret from standard input and keep it
    Set { name: String },
    /// Forget a secret
    Clear { name: String },
}

#[derive(Debug, Subcommand)]
pub enum Course {
    /// Add a course by hand
    Add {
        #[arg(long)]
        title: String,
        /// The LMS's id of it
        #[arg(long)]
        lms_id: Option<String>,
    },
}

#[derive(Debug, Subcommand)]
pub enum Meeting {
    /// Add a class by hand: with --start and --end, or with --date
    Add(MeetingAdd),
}

#[derive(Debug, Args)]
pub struct MeetingAdd {
    #[arg(long)]
    pub title: String,
    /// Local start, such as 2025-11-26T10:00
    #[arg(long, requires = "end", conflicts_with = "date", required_unless_present = "date")]
    pub start: Option<String>,
    /// Local end
    #[arg(long, requires = "start")]
    pub end: Option<String>,
    /// Local day, where the times are not known
    #[arg(long)]
    pub date: Option<String>,
    /// IANA time zone [default: the setting `timezone`]
    #[arg(long, value_name = "TZ")]
    pub timezone: Option<String>,
    #[arg(long)]
    pub course: Option<String>,
    /// Teams join link, meeting number, or an invitation that holds one
    #[arg(long, value_name = "URL")]
    pub join_url: Option<String>,
    /// The LMS's id of the meeting
    #[arg(long)]
    pub lms_id: Option<String>,
}

#[derive(Debug, Args)]
pub struct Sync {
    /// Classes by id, beginning of an id, or title
    #[arg(required_unless_present_any = ["course", "due"])]
    pub meetings: Vec<String>,
    /// All classes of a course that have begun
    #[arg(long, conflicts_with_all = ["meetings", "due"])]
    pub course: Option<String>,
    /// All classes that are over and not fetched, or due to be looked at again
    #[arg(long, conflicts_with = "meetings")]
    pub due: bool,
    #[arg(long, default_value = "auto")]
    pub source: Source,
    #[arg(long, default_value = "suggested")]
    pub calls: Calls,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub enum Source {
    /// Attendance reports, then call records
    Auto,
    /// Attendance reports only
    Reports,
    /// Call records only
    CallRecords,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub enum Calls {
    /// Those of the class, by the rules
    Suggested,
    /// Every call of the local day
    AllDay,
}

#[derive(Debug, Subcommand)]
pub enum CallsChange {
    /// Count these calls
    Include {
        #[arg(required = true)]
        calls: Vec<String>,
    },
    /// Do not count these calls
    Exclude {
        #[arg(required = true)]
        calls: Vec<String>,
    },
}

#[derive(Debug, Args)]
#[command(group = clap::ArgGroup::new("to").required(true))]
pub struct Match {
    pub meeting: String,
    /// The person, by participant id
    #[arg(required_unless_present = "accept_unambiguous")]
    pub participant: Option<String>,
    /// Is this student
    #[arg(long, group = "to")]
    pub student: Option<String>,
    /// Is nobody on the roster
    #[arg(long, group = "to")]
    pub nobody: bool,
    /// Take the decision back
    #[arg(long, group = "to")]
    pub clear: bool,
    /// Accept every candidate that nobody could mistake
    #[arg(long, group = "to", conflicts_with = "participant")]
    pub accept_unambiguous: bool,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub enum MarkWord {
    Present,
    Late,
    LeftEarly,
    Absent,
    Excused,
}

#[derive(Debug, Args)]
pub struct Mark {
    pub meeting: String,
    pub student: String,
    #[arg(required_unless_present = "clear", conflicts_with = "clear")]
    pub status: Option<MarkWord>,
    /// Take the mark away
    #[arg(long)]
    pub clear: bool,
    #[arg(long, conflicts_with = "clear")]
    pub note: Option<String>,
}

#[derive(Debug, Args)]
pub struct Sandbox {
    /// Port [default: any free one]
    #[arg(long, default_value_t = 0)]
    pub port: u16,
    /// Milliseconds that every answer takes
    #[arg(long, default_value_t = 0, value_name = "MS")]
    pub latency: u64,
    /// Seed of the invented people and classes
    #[arg(long, default_value_t = 1)]
    pub seed: u64,
    /// Which institution, or which trouble [default: demo]
    #[arg(long, default_value = "demo", value_name = "NAME")]
    pub scenario: String,
    /// What its clock shows at the start
    #[arg(long, value_name = "TIME")]
    pub now: Option<DateTime<Utc>>,
}
