//! Answers in words, for people at a terminal.

mod attendance;
mod care;
mod export;
mod files;
mod grades;
mod rules;
mod setup;
mod upload;
mod why;

pub use attendance::*;
pub use care::*;
pub use export::*;
pub use files::*;
pub use grades::*;
pub use rules::*;
pub use setup::*;
pub use upload::*;
pub use why::*;

use chrono::{DateTime, Utc};
use chrono_tz::Tz;

/// A time in a zone, to the minute.
fn at(time: DateTime<Utc>, zone: Tz) -> String {
    time.with_timezone(&zone).format("%Y-%m-%d %H:%M").to_string()
}

/// The time of day in a zone.
fn clock(time: Option<DateTime<Utc>>, zone: Tz) -> String {
    time.map_or_else(|| "?".to_owned(), |time| time.with_timezone(&zone).format("%H:%M:%S").to_string())
}

fn zone(name: &str) -> Tz {
    name.parse().unwrap_or(Tz::UTC)
}

fn minutes(seconds: Option<i64>) -> String {
    #[allow(clippy::cast_precision_loss)] // a class has far fewer than 2^53 seconds
    seconds.map_or_else(|| "?".to_owned(), |seconds| format!("{:.2}", seconds as f64 / 60.0))
}

fn or_dash(text: Option<&str>) -> String {
    text.filter(|text| !text.is_empty()).unwrap_or("-").to_owned()
}
