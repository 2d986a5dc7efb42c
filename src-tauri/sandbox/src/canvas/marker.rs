//! The description that the program writes into the assignment of a class, for the classes that are there at the start.

use crate::clock::plain_time;
use chrono::{DateTime, Utc};

pub(super) fn description(start: DateTime<Utc>, end: DateTime<Utc>, marker: &str) -> String {
    format!(
        "<p>Attendance of this class. There is nothing to hand in.</p>\n<p>rollbook-session {} {} {marker}</p>",
        plain_time(start),
        plain_time(end)
    )
}
