//! What is fetched, and from where.

use chrono::{DateTime, Utc};
use clap::{Args, ValueEnum};

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
