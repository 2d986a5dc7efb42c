//! Files in: attendance files and class lists.

use clap::{Args, Subcommand, ValueEnum};
use std::path::PathBuf;

#[derive(Debug, Args)]
pub struct Import {
    /// The class by id, beginning of an id, or title
    pub meeting: String,
    #[arg(required = true, value_name = "FILE")]
    pub files: Vec<PathBuf>,
    #[command(flatten)]
    pub reading: Reading,
}

/// How attendance files are to be read, where neither the file nor the class tells.
#[derive(Debug, Args)]
pub struct Reading {
    /// Order of day and month in the dates
    #[arg(long)]
    pub date_order: Option<DateOrder>,
    /// IANA time zone of the times [default: the class's]
    #[arg(long, value_name = "TZ")]
    pub timezone: Option<String>,
    /// What a column is, where its heading does not tell: `1=name`, `2=join`. It is remembered
    #[arg(long = "column", value_name = "NUMBER=KIND")]
    pub columns: Vec<String>,
    /// What a word of a list's action column means: `Beigetreten=join`. It is remembered
    #[arg(long = "action", value_name = "WORD=MEANING")]
    pub actions: Vec<String>,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub enum DateOrder {
    /// 31/12/2026
    Dmy,
    /// 12/31/2026
    Mdy,
    /// 2026/12/31
    Ymd,
}

#[derive(Debug, Subcommand)]
pub enum Roster {
    /// Fetch the students of a course from the LMS
    Pull { course: String },
    /// Make the students of a file (CSV, XLSX, ODS) the roster of a course; those it lacks are hidden, not deleted
    Import {
        course: String,
        file: PathBuf,
        /// What a column is, where its heading does not tell: `2=email`. It is remembered
        #[arg(long = "column", value_name = "NUMBER=KIND")]
        columns: Vec<String>,
        /// Only show what would change
        #[arg(long)]
        dry_run: bool,
    },
    /// The cached students of a course
    Show { course: String },
}
