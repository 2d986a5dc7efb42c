//! Courses and classes by hand.

use clap::{Args, Subcommand};

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
    /// Say which session of the LMS a class is
    Link {
        meeting: String,
        /// The LMS's id of the session
        #[arg(required_unless_present = "none", conflicts_with = "none")]
        session: Option<String>,
        /// None: it is looked for, or made, when the class is sent
        #[arg(long)]
        none: bool,
    },
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
