//! The trail of each person, in words: which stays, what was cut, what counts.

use super::{clock, zone};
use crate::output::visible::visible;
use rollbook_engine::view::{ParticipantView, SessionView, ShowView, WhyView};
use std::fmt::Write as _;

pub fn why(show: &ShowView) -> String {
    let there = zone(&show.meeting.timezone);
    let mut out = String::new();
    for person in &show.participants {
        let name = person.name.as_deref().or(person.email.as_deref()).unwrap_or("(no name)");
        let _ = writeln!(out, "{}", visible(name));
        for stay in &person.sessions {
            let length = stay.seconds.map_or_else(|| "counts nothing".to_owned(), time);
            let call = show.calls.iter().find(|call| call.id == stay.call_id.as_str());
            let _ = writeln!(
                out,
                "  {} – {}  {length}  {}{}",
                clock(stay.join, there),
                clock(stay.leave, there),
                call.map_or("", |call| call.kind.as_str()),
                noted(stay)
            );
        }
        match &person.why {
            Some(why) => out.push_str(&steps(person, why)),
            None => out.push_str("  was there; the source does not say how long\n"),
        }
    }
    out
}

fn noted(stay: &SessionView) -> String {
    if stay.flags.is_empty() { String::new() } else { format!(" ({})", stay.flags.join(", ")) }
}

fn steps(person: &ParticipantView, why: &WhyView) -> String {
    let mut out = format!("  = {}", time(person.summed_seconds.unwrap_or_default()));
    let cuts = [
        (why.overlap_seconds, "on two devices at once"),
        (why.before_start_seconds, "before the start"),
        (why.after_end_seconds, "after the end"),
    ];
    for (seconds, what) in cuts.iter().filter(|(seconds, _)| *seconds > 0) {
        let _ = write!(out, " − {} {what}", time(*seconds));
    }
    let _ = write!(out, " → {} in class", time(person.present_seconds.unwrap_or_default()));
    if let Some(stated) = why.stated_seconds.filter(|_| !why.differs.is_empty()) {
        let _ = write!(out, " (Microsoft says {}: {})", time(stated), why.differs.join(", "));
    }
    out.push('\n');
    out
}

/// Hours, minutes and seconds, as on a clock.
fn time(seconds: i64) -> String {
    format!("{}:{:02}:{:02}", seconds / 3600, seconds / 60 % 60, seconds % 60)
}
