//! Decisions: matches, marks, calls and rules.

use clap::{Args, Subcommand, ValueEnum};

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
